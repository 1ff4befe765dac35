using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using ConnectionList = Neuroglot.SpineML.Syntax.ConnectionList;
using ListedConnections = Neuroglot.SpineML.Syntax.ListedConnections;

namespace Neuroglot.SpineML.Building;

/// <summary>The connections that a rule makes, in the order in which the reference simulator numbers them.</summary>
/// <param name="Sources">Index of the source of each.</param>
/// <param name="Targets">Index of the target of each.</param>
/// <param name="Delays">The delay of each in milliseconds, or one for all.</param>
/// <param name="IsListed">Whether each has a delay of its own from a list, to which the reference simulator adds a step.</param>
internal sealed record ConnectionRows(ImmutableArray<int> Sources, ImmutableArray<int> Targets, ImmutableArray<double> Delays, bool IsListed)
{
    /// <summary>Whether each instance is connected with that of the same index.</summary>
    public bool IsIdentity { get; init; }

    // What a connection takes while the network is made ready.
    private const int BytesOfConnection = 40;

    /// <summary>Makes the connections of <paramref name="rule"/>; null, with the reason in <paramref name="diagnostics"/>, when that fails.</summary>
    /// <param name="rule">The rule; null for each with that of the same index.</param>
    /// <param name="sources">Number of instances at the source.</param>
    /// <param name="targets">Number of instances at the target.</param>
    /// <param name="places">Where the instances lie; null where that is not known.</param>
    /// <param name="folder">Where lists are found.</param>
    /// <param name="fidelity">Whose seeds.</param>
    /// <param name="span">Where the connections are asked for.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ConnectionRows? Of(
        Connection? rule, int sources, int targets, Func<(ImmutableArray<Position> Sources, ImmutableArray<Position> Targets)?> places, ModelFolder folder, SpineMLFidelity fidelity, SourceSpan span, DiagnosticBag diagnostics)
    {
        switch (rule)
        {
            case null or OneToOneConnection:
                if (sources != targets)
                {
                    diagnostics.Error(BuildCodes.SizesDiffer, $"Each instance is to be connected with that of the same index, but there are {sources} and {targets}.", span, "Use a list of connections, or equal sizes.");
                    return null;
                }

                ImmutableArray<int> all = [.. Enumerable.Range(0, sources)];
                return With(all, all, rule?.Delay) with { IsIdentity = true };
            case AllToAllConnection when (long)sources * targets <= Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesOfConnection):
                return With(Filled(sources * targets, n => n / targets), Filled(sources * targets, n => n % targets), rule.Delay);
            case FixedProbabilityConnection random:
                // The reference tool chain takes the same seed for all connections, whatever the document says, and makes a list of those that have delays of their own.
                var seed = fidelity == SpineMLFidelity.Brahms ? ReferenceRandom.UsualSeed : random.Seed ?? ReferenceRandom.UsualSeed;
                return Drawn((_, _) => random.Probability, sources, targets, seed, rule.Delay) with { IsListed = fidelity == SpineMLFidelity.Brahms && rule.Delay is { Fixed: null } };
            case DistanceBasedConnection near when places() is var (before, behind):
                return Drawn((source, target) => near.ProbabilityAt(Distance(before[source], behind[target])), sources, targets, near.Seed ?? ReferenceRandom.UsualSeed, rule.Delay);
            case DistanceBasedConnection:
                diagnostics.Error(BuildCodes.Connection, "A connection by distance needs to know where both populations lie.", rule.Span, "Give both a Layout.");
                return null;
            case ConnectionList list:
                return Listed(list, sources, targets, folder, diagnostics);
            default:
                diagnostics.Error(BuildCodes.Connection, $"Connections of the kind {rule.ElementName} cannot be made here: {(rule is AllToAllConnection ? $"the {(long)sources * targets} of them would not fit into memory" : "how is not known")}.", rule.Span);
                return null;
        }
    }

    /// <summary>The same connections sorted by source, those of one source by <paramref name="steps"/>, and what is equal in both in its order.</summary>
    /// <param name="steps">A whole number for each connection.</param>
    public ConnectionRows Sorted(ImmutableArray<int> steps)
    {
        var order = new int[Sources.Length];
        for (var row = 0; row < order.Length; row++)
            order[row] = row;
        order = Ordered(Ordered(order, steps), Sources);
        return this with { Sources = [.. order.Select(row => Sources[row])], Targets = [.. order.Select(row => Targets[row])], Delays = [.. order.Select(row => Delays[row])] };
    }

    // Stable: by counting, where keys are as small as indices and steps mostly are.
    private static int[] Ordered(int[] order, ImmutableArray<int> keys)
    {
        const int UsualKeys = 1 << 20;
        var largest = order.Length == 0 ? 0 : keys.Max();
        if (largest > UsualKeys)
            return [.. order.OrderBy(row => keys[row])];
        var next = new int[largest + 2];
        foreach (var row in order)
            next[keys[row] + 1]++;
        for (var key = 1; key < next.Length; key++)
            next[key] += next[key - 1];
        var sorted = new int[order.Length];
        foreach (var row in order)
            sorted[next[keys[row]]++] = row;
        return sorted;
    }

    private static ConnectionRows With(ImmutableArray<int> sources, ImmutableArray<int> targets, Delay? delay) => new(sources, targets, DelaysOf(delay, sources.Length), false);

    private static ImmutableArray<double> DelaysOf(Delay? delay, int count) =>
        delay?.Value is null ? [0] : delay.Fixed is { } one ? [one] : [.. PropertyValues.Draw(delay.Value, count, SpineMLFidelity.Native, isParameter: false).Select(value => Math.Max(0, value * delay.Scale))];

    private static ImmutableArray<int> Filled(int count, Func<int, int> value)
    {
        var filled = new int[count];
        for (var n = 0; n < count; n++)
            filled[n] = value(n);
        return ImmutableCollectionsMarshal.AsImmutableArray(filled);
    }

    private static double Distance(Position one, Position other) => Math.Sqrt(Square(one.X - other.X) + Square(one.Y - other.Y) + Square(one.Z - other.Z));

    private static double Square(double x) => x * x;

    private static ConnectionRows Drawn(Func<int, int, double> probability, int sources, int targets, long seed, Delay? delay)
    {
        var random = new ExpansionRandom(seed);
        var from = ImmutableArray.CreateBuilder<int>();
        var to = ImmutableArray.CreateBuilder<int>();
        for (var source = 0; source < sources; source++)
        {
            for (var target = 0; target < targets; target++)
            {
                if (!(random.Uniform() < probability(source, target)))
                    continue;
                from.Add(source);
                to.Add(target);
            }
        }

        return With(from.ToImmutable(), to.ToImmutable(), delay);
    }

    private static ConnectionRows? Listed(ConnectionList list, int sources, int targets, ModelFolder folder, DiagnosticBag diagnostics)
    {
        ListedConnections? rows;
        if (list.Data is BinaryConnections binary)
        {
            if (!folder.TryFind(binary.File.Name, binary.Span, diagnostics, out var path) || !BinaryLists.Check(path, binary, sources, targets, diagnostics))
                return null;
            rows = BinaryLists.ReadConnections(path, binary, diagnostics);
        }
        else
        {
            rows = (ListedConnections)list.Data;
        }

        if (rows is null)
            return null;
        for (var n = 0; n < rows.Sources.Length; n++)
        {
            if ((uint)rows.Sources[n] < (uint)sources && (uint)rows.Targets[n] < (uint)targets)
                continue;
            diagnostics.Error(BuildCodes.Connection, $"Connection {n} goes from {rows.Sources[n]} to {rows.Targets[n]}, but there are {sources} and {targets} instances.", list.Span);
            return null;
        }

        var common = list.Delay?.Fixed ?? 0;
        return rows.Delays.IsEmpty
            ? With(rows.Sources, rows.Targets, list.Delay)
            : new ConnectionRows(rows.Sources, rows.Targets, [.. rows.Delays.Select(delay => float.IsNaN(delay) ? common : delay)], true);
    }
}
