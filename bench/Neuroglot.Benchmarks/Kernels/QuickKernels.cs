using System.Diagnostics;
using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Benchmarks.Kernels;

/// <summary>A table in seconds instead of minutes: best of many short measurements, so that a loaded machine disturbs little.</summary>
internal static class QuickKernels
{
    private static readonly KernelWidth[] Widths = [KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512];

    internal static void Run()
    {
        Console.WriteLine("ns per neuron and step, best of many");
        Console.WriteLine($"{"model",-20} {"neurons",8} {"loop",8} {"scalar",8} {"256",8} {"512",8}");
        foreach (var count in (int[])[4000, 100_000])
        {
            Row(BenchmarkKernels.HodgkinHuxley(), count, HodgkinHuxleyLoop(count));
            Row(BenchmarkKernels.IntegrateAndFire(), count, IntegrateAndFireLoop(count));
            Row(BenchmarkKernels.Triad(), count, null);
        }

        Console.WriteLine();
        Console.WriteLine("compile latency with first call (ms, best of 20), and speed at 4000 neurons (ns per instruction, neuron and step)");
        Console.WriteLine($"{"instructions",12} {"scalar ms",10} {"512 ms",10} {"scalar ns",10} {"512 ns",10}");
        Latency(BenchmarkKernels.HodgkinHuxley());
        foreach (var size in (int[])[300, 500, 1000, 2000, 5000])
            Latency(BenchmarkKernels.Large(size));
    }

    private static void Row(Kernel kernel, int count, Action? loop)
    {
        var line = $"{kernel.Name,-20} {count,8} {(loop is null ? "-" : $"{Best.Nanoseconds(loop) / count:F2}"),8}";
        foreach (var width in Widths)
        {
            var compiled = new VectorKernelCompiler(width).Compile(kernel);
            var arguments = BenchmarkKernels.Arguments(kernel, count);
            line += $" {Best.Nanoseconds(() => compiled.Run(arguments, 0, count)) / count,8:F2}";
        }

        Console.WriteLine(line);
    }

    private static void Latency(Kernel kernel)
    {
        var line = $"{kernel.Instructions.Length,12}";
        var speeds = string.Empty;
        foreach (var width in (KernelWidth[])[KernelWidth.Scalar, KernelWidth.Vector512])
        {
            var arguments = BenchmarkKernels.Arguments(kernel, 4000);
            var best = double.PositiveInfinity;
            ICompiledKernel? compiled = null;
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var watch = Stopwatch.StartNew();
                compiled = new VectorKernelCompiler(width).Compile(kernel);
                compiled.Run(arguments, 0, 8);
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }

            line += $" {best,10:F1}";
            speeds += $" {Best.Nanoseconds(() => compiled!.Run(arguments, 0, 4000)) / 4000 / kernel.Instructions.Length,10:F3}";
        }

        Console.WriteLine(line + speeds);
    }

    private static Action HodgkinHuxleyLoop(int count)
    {
        var kernel = BenchmarkKernels.HodgkinHuxley();
        var arguments = BenchmarkKernels.Arguments(kernel, count);
        double[] Column(string name) => arguments.Columns[kernel.Columns.IndexOf(name)];
        return () => ScalarLoops.HodgkinHuxley(
            Column("v"), Column("m"), Column("h"), Column("n"), Column("ge"), Column("gi"), arguments.Flags[0], 0.025);
    }

    private static Action IntegrateAndFireLoop(int count)
    {
        var kernel = BenchmarkKernels.IntegrateAndFire();
        var arguments = BenchmarkKernels.Arguments(kernel, count);
        double[] Column(string name) => arguments.Columns[kernel.Columns.IndexOf(name)];
        return () => ScalarLoops.IntegrateAndFire(Column("v"), Column("I"), Column("lastSpike"), arguments.Flags[0], 0.0, 0.025);
    }
}
