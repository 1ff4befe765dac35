using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Benchmarks.Recording;

/// <summary>Values per second that reach a file, of membrane potentials that change a little from row to row.</summary>
internal static class QuickRecording
{
    private const int Rows = 10_000;
    private const int Columns = 5;

    internal static void Run()
    {
        Console.WriteLine($"recording rows of a time and {Columns} values");
        Console.WriteLine($"{"form",-6} {"million values/s",16} {"ns per row",12}");
        foreach (var format in (OutputFormat[])[OutputFormat.Dat, OutputFormat.Csv, OutputFormat.Npz])
        {
            var row = Best.Nanoseconds(() => Write(format)) / Rows;
            Console.WriteLine($"{format,-6} {1e3 * (Columns + 1) / row,16:F1} {row,12:F0}");
        }

        Console.WriteLine();
    }

    /// <summary>Writes and deletes a file of <see cref="Rows"/> rows.</summary>
    internal static void Write(OutputFormat format)
    {
        var path = Path.Combine(Path.GetTempPath(), $"neuroglot-bench-{Environment.ProcessId}.{format}");
        using (var sink = RecordingFiles.OpenTraces(path, format, [.. Enumerable.Range(0, Columns).Select(i => new Column($"v{i}"))], new DiagnosticBag())!)
        {
            var row = new double[Columns];
            for (var k = 0; k < Rows; k++)
            {
                for (var i = 0; i < Columns; i++)
                    row[i] = -0.065 + (1e-6 * ((k * (i + 3)) % 40_009));
                sink.WriteRow(k * 1e-5, row);
            }
        }

        File.Delete(path);
    }
}
