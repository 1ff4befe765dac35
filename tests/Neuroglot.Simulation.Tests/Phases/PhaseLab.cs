using System.Collections.Immutable;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;
using Xunit;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Small experiments in phases, written down quickly; everything is dimensionless and the step is 0.1 ms.</summary>
internal static class PhaseLab
{
    public const double Step = 1e-4;

    public static Expression Parse(string text) => ExpressionParser.Parse(text.Trim(), Dialects.Brian);

    public static Assignment Set(string variable, string value) => new(variable, Parse(value), SourceSpan.None);

    /// <summary>A class with the state variables and rates given as <c>v: -v/0.01</c>, a rate being optional.</summary>
    public static ComponentClass Class(string name, params string[] variables)
    {
        var states = variables.Select(line => line.Split(':')[0].Trim());
        var rates = variables.Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => new TimeDerivative(line.Split(':')[0].Trim(), Parse(line.Split(':')[1]), SourceSpan.None));
        return new ComponentClass(name, [new Part(string.Empty, -1, name, SourceSpan.None)])
        {
            States = [.. states.Select(state => new StateVariable(state, Dimension.None, 0))],
            Machines = [new RegimeMachine("dynamics", 0, [new Regime(string.Empty) { Derivatives = [.. rates] }])],
            Ports = [new EventSendPort("spike", 0)],
        };
    }

    /// <summary>Lets instances emit <c>spike</c> where <paramref name="condition"/> holds, with the assignments of a reset.</summary>
    public static ComponentClass WithThreshold(this ComponentClass model, string condition, params Assignment[] reset) =>
        WithRegime(model, regime => regime with
        {
            Conditions = regime.Conditions.Add(new OnCondition(Parse(condition), [new EventEmission("spike", SourceSpan.None), .. reset], SourceSpan.None)),
        });

    /// <summary>A class of connections: ports at the target are called <c>x_post</c>, at the source <c>x_pre</c>; <c>pre</c> is handled by the assignments.</summary>
    public static ComponentClass Connections(string[] states, string[] ends, params Assignment[] onPre)
    {
        var model = Class("synapse", states);
        return WithRegime(model, regime => regime with { Events = [new OnEvent("pre", [.. onPre], SourceSpan.None)] }) with
        {
            Ports = [new EventReceivePort("pre", 0), .. ends.Select(end => new ReferencePort(end, Dimension.None, 0))],
        };
    }

    public static ComponentClass WithRegime(this ComponentClass model, Func<Regime, Regime> change) =>
        model with { Machines = [model.Machines[0] with { Regimes = [change(model.Machines[0].Regimes[0])] }] };

    public static Experiment Experiment(double duration, ImmutableArray<ComponentSet> sets, params Operation[] operations) =>
        new("test", new Network("net", sets, [], []), [new Run(duration, Step)]) { Semantics = Semantics.Brian, Operations = [.. operations] };

    /// <summary>A set of connections from set 0 to set <paramref name="target"/>, which is the last set, with a pathway called <c>path</c>.</summary>
    public static Experiment WithConnections(this Experiment experiment, ComponentClass model, int target, ConnectionRule rule, params string[] ends)
    {
        var network = experiment.Network;
        var index = network.Sets.Length;
        var set = new ComponentSet("syn", model, 0)
        {
            Domain = DomainKind.Connections,
            Connectivity = new Connectivity(new InstanceRange(0, 0, network.Sets[0].Count), new InstanceRange(target, 0, network.Sets[target].Count), []),
        };
        return experiment with
        {
            Network = network with
            {
                Sets = network.Sets.Add(set),
                Pathways = [new Pathway("path", index, ConnectionEnd.Source, "spike", "pre")],
                EndLinks = [.. ends.Select(end => new EndLink(index, end, end.EndsWith("_pre", StringComparison.Ordinal) ? ConnectionEnd.Source : ConnectionEnd.Target, end[..end.IndexOf('_', StringComparison.Ordinal)]))],
            },
            Runs = [experiment.Runs[0] with { Changes = experiment.Runs[0].Changes.Add(new ConnectionChange(index, rule)) }],
            Operations = experiment.Operations.Add(new Delivery("syn_pre", 0)),
        };
    }

    public static Experiment WithChanges(this Experiment experiment, params Change[] changes) =>
        experiment with { Runs = [experiment.Runs[0] with { Changes = experiment.Runs[0].Changes.AddRange(changes) }] };

    public static PhasePlan? Plan(Experiment experiment, DiagnosticBag diagnostics) =>
        ExpansionPass.Apply(experiment, (kernel, _) => new KernelInterpreter().Compile(kernel), diagnostics) is { } expanded
            ? (PhasePlan?)Planner.Plan(expanded, new PlannerOptions(), diagnostics)
            : null;

    /// <summary>The codes of what cannot be planned.</summary>
    public static string[] Refused(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Plan(experiment, diagnostics));
        return [.. diagnostics.Select(one => one.Code)];
    }

    /// <summary>Runs with every compiler and 1 and 3 threads; all must record the same.</summary>
    public static Tape Run(Experiment experiment, PhaseState? state = null)
    {
        var diagnostics = new DiagnosticBag();
        var plan = Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        Tape? first = null;
        foreach (var (compiler, threads) in new[] { (KernelWidth.Best, 1), (KernelWidth.Scalar, 1), (KernelWidth.Vector256, 3) })
        {
            using var engine = new PhaseEngine(plan!, new EngineOptions { Compiler = new VectorKernelCompiler(compiler), Seed = 7, Threads = threads }, state);
            var tape = new Tape();
            var result = engine.Run(tape);
            Assert.Null(result.Problem);
            tape.End = engine.Capture(result.Time);
            if (first is not null)
                Assert.Equal(first.ToString(), tape.ToString());
            first ??= tape;
        }

        return first!;
    }
}

/// <summary>Everything that a run records, in order.</summary>
internal sealed class Tape : IPhaseListener
{
    public List<(string Name, double Time, double[] Values)> Samples { get; } = [];

    public List<(string Name, double Time, int Instance)> Events { get; } = [];

    public List<(string Name, int Count)> Counts { get; } = [];

    public List<(string Name, double Time)> Calls { get; } = [];

    public PhaseState? End { get; set; }

    public double[] Of(string name) => [.. Samples.Where(sample => sample.Name == name).Select(sample => sample.Values[0])];

    public void OnSample(string operation, double time, ReadOnlySpan<double> values) => Samples.Add((operation, time, values.ToArray()));

    public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        foreach (var instance in instances)
            Events.Add((operation, time, instance));
        if (!values.IsEmpty)
            Samples.Add((operation, time, values.ToArray()));
    }

    public void OnCount(string operation, double time, int count) => Counts.Add((operation, count));

    public void OnHost(string operation, double time, PhaseEngine engine) => Calls.Add((operation, time));

    public override string ToString() =>
        string.Join('\n', Samples.Select(sample => $"{sample.Name} {sample.Time:R} {string.Join(' ', sample.Values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"))
        + string.Join('\n', Events) + string.Join('\n', Counts);
}
