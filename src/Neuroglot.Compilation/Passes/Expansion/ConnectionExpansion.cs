using System.Runtime.InteropServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>Appends the connections of a rule to those that a set has: <c>connect(p=0.1)</c> on 20 neurons becomes a list of about 40 pairs.</summary>
internal static class ConnectionExpansion
{
    public static Network Apply(Network network, ConnectionChange change, double step, Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws)
    {
        var set = network.Sets[change.Set];
        var connectivity = set.Connectivity!;
        var listed = (ListedConnections)connectivity.Rules[0];
        var made = new ConnectionList(listed);
        switch (change.Rule)
        {
            case ListedConnections more:
                Listed(more, made, connectivity, network, draws);
                break;
            case PairRule { Condition: null, Copies: null, Probability: null or Neuroglot.Model.Expressions.Number } rule:
                Random(made, connectivity, (rule.Probability as Neuroglot.Model.Expressions.Number)?.Value ?? 1, draws);
                break;
            case PairRule rule:
                new PairExpansion(network, change.Set, step, compile, draws).Pairs(rule, made);
                break;
            case GeneratorRule rule:
                new GeneratorExpansion(network, change.Set, step, compile, draws).Generate(rule, made);
                break;
            default:
                throw new InvalidOperationException($"Unknown rule {change.Rule.GetType().Name}.");
        }

        var expanded = set with { Count = made.Count, Connectivity = connectivity with { Rules = [made.ToRule()] } };
        foreach (var (name, value) in set.Properties)
        {
            if (value is ListValue list && list.Values.Length < made.Count)
                expanded = expanded.With(name, Extended(list, made.Count, ValueExpansion.Default(set, name)));
        }

        return network with
        {
            Sets = network.Sets.SetItem(change.Set, expanded),
            Pathways = [.. network.Pathways.Select(pathway => pathway.Set == change.Set && pathway.Delay is ListValue delays
                ? pathway with { Delay = Extended(delays, made.Count, 0) }
                : pathway)],
        };
    }

    private static void Listed(ListedConnections more, ConnectionList made, Connectivity connectivity, Network network, ChangeDraws draws)
    {
        foreach (var (k, (from, to)) in more.Sources.Zip(more.Targets).Index())
        {
            var (source, target) = (Within(from, connectivity.Source, network), Within(to, connectivity.Target, network));
            if (more.Probability < 1 && !(Philox.Uniform(draws.Seed, draws.Stream, (uint)k, 0, 0) < more.Probability))
                continue;
            for (var copy = 0; copy < more.Copies; copy++)
                made.Add(source, target);
        }
    }

    private static ListValue Extended(ListValue list, int count, double fill) =>
        new([.. list.Values, .. Enumerable.Repeat(fill, count - list.Values.Length)]);

    private static int Within(int index, InstanceRange range, Network network) => index >= 0 && index < range.Count
        ? index
        : throw new LoweringException("NG2019", $"{network.Sets[range.Set].Name} has no instance {index}: it has {range.Count}.");

    // Each pair with the same probability: jumps over those that are left out have a geometric distribution.
    private static void Random(ConnectionList made, Connectivity connectivity, double probability, ChangeDraws draws)
    {
        var (sources, targets) = (connectivity.Source.Count, connectivity.Target.Count);
        made.Reserve(Math.Clamp(probability, 0, 1) * sources * targets);
        if (probability <= 0)
            return;
        var scale = probability < 1 ? 1 / Elementary.Log1p(-probability) : 0;
        for (var i = 0; i < sources; i++)
        {
            ulong draw = 0;
            for (long j = Jump(i, ref draw); j < targets; j += 1 + Jump(i, ref draw))
                made.Add(i, (int)j);
        }

        long Jump(int row, ref ulong draw) => probability >= 1
            ? 0
            : (long)Math.Min(int.MaxValue, Elementary.Log1p(-Philox.Uniform(draws.Seed, draws.Stream, (uint)row, draw++, 0)) * scale);
    }
}

/// <summary>Connections while they are made.</summary>
internal sealed class ConnectionList(ListedConnections first)
{
    private int[] sources = [.. first.Sources];
    private int[] targets = [.. first.Targets];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; } = first.Targets.Length;

    /// <summary>Makes room for about <paramref name="more"/> connections.</summary>
    public void Reserve(double more)
    {
        var needed = Count + (more * 1.01) + 64;
        if (needed > Array.MaxLength)
            throw new LoweringException("NG2020", $"A rule makes about {more:G3} connections; one set can hold {Array.MaxLength}.");
        if (needed > sources.Length)
            Grow((int)needed);
    }

    /// <summary>Appends a connection.</summary>
    public void Add(int source, int target)
    {
        if (Count == sources.Length)
            Grow((int)Math.Min(Array.MaxLength, (2L * Count) + 64));
        sources[Count] = source;
        targets[Count] = target;
        Count++;
    }

    /// <summary>The connections as a rule.</summary>
    public ListedConnections ToRule()
    {
        Array.Resize(ref sources, Count);
        Array.Resize(ref targets, Count);
        return new ListedConnections(ImmutableCollectionsMarshal.AsImmutableArray(sources), ImmutableCollectionsMarshal.AsImmutableArray(targets));
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref sources, capacity);
        Array.Resize(ref targets, capacity);
    }
}
