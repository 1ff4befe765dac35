using System.Collections.Immutable;
using Neuroglot.Brian.Language;

namespace Neuroglot.Brian.Objects;

/// <summary>Something that a network of Brian consists of.</summary>
/// <param name="Name">Its name, unique in the network; names also break ties in the order of a step.</param>
public abstract record BrianObject(string Name)
{
    /// <summary>Its own time step in seconds; null for that of the run.</summary>
    public double? Step { get; init; }

    /// <summary>Its order among those in the same slot.</summary>
    public int Order { get; init; }

    /// <summary>What Brian calls things of this kind.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>What Brian calls the part that integrates the equations.</summary>
    public string StateUpdater => Name + "_stateupdater";

    /// <summary>Whether its equations are integrated before those of <paramref name="other"/> in a step: what has the same order has its turn by the names of its parts.</summary>
    public bool IsIntegratedBefore(BrianObject other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Order < other.Order || (Order == other.Order && string.CompareOrdinal(StateUpdater, other.StateUpdater) < 0);
    }
}

/// <summary>Something that has neurons, or stands for them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Number of neurons.</param>
public abstract record SpikeSource(string Name, int Count) : BrianObject(Name);

/// <summary>Neurons of a group that follow each other: <c>group[start:stop]</c>.</summary>
/// <param name="Object">Name of the group.</param>
/// <param name="Start">The first neuron.</param>
/// <param name="Stop">The first neuron beyond the last; null for the end of the group.</param>
public sealed record GroupRange(string Object, int Start = 0, int? Stop = null)
{
    /// <summary>The whole group of the name.</summary>
    public static implicit operator GroupRange(string name) => new(name);
}

/// <summary>Neurons with equations, or the compartments of a spatial neuron.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Number of neurons.</param>
/// <param name="Equations">Their equations.</param>
public sealed record NeuronGroup(string Name, int Count, Equations Equations) : SpikeSource(Name, Count)
{
    /// <summary>The condition for a spike; null for neurons that never spike.</summary>
    public string? Threshold { get; init; }

    /// <summary>What happens after a spike; null for nothing.</summary>
    public string? Reset { get; init; }

    /// <summary>The refractory period as an expression, or the condition under which a neuron that has spiked stays refractory; null for none.</summary>
    public string? Refractory { get; init; }

    /// <summary>Conditions of further events, by name.</summary>
    public ImmutableSortedDictionary<string, string> Events { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The integrator; null for the first that can integrate the equations.</summary>
    public string? Method { get; init; }

    /// <summary>Names given to the group; null for none.</summary>
    public Namespace? Namespace { get; init; }

    /// <summary>For each <c>linked</c> parameter what it is linked to.</summary>
    public ImmutableSortedDictionary<string, LinkedVariable> Linked { get; init; } = ImmutableSortedDictionary<string, LinkedVariable>.Empty;

    /// <summary>The shape of a spatial neuron, whose compartments these neurons are; null for neurons that are points.</summary>
    public Cable? Cable { get; init; }

    /// <inheritdoc/>
    public override string Kind => Cable is null ? nameof(NeuronGroup) : "SpatialNeuron";

    /// <summary>The equations, of a spatial neuron with those that all of them have.</summary>
    public Equations AllEquations => Cable?.Complete(Equations) ?? Equations;

    /// <summary>The variables that its code knows.</summary>
    public GroupVariables Variables => GroupVariables.Neurons(AllEquations, isRefractory: Refractory is not null);
}

/// <summary>A variable of another group.</summary>
/// <param name="Source">The group.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Index">For each neuron the neuron of the group that it reads; empty for the one of the same number, or the only one.</param>
public sealed record LinkedVariable(GroupRange Source, string Variable, ImmutableArray<int> Index);

/// <summary>Neurons that spike at random.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Number of neurons.</param>
/// <param name="Rates">Their rates, an expression in each step or a value for each.</param>
public sealed record PoissonGroup(string Name, int Count, BrianValue Rates) : SpikeSource(Name, Count)
{
    /// <summary>Names given to the group; null for none.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>Neurons that spike at given times.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Number of neurons.</param>
/// <param name="Indices">The neuron of each spike.</param>
/// <param name="Times">The time of each spike in seconds.</param>
public sealed record SpikeGeneratorGroup(string Name, int Count, ImmutableArray<int> Indices, ImmutableArray<double> Times) : SpikeSource(Name, Count)
{
    /// <summary>Time in seconds after which the spikes come again; 0 for never.</summary>
    public double Period { get; init; }
}

/// <summary>Random input that many independent sources give to each neuron of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The group.</param>
/// <param name="Variable">The variable that is added to.</param>
/// <param name="Sources">Number of sources for each neuron.</param>
/// <param name="Rate">Rate of each source in hertz.</param>
/// <param name="Weight">What each spike adds, an expression, in which <c>i</c> counts from the first of the target's neurons, and <c>N</c> is their number.</param>
public sealed record PoissonInput(string Name, GroupRange Target, string Variable, int Sources, double Rate, string Weight) : BrianObject(Name)
{
    /// <summary>Its slot.</summary>
    public string When { get; init; } = "synapses";

    /// <summary>Names given to the input; null for none.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>
/// Code that runs for all neurons, or synapses, of a group at a clock: <c>group.run_regularly(code)</c>. In a part of a group, <c>i</c> counts from its first neuron, and
/// <c>N</c> is their number.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">The group.</param>
/// <param name="Code">The code.</param>
public sealed record RunRegularly(string Name, GroupRange Group, string Code) : BrianObject(Name)
{
    /// <summary>Its slot.</summary>
    public string When { get; init; } = "start";
}

/// <summary>Code that runs for the neurons that had an event: <c>group.run_on_event(event, code)</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">Name of the group.</param>
/// <param name="Event">The event.</param>
/// <param name="Code">The code.</param>
public sealed record RunOnEvent(string Name, string Group, string Event, string Code) : BrianObject(Name)
{
    /// <summary>Its slot.</summary>
    public string When { get; init; } = "after_resets";
}

/// <summary>A function of the host that runs at a clock.</summary>
/// <param name="Name">Its name.</param>
public sealed record NetworkOperation(string Name) : BrianObject(Name)
{
    /// <summary>Its slot.</summary>
    public string When { get; init; } = "start";
}
