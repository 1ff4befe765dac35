using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.Brian;

/// <summary>
/// Runs a network of Brian, one run after the other, each going on where the one before ended. Records grow from run to run.
/// <code>
/// var session = new BrianSession(network);
/// if (session.RunAll())
///     Console.WriteLine(session.Events["spikes"].Count);
/// </code>
/// Wrong input never throws: problems are in <see cref="Diagnostics"/>.
/// </summary>
/// <param name="network">The network and its runs.</param>
/// <param name="threads">Number of threads; results do not depend on it.</param>
public sealed class BrianSession(BrianNetwork network, int threads = 1)
{
    // With fewer applications than this, compiling a kernel takes longer than interpreting it.
    private const long FewApplications = 20_000;

    private DiagnosticBag diagnostics = new();
    private readonly BrianRecords records = new();
    private readonly Dictionary<string, long> spikes = [];
    private Model.Networks.Network? expanded;
    private PhaseState? state;
    private PhasePlan? prepared;

    /// <summary>
    /// The network and its runs. Between runs it may be replaced by one that has more objects or another seed; what both have goes on from where it is.
    /// </summary>
    public BrianNetwork Network
    {
        get;
        set
        {
            field = value;
            prepared = null;
        }
    }
    = network;

    /// <summary>Everything that was found to say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics];

    /// <summary>Values recorded, by name of the state monitor.</summary>
    public IReadOnlyDictionary<string, StateRecord> States => records.States;

    /// <summary>Events recorded, by name of the event monitor.</summary>
    public IReadOnlyDictionary<string, EventRecord> Events => records.Events;

    /// <summary>Numbers of spikes in each step, by name of the rate monitor.</summary>
    public IReadOnlyDictionary<string, CountRecord> Counts => records.Counts;

    /// <summary>Number of runs done.</summary>
    public int RunsDone { get; private set; }

    /// <summary>Time reached, in seconds.</summary>
    public double Time => state?.Time ?? 0;

    /// <summary>Steps done in all runs.</summary>
    public long Steps { get; private set; }

    /// <summary>Number of spikes so far, by name of the group; other events count, too.</summary>
    public IReadOnlyDictionary<string, long> Spikes => spikes;

    /// <summary>Called when a network operation has its turn; may be null.</summary>
    public Action<string, double, PhaseEngine>? OnOperation { get; init; }

    /// <summary>
    /// Does <paramref name="run"/> after those that are done, in place of any that are left; false when something is wrong. <see cref="Diagnostics"/> are
    /// those of this run alone, so that a run may be tried again after a mistake.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    public bool Run(BrianRun run, Action<double, double>? progress = null, CancellationToken cancellation = default)
    {
        diagnostics = new DiagnosticBag();
        Network = Network with { Runs = [.. Network.Runs.Take(RunsDone), run] };
        return RunNext(progress, cancellation);
    }

    /// <summary>Runs what is left to run; false when something is wrong.</summary>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    public bool RunAll(Action<double, double>? progress = null, CancellationToken cancellation = default)
    {
        while (RunsDone < Network.Runs.Length)
        {
            if (!RunNext(progress, cancellation) || cancellation.IsCancellationRequested)
                return false;
        }

        return true;
    }

    /// <summary>The plan of the next run as text; empty, with the reasons in <see cref="Diagnostics"/>, when it cannot be run.</summary>
    public string Plan() => Prepare() is { } plan ? PlanText.Print(plan) : string.Empty;

