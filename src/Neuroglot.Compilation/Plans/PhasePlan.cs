using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Plans;

/// <summary>A plan for steps that pass through phases: tasks in the order in which they happen.</summary>
/// <param name="Experiment">What is run, with connections and values expanded.</param>
/// <param name="Sets">A plan for each set of the network, in its order.</param>
/// <param name="Tasks">What happens in a step, in order; each only in the steps of its clock.</param>
/// <param name="Clocks">Step of each clock in seconds.</param>
/// <param name="Ports">The event ports from which anything is emitted.</param>
/// <param name="Pathways">A plan for each pathway of the network, in its order.</param>
public sealed record PhasePlan(
    Experiment Experiment,
    ImmutableArray<SetPlan> Sets,
    ImmutableArray<PhaseTask> Tasks,
    ImmutableArray<double> Clocks,
    ImmutableArray<EmittingPort> Ports,
    ImmutableArray<PathwayPlan> Pathways) : SimulationPlan(Experiment, Sets)
{
    // An index and a time, in the plan and in the engine.
    private const int BytesOfEvent = 2 * (sizeof(int) + sizeof(double));

    // Its parent, instance and length in the plan, and two sums in the engine.
    private const int BytesOfNode = (2 * sizeof(int)) + (3 * sizeof(double));

    /// <summary>The operations of the experiment in the order in which they happen in a step.</summary>
    public ImmutableArray<Operation> Order { get; init; } = [];

    /// <summary>The integrator of each set that has equations to integrate, by name of the set.</summary>
    public ImmutableSortedDictionary<string, string> Integrators { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What gives connections, after the run, the values that their neurons have kept for them.</summary>
    public ImmutableArray<Restoration> Restorations { get; init; } = [];

    /// <inheritdoc/>
    public override long EstimatedBytes => base.EstimatedBytes
        + Tasks.OfType<CableTask>().Sum(static task => BytesOfNode * (long)task.Tree.Count)
        + Tasks.OfType<EmissionTask>().Sum(static task => task.Events is ScheduledEmission scheduled ? BytesOfEvent * (long)scheduled.Times.Length : 0)
        + Pathways.Sum(pathway => sizeof(int) * ((long)pathway.RowStarts.Length + (pathway.Order?.Length ?? 0) + (pathway.Delays?.Length ?? 0)) + (sizeof(ushort) * (long)(pathway.Targets?.Ends.Count ?? 0)));
}

/// <summary>The kernel computes columns for all instances of a set from what other sets have kept; the set has no such columns during the run.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Kernel">The kernel.</param>
public sealed record Restoration(int Set, Kernel Kernel);

/// <summary>An event send port of a set from which events are emitted.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Name of the port.</param>
/// <param name="Count">Number of instances of the set.</param>
public sealed record EmittingPort(int Set, string Port, int Count)
{
    /// <summary>Column that says how many events leave from an instance that emits; null for one.</summary>
    public string? Times { get; init; }
}

/// <summary>Connections by source: those of source s are entries RowStarts[s] … RowStarts[s+1]−1.</summary>
/// <param name="Name">Name of the pathway.</param>
/// <param name="Port">Index of the port whose events are heard; −1 for none, because nothing emits from it.</param>
/// <param name="FirstSource">Instance of the emitting set that is source 0.</param>
/// <param name="RowStarts">First entry of each source, and the total.</param>
/// <param name="Order">The connection of each entry; null where entry and connection are the same. Within a row by delay, then by connection.</param>
/// <param name="Delay">Delay of all connections in steps, where they have the same.</param>
/// <param name="Delays">Delay of each entry in steps, where they differ; else null.</param>
public sealed record PathwayPlan(string Name, int Port, int FirstSource, int[] RowStarts, int[]? Order, int Delay, int[]? Delays)
{
    /// <summary>Where each entry ends, if that is all that the kernel looks at: its instances then are not connections, but targets. Else null, and the set has a map.</summary>
    public PathwayTargets? Targets { get; init; }
}

/// <summary>Where the connections of a pathway end.</summary>
/// <param name="Ends">The target of each connection, counted from <paramref name="First"/>.</param>
/// <param name="First">Instance that is target 0.</param>
public sealed record PathwayTargets(ConnectionEnds Ends, int First);

/// <summary>Something that happens at a place in a step.</summary>
/// <param name="Name">Names of the operations of the experiment that it carries out.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set whose kernel it runs; −1 where it runs none.</param>
public abstract record PhaseTask(string Name, int Clock, int Set)
{
    /// <summary>The kernel that it runs, or null.</summary>
    public Kernel? Kernel { get; init; }

    /// <summary>Random stream of the kernel.</summary>
    public uint Stream { get; init; }

    /// <summary>One line about it.</summary>
    public abstract override string ToString();
}

/// <summary>The kernel runs for instances <paramref name="Start"/> to <paramref name="Start"/> + <paramref name="Count"/> − 1.</summary>
/// <param name="Name">Names of its operations.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Start">First instance.</param>
/// <param name="Count">Number of instances.</param>
/// <param name="Detects">Ports from which flagged instances emit, in the order of the kernel's flags.</param>
public sealed record StepTask(string Name, int Clock, int Set, int Start, int Count, ImmutableArray<int> Detects) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"run {Kernel!.Name} for {Count} instances of set {Set}";
}

