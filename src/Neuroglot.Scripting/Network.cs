using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Objects that run together: <c>new Network(group, spikes).Run(1 * second)</c>. Each run goes on where the one before ended.</summary>
public sealed class Network
{
    private readonly Scope scope;
    private readonly List<NetworkObject> objects = [];
    private readonly List<BrianAction> pending = [];
    private readonly HashSet<NetworkObject> idle = [];
    private BrianSession? session;
    private Seeding? seeding;
    private int failed;

    /// <summary>Creates a network of <paramref name="objects"/>, which leave the magic network.</summary>
    /// <exception cref="ModelException">An object has already run in another network.</exception>
    public Network(params ReadOnlySpan<NetworkObject> objects)
        : this(Scope.Current)
    {
        foreach (var one in objects)
            Add(one);
    }

    internal Network(Scope scope) => this.scope = scope;

    /// <summary>Its objects, in the order in which they were made.</summary>
    public IReadOnlyList<NetworkObject> Objects => objects;

    /// <summary>The slots of a step in their order; empty for Brian's own: start, groups, thresholds, synapses, resets, end.</summary>
    public IReadOnlyList<string> Schedule { get; set; } = [];

    /// <summary>Time reached.</summary>
    public Quantity Time => new(session?.Time ?? 0, Dimension.Time);

    /// <summary>The engine while a network operation has its turn; null at all other times.</summary>
    internal RunningNetwork? Engine { get; private set; }

    /// <summary>Takes an object into the network; it takes part from the next run on.</summary>
    /// <exception cref="ModelException">It has already run in another network.</exception>
    public void Add(NetworkObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Home == this)
        {
            if (idle.Contains(one) && one is Group { HasRun: true })
                throw new ModelException($"'{one.Name}' was removed after a run, and has lost its values; make it anew.");
            idle.Remove(one);
            foreach (var part in one.Parts)
                idle.Remove(part);
            return;
        }

        if (one.HasRun)
            throw new ModelException($"'{one.Name}' has already run in another network.");
        one.Home.objects.Remove(one);
        foreach (var action in one.Home.pending.Where(action => NameOf(action) == one.Name).ToList())
        {
            one.Home.pending.Remove(action);
            pending.Add(action);
        }

