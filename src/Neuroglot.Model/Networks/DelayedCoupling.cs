using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Model.Networks;

/// <summary>
/// A weighted sum over other instances as they were a delay ago: a reduce port of target i holds Σₖ wₖ·value(source of k, i) over the connections k that lead to i. It is computed
/// once, from the values before a step, and holds for the whole step, in all stages of a method. Before the start sources had their initial values.
/// </summary>
/// <param name="Sources">The sets that send; each instance is one node of <paramref name="Graph"/>.</param>
/// <param name="Target">Index of the set that receives.</param>
/// <param name="Port">Reduce port of the target that nothing else feeds.</param>
/// <param name="Graph">Connections from nodes to instances of the target. Couplings of the same connections share the object.</param>
public sealed record DelayedCoupling(ImmutableArray<CouplingSource> Sources, int Target, string Port, CouplingGraph Graph)
{
    /// <summary>Names by which <see cref="Value"/> knows what a source sends, in the order of <see cref="CouplingSource.Variables"/>.</summary>
    public ImmutableArray<string> Incoming { get; init; } = [];

    /// <summary>What a connection contributes before its weight: an expression of <see cref="Incoming"/> and of the target's parameters, state variables and aliases; null for the first variable that is sent.</summary>
    public Expression? Value { get; init; }

    /// <summary>Where the coupling was written.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A set whose instances are sources of a coupling.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Variables">State variables, aliases or parameters that it sends.</param>
/// <param name="Nodes">For each instance the number of its node.</param>
public sealed record CouplingSource(int Set, ImmutableArray<string> Variables, ImmutableArray<int> Nodes);

/// <summary>Weighted connections with delays, ascending by target, and within a target in the order in which they are added up.</summary>
/// <param name="NodeCount">Number of nodes that send.</param>
/// <param name="Sources">Node at which each connection starts.</param>
/// <param name="Targets">Instance at which each ends.</param>
/// <param name="Weights">Weight of each.</param>
/// <param name="Delays">Delay of each in the time of the experiment, rounded to whole steps, halves to even; empty for none.</param>
public sealed record CouplingGraph(int NodeCount, ImmutableArray<int> Sources, ImmutableArray<int> Targets, ImmutableArray<double> Weights, ImmutableArray<double> Delays)
{
    /// <summary>Number of connections.</summary>
    public int Count => Sources.Length;
}
