using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>Which instances of two sets are connected.</summary>
/// <param name="Delay">How long what is sent travels; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public abstract record Connection(Delay? Delay, SourceSpan Span)
{
    /// <summary>The element that writes it: <c>AllToAllConnection</c>.</summary>
    public virtual string ElementName => GetType().Name;
}

/// <summary>Each with each.</summary>
/// <param name="Delay">How long what is sent travels; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record AllToAllConnection(Delay? Delay, SourceSpan Span) : Connection(Delay, Span);

/// <summary>Each with that of the same index.</summary>
/// <param name="Delay">How long what is sent travels; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OneToOneConnection(Delay? Delay, SourceSpan Span) : Connection(Delay, Span);

/// <summary>Each with each, with a probability.</summary>
/// <param name="Probability">The probability, from 0 to 1.</param>
/// <param name="Seed">Seed of the random numbers, or null.</param>
/// <param name="Delay">How long what is sent travels; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record FixedProbabilityConnection(double Probability, long? Seed, Delay? Delay, SourceSpan Span) : Connection(Delay, Span);

/// <summary>Connections one by one.</summary>
/// <param name="Data">The connections.</param>
/// <param name="Delay">The delay of those that state none of their own; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ConnectionList(ConnectionData Data, Delay? Delay, SourceSpan Span) : Connection(Delay, Span)
{
    /// <summary>What tools have noted, such as the script that made the list; or null.</summary>
    public Annotation? Annotation { get; init; }
}

/// <summary>
/// Each with each, with the probability <c>Probability · exp(−distance / Length)</c>: an extension of our own, which needs layouts of both sets.
/// </summary>
/// <param name="Probability">The probability at the same place, from 0 to 1.</param>
/// <param name="Length">The distance at which the probability has fallen to 1/e of that, in the unit of the layouts.</param>
/// <param name="MaximumDistance">No connection is longer than this; null for no bound.</param>
/// <param name="Seed">Seed of the random numbers, or null.</param>
/// <param name="Delay">How long what is sent travels; null where not stated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record DistanceBasedConnection(double Probability, double Length, double? MaximumDistance, long? Seed, Delay? Delay, SourceSpan Span)
    : Connection(Delay, Span)
{
    /// <summary>The probability of a connection over <paramref name="distance"/>.</summary>
    public double ProbabilityAt(double distance) => distance > MaximumDistance ? 0 : Probability * Elementary.Exp(-distance / Length);
}

/// <summary>A connection of a type that we do not know; it is kept and written back.</summary>
/// <param name="Namespace">The namespace of its element.</param>
/// <param name="Name">The name of its element.</param>
/// <param name="Content">The whole element as XML.</param>
/// <param name="Span">Where it is written.</param>
public sealed record UnknownConnection(string Namespace, string Name, string Content, SourceSpan Span) : Connection(null, Span)
{
    /// <inheritdoc/>
    public override string ElementName => Name;
}

/// <summary>Connections one by one, in the order that gives each its number.</summary>
/// <param name="Span">Where they are written.</param>
public abstract record ConnectionData(SourceSpan Span);

/// <summary>Connections that stand in the document, as columns: networks have millions.</summary>
/// <param name="Sources">The index of the source of each.</param>
/// <param name="Targets">The index of the target of each.</param>
/// <param name="Delays">
/// The delay of each in milliseconds, as precise as the binary form keeps it; not a number where it states none. Empty where none states any.
/// </param>
/// <param name="Span">Where they are written.</param>
public sealed record ListedConnections(ImmutableArray<int> Sources, ImmutableArray<int> Targets, ImmutableArray<float> Delays, SourceSpan Span)
    : ConnectionData(Span);

/// <summary>Connections in a file of their own.</summary>
/// <param name="File">The file.</param>
/// <param name="HasDelays">Whether each record has a delay of its own.</param>
/// <param name="Span">Where they are named.</param>
public sealed record BinaryConnections(BinaryFile File, bool HasDelays, SourceSpan Span) : ConnectionData(Span);