/// <summary>The potentials of a set that is a cable advance together, from columns with what the membrane does.</summary>
/// <param name="Name">Names of its operations.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Tree">How its instances are joined.</param>
/// <param name="Columns">Where the membrane's values are.</param>
public sealed record CableTask(string Name, int Clock, int Set, Model.Networks.CableTree Tree, CableColumns Columns) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"solve for '{Columns.Potential}' of set {Set} over a tree of {Tree.Count} nodes";
}

/// <summary>The columns of a cable.</summary>
/// <param name="Potential">The potential in volts, which the task changes.</param>
/// <param name="Rate">Capacitance per area over the time step.</param>
/// <param name="Leaving">What leaves each instance for each volt: by its conductance, and into its capacitance within a step; in siemens.</param>
/// <param name="Entering">What enters each instance at 0 V, with what its capacitance gives back, in amperes.</param>
/// <param name="Resistivity">Resistivity of the inside in ohm metres; that of the first instance holds for all.</param>
/// <param name="Charging">Gets the current per area that charges the capacitance; null for none.</param>
public sealed record CableColumns(string Potential, string Rate, string Leaving, string Entering, string Resistivity, string? Charging);

/// <summary>The kernel, which decides whether instances are refractory, runs for those that emitted <paramref name="Steps"/> steps ago; for all in the first steps of a run.</summary>
/// <param name="Name">Names of its operations.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">The port.</param>
/// <param name="Count">Number of instances of the set.</param>
/// <param name="Steps">Number of steps, at least 1.</param>
/// <param name="LastEvent">Column with the time of the last event of each instance; where it begins in the future, the first steps last so much longer.</param>
public sealed record RecoveryTask(string Name, int Clock, int Set, int Port, int Count, int Steps, string LastEvent) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"run {Kernel!.Name} for the instances of set {Set} that emitted from port {Port} {Steps} steps ago";
}

/// <summary>The kernel runs for the instances that emitted from a port in this step.</summary>
public sealed record ReactionTask(string Name, int Clock, int Set, int Port) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"run {Kernel!.Name} for the instances of set {Set} that emitted from port {Port}";
}

/// <summary>Values of a column change as an operation prescribes.</summary>
public sealed record ChangeTask(string Name, int Clock, int Set, string Column, ScheduledChange Changes) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"change '{Column}' of set {Set} at {Changes.Times.Length} times";
}

/// <summary>Instances emit from a port as an operation prescribes.</summary>
public sealed record EmissionTask(string Name, int Clock, int Port, Emission Events) : PhaseTask(Name, Clock, -1)
{
    /// <inheritdoc/>
    public override string ToString() => Events is ScheduledEmission scheduled ? $"emit from port {Port} what is due of {scheduled.Times.Length} events" : $"emit from port {Port} what is drawn";
}

