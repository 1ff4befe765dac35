using System.Collections.Immutable;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Objects;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Passes.Expansion;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;
using Neuroglot.States;
using Neuroglot.Sweeps;

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

    private readonly BrianRecords records = new();
    private readonly Dictionary<string, SessionState> stored = [];
    private readonly HashSet<string> told = [];
    private DiagnosticBag diagnostics = new();
    private ImmutableDictionary<string, long> spikes = ImmutableDictionary<string, long>.Empty;
    private NetworkState state = NetworkState.At(network.Start);
    private PhasePlan? prepared;
    private int next;
    private int restores;
    private double lastStep;
    private SessionSeed seed = new(network.Seed, network.Start?.Time ?? 0, 0);
    private bool isRunning;

    /// <summary>
    /// The network and its runs. Between runs it may be replaced by one that has more objects; what both have goes on from where it is, and so do random
    /// numbers until <see cref="Seed"/>.
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

    /// <summary>What the session has in common with others of a sweep; null for one by itself.</summary>
    internal SharedPlans? Shared { get; init; }

    /// <summary>Where the network stands.</summary>
    internal NetworkState State => state;

    /// <summary>Number of runs done.</summary>
    public int RunsDone { get; private set; }

    /// <summary>Time reached, in seconds.</summary>
    public double Time => state.Time;

    /// <summary>Steps done in all runs.</summary>
    public long Steps { get; private set; }

    /// <summary>Number of spikes so far, by name of the group.</summary>
    public IReadOnlyDictionary<string, long> Spikes => spikes;

    /// <summary>Whether runs measure the time that each part of a step takes.</summary>
    public bool MeasuresTime { get; set; }

    /// <summary>The time that each part of a step took in the last run, the longest first; empty unless <see cref="MeasuresTime"/>.</summary>
    public ImmutableArray<(string Name, TimeSpan Time)> Profile { get; private set; } = [];

    /// <summary>What happens in each step of the next run, in order; empty, with the reasons in <see cref="Diagnostics"/>, when it cannot be run.</summary>
    public ImmutableArray<ScheduledTask> Schedule =>
        Prepare() is { } plan ? [.. plan.Order.Select(one => new ScheduledTask(one.Name, one.Slot, one.Order, one.Step > 0 ? one.Step : plan.Step))] : [];

    /// <summary>Called when a network operation has its turn; may be null.</summary>
    public Action<string, double, RunningNetwork>? OnOperation { get; init; }

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
        Network = Network with { Runs = [.. Network.Runs.Take(next), run] };
        return RunNext(progress, cancellation);
    }

    /// <summary>Runs what is left to run; false when something is wrong.</summary>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    public bool RunAll(Action<double, double>? progress = null, CancellationToken cancellation = default)
    {
        while (next < Network.Runs.Length)
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
        using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = Shared?.Kernels ?? BestCompiler.Create(), Threads = threads, Seed = seed.Value, SeedTime = seed.Time, MeasuresTime = MeasuresTime }, state.Ongoing);
        var run = Network.Runs[next];
        records.Begin(plan, OnOperation);
        EngineResult result;
        try
        {
            isRunning = true;
            result = engine.Run(records, done => progress?.Invoke(Math.Min(run.Duration, done * plan.Step), run.Duration), cancellation);
        }
        finally
        {
            isRunning = false;
        }

        state = NetworkState.After(plan, engine.Capture(result.Time));
        Profile = MeasuresTime ? [.. engine.Profile().OrderByDescending(one => one.Time)] : [];
        lastStep = run.Step;
        next++;
        RunsDone++;
        Steps += result.Steps;
        spikes = spikes.SetItems(state.Sets.Keys.Select(name => KeyValuePair.Create(name, spikes.GetValueOrDefault(name) + engine.Emitted(name, "spike"))));
        if (result.Problem is not { } problem)
            return true;
        diagnostics.Add(problem);
        return false;
    }

    /// <summary>
    /// Keeps where the session stands, under a name: time, values, synapses, events on their way, and all that was recorded; false when something is wrong.
    /// </summary>
    /// <param name="name">Any text.</param>
    /// <param name="file">A file that keeps it, beside others that it may hold; null for memory.</param>
    public bool Store(string name = "default", string? file = null)
    {
        diagnostics = new DiagnosticBag();
        if (isRunning)
            return Wrong($"The state '{name}' cannot be stored while the network runs.", "Store it between two runs.");

        var all = new SessionState(state, next, RunsDone, Steps, seed, spikes, records.Copy());
        if (file is not null)
            return StateFile.Write(file, name, SessionStateForm.Mark, writer => SessionStateForm.Write(writer, all), diagnostics);
        stored[name] = all;
        return true;
    }

    /// <summary>
    /// Goes back to where the session stood when <see cref="Store"/> was called; false, with all as it was, when something is wrong. Records stay the same objects.
    /// </summary>
    /// <param name="name">The name given then.</param>
    /// <param name="file">The file given then.</param>
    /// <param name="isSameChance">Whether random numbers are those that followed then, rather than new ones.</param>
    public bool Restore(string name = "default", string? file = null, bool isSameChance = false)
    {
        diagnostics = new DiagnosticBag();
        if (isRunning)
            return Wrong($"The state '{name}' cannot be restored while the network runs.", "Restore it between two runs.");
        var found = file is null ? stored.GetValueOrDefault(name) : StateFile.Read(file, name, SessionStateForm.Mark, SessionStateForm.Read, diagnostics);
        if (found is null)
            return !diagnostics.HasErrors && Wrong($"No state '{name}' has been stored.", stored.Count == 0 ? "Store one." : $"There are {string.Join(", ", stored.Keys.Select(one => $"'{one}'"))}.");
        if (found.RunsDone > 0 && !Fits(name, found.Network))
            return false;
        (state, RunsDone, Steps, spikes) = (found.Network, found.RunsDone, found.Steps, found.Spikes);
        next = Math.Min(found.Next, Network.Runs.Length);
        seed = isSameChance ? found.Seed : found.Seed with { Value = Elsewhere(found.Seed.Value, ++restores) };
        records.Restore(found.Records);
        lastStep = 0;
        prepared = null;
        return true;
    }

    /// <summary>Begins random numbers anew: those of the next run are those of any other that follows the same seed, whatever was drawn or restored before.</summary>
    /// <param name="value">The seed.</param>
    public void Seed(ulong value)
    {
        seed = new SessionSeed(value, Time, RunsDone);
        prepared = null;
    }

    /// <summary>The values of a variable, one for each neuron or synapse, as they are now; null where there is no such variable.</summary>
    /// <param name="name">Name of the group or synapses.</param>
    /// <param name="variable">A parameter or state variable.</param>
    public double[]? Values(string name, string variable) => state.Of(name, variable);

    /// <summary>
    /// An expression of the variables of a group as they are now, computed for each neuron or synapse; null, with the reasons in <see cref="Diagnostics"/>, where
    /// it cannot be computed.
    /// </summary>
    /// <param name="reading">The expression; it may name what the last run was given.</param>
    public double[]? Evaluate(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        const string Result = "value read";
        diagnostics = new DiagnosticBag();
        var last = next > 0 ? Network.Runs[next - 1] : new BrianRun(0);
        if (BrianBuilder.BuildReading(Network with { Runs = [last] }, 0, reading, Result, diagnostics) is not { } experiment)
            return null;
        experiment = experiment with { Network = state.Continue(experiment.Network), RunsBefore = (uint)RunsDone, StartTime = Time };
        if (ExpansionPass.Apply(experiment, Compile, diagnostics)?.Network.Sets.First(set => set.Name == reading.Object) is not { } set)
            return null;
        return set.Properties[Result] is ListValue list ? [.. list.Values] : [.. Enumerable.Repeat(((FixedValue)set.Properties[Result]).Value, set.Count)];
    }

    /// <summary>The delays of a pathway in seconds, one for each synapse; null where there is no such pathway.</summary>
    /// <param name="synapses">Name of the synapses.</param>
    /// <param name="pathway">Name of the pathway.</param>
    public double[]? Delays(string synapses, string pathway)
    {
        if (!state.Pathways.TryGetValue(synapses + "_" + pathway, out var found))
            return null;
        var count = state.Sets[synapses].Count;
        return found.Delay switch
        {
            // Synapses made since then have no delay.
            ListValue list => [.. list.Values.Take(count), .. Enumerable.Repeat(0.0, Math.Max(0, count - list.Values.Length))],
            FixedValue one => [.. Enumerable.Repeat(one.Value, count)],
            _ => null,
        };
    }

    /// <summary>The neurons before and behind each of the synapses; null where there are no such synapses.</summary>
    public (ImmutableArray<int> Sources, ImmutableArray<int> Targets)? Connections(string synapses) =>
        state.Sets.GetValueOrDefault(synapses)?.Connections is { } listed ? (listed.Sources.ToArray(), listed.Targets.ToArray()) : null;

    /// <summary>The plan of the next run; null, with the reasons in <see cref="Diagnostics"/>, when it cannot be run.</summary>
    internal PhasePlan? Prepare() => prepared ??= MakePlan();

    private PhasePlan? MakePlan()
    {
        var found = new DiagnosticBag();
        var plan = MakePlan(found);
        diagnostics.AddRange(found.Where(one => one.Severity != Severity.Note || told.Add(one.Message)));
        return plan;
    }

    private PhasePlan? MakePlan(DiagnosticBag found)
    {
        if (BrianBuilder.Build(Network with { Seed = seed.Value }, next, found) is not { } experiment)
            return null;
        var step = Network.Runs[next].Step;
        if (lastStep > 0 && lastStep != step && Math.Abs((Math.Round(Time / lastStep) * lastStep) - (Math.Round(Time / step) * step)) > 1e-4 * step)
        {
            found.Error("NG5113", $"The time step cannot change from {lastStep * 1e3:G6} ms to {step * 1e3:G6} ms at {Time * 1e3:G6} ms, which is no multiple of it.", SourceSpan.None, "Change it at a time that is a multiple of both steps.");
            return null;
        }

        experiment = experiment with { Network = state.Continue(experiment.Network), RunsBefore = (uint)(RunsDone - seed.RunsBefore), StartTime = Time };
        if (ExpansionPass.Apply(experiment, CompileChange, found) is not { } all)
            return null;
        foreach (var set in all.Network.Sets.Where(set => set is { Connectivity: not null, Count: 0 } && Network.Runs[next].Duration > 0 && told.Add(set.Name)))
            found.Warning("NG5114", $"{set.Name} has no synapses, so it does nothing.", SourceSpan.None, "Make some with connect(…); a condition that no pair meets makes none.");
        if (Shared is null)
            return (PhasePlan?)Planner.Plan(all, new PlannerOptions(), found);

        // Connections and values before a run may depend on anything, so every point has a plan of its own; its kernels are those of the others.
        Shared.CountPlan();
        return (PhasePlan?)Planner.Plan(all with { Network = BrianOverrides.MarkGiven(all.Network, Shared) }, new PlannerOptions(), found);
    }

    private ICompiledKernel CompileChange(Kernel kernel, long applications) =>
        Shared is null || applications < FewApplications ? Compile(kernel, applications) : Shared.Kernels.Compile(kernel);

    /// <summary>Compiles a kernel that is applied to about <paramref name="applications"/> instances.</summary>
    internal static ICompiledKernel Compile(Kernel kernel, long applications) =>
        applications < FewApplications ? new KernelInterpreter().Compile(kernel) : BestCompiler.Create().Compile(kernel);

    // Each group must be what it was, and none may be without a state.
    private bool Fits(string name, NetworkState found)
    {
        var objects = Network.Objects.Where(one => one is SpikeSource or Synapses).ToList();
        if (objects.FirstOrDefault(one => !found.Sets.ContainsKey(one.Name)) is { } missing)
            return Wrong($"The state '{name}' holds nothing for '{missing.Name}'.", "Restore it in a network of the same objects, with the same names.");
        if (found.Sets.Keys.FirstOrDefault(set => objects.TrueForAll(one => one.Name != set && BrianBuilder.SharedSet(one.Name) != set)) is { } surplus)
            return Wrong($"The state '{name}' holds '{surplus}', which the network does not have.", "Restore it in a network of the same objects, with the same names.");
        foreach (var group in objects.OfType<SpikeSource>().Where(one => one.Count != found.Sets[one.Name].Count))
            return Wrong($"The state '{name}' holds {found.Sets[group.Name].Count} neurons of '{group.Name}', which has {group.Count}.", "Restore it in a network of the same size.");
        return true;
    }

    private bool Wrong(string message, string hint)
    {
        diagnostics.Error("NG5110", message, SourceSpan.None, hint);
        return false;
    }

    // Draws after a state was restored are not those that came when it was stored.
    private static ulong Elsewhere(ulong seed, int restores)
    {
        var block = Philox.Block(seed, 0x57A7Eu, (uint)restores, 0, 0);
        return ((ulong)block.Word0 << 32) | block.Word1;
    }
}
