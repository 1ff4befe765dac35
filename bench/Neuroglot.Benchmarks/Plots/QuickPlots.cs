using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Plots;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;

namespace Neuroglot.Benchmarks.Plots;

/// <summary>Large plots as pictures, each in a process of its own: from arrays in memory, and from files as the command draws them.</summary>
internal static class QuickPlots
{
    private const int Neurons = 10_000;
    private const int Reach = 2000;
    private const int Spikes = 10_000_000;
    private static readonly string[] Cases = ["hexbin", "raster", "hexbin of a file", "raster of a file"];

    /// <summary>Measures all cases.</summary>
    internal static void Run()
    {
        Console.WriteLine("processor time and wall time of drawing, and of the whole process; the most memory that it held");
        Console.WriteLine($"{"picture",-18} {"marks",11} {"drawing, s",10} {"wall, s",8} {"process, s",10} {"wall, s",8} {"GB",5}");
        var folder = Directory.CreateTempSubdirectory("neuroglot-bench");
        try
        {
            foreach (var one in Cases)
            {
                if (one.EndsWith("file", StringComparison.Ordinal))
                    Write(one, folder.FullName);
                using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(QuickPlots).Assembly.Location, "--plots", one, folder.FullName]) { RedirectStandardOutput = true })!;
                Console.Write(process.StandardOutput.ReadToEnd());
                process.WaitForExit();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One case, in this process.</summary>
    internal static void RunOne(string name, string folder)
    {
        // From here on the wall time of the process counts: all but the start of the runtime.
        var whole = Stopwatch.StartNew();
        var picture = Path.Combine(folder, "picture.png");
        var (count, draw) = name switch
        {
            "hexbin" when Synapses() is var (sources, targets) => (sources.Length, () => NeuralPlots.PlotSynapses(sources, targets).Figure.Save(picture)),
            "raster" when Trains() is var (neurons, times) => (neurons.Length, () => NeuralPlots.PlotRaster(neurons, times).Figure.Save(picture)),
            _ => (name[0] == 'h' ? Synapses().Sources.Length : Spikes, (Action)(() => FromFile(Path.Combine(folder, name[0] == 'h' ? "synapses.npz" : "spikes.npz"), picture))),
        };
        GC.Collect();
        var (processor, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        draw();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {count,11} {(Environment.CpuUsage.TotalTime - processor).TotalSeconds,10:F2} {wall.Elapsed.TotalSeconds,8:F2} {Environment.CpuUsage.TotalTime.TotalSeconds,10:F2} {whole.Elapsed.TotalSeconds,8:F2} {process.PeakWorkingSet64 / 1e9,5:F2}"));
    }

    private static void FromFile(string file, string picture)
    {
        var found = new DiagnosticBag();
        (ResultPlots.OfFiles([file], new PlotRequest(), found) ?? throw new InvalidDataException(string.Join(", ", found))).Save(picture);
    }

    private static void Write(string name, string folder)
    {
        var found = new DiagnosticBag();
        if (name[0] == 'h')
        {
            using var arrays = NpzArrays.TryCreate(Path.Combine(folder, "synapses.npz"), found)!;
            var (sources, targets) = Synapses();
            arrays.Write("source", sources);
            arrays.Write("target", targets);
            return;
        }

        var (neurons, times) = Trains();
        ImmutableArray<EventSource> all = [.. Enumerable.Range(0, neurons.Max() + 1).Select(static index => new EventSource($"{index}", "cells", index))];
        using var spikes = EventNpzWriter.TryCreate(Path.Combine(folder, "spikes.npz"), all, found)!;
        for (var spike = 0; spike < times.Length; spike++)
            spikes.WriteEvent(times[spike], neurons[spike]);
    }

    // The seeds' many_synapses: j='i+k for k in range(-2000, 2000) if rand() < exp(-(k/1000.)**2)' among 10 000 neurons.
    private static (int[] Sources, int[] Targets) Synapses()
    {
        var (sources, targets, draw) = (new List<int>(17_000_000), new List<int>(17_000_000), 88172645463325252UL);
        var chances = Enumerable.Range(-Reach, 2 * Reach).Select(static k => (ulong)(Elementary.Exp(-(k / 1000.0) * (k / 1000.0)) * (1L << 53))).ToArray();
        for (var i = 0; i < Neurons; i++)
        {
            for (var k = -Reach; k < Reach; k++)
            {
                draw = Next(draw);
                if (i + k is not (>= 0 and < Neurons) || draw >> 11 >= chances[k + Reach])
                    continue;
                sources.Add(i);
                targets.Add(i + k);
            }
        }

        return ([.. sources], [.. targets]);
    }

    // In the order of time, as runs write them.
    private static (int[] Neurons, double[] Times) Trains()
    {
        var (neurons, times, draw) = (new int[Spikes], new double[Spikes], 88172645463325252UL);
        for (var spike = 0; spike < Spikes; spike++)
        {
            draw = Next(draw);
            (neurons[spike], times[spike]) = ((int)(draw % 20_000), spike * 1e-6);
        }

        return (neurons, times);
    }

    // Marsaglia's xorshift: the same numbers each time.
    private static ulong Next(ulong draw)
    {
        draw ^= draw << 13;
        draw ^= draw >> 7;
        return draw ^ (draw << 17);
    }
}