    /// <summary>Does the next run; false when something is wrong.</summary>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    public bool RunNext(Action<double, double>? progress = null, CancellationToken cancellation = default)
    {
        if (Prepare() is not { } plan)
            return false;
        prepared = null;
        expanded = plan.Experiment.Network;
        using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best), Threads = threads, Seed = Network.Seed }, state);
        var run = Network.Runs[RunsDone];
        records.Begin(plan, OnOperation);
        var result = engine.Run(records, done => progress?.Invoke(Math.Min(run.Duration, done * plan.Step), run.Duration), cancellation);
        state = engine.Capture(result.Time);
        RunsDone++;
        Steps += result.Steps;
        foreach (var (set, count) in expanded.Sets.Zip(result.Emitted))
            spikes[set.Name] = spikes.GetValueOrDefault(set.Name) + count;
        if (result.Problem is not { } problem)
            return true;
        diagnostics.Add(problem);
        return false;
    }

    /// <summary>The values of a variable, one for each neuron or synapse, as they are now; null where there is no such variable.</summary>
    /// <param name="name">Name of the group or synapses.</param>
    /// <param name="variable">A parameter or state variable.</param>
    public double[]? Values(string name, string variable)
    {
        if (state is not null && state.Values.TryGetValue((name, variable), out var values))
            return values;
        if (expanded?.Sets.FirstOrDefault(set => set.Name == name) is not { } set)
            return null;
        var known = set.Class.Parameters.Any(parameter => parameter.Name == variable) || set.Class.States.Any(one => one.Name == variable);
        return !known ? null : set.Properties.GetValueOrDefault(variable) switch
        {
            ListValue list => [.. list.Values],
            FixedValue one => [.. Enumerable.Repeat(one.Value, set.Count)],
            _ => [.. Enumerable.Repeat(set.Class.Parameters.FirstOrDefault(parameter => parameter.Name == variable)?.Value ?? set.Class.States.First(one => one.Name == variable).Initial, set.Count)],
        };
    }

    /// <summary>The neurons before and behind each of the synapses; null where there are no such synapses.</summary>
    public (ImmutableArray<int> Sources, ImmutableArray<int> Targets)? Connections(string synapses) =>
        expanded?.Sets.FirstOrDefault(set => set.Name == synapses)?.Connectivity?.Rules is [ListedConnections listed] ? (listed.Sources, listed.Targets) : null;

    /// <summary>The plan of the next run; null, with the reasons in <see cref="Diagnostics"/>, when it cannot be run.</summary>
    internal PhasePlan? Prepare() => prepared ??= MakePlan();

    private PhasePlan? MakePlan()
    {
        if (BrianBuilder.Build(Network, RunsDone, diagnostics) is not { } experiment)
            return null;
        if (expanded is not null)
            experiment = experiment with { Network = Continued(experiment.Network, expanded) };
        return ExpansionPass.Apply(experiment, Compile, diagnostics) is { } all ? (PhasePlan?)Planner.Plan(all, new PlannerOptions(), diagnostics) : null;
    }

    private static ICompiledKernel Compile(Kernel kernel, long applications) =>
        applications < FewApplications ? new KernelInterpreter().Compile(kernel) : new VectorKernelCompiler(KernelWidth.Best).Compile(kernel);

    // Connections, delays and values as the run before has left them.
    private Model.Networks.Network Continued(Model.Networks.Network next, Model.Networks.Network before) => next with
    {
        Sets = [.. next.Sets.Select(set => before.Sets.FirstOrDefault(old => old.Name == set.Name) is { } old ? Continued(set, old) : set)],
        Pathways = [.. next.Pathways.Select(pathway => before.Pathways.FirstOrDefault(old => old.Name == pathway.Name) is { } old ? pathway with { Delay = old.Delay } : pathway)],
    };

    private ComponentSet Continued(ComponentSet next, ComponentSet before)
    {
        if (next.Connectivity is { } connectivity)
            next = next with { Count = before.Count, Connectivity = connectivity with { Rules = before.Connectivity!.Rules } };
        var properties = new Dictionary<string, PropertyValue>(next.Properties);
        foreach (var name in next.Class.Parameters.Select(parameter => parameter.Name).Concat(next.Class.States.Select(one => one.Name)))
        {
            if (properties.GetValueOrDefault(name) is ExpressionValue)
                continue;
            if (state!.Values.TryGetValue((next.Name, name), out var values))
                properties[name] = Array.TrueForAll(values, value => value.Equals(values[0])) && values.Length > 0 ? new FixedValue(values[0]) : new ListValue(ImmutableCollectionsMarshal.AsImmutableArray(values));
            else if (before.Properties.TryGetValue(name, out var value))
                properties[name] = value;
        }

        return next with { Properties = properties };
    }
}
