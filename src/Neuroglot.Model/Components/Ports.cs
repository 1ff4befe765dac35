using System.Collections.Immutable;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Components;

/// <summary>Where values or events enter or leave a component.</summary>
/// <param name="Name">Unique name; analogue ports share the name space of the variables.</param>
/// <param name="Part">Index of the part that owns it.</param>
public abstract record Port(string Name, int Part);

/// <summary>
/// A value read from one other instance: the owner of an attachment, the peer of a gap junction, the pre- or postsynaptic neuron. The
/// link that binds it names the instance and the variable; Brian's <c>v_post</c> is such a port.
/// </summary>
public sealed record AnalogReceivePort(string Name, Dimension Dimension, int Part) : Port(Name, Part);

/// <summary>Values of any number of other instances, reduced to one.</summary>
public sealed record AnalogReducePort(string Name, Dimension Dimension, Reduction Reduction, int Part) : Port(Name, Part)
{
    /// <summary>The value for no instances: 0 for a sum, 1 for a product.</summary>
    public double Neutral => Reduction == Reduction.Product ? 1 : 0;
}

/// <summary>
/// A state variable of one other instance that actions may add to (<c>g_post += w</c>): the only way in which an instance writes another's
/// state. The <see cref="Networks.ReferenceLink"/> that binds it names the instance and the variable.
/// </summary>
public sealed record ReferencePort(string Name, Dimension Dimension, int Part) : Port(Name, Part);

/// <summary>Where events arrive.</summary>
public sealed record EventReceivePort(string Name, int Part) : Port(Name, Part);

/// <summary>Where events leave.</summary>
public sealed record EventSendPort(string Name, int Part) : Port(Name, Part)
{
    /// <summary>State variable that says how many events leave when one does, at least one; null for always one. Only where steps are phases.</summary>
    public string? Times { get; init; }
}

/// <summary>How the values at an <see cref="AnalogReducePort"/> are reduced, in the order of the links and instances.</summary>
public enum Reduction
{
    /// <summary>Sum; 0 without links.</summary>
    Sum,

    /// <summary>Product; 1 without links.</summary>
    Product,
}

/// <summary>An event connection inside a component, without delay: what <paramref name="Source"/> emits arrives at <paramref name="Target"/> at once.</summary>
public sealed record InternalEvent(string Source, string Target);

/// <summary>
/// Occupancies of the states of a Markov scheme, advanced by the exponential of the transition matrix, which is held constant over a step.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Part">Index of the part that owns it.</param>
/// <param name="Occupancies">Names of the state variables that hold the occupancies.</param>
/// <param name="Transitions">Transitions between them.</param>
public sealed record KineticScheme(string Name, int Part, ImmutableArray<string> Occupancies, ImmutableArray<SchemeTransition> Transitions);

/// <summary>A pair of transitions between two states of a scheme.</summary>
/// <param name="From">Index into <see cref="KineticScheme.Occupancies"/>.</param>
/// <param name="To">Index into <see cref="KineticScheme.Occupancies"/>.</param>
/// <param name="Forward">Rate from <paramref name="From"/> to <paramref name="To"/>, per second.</param>
/// <param name="Reverse">Rate from <paramref name="To"/> to <paramref name="From"/>, per second.</param>
public sealed record SchemeTransition(int From, int To, Expression Forward, Expression Reverse);
