using System.Globalization;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Runs documents of TVBO without files.</summary>
internal static class TvboRuns
{
    /// <summary>Every recorded row, and the times of events, in model time.</summary>
    public static (List<double[]> Rows, List<double> Events) Run(TvboObject document, bool warned = false) => Run(document, 1, 1, warned);

    /// <summary>The same, of so many nodes that have the same parameters, on so many threads.</summary>
    /// <param name="document">The document.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="warned">Whether it may have warnings.</param>
    public static (List<double[]> Rows, List<double> Events) Run(TvboObject document, int nodes, int threads, bool warned = false)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = TvboBuilder.Build(document, diagnostics);
        Assert.DoesNotContain(diagnostics, one => one.Severity == Severity.Error || (one.Severity == Severity.Warning && !warned));
        if (nodes > 1)
        {
            experiment = experiment! with
            {
                Network = experiment.Network with { Sets = [experiment.Network.Sets[0] with { Count = nodes }] },
                Recordings = [.. Enumerable.Range(0, nodes).SelectMany(node => experiment.Recordings.Select(one => one with { Instance = node }))],
                Outputs = [],
            };
        }

        var plan = Planner.Plan(experiment!, new PlannerOptions(), diagnostics);
        Assert.DoesNotContain(diagnostics, one => one.Severity == Severity.Error || (one.Severity == Severity.Warning && !warned));
        var listener = new Listener();
        using var engine = new Engine((LevelPlan)plan!, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best), Threads = threads, Seed = experiment!.Seed });
        var result = engine.Run(listener, null, CancellationToken.None);
        Assert.Null(result.Problem);
        return (listener.Rows, listener.Events);
    }

    /// <summary>Dynamics with an integrator.</summary>
    public static SimulationExperiment With(this Dynamics dynamics, string method, double step, double duration) =>
        new() { Dynamics = dynamics, Integration = new Integrator(SourceSpan.None) { Method = method, Step = step, Duration = duration } };

    /// <summary>Asserts that two numbers differ by less than a part of the second.</summary>
    public static void Near(double expected, double actual, double part) =>
        Assert.True(Math.Abs(actual - expected) <= part * Math.Abs(expected), string.Create(CultureInfo.InvariantCulture, $"{actual:R} is not {expected:R}"));

    private sealed class Listener : IRunListener
    {
        public List<double[]> Rows { get; } = [];

        public List<double> Events { get; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values) => Rows.Add(values.ToArray());

        public void OnEvent(double time, int recording) => Events.Add(time);
    }
}
