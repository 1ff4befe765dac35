using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Networks;

/// <summary>
/// A continuous coupling between two sets. At a receive port, <see cref="Map"/> has an entry for each target instance and names its source;
/// at a reduce port it has an entry for each source instance and names its target.
/// </summary>
/// <param name="Source">Index of the source set.</param>
/// <param name="Variable">Parameter, state variable, alias or receive port of the source that is read.</param>
/// <param name="Target">Index of the target set.</param>
/// <param name="Port">Receive or reduce port of the target.</param>
/// <param name="Map">Which instances belong together; empty where all of the target read the only one of the source.</param>
public sealed record AnalogLink(int Source, string Variable, int Target, string Port, ImmutableArray<int> Map);

/// <summary>Binds a reference port: instance k of <paramref name="Set"/> writes <paramref name="Variable"/> of instance Map[k] of <paramref name="Target"/>.</summary>
/// <param name="Set">Index of the set that writes.</param>
/// <param name="Port">Its reference port.</param>
/// <param name="Target">Index of the set that is written.</param>
/// <param name="Variable">State variable that is written.</param>
/// <param name="Map">For each instance of <paramref name="Set"/> the instance of <paramref name="Target"/>.</param>
public sealed record ReferenceLink(int Set, string Port, int Target, string Variable, ImmutableArray<int> Map);

/// <summary>Event connections from one port of a set to one port of another.</summary>
/// <param name="Source">Index of the source set.</param>
/// <param name="SourcePort">Event send port.</param>
/// <param name="Target">Index of the target set.</param>
/// <param name="TargetPort">Event receive port.</param>
/// <param name="Connections">Pairs of source and target instances.</param>
public sealed record EventLink(int Source, string SourcePort, int Target, string TargetPort, ConnectionList Connections)
{
    /// <summary>Where the connections were written.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>Explicit connections, in the order in which they were made.</summary>
/// <param name="Sources">Source instance of each connection.</param>
/// <param name="Targets">Target instance of each connection.</param>
/// <param name="Delays">Delay of each connection in seconds; a single entry when all have the same. Zero or less: delivered within the step.</param>
public sealed record ConnectionList(ImmutableArray<int> Sources, ImmutableArray<int> Targets, ImmutableArray<double> Delays)
{
    /// <summary>Number of connections.</summary>
    public int Count => Sources.Length;

    /// <summary>Delay in seconds of connection <paramref name="index"/>.</summary>
    public double DelayOf(int index) => Delays.Length == 1 ? Delays[0] : Delays[index];
}
