using System.Collections.Immutable;

namespace Neuroglot.Model.Experiments;

/// <summary>
/// Something that happens at a place within the steps of a clock. All operations of an experiment are sorted by slot, order and name; those of equal
/// place run in the ordinal order of their names.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Slot">One of <see cref="Semantics.Slots"/>, or <c>before_</c> or <c>after_</c> and one of them.</param>
/// <param name="Order">Order within the slot.</param>
public abstract record Operation(string Name, string Slot, int Order)
{
    /// <summary>Interval of its clock in seconds; 0 for the step of the run.</summary>
    public double Step { get; init; }
}

/// <summary>The dynamics of a set advance by one step.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record StateUpdate(string Name, int Set, string Slot = "groups", int Order = 0) : Operation(Name, Slot, Order)
{
    /// <summary>Integrators to try, in order; empty for the one of the run or of the semantics.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];
}

/// <summary>
/// The potentials of the instances of a set, which are the compartments of a cable, advance together by one implicit Euler step. With the conductance g and the current I of the membrane as
/// they are now, C·(v′ − v)/Δt = I − g·v′ + the currents from the neighbours at v′.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Tree">How its instances are joined.</param>
/// <param name="Membrane">What they are like.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record CableUpdate(string Name, int Set, Networks.CableTree Tree, Networks.CableMembrane Membrane, string Slot = "groups", int Order = 1) : Operation(Name, Slot, Order);

/// <summary>
/// Components take a step by themselves, part by part: the rates of the active regimes over a step, all from the same state, then the conditions of these regimes,
/// all of which are tested before the first one acts. A transition holds from the next step on.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record ComponentStep(string Name, int Set, string Slot = "components", int Order = 0) : Operation(Name, Slot, Order);

/// <summary>The conditions of a set that emit from a port are tested; instances for which one holds emit.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Event send port of its class.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Detection(string Name, int Set, string Port, string Slot = "thresholds", int Order = 0) : Operation(Name, Slot, Order);

/// <summary>Instances emit events that do not depend on what the network does.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Event send port of its class.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public abstract record Emission(string Name, int Set, string Port, string Slot, int Order) : Operation(Name, Slot, Order);

/// <summary>Instances emit at times that were given beforehand.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Event send port of its class.</param>
/// <param name="Instances">Instance of each event.</param>
/// <param name="Times">Time of each event in seconds; an event happens in the step (int)((t + 0.001·dt)/dt).</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record ScheduledEmission(
    string Name, int Set, string Port, ImmutableArray<int> Instances, ImmutableArray<double> Times, string Slot = "thresholds", int Order = 0)
    : Emission(Name, Set, Port, Slot, Order)
{
    /// <summary>Time in seconds after which the events come again; 0 for never.</summary>
    public double Period { get; init; }
}

/// <summary>
/// Instances emit after Poisson, with intervals −log(1 − u) · <see cref="Unit"/> / rate from the shift register of SpineML's reference simulator, drawn one after the other: step by step, in the
/// order of instances, one event a step at most. A new rate begins a new interval.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Event send port of its class.</param>
/// <param name="Count">Number of instances.</param>
/// <param name="Instances">The instance of each change of a rate.</param>
/// <param name="Times">The time of each, ascending; it holds from the first step that does not begin before.</param>
/// <param name="Rates">The new rate of each; 0 for no events.</param>
/// <param name="Seed">The seed, not 0.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record DrawnEmission(
    string Name, int Set, string Port, int Count, ImmutableArray<int> Instances, ImmutableArray<double> Times, ImmutableArray<double> Rates, long Seed, string Slot, int Order = 0)
    : Emission(Name, Set, Port, Slot, Order)
{
    /// <summary>The time in which a rate of 1 has one event on average.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>How many numbers are drawn and forgotten first.</summary>
    public int Forgotten { get; init; }

    /// <summary>Whether times are of single precision, and an interval begins in the step in which the last event was found, in place of when it was due.</summary>
    public bool IsSingle { get; init; }
}

/// <summary>Values of instances change at times that were given beforehand; they hold from the first step that does not begin before.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Variable">State variable of its class.</param>
/// <param name="Instances">Instance of each change.</param>
/// <param name="Times">Time of each change, ascending for each instance.</param>
/// <param name="Values">Value of each change.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record ScheduledChange(
    string Name, int Set, string Variable, ImmutableArray<int> Instances, ImmutableArray<double> Times, ImmutableArray<double> Values, string Slot = "inputs", int Order = 0)
    : Operation(Name, Slot, Order);

/// <summary>Actions of the instances that emitted from a port in this step; they may write variables that are not writable at the moment.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Port">Event send port of its class.</param>
/// <param name="Actions">What is done, in order; empty for the assignments of the conditions that emit from the port (a reset).</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Reaction(
    string Name, int Set, string Port, ImmutableArray<Components.Action> Actions, string Slot = "resets", int Order = 0) : Operation(Name, Slot, Order);

/// <summary>Assignments to all instances of a set (Brian's <c>run_regularly</c>).</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Instances">The instances.</param>
/// <param name="Actions">What is done, in order.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Update(
    string Name, Networks.InstanceRange Instances, ImmutableArray<Components.Action> Actions, string Slot = "start", int Order = 0)
    : Operation(Name, Slot, Order)
{
    /// <summary>A count that stands for all instances of a set whose number is not known yet.</summary>
    public const int All = int.MaxValue;
}

/// <summary>Events of a pathway set out, and those that are due arrive.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Pathway">Index of the pathway.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Delivery(string Name, int Pathway, string Slot = "synapses", int Order = 0) : Operation(Name, Slot, Order);

/// <summary>A variable of one end of the connections of a set becomes the sum of a value over its connections.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set of connections.</param>
/// <param name="Value">Alias of its class that is summed.</param>
/// <param name="Port">Reference port that names the variable.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Summation(string Name, int Set, string Value, string Port, string Slot = "groups", int Order = -1) : Operation(Name, Slot, Order);

/// <summary>Values of instances are recorded.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Variables">Parameters, state variables, aliases and receive ports of its class.</param>
/// <param name="Instances">The instances, in this order; default for all.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record Sampling(
    string Name, int Set, ImmutableArray<string> Variables, ImmutableArray<int> Instances, string Slot = "start", int Order = 0)
    : Operation(Name, Slot, Order);

/// <summary>Events are recorded.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Instances">The instances whose events are recorded, numbered from the first of them.</param>
/// <param name="Port">Event send port of the class.</param>
/// <param name="Variables">What is recorded with each event, of the instance that emits.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record EventSampling(
    string Name, Networks.InstanceRange Instances, string Port, ImmutableArray<string> Variables, string Slot = "thresholds", int Order = 1)
    : Operation(Name, Slot, Order);

/// <summary>The number of events of a step is recorded.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Instances">The instances whose events are counted.</param>
/// <param name="Port">Event send port of the class.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record EventCounting(string Name, Networks.InstanceRange Instances, string Port, string Slot = "end", int Order = 0)
    : Operation(Name, Slot, Order);

/// <summary>The host of the run does something (Brian's <c>network_operation</c>).</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Slot">Slot.</param>
/// <param name="Order">Order within the slot.</param>
public sealed record HostOperation(string Name, string Slot = "start", int Order = 0) : Operation(Name, Slot, Order)
{
    /// <summary>The state variables that the host looks at or changes, each with the index of its set; default for any that there is.</summary>
    public ImmutableArray<(int Set, string Variable)> Variables { get; init; }
}
