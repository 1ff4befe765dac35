using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Model.Networks;

/// <summary>
/// Which instances of two sets are connected: the domain of a set with <see cref="DomainKind.Connections"/>, whose instance k is the k-th
/// connection. Rules stay rules until something has to count or reach single connections; more may follow before a run
/// (<see cref="Experiments.ConnectionChange"/>).
/// </summary>
/// <param name="Source">Where connections start; the <c>i</c> of rules counts from its first instance.</param>
/// <param name="Target">Where they end; the <c>j</c> of rules counts from its first instance.</param>
/// <param name="Rules">Each appends connections, in the order in which they were stated.</param>
public sealed record Connectivity(InstanceRange Source, InstanceRange Target, ImmutableArray<ConnectionRule> Rules);

/// <summary>Instances of a set that follow each other.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Start">First instance.</param>
/// <param name="Count">Number of instances.</param>
public sealed record InstanceRange(int Set, int Start, int Count);

/// <summary>The two ends of a connection.</summary>
public enum ConnectionEnd
{
    /// <summary>Where it starts.</summary>
    Source,

    /// <summary>Where it ends.</summary>
    Target,
}

/// <summary>A way to make connections.</summary>
public abstract record ConnectionRule
{
    private protected ConnectionRule()
    {
    }

    /// <summary>Where the rule was written.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>Connections one by one; both lists count within the ranges of the connectivity.</summary>
/// <param name="Sources">Where each starts.</param>
/// <param name="Targets">Where each ends.</param>
public sealed record ListedConnections(ConnectionEnds Sources, ConnectionEnds Targets) : ConnectionRule
{
    /// <summary>Connections of which each source and each target is named.</summary>
    public ListedConnections(ImmutableArray<int> sources, ImmutableArray<int> targets)
        : this(ConnectionEnds.Of(sources), ConnectionEnds.Of(targets))
    {
    }

    /// <summary>Probability with which each is made.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Number of copies of each, which follow each other.</summary>
    public int Copies { get; init; } = 1;
}

/// <summary>
/// Any pair (i, j) for which <paramref name="Condition"/> holds, with <paramref name="Probability"/>, <paramref name="Copies"/> times; sources ascend,
/// and targets within them.
/// </summary>
/// <param name="Condition">Condition over i, j and the variables of both ends; null for every pair.</param>
/// <param name="Probability">Probability from 0 to 1; null for 1.</param>
/// <param name="Copies">Number of copies of each connection, which follow each other; null for 1.</param>
public sealed record PairRule(Expression? Condition = null, Expression? Probability = null, Expression? Copies = null) : ConnectionRule;

/// <summary>
/// For each instance of one end, connections to the values of <paramref name="Value"/> as <paramref name="Variable"/> takes the values of
/// <paramref name="Iterator"/> (Brian's <c>j='k for k in range(i) if k % 2 == 0'</c>).
/// </summary>
/// <param name="From">The end over which the rule loops in ascending order; <paramref name="Value"/> gives the index of the other.</param>
/// <param name="Value">Index of the other end; may name i or j, and <paramref name="Variable"/>.</param>
/// <param name="Variable">Name of the loop variable; empty without a loop.</param>
/// <param name="Iterator">Values of the loop variable; null without a loop.</param>
/// <param name="Condition">Connections for which it does not hold are left out; null for none.</param>
public sealed record GeneratorRule(ConnectionEnd From, Expression Value, string Variable, ConnectionIterator? Iterator, Expression? Condition) : ConnectionRule
{
    /// <summary>Whether indices out of range are left out rather than being errors.</summary>
    public bool SkipsInvalid { get; init; }

    /// <summary>Number of copies of each connection; null for 1.</summary>
    public Expression? Copies { get; init; }
}

/// <summary>Integers from <paramref name="Low"/> to below <paramref name="High"/> in steps of <paramref name="Step"/>; all of them, or a sample.</summary>
/// <param name="Low">First integer.</param>
/// <param name="High">The end, not included.</param>
/// <param name="Step">Step, not 0.</param>
public sealed record ConnectionIterator(Expression Low, Expression High, Expression Step)
{
    /// <summary>Probability with which each is taken; null when this is not a sample by probability.</summary>
    public Expression? Probability { get; init; }

    /// <summary>How many are taken, without repetition, in ascending order; null when this is not a sample by size.</summary>
    public Expression? Size { get; init; }
}

/// <summary>Events of one end of the connections of a set that arrive at a port of the set.</summary>
/// <param name="Name">Name, unique among the pathways of the network.</param>
/// <param name="Set">Index of the set of connections.</param>
/// <param name="From">The end whose events are heard.</param>
/// <param name="SourcePort">Event send port of the set at that end.</param>
/// <param name="TargetPort">Event receive port of the set of connections.</param>
public sealed record Pathway(string Name, int Set, ConnectionEnd From, string SourcePort, string TargetPort)
{
    /// <summary>Time from the event to its arrival at each connection, in seconds.</summary>
    public PropertyValue Delay { get; init; } = new FixedValue(0);

    /// <summary>
    /// The variable of the connections that shows <see cref="Delay"/>, and whose values at the end of a run are the delays of the next; null for none.
    /// </summary>
    public string? DelayVariable { get; init; }

    /// <summary>Whether, from a run before with other delays, events of one neuron are under way that reach its connections at different times.</summary>
    public bool HasStragglers { get; init; }
}

/// <summary>Binds a receive or reference port of a set of connections to a variable of one end: port <c>v_post</c> to <c>v</c> of the target.</summary>
/// <param name="Set">Index of the set of connections.</param>
/// <param name="Port">Analogue receive port or reference port.</param>
/// <param name="End">The end that has the variable.</param>
/// <param name="Variable">Parameter, state variable or alias that is read; for a reference port, the state variable that is also written.</param>
public sealed record EndLink(int Set, string Port, ConnectionEnd End, string Variable);