        one.Home = this;
        objects.Add(one);
        foreach (var part in one.Parts)
            Add(part);
    }

    /// <summary>Takes an object out of the network, from the next run on; what it has recorded stays.</summary>
    /// <exception cref="ModelException">It is not part of the network.</exception>
    public void Remove(NetworkObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Home != this || !idle.Add(one))
            throw new ModelException($"'{one.Name}' is not part of the network.");
        foreach (var part in one.Parts)
            idle.Add(part);
    }

    /// <summary>Runs for <paramref name="duration"/>.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="report">How progress is told: <c>text</c> or <c>stderr</c>; null for not at all.</param>
    /// <param name="reportPeriod">Time between reports; null for 10 s.</param>
    /// <param name="profile">Whether times are taken for <see cref="ProfilingSummary"/>.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public void Run(
        Quantity duration, object? @namespace = null, string? report = null, Quantity? reportPeriod = null, bool profile = false, CancellationToken cancellation = default) =>
        Run(duration, ProgressReporting.Of(report), @namespace, reportPeriod, profile, cancellation);

    /// <summary>Runs for <paramref name="duration"/>, and tells a function how far it is.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="report">The function; null for none.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="reportPeriod">Time between reports; null for 10 s.</param>
    /// <param name="profile">Whether times are taken for <see cref="ProfilingSummary"/>.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public void Run(
        Quantity duration, ProgressReport? report, object? @namespace = null, Quantity? reportPeriod = null, bool profile = false, CancellationToken cancellation = default)
    {
        if (duration.Dimension != Dimension.Time || !(duration.Value >= 0))
            throw new ModelException($"The duration of a run should be a time, but it is {duration}.");
        if (Engine is not null)
            throw new ModelException("A network operation cannot run the network that it is part of.");
        if (objects.Count == 0)
            throw new ModelException("There is nothing to run: no object was made since the scope began, or all belong to networks of their own.");
        var run = new BrianRun(duration.Value) { Step = scope.Step, Before = [.. pending], Namespace = Names.Of("the run", @namespace) };
        if (scope.Device is { } device)
        {
            device.Run(this, run);
            pending.Clear();
            return;
        }

        Interpreted.WarnOnce();
        var current = Made();
        current.MeasuresTime = profile;
        var done = current.RunsDone;
        var begin = current.Time;
        var reporting = report is null ? null : new ProgressReporting(report, Time, duration, TimeSpan.FromSeconds(reportPeriod is { } period ? DefaultClock.StepOf(period, "reports") : 10));
        var isRight = current.Run(run, reporting is null ? null : (time, _) => reporting.Tell(time), cancellation);
        if (current.RunsDone > done)
            pending.Clear();
        failed = pending.Count;
        if (!isRight)
            throw new ModelException(current.Diagnostics);
        reporting?.End(current.Time - begin);
        foreach (var one in objects.Except(idle))
            one.HasRun = true;
        foreach (var one in current.Diagnostics.Where(one => one.Severity != Severity.Error))
            Console.Error.WriteLine(one);
    }

    /// <summary>Keeps where the network stands, with all that was recorded, for <see cref="Restore"/>.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="filename">A file that keeps it; null for memory.</param>
    /// <exception cref="ModelException">The file cannot be written, or the model is wrong.</exception>
    public void Store(string name = "default", string? filename = null)
    {
        var current = Current();
        if (!current.Store(name, filename))
            throw new ModelException(current.Diagnostics);
    }

    /// <summary>Goes back to where the network stood when it was stored.</summary>
    /// <param name="name">The name given then.</param>
    /// <param name="filename">The file given then; null for memory.</param>
    /// <param name="restoreRandomState">Whether random numbers are those that followed then, rather than new ones.</param>
    /// <exception cref="ModelException">Nothing was stored under the name, or it does not fit the network.</exception>
    public void Restore(string name = "default", string? filename = null, bool restoreRandomState = false)
    {
        var current = Made();
        if (!current.Restore(name, filename, restoreRandomState))
            throw new ModelException(current.Diagnostics);
        pending.Clear();
    }

    /// <summary>What happens in a step, in its order, as a table.</summary>
    /// <exception cref="ModelException">The model is wrong.</exception>
    public string SchedulingSummary()
    {
        var current = Made();
        current.Network = current.Network with { Runs = [.. current.Network.Runs, new BrianRun(0) { Step = scope.Step }] };
        return current.Schedule is { Length: > 0 } schedule ? Summaries.Scheduling(schedule) : throw new ModelException(current.Diagnostics);
    }

    /// <summary>How long each part of a step took in the last run with <c>profile: true</c>, the longest first, as a table.</summary>
    /// <param name="show">How many are shown; null for all.</param>
    /// <exception cref="ModelException">No run was profiled.</exception>
    public string ProfilingSummary(int? show = null) =>
        session?.Profile is { Length: > 0 } times ? Summaries.Profiling(times, show) : throw new ModelException("No run was profiled: write Run(…, profile: true).");

    /// <summary>Takes an object that was just made.</summary>
    internal void Welcome(NetworkObject one) => objects.Add(one);

    /// <summary>Ends the run in progress after the current step: for network operations.</summary>
    /// <exception cref="ModelException">The network does not run.</exception>
    public void Stop() => (Engine ?? throw new ModelException("The network does not run, and cannot be stopped.")).Stop();

    /// <summary>Notes what happens before the next run.</summary>
    internal void Before(BrianAction action)
    {
        if (Engine is not null)
            throw new ModelException("Synapses cannot be made, nor expressions assigned, while the network runs.");

        // What was assigned before a run that could not begin is assigned again by whoever mends it.
        if (action is Initializer { Condition: null, Indices.IsDefault: true } whole)
        {
            var wrong = pending.Take(failed).Where(one => one is Initializer { Condition: null, Indices.IsDefault: true } old && old.Object == whole.Object && old.Variable == whole.Variable).ToList();
            failed -= wrong.Count;
            pending.RemoveAll(wrong.Contains);
        }

        pending.Add(action);
    }

    /// <summary>The session, with everything done that was noted.</summary>
    internal BrianSession Current()
    {
        if (scope.Device is { } device)
            throw device.Unread();

        // A run of no length gives values and makes synapses, and records nothing.
        if (Engine is null && (session is null || pending.Count > 0))
            Run(new Quantity(0, Dimension.Time));
        return session!;
    }

    /// <summary>What an expression of a group's variables is now, for each neuron or synapse.</summary>
    internal double[] Evaluate(string name, string expression, Namespace? names)
    {
        var current = Current();
        return current.Evaluate(new Reading(name, expression) { Namespace = names }) ?? throw new ModelException([.. current.Diagnostics]);
    }

    /// <summary>The session as it is; null before the first run.</summary>
    internal BrianSession? Session => scope.Device is { } device ? throw device.Unread() : session;

    /// <summary>The network as data, with <paramref name="runs"/>.</summary>
    internal BrianNetwork Described(IEnumerable<BrianRun> runs) => new([.. objects.Where(one => !idle.Contains(one)).Select(one => one.Data)], [.. runs])
    {
        Seed = scope.Seeding.Value,
        Schedule = [.. Schedule],
        Placements = objects.Where(one => !idle.Contains(one)).SelectMany(one => one.StepParts).Select(part => part.Placement).OfType<KeyValuePair<string, Placement>>().ToImmutableSortedDictionary(),
    };

    // The session with all objects of now.
    private BrianSession Made()
    {
        var network = Described(session?.Network.Runs ?? []);
        session ??= new BrianSession(network) { OnOperation = Operate };
        session.Network = network;
        if (seeding is not null && seeding != scope.Seeding)
            session.Seed(scope.Seeding.Value);
        seeding = scope.Seeding;
        return session;
    }

    private static string NameOf(BrianAction action) => action switch
    {
        Initializer one => one.Object,
        Connect one => one.Synapses,
        _ => string.Empty,
    };

    private void Operate(string name, double time, RunningNetwork engine)
    {
        Engine = engine;
        scope.Running = this;
        try
        {
            objects.OfType<NetworkOperation>().First(one => one.Name == name).Run(new Quantity(time, Dimension.Time));
        }
        finally
        {
            Engine = null;
            scope.Running = null;
        }
    }
}
