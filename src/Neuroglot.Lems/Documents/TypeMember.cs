using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>What a component type declares under a name. Types that extend it inherit it, unless they declare one of the same kind and name.</summary>
/// <param name="Name">The name; for a <see cref="Fixed"/> that of the parameter.</param>
/// <param name="Span">Where it stands.</param>
public abstract record TypeMember(string Name, SourceSpan Span) : LemsNode(Span);

/// <summary>A quantity that each component of a type must state.</summary>
public sealed record Parameter(string Name, string Dimension, string? Exposure, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A whole number that each component of a type states, such as the index of a cell. (Also the element <c>IntegerParameter</c>.)</summary>
public sealed record IndexParameter(string Name, string Dimension, string? Exposure, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A quantity computed once from other parameters: exactly one of <paramref name="Select"/> and <paramref name="Value"/> is set in a right document.</summary>
public sealed record DerivedParameter(
    string Name, string Dimension, LemsPath? Select, LemsExpression? Value, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A parameter that holds a path expression.</summary>
public sealed record PathParameter(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A quantity that every instance has for itself, such as the weight of a synapse; set by <see cref="Assign"/>.</summary>
public sealed record Property(string Name, string Dimension, Sourced? DefaultValue, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>Fixes an inherited parameter to a value.</summary>
public sealed record Fixed(string Parameter, Sourced Value, string? Description, SourceSpan Span) : TypeMember(Parameter, Span);

/// <summary>A quantity that must be exposed by an enclosing instance, such as the membrane potential for a channel.</summary>
public sealed record Requirement(string Name, string Dimension, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A component that the parent must hold under this name.</summary>
public sealed record ComponentRequirement(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>Another instance that must be given when this one is built, such as the <c>peer</c> of a gap junction.</summary>
public sealed record InstanceRequirement(string Name, string Type, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A quantity that others may read.</summary>
public sealed record Exposure(string Name, string Dimension, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A place for one child component, addressed by the child's element name.</summary>
public sealed record Child(string Name, string Type, string? Substitute, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A list of child components of a type.</summary>
public sealed record Children(string Name, string Type, int? Minimum, int? Maximum, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A reference to another component by its id. <c>Link</c> is one that is <paramref name="Local"/>.</summary>
/// <param name="Name">Name of the attribute that states it.</param>
/// <param name="Type">Type of what it refers to; <c>Component</c> for any.</param>
/// <param name="Root">Where to look, or null.</param>
/// <param name="IsAny">Whether any type will do.</param>
/// <param name="Local">Whether it is looked up among the relatives of the component, not in the whole document.</param>
/// <param name="Required">Whether each component must state it.</param>
/// <param name="DefaultComponent">Id or path of the component meant when none is stated, or null.</param>
/// <param name="IsLink">Whether it was declared by the element <c>Link</c>.</param>
/// <param name="Description">What it is for, or null.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ComponentReference(
    string Name, string Type, string? Root, bool IsAny, bool Local, bool Required, string? DefaultComponent, bool IsLink, string? Description,
    SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A reference to a component type by its name.</summary>
public sealed record ComponentTypeReference(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A place where a component's geometry is said to lie.</summary>
public sealed record Location(string Name, string? Path, string? On, SourceSpan Span) : LemsNode(Span);

/// <summary>Which way events go through an <see cref="EventPort"/>.</summary>
public enum EventDirection
{
    /// <summary>Received.</summary>
    In,

    /// <summary>Emitted.</summary>
    Out,
}

/// <summary>Where events are received or emitted.</summary>
public sealed record EventPort(string Name, EventDirection Direction, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A text that a component may state.</summary>
public sealed record Text(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A path to an instance or a quantity that a component may state.</summary>
public sealed record Path(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A list of instances that others attach while the network is built, such as the synapses of a cell.</summary>
public sealed record Attachments(string Name, string Type, string? ComponentClass, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A named collection of instances, filled by <see cref="Gather"/>.</summary>
public sealed record Collection(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>A named collection of pairs of instances, filled by <see cref="GatherPairs"/>.</summary>
public sealed record PairCollection(string Name, string? Description, SourceSpan Span) : TypeMember(Name, Span);

/// <summary>Free text about a component type.</summary>
public sealed record About(string Content, SourceSpan Span) : LemsNode(Span);

/// <summary>Structured metadata for other tools, kept as it stands.</summary>
public sealed record Meta(string? Context, SourceElement Content, SourceSpan Span) : LemsNode(Span);
