using BenchmarkDotNet.Attributes;
using Neuroglot.Results;

namespace Neuroglot.Benchmarks.Recording;

/// <summary>Time of writing 10 000 rows of a time and five values.</summary>
public class RecordingBenchmarks
{
    [Params(OutputFormat.Dat, OutputFormat.Csv, OutputFormat.Npz)]
    public OutputFormat Format { get; set; }

    [Benchmark]
    public void Rows() => QuickRecording.Write(Format);
}
