using System.Collections.Immutable;
using Neuroglot.Brian.Language;

namespace Neuroglot.Brian.Objects;

/// <summary>A network of Brian and what is done with it: what the scripting interface and the bridge for Python hand over.</summary>
/// <param name="Objects">What it consists of, in any order.</param>
/// <param name="Runs">One after the other.</param>
public sealed record BrianNetwork(ImmutableArray<BrianObject> Objects, ImmutableArray<BrianRun> Runs)
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "network";

    /// <summary>Seed of all random numbers.</summary>
    public ulong Seed { get; init; }

    /// <summary>The slots of a step, in order; empty for Brian's own.</summary>
    public ImmutableArray<string> Schedule { get; init; } = [];

    /// <summary>
    /// What has its turn at another place of a step than usual, by Brian's names of the parts of objects: <c>GROUP_stateupdater</c>, <c>GROUP_spike_thresholder</c>,
    /// <c>GROUP_spike_resetter</c>, <c>SYNAPSES_pre</c>, <c>SYNAPSES_stateupdater</c>, <c>SYNAPSES_summed_variable_g_post</c>.
    /// </summary>
    public ImmutableSortedDictionary<string, Placement> Placements { get; init; } = ImmutableSortedDictionary<string, Placement>.Empty;

    /// <summary>Where the network stands when its first run begins; null for time 0 and nothing under way.</summary>
    public BrianStart? Start { get; init; }
}

/// <summary>What earlier runs, perhaps of another program, have left; values and connections are stated before the run like any others.</summary>
/// <param name="Time">Time in seconds.</param>
/// <param name="Events">Events that have not arrived yet.</param>
public sealed record BrianStart(double Time, ImmutableArray<EventsUnderWay> Events);

/// <summary>Events on their way along a pathway, in the order in which they will arrive.</summary>
/// <param name="Pathway">Name of the synapses, <c>_</c>, and name of the pathway: <c>synapses_pre</c>.</param>
/// <param name="Seconds">How long each has to go from the start; 0 for one that the first step brings.</param>
/// <param name="Connections">The synapse at which each will arrive.</param>
public sealed record EventsUnderWay(string Pathway, ImmutableArray<double> Seconds, ImmutableArray<int> Connections);

/// <summary>A run.</summary>
/// <param name="Duration">Length in seconds.</param>
public sealed record BrianRun(double Duration)
{
    /// <summary>Time step in seconds of everything that has none of its own.</summary>
    public double Step { get; init; } = 1e-4;

    /// <summary>What happens before it, in order.</summary>
    public ImmutableArray<BrianAction> Before { get; init; } = [];

    /// <summary>How many of <see cref="Before"/> are not the author's but come before these, which draw the same random numbers as without them.</summary>
    public int Inserted { get; init; }

    /// <summary>Names given to the run; null for none.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>Something that a script does before a run.</summary>
public abstract record BrianAction;

/// <summary>Gives a variable new values: <c>group.v['i &lt; 10'] = 'rand()*10*mV'</c>.</summary>
/// <param name="Object">Name of the group or synapses.</param>
/// <param name="Variable">The variable; <c>delay</c>, or a pathway's name and <c>.delay</c>, for delays.</param>
/// <param name="Value">The values.</param>
public sealed record Initializer(string Object, string Variable, BrianValue Value) : BrianAction
{
    /// <summary>The condition under which a neuron or synapse gets the value; null for no condition.</summary>
    public string? Condition { get; init; }

    /// <summary>The neurons or synapses that get values; default for all.</summary>
    public ImmutableArray<int> Indices { get; init; }

    /// <summary>Names given to the assignment; null for those of the run.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>Makes synapses: <c>synapses.connect(…)</c>.</summary>
/// <param name="Synapses">Name of the synapses.</param>
public sealed record Connect(string Synapses) : BrianAction
{
    /// <summary>Presynaptic neurons, one for each synapse; default where another form is used.</summary>
    public ImmutableArray<int> I { get; init; }

    /// <summary>Postsynaptic neurons, one for each synapse.</summary>
    public ImmutableArray<int> J { get; init; }

    /// <summary>Condition over pairs; null for none.</summary>
    public string? Condition { get; init; }

    /// <summary>Generator of postsynaptic neurons for each presynaptic one; null for none.</summary>
    public string? Targets { get; init; }

    /// <summary>Generator of presynaptic neurons for each postsynaptic one; null for none.</summary>
    public string? Sources { get; init; }

    /// <summary>Probability of each connection, an expression; null for 1.</summary>
    public string? Probability { get; init; }

    /// <summary>Number of synapses for each connection, an expression; null for 1.</summary>
    public string? Copies { get; init; }

    /// <summary>Whether a generator's neurons that are not there are left out.</summary>
    public bool SkipsInvalid { get; init; }

    /// <summary>Names given to the call; null for those of the run.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>An expression of the variables of a group, to be computed for each neuron or synapse.</summary>
/// <param name="Object">Name of the group or synapses.</param>
/// <param name="Expression">The expression: a number or a condition.</param>
public sealed record Reading(string Object, string Expression)
{
    /// <summary>Names given to it; null for those of the run.</summary>
    public Namespace? Namespace { get; init; }
}