/// <summary>Events set out on a pathway, and the kernel runs for the connections at which events arrive.</summary>
public sealed record DeliveryTask(string Name, int Clock, int Set, int Pathway) : PhaseTask(Name, Clock, Set)
{
    /// <summary>What each event adds, where that depends on the receiving neuron alone; then counting events and adding as often does the same as the kernel. Else null.</summary>
    public EqualAddition? Additions { get; init; }

    /// <summary>How events may wait, where nobody looks at what they change but events of the sources; else null.</summary>
    public Deferral? Deferral { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"deliver along pathway {Pathway}, run {Kernel!.Name} for connections of set {Set}{(Deferral is null ? string.Empty : ", when their source has an event")}";
}

/// <summary>Events that have arrived at all connections of a target may wait until their source has one: connection k is from source k / Targets to target k mod Targets.</summary>
/// <param name="Kernel">For events that arrived at connections of one source: <see cref="ArrivalTime"/> and values of connections are columns, columns of the source are scalars.</param>
/// <param name="Changed">The columns of the connections that it changes.</param>
/// <param name="FirstSource">Instance that is source 0.</param>
/// <param name="Sources">Number of sources.</param>
/// <param name="Targets">Number of targets.</param>
public sealed record Deferral(Kernel Kernel, ImmutableArray<string> Changed, int FirstSource, int Sources, int Targets)
{
    /// <summary>Name of the column with the times of the events in seconds.</summary>
    public const string ArrivalTime = "time of arrival";
}

/// <summary>Events that arrive at an instance all add the same to it.</summary>
/// <param name="Kernel">For instances at the end of the connections: stores what is added to each of the columns in <paramref name="Addends"/>.</param>
/// <param name="Map">Name of the map from connections to these instances.</param>
/// <param name="Count">Number of instances of their set.</param>
/// <param name="Columns">Columns that are added to, as the set of connections calls them.</param>
/// <param name="Addends">For each of them a column that only the kernel knows.</param>
public sealed record EqualAddition(Kernel Kernel, string Map, int Count, ImmutableArray<string> Columns, ImmutableArray<string> Addends);

/// <summary>The kernel runs for the instances whose events have just arrived along a pathway.</summary>
public sealed record ArrivalTask(string Name, int Clock, int Set, int Pathway) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"run {Kernel!.Name} for the instances of set {Set} whose events arrived along pathway {Pathway}";
}

/// <summary>A column becomes zero in some instances, then the kernel adds to it for every connection of a set.</summary>
/// <param name="Name">Names of its operations.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set of connections.</param>
/// <param name="Target">Index of the set that has the column.</param>
/// <param name="Column">The column.</param>
/// <param name="Start">First instance that becomes zero.</param>
/// <param name="Count">Number of instances that become zero.</param>
public sealed record SummationTask(string Name, int Clock, int Set, int Target, string Column, int Start, int Count) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"sum {Kernel!.Name} over set {Set} into {Column} of set {Target}";
}

/// <summary>The kernel, if any, computes the columns; then they are recorded.</summary>
/// <param name="Name">Names of its operations.</param>
/// <param name="Clock">Index of its clock.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Columns">The columns, in the order of the variables.</param>
/// <param name="Instances">The instances, in the order of the record.</param>
public sealed record SamplingTask(string Name, int Clock, int Set, ImmutableArray<string> Columns, int[] Instances) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"record {string.Join(", ", Columns)} of {Instances.Length} instances of set {Set}";
}

/// <summary>Events of a port are recorded, with columns that the kernel, if any, computes for the instances that emitted.</summary>
public sealed record EventSamplingTask(string Name, int Clock, int Set, int Port, int Start, int Count, ImmutableArray<string> Columns) : PhaseTask(Name, Clock, Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"record events of port {Port}";
}

/// <summary>The number of events of a port is recorded.</summary>
public sealed record CountingTask(string Name, int Clock, int Port, int Start, int Count) : PhaseTask(Name, Clock, -1)
{
    /// <inheritdoc/>
    public override string ToString() => $"count events of port {Port}";
}

/// <summary>The host of the run does something.</summary>
public sealed record HostTask(string Name, int Clock) : PhaseTask(Name, Clock, -1)
{
    /// <summary>The columns that it may use; default for any.</summary>
    public ImmutableArray<(int Set, string Variable)> Variables { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "call the host";
}
