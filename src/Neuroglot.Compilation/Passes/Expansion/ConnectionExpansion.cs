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
                RandomPairs.Add(made, connectivity.Source.Count, connectivity.Target.Count, (rule.Probability as Neuroglot.Model.Expressions.Number)?.Value ?? 1, draws);
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
}
