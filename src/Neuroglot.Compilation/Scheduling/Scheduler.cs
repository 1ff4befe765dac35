using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>
/// Turns the reference order, instance by instance with what an instance owns before itself, into levels of instances that can be advanced
/// together. Instances that touch each other within a step (an event without delay, the value of a peer) keep their relative order; all
/// others are free, so a network without such links is advanced set by set.
/// </summary>
internal static class Scheduler
{
    // Shorter runs of neighbouring instances go into one list: a call of a kernel costs about as much as a few instances.
    private const int ShortestRun = 8;

    /// <param name="network">The network.</param>
    /// <param name="fast">Whether links within a step are left to chance.</param>
    /// <param name="simultaneous">Whether everything advances from the same old values, so that sets without state come first.</param>
    public static Schedule Build(Network network, bool fast, bool simultaneous)
    {
        var ranks = ReferenceOrder.Ranks(network);
        var depths = Depths(network);
        var fewest = depths.Length == 0 ? 0 : depths.Max() + 1;
        var first = simultaneous && !fast ? StatelessSets.Levels(network) : null;
        var edges = fast ? new SameStepEdges() : Edges(network, ranks, first);
        if (edges.Count == 0 && (first is null || first.Max() <= 0))
        {
            var levels = Enumerable.Range(0, fewest)
                .Select(depth => new Level([
                    .. network.Sets.Select((set, index) => (set, index))
                        .Where(pair => depths[pair.index] == depth && pair.set.Count > 0)
                        .Select(pair => new Slice(pair.index, 0, pair.set.Count))]));
            return new Schedule([.. levels.Where(level => level.Slices.Length > 0)], ranks) { DefersEvents = fast, FewestLevels = fewest };
        }

        return new Schedule(Levels(network, ranks, edges, first), ranks) { FewestLevels = fewest };
    }

    /// <summary>How many layers of owned sets lie below each set.</summary>
    private static int[] Depths(Network network)
    {
        var depths = new int[network.Sets.Length];
        for (var set = network.Sets.Length - 1; set >= 0; set--)
        {
            var owner = network.Sets[set].Owner;
            if (owner >= 0)
                depths[owner] = Math.Max(depths[owner], depths[set] + 1);
        }

        return depths;
    }

    // Pairs of instances, as numbers (offset of the set + instance), the earlier one in the reference order first.
    private static SameStepEdges Edges(Network network, ImmutableArray<int[]> ranks, int[]? first)
    {
        var offsets = Offsets(network);
        var edges = new SameStepEdges();
        var references = network.ReferenceLinks.ToLookup(reference => reference.Set);
        foreach (var (source, instance, target, reached) in new DirectEvents(network).All())
        {
            Add(source, instance, target, reached);
            foreach (var reference in references[target])
                Add(source, instance, reference.Target, reference.Map[reached]);
        }

        foreach (var link in network.AnalogLinks)
        {
            var target = network.Sets[link.Target];
            var reads = target.Class.Ports.Any(port => port.Name == link.Port && port is AnalogReceivePort);

            // What an owner exposes is read before the owner advances in any case, and what comes first has its place.
            if (!reads || IsOwnership(link, target) || (first is not null && (first[link.Source] >= 0 || first[link.Target] >= 0)))
                continue;
            for (var i = 0; i < link.Map.Length; i++)
                Add(link.Source, link.Map[i], link.Target, i);
        }

        return edges;

        void Add(int setA, int a, int setB, int b)
        {
            if (setA == setB && a == b)
                return;
            var x = offsets[setA] + a;
            var y = offsets[setB] + b;
            if (ranks[setA][a] < ranks[setB][b])
                edges.Add(x, y);
            else
                edges.Add(y, x);
        }
    }

    private static bool IsOwnership(AnalogLink link, ComponentSet target) =>
        target.Owner == link.Source && (target.OwnerOf == link.Map || target.OwnerOf.SequenceEqual(link.Map));

    private static int[] Offsets(Network network)
    {
        var offsets = new int[network.Sets.Length + 1];
        for (var set = 0; set < network.Sets.Length; set++)
            offsets[set + 1] = offsets[set] + network.Sets[set].Count;
        return offsets;
    }

    private static ImmutableArray<Level> Levels(Network network, ImmutableArray<int[]> ranks, SameStepEdges edges, int[]? first)
    {
        var offsets = Offsets(network);
        var total = offsets[^1];
        var byRank = new int[total];
        for (var set = 0; set < network.Sets.Length; set++)
        {
            for (var i = 0; i < network.Sets[set].Count; i++)
                byRank[ranks[set][i]] = offsets[set] + i;
        }

        edges.Arrange(total);
        var owners = Owners(network, offsets);
        var level = new int[total];
        if (first is not null)
        {
            for (var set = 0; set < first.Length; set++)
                level.AsSpan(offsets[set]..offsets[set + 1]).Fill(first[set] >= 0 ? first[set] : first.Max() + 1);
        }

        foreach (var node in byRank)
        {
            foreach (var next in edges.After(node))
                level[next] = Math.Max(level[next], level[node] + 1);
            if (owners[node] is >= 0 and var owner)
                level[owner] = Math.Max(level[owner], level[node] + 1);
        }

        MemberNodes.Share(network, offsets, level);
        var levels = new List<List<Slice>>();
        for (var set = 0; set < network.Sets.Length; set++)
        {
            var members = new SortedDictionary<int, List<int>>();
            for (var i = 0; i < network.Sets[set].Count; i++)
            {
                if (!members.TryGetValue(level[offsets[set] + i], out var group))
                    members.Add(level[offsets[set] + i], group = []);
                group.Add(i);
            }

            foreach (var (number, group) in members)
            {
                while (levels.Count <= number)
                    levels.Add([]);
                levels[number].AddRange(Slices(set, group));
            }
        }

        return [.. levels.Select(slices => new Level([.. slices]))];
    }

    // For each instance, numbered through all sets, its owner; −1 for none.
    private static int[] Owners(Network network, int[] offsets)
    {
        var owners = new int[offsets[^1]];
        Array.Fill(owners, -1);
        for (var set = 0; set < network.Sets.Length; set++)
        {
            if (network.Sets[set].Owner is not (>= 0 and var owner))
                continue;
            for (var i = 0; i < network.Sets[set].Count; i++)
                owners[offsets[set] + i] = offsets[owner] + network.Sets[set].OwnerOf[i];
        }

        return owners;
    }

    private static IEnumerable<Slice> Slices(int set, List<int> instances)
    {
        var scattered = new List<int>();
        for (var start = 0; start < instances.Count;)
        {
            var end = start + 1;
            while (end < instances.Count && instances[end] == instances[end - 1] + 1)
                end++;
            if (end - start >= ShortestRun || end - start == instances.Count)
                yield return new Slice(set, instances[start], end - start);
            else
                scattered.AddRange(CollectionsMarshal.AsSpan(instances)[start..end]);
            start = end;
        }

        if (scattered.Count == 1)
            yield return new Slice(set, scattered[0], 1);
        else if (scattered.Count > 0)
            yield return new Slice(set, 0, scattered.Count, [.. scattered]);
    }
}
