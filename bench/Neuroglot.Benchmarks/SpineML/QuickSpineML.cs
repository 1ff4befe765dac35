using System.Globalization;
using System.Runtime.CompilerServices;
using Neuroglot.Benchmarks.Measuring;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Loading;

namespace Neuroglot.Benchmarks.SpineML;

/// <summary>Experiments of SpineML in both fidelities, phase by phase, and the reading of a large network file.</summary>
internal static class QuickSpineML
{
    private const int Loops = 20;
    private const int Connections = 1_400_000;

    /// <summary>Measures the experiments in <paramref name="paths"/>; the benchmark of Vogels and Abbott, and reading, when there are none.</summary>
    internal static void Run(string[] paths)
    {
        Console.WriteLine($"seconds of processor time, one thread; loops: the fastest of {Loops}");
        Console.WriteLine($"{"experiment",-30} {"fidelity",-8} {"load",7} {"build",7} {"plan",7} {"compile",7} {"loop",7} {"+logs",7} {"synapses",9} {"bytes each",10} {"logged events",13}");
        foreach (var path in paths.Length > 0 ? paths : [Repository.Find("examples/spineml/vogels-abbott/experiment0.xml")])
        {
            foreach (var fidelity in new[] { SpineMLFidelity.Native, SpineMLFidelity.Brahms })
                Print(path, fidelity, SpineMLTimes.Measure(path, fidelity, paths.Length > 0 ? 1 : Loops));
        }

        if (paths.Length == 0)
            Console.WriteLine(Reading());
        Console.WriteLine();
    }

    /// <summary>One experiment, for bench/spineml/compare.py: a line of numbers, each after its name.</summary>
    internal static void RunOne(string path, string fidelity, int loops)
    {
        var times = SpineMLTimes.Measure(path, Enum.Parse<SpineMLFidelity>(fidelity, ignoreCase: true), loops);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"load {times.Load} build {times.Build} plan {times.Plan} compile {times.Compile} loop {times.Loop} logs {times.WithLogs} synapses {times.Synapses} heap {times.Heap} events {times.Events}"));
    }

    /// <summary>The reading of a large network file, for bench/spineml/compare.py.</summary>
    internal static string Reading()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        try
        {
            var path = LargeNetwork.Write(folder.FullName, Connections);
            var megabytes = new FileInfo(path).Length / 1e6;
            var (fastest, held) = (double.PositiveInfinity, 0L);
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var (seconds, bytes) = Read(path);
                (fastest, held) = (Math.Min(fastest, seconds), bytes);
            }

            return string.Create(CultureInfo.InvariantCulture, $"file of {megabytes:F0} MB with {Connections} connections: {megabytes / fastest:F0} MB/s of processor time, {(double)held / Connections:F1} bytes per connection in the document");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // By itself, so that nothing of one reading is left when the next begins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Seconds, long Bytes) Read(string path)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new ProcessorWatch();
        var model = SpineMLModel.Load(path);
        var seconds = watch.Lap();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        return model.Network is not null && model.Diagnostics.IsEmpty ? (seconds, held) : throw new InvalidOperationException(string.Join('\n', model.Diagnostics));
    }

    private static void Print(string path, SpineMLFidelity fidelity, SpineMLTimes times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))),-30} {fidelity.ToString().ToLowerInvariant(),-8} {times.Load,7:F3} {times.Build,7:F3} {times.Plan,7:F3} {times.Compile,7:F3} {times.Loop,7:F3} {times.WithLogs,7:F3} {times.Synapses,9} {(double)times.Heap / times.Synapses,10:F1} {times.Events,13}"));
}
