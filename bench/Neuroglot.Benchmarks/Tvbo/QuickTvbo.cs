using System.Globalization;
using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Reading;

namespace Neuroglot.Benchmarks.Tvbo;

/// <summary>Seconds of processor time that an experiment of TVBO takes, without files; of the loops the fastest of some, and by the clock, for several threads.</summary>
internal static class QuickTvbo
{
    /// <summary>Prints names and figures in a line: <c>load 0.1 plan 0.02 loop 0.5 wall 0.5 steps 1000</c>.</summary>
    /// <param name="path">The document.</param>
    /// <param name="nodes">Number of nodes that a document of a single node is run with.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="loops">Number of loops.</param>
    internal static void RunOne(string path, int nodes, int threads, int loops)
    {
        var diagnostics = new DiagnosticBag();
        var watch = new ProcessorWatch();
        var experiment = TvboReader.ReadFile(path, diagnostics) is { } document ? TvboBuilder.Build(document, diagnostics) : null;
        var load = watch.Lap();
        if (experiment?.Network.Sets is [{ Count: 1 } single])
            experiment = experiment with { Network = experiment.Network with { Sets = [single with { Count = nodes }] } };
        if ((experiment is null ? null : Planner.Plan(experiment, new PlannerOptions(), diagnostics)) is not LevelPlan plan)
            throw new InvalidOperationException(string.Join('\n', diagnostics));
        var planned = watch.Lap();
        var kernels = new SharedKernels(new VectorKernelCompiler(KernelWidth.Best));
        var (best, wall) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var loop = 0; loop < loops; loop++)
        {
            using var engine = new Engine(plan, new EngineOptions { Compiler = kernels, Seed = experiment!.Seed, Threads = threads });
            watch.Lap();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            engine.Run(new Deaf());
            wall = Math.Min(wall, clock.Elapsed.TotalSeconds);
            best = Math.Min(best, watch.Lap());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load {load:F4} plan {planned:F4} loop {best:F5} wall {wall:F5} steps {plan.Steps}"));
    }

    private sealed class Deaf : IRunListener
    {
        public void OnSample(double time, ReadOnlySpan<double> values)
        {
        }

        public void OnEvent(double time, int recording)
        {
        }
    }
}
