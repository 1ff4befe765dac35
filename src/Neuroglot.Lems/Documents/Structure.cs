using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>How instances of a type build others.</summary>
public sealed record Structure(ImmutableArray<BuildElement> Body, SourceSpan Span) : LemsNode(Span);

/// <summary>A building instruction. Names in it are parameters, references or paths of the component whose type holds it, unless said otherwise.</summary>
/// <param name="Body">Instructions inside it, in order; <see cref="Assign"/>s are not among them.</param>
/// <param name="Assigns">Properties set on what is built.</param>
/// <param name="Span">Where it stands.</param>
public abstract record BuildElement(ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns, SourceSpan Span) : LemsNode(Span);

/// <summary>Sets a property of what is built.</summary>
public sealed record Assign(string Property, LemsExpression Value, string? ExposeAs, SourceSpan Span) : BuildElement([], [], Span);

/// <summary>Builds a number of instances; each gets its place as <c>index</c>.</summary>
/// <param name="Number">Parameter that holds the number.</param>
/// <param name="IndexVariable">Name of the index inside, or null.</param>
/// <param name="Component">Reference to the component, or null.</param>
/// <param name="ComponentType">Reference to the type, or null.</param>
/// <param name="Body">Instructions inside.</param>
/// <param name="Assigns">Properties set.</param>
/// <param name="Span">Where it stands.</param>
public sealed record MultiInstantiate(
    string Number, string? IndexVariable, string? Component, string? ComponentType, ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns,
    SourceSpan Span) : BuildElement(Body, Assigns, Span);

/// <summary>Builds an instance beside each of those at a place.</summary>
public sealed record CoInstantiate(
    string? At, string? Component, string? ComponentType, ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns, SourceSpan Span)
    : BuildElement(Body, Assigns, Span);

/// <summary>Builds one child instance.</summary>
public sealed record ChildInstance(
    string? Component, string? ComponentType, ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns, SourceSpan Span)
    : BuildElement(Body, Assigns, Span);

/// <summary>Carries out the first alternative that holds.</summary>
public sealed record Choose(ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>An alternative of <see cref="Choose"/>.</summary>
public sealed record When(LemsExpression Test, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>The last alternative of <see cref="Choose"/>.</summary>
public sealed record Otherwise(ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Carries out its body when the test holds.</summary>
public sealed record If(LemsExpression Test, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Carries out its body for each instance at a path, under a name.</summary>
public sealed record ForEach(LemsPath? Instances, string? As, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>
/// Gives an instance a name: <c>instance="path" as="a"</c> or <c>list="populations" index="i" as="a"</c>. With an empty body the name holds for the
/// instructions that follow.
/// </summary>
/// <param name="Instance">Path to the instance, or the name of a path that the component states, <c>this</c> or <c>parent</c>; null with a list.</param>
/// <param name="List">Reference to the list, or null.</param>
/// <param name="Index">Parameter that holds the index in the list, or null.</param>
/// <param name="As">The name.</param>
/// <param name="Body">Instructions inside.</param>
/// <param name="Span">Where it stands.</param>
public sealed record With(LemsPath? Instance, string? List, string? Index, string As, ImmutableArray<BuildElement> Body, SourceSpan Span)
    : BuildElement(Body, [], Span);

/// <summary>Lets events go from one instance to another, through a new <paramref name="Receiver"/> attached to the target where one is named.</summary>
/// <param name="From">Name of the source instance.</param>
/// <param name="To">Name of the target instance.</param>
/// <param name="Delay">Delay, or null for none.</param>
/// <param name="Receiver">Reference to the component that receives for the target, or null.</param>
/// <param name="ReceiverContainer">Text that names the target's attachments list, or null.</param>
/// <param name="SourcePort">Text that names the source's port, or null.</param>
/// <param name="TargetPort">Text that names the receiver's port, or null.</param>
/// <param name="Body">Instructions inside.</param>
/// <param name="Assigns">Properties set on the receiver.</param>
/// <param name="Span">Where it stands.</param>
public sealed record EventConnection(
    string From, string To, LemsExpression? Delay, string? Receiver, string? ReceiverContainer, string? SourcePort, string? TargetPort,
    ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns, SourceSpan Span) : BuildElement(Body, Assigns, Span);

/// <summary>Builds two instances that see each other under a name, one attached at each end.</summary>
public sealed record Tunnel(
    string Name, string EndA, string EndB, string? ComponentA, string? ComponentB, string? Expose, string? As, ImmutableArray<BuildElement> Body,
    ImmutableArray<Assign> Assigns, SourceSpan Span) : BuildElement(Body, Assigns, Span);

/// <summary>Connects each pair of a collection of pairs.</summary>
public sealed record PairsEventConnection(
    string Pairs, string? Receiver, string? ReceiverContainer, string? SourcePort, string? TargetPort, ImmutableArray<BuildElement> Body, SourceSpan Span)
    : BuildElement(Body, [], Span);

/// <summary>Keeps the pairs that satisfy a condition.</summary>
public sealed record PairFilter(string Select, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Adds the current pair to a collection.</summary>
public sealed record IncludePair(string Collection, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Carries out the structure of other components.</summary>
public sealed record Apply(string Components, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Collects the instances at a path parameter.</summary>
public sealed record Gather(string PathParameter, string Collection, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);

/// <summary>Collects pairs of instances.</summary>
public sealed record GatherPairs(
    string? Id, string PFrom, string QFrom, string Collection, ImmutableArray<BuildElement> Body, SourceSpan Span) : BuildElement(Body, [], Span);
