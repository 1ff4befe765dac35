using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Model.Networks;

/// <summary>Sets of component instances and the links between them.</summary>
/// <param name="Name">Name that the author gave.</param>
/// <param name="Sets">The sets, parents before the sets that they own.</param>
/// <param name="AnalogLinks">Continuous couplings, in the order in which they were made.</param>
/// <param name="EventLinks">Event connections, in the order in which they were made.</param>
public sealed record Network(
    string Name,
    ImmutableArray<ComponentSet> Sets,
    ImmutableArray<AnalogLink> AnalogLinks,
    ImmutableArray<EventLink> EventLinks)
{
    /// <summary>Bindings of reference ports.</summary>
    public ImmutableArray<ReferenceLink> ReferenceLinks { get; init; } = [];

    /// <summary>How events reach the connections of sets that have a <see cref="ComponentSet.Connectivity"/>.</summary>
    public ImmutableArray<Pathway> Pathways { get; init; } = [];

    /// <summary>What the ports of connections read and write at their ends.</summary>
    public ImmutableArray<EndLink> EndLinks { get; init; } = [];

    /// <summary>Weighted sums over instances as they were a delay ago.</summary>
    public ImmutableArray<DelayedCoupling> Couplings { get; init; } = [];

    /// <summary>The populations that the author named.</summary>
    public ImmutableArray<Population> Populations { get; init; } = [];
}

/// <summary>Instances of one class that differ in parameter values only.</summary>
/// <param name="Name">Unique name, by which inputs, recordings and overrides address the set.</param>
/// <param name="Class">The equations.</param>
/// <param name="Count">Number of instances.</param>
public sealed record ComponentSet(string Name, ComponentClass Class, int Count)
{
    private static readonly Dictionary<string, PropertyValue> NoProperties = [];

    /// <summary>What there is one instance for.</summary>
    public DomainKind Domain { get; init; } = DomainKind.Neurons;

    /// <summary>What the set has an instance for, where its domain is connections that rules make; else null.</summary>
    public Connectivity? Connectivity { get; init; }

    /// <summary>Values of parameters, and of state variables at the start, that differ from those of the class, by name.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Properties { get; init; } = NoProperties;

    /// <summary>
    /// Parameters, and state variables at the start, with one value for all instances that is not compiled in but given to a plan, so that the plan serves many runs; each with
    /// the name under which it is given. Their <see cref="Properties"/> are those of the first run.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Given { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Index in <see cref="Network.Sets"/> of the set whose instances own those of this one; −1 for none.</summary>
    public int Owner { get; init; } = -1;

    /// <summary>For each instance the index of its owner; empty without an owner.</summary>
    public ImmutableArray<int> OwnerOf { get; init; } = [];

    /// <summary>
    /// For each instance its place among all that its owner owns, in the order of the reference semantics; empty when the instances follow
    /// each other in the order of the set.
    /// </summary>
    public ImmutableArray<int> PlaceInOwner { get; init; } = [];

    /// <summary>Where the set was written.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The same set with another value of one of its <see cref="Properties"/>.</summary>
    public ComponentSet With(string property, PropertyValue value) =>
        this with { Properties = new Dictionary<string, PropertyValue>(Properties) { [property] = value } };
}

/// <summary>What a set has one instance for.</summary>
public enum DomainKind
{
    /// <summary>The whole network.</summary>
    One,

    /// <summary>The neurons of a population.</summary>
    Neurons,

    /// <summary>The neurons that a projection or an input reaches: attachments such as postsynapses and current sources.</summary>
    Targets,

    /// <summary>
    /// What each instance of another set has a list of, such as the times of the spikes of a source. The other set owns them, and all owners' members lie together.
    /// </summary>
    Members,

    /// <summary>The connections of a projection.</summary>
    Connections,
}

/// <summary>Values of a parameter for the instances of a set.</summary>
public abstract record PropertyValue
{
    private protected PropertyValue()
    {
    }
}

/// <summary>One value for all instances, in SI units.</summary>
public sealed record FixedValue(double Value) : PropertyValue;

/// <summary>A value for each instance, in SI units.</summary>
public sealed record ListValue(ImmutableArray<double> Values) : PropertyValue;

/// <summary>A whole number of time steps for each instance, as delays of connections are where the author's language counts in steps; takes half the memory of a list of seconds.</summary>
public sealed record StepsValue(ImmutableArray<int> Steps) : PropertyValue;

/// <summary>
/// An expression of the index and the variables of each instance, in SI units. It knows <c>i</c> and <c>N</c>; for connections <c>i</c>, <c>j</c>, <c>N</c>,
/// <c>N_pre</c>, <c>N_post</c>, <c>N_incoming</c> and <c>N_outgoing</c> (the connections of the same target and of the same source), and <see cref="Copy"/>.
/// </summary>
public sealed record ExpressionValue(Expression Value) : PropertyValue
{
    /// <summary>The name of the number of a connection among those between the same two instances, in the order in which they were made.</summary>
    public const string Copy = "copy of the connection";
}

/// <summary>A group of neurons that the author named.</summary>
/// <param name="Name">The author's name.</param>
/// <param name="Set">Index of the set in <see cref="Network.Sets"/>.</param>
public sealed record Population(string Name, int Set)
{
    /// <summary>Names of the neurons where the author gave some (NeuroML instance ids); empty when they are 0 … n−1.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Places of the neurons in µm; empty when not given.</summary>
    public ImmutableArray<Position> Positions { get => field.IsDefault ? [] : field; init; }
}

/// <summary>A place in space, in µm.</summary>
public readonly record struct Position(double X, double Y, double Z);
