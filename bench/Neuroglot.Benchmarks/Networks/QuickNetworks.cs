using System.Diagnostics;
using Neuroglot.Benchmarks.Runs;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Benchmarks.Networks;

/// <summary>From a large network file to an engine that is ready for its first step: time of each phase, and memory.</summary>
internal static class QuickNetworks
{
    private const int Small = 20_000;
    private const int Large = 1_000_000;
    private const int Spikes = 100_000;

    internal static void Run()
    {
        // The small one only warms up the code.
        Build(Small, print: false);
        Build(Large, print: true);
        RunSpikes();
        Console.WriteLine();
    }

    private static void RunSpikes()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        PhaseTimes.Measure(SpikeFile.Write(folder.FullName, Small));
        if (PhaseTimes.Measure(SpikeFile.Write(folder.FullName, Spikes)) is { } times)
        {
            Console.WriteLine(
                $"{Spikes} listed spikes: read {times.Read:F0} ms, resolve {times.Resolve:F0}, elaborate {times.Elaborate:F0}, plan {times.Plan:F0}, compile {times.Compile:F0}; "
                + $"{1e3 * times.Simulate / times.Simulation.Steps:F1} us per step, {1e6 * times.Simulate / Spikes:F0} ns per spike");
        }

        folder.Delete(recursive: true);
    }

    private static void Build(int connections, bool print)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        var path = NetworkFile.Write(folder.FullName, connections);
        using var before = Process.GetCurrentProcess();
        var (peakBefore, heapBefore) = (before.PeakWorkingSet64, GC.GetTotalMemory(forceFullCollection: true));
        var diagnostics = new DiagnosticBag();
        var start = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var document = LemsReader.Read(path).Document!;
        var read = Lap("read", document);
        var model = LemsModel.Resolve(document, diagnostics);
        var prepared = Lap("resolve", model);
        var experiment = LemsElaborator.Elaborate(model, diagnostics)!;
        prepared += Lap("elaborate", experiment);
        var plan = Planner.Plan(experiment, new PlannerOptions(), diagnostics)!;
        prepared += Lap("plan", plan);
        using var engine = new Engine((LevelPlan)plan, new EngineOptions { Compiler = new VectorKernelCompiler() });
        prepared += Lap("engine", engine);
        if (print)
        {
            using var after = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{connections} connections: {new FileInfo(Path.Combine(folder.FullName, "large.net.nml")).Length / 1e6 / read:F0} MB/s to the document, then "
                + $"{connections / prepared / 1e6:F2} million connections/s to the first step; at the peak {(double)(after.PeakWorkingSet64 - peakBefore) / connections:F0} bytes of the process per connection");
        }

        GC.KeepAlive(document);
        GC.KeepAlive(model);
        folder.Delete(recursive: true);

        double Lap(string phase, object result)
        {
            // Processor time: other work on the machine does not disturb it.
            var time = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            var wall = watch.Elapsed.TotalSeconds;
            if (print)
            {
                // A collection here makes the next phase begin with a clean heap; its time does not count.
                Console.WriteLine($"{phase,-10} {time * 1e3,8:F0} ms of processor time, {wall * 1e3,8:F0} ms, then {(double)(GC.GetTotalMemory(forceFullCollection: true) - heapBefore) / connections,6:F0} bytes per connection in the heap");
                GC.KeepAlive(result);
            }

            watch.Restart();
            start = Environment.CpuUsage.TotalTime;
            return time;
        }
    }
}
