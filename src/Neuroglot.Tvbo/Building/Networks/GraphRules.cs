using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>
/// The pairs of nodes that a rule joins. Rules without chance are the graphs of these names; the others draw from their seed, so that the same document has the same network
/// everywhere, though not the one that another program draws.
/// </summary>
internal static class GraphRules
{
    // Pairs that a rule may look at, and edges that it may make.
    private const long MostPairs = 1L << 27;

    private const int Attempts = 1000;

    // Parameters that every rule may have.
    private const string Count = "n";
    private const string Seed = "seed";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<string> Names { get; } = ["BarabasiAlbert", "WattsStrogatz", "ErdosRenyi", "Complete", "Cycle", "Star", "RandomRegular", "Grid"];

    /// <summary>Number of nodes that a rule itself tells, or null.</summary>
    public static int? CountOf(GraphGenerator rule) => Whole(rule, Count) is > 0 and var stated ? stated : rule.Type == "Grid" && Whole(rule, "rows") is > 0 and var rows && Whole(rule, "columns") is > 0 and var columns && (long)rows * columns <= int.MaxValue ? rows * columns : null;

    /// <summary>What is wrong with the parameters of a rule, or null.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="count">Number of nodes.</param>
    public static string? Problem(GraphGenerator rule, int count)
    {
        foreach (var one in rule.Parameters)
        {
            if (one.Name is not (Count or Seed) && !NamesOf(rule.Type).Contains(one.Name))
                return $"The rule {rule.Type} has no parameter `{one.Name}`.";
            if (one.Value is not { } value || (one.Name != "p" && (value != Math.Floor(value) || value is < 0 or > int.MaxValue)))
                return $"The parameter `{one.Name}` of the rule {rule.Type} is {(one.Value is { } wrong ? wrong.ToString(CultureInfo.InvariantCulture) : "not there")}, and has to be a {(one.Name == "p" ? "number" : "whole number")}.";
        }

        var (k, p) = (Whole(rule, "k"), rule.Number("p"));
        return rule.Type switch
        {
            "BarabasiAlbert" when k is not > 0 || k >= count => Need("`k`, the edges of each new node, from 1 to the number of nodes less 1"),
            "WattsStrogatz" when k is not > 0 || k >= count || k % 2 != 0 => Need("`k`, the neighbours of each node, even and less than the number of nodes"),
            "WattsStrogatz" when p is not (>= 0 and <= 1) => Need("`p`, the part of edges that lead elsewhere, from 0 to 1"),
            "ErdosRenyi" when p is not (>= 0 and <= 1) => Need("`p`, the probability of each edge, from 0 to 1"),
            "RandomRegular" when k is null || k >= count || (long)k * count % 2 != 0 => Need("`k`, the edges of each node, less than the number of nodes, one of both being even"),
            _ when Whole(rule, Count) is { } stated && stated != count => $"The rule {rule.Type} has {stated} nodes, the network {count}.",
            "Grid" when (long)(Whole(rule, "rows") ?? 0) * (Whole(rule, "columns") ?? 0) != count => Need($"`rows` and `columns` that make {count} nodes"),
            "Complete" or "ErdosRenyi" when (long)count * count > MostPairs => $"The rule {rule.Type} joins too many pairs of {count} nodes.",
            _ when (long)(k ?? 0) * count > MostPairs => $"The rule {rule.Type} makes too many edges.",
            _ => null,
        };

        string Need(string what) => $"The rule {rule.Type} needs {what}.";
    }

    /// <summary>The pairs, each once: from, to.</summary>
    /// <param name="rule">A rule without <see cref="Problem"/>.</param>
    /// <param name="count">Number of nodes.</param>
    /// <param name="diagnostics">Told where chance found no graph.</param>
    public static IEnumerable<(int From, int To)> Pairs(GraphGenerator rule, int count, DiagnosticBag diagnostics)
    {
        var draws = new SplitMix((ulong)(Whole(rule, Seed) ?? rule.Seed));
        return rule.Type switch
        {
            "Complete" => from one in Enumerable.Range(0, count) from other in Enumerable.Range(one + 1, count - one - 1) select (one, other),
            "Cycle" => Enumerable.Range(0, count < 2 ? 0 : count == 2 ? 1 : count).Select(node => (node, (node + 1) % count)),
            "Star" => Enumerable.Range(1, Math.Max(0, count - 1)).Select(static node => (0, node)),
            "Grid" => Grid(Whole(rule, "rows")!.Value, Whole(rule, "columns")!.Value),
            "ErdosRenyi" => ErdosRenyi(count, rule.Number("p")!.Value, rule.IsDirected, draws),
            "WattsStrogatz" => WattsStrogatz(count, Whole(rule, "k")!.Value, rule.Number("p")!.Value, draws),
            "BarabasiAlbert" => BarabasiAlbert(count, Whole(rule, "k")!.Value, draws),
            _ => RandomRegular(count, Whole(rule, "k")!.Value, draws) ?? None(rule, diagnostics),
        };
    }

    private static List<(int From, int To)> None(GraphGenerator rule, DiagnosticBag diagnostics)
    {
        diagnostics.Error(NetworkCodes.WrongRule, $"No regular graph was found with the seed {rule.Seed}.", rule.Span, "Take another seed, or a smaller `k`.");
        return [];
    }

    private static string[] NamesOf(string type) => type switch
    {
        "BarabasiAlbert" or "RandomRegular" => ["k"],
        "WattsStrogatz" => ["k", "p"],
        "ErdosRenyi" => ["p"],
        "Grid" => ["rows", "columns"],
        _ => [],
    };

    private static int? Whole(GraphGenerator rule, string name) => rule.Number(name) is { } value && value == Math.Floor(value) && value is >= 0 and <= int.MaxValue ? (int)value : null;

    // Neighbours to the right and below, row by row.
    private static IEnumerable<(int From, int To)> Grid(int rows, int columns)
    {
        for (var place = 0; place < rows * columns; place++)
        {
            if ((place + 1) % columns != 0)
                yield return (place, place + 1);
            if (place / columns + 1 < rows)
                yield return (place, place + columns);
        }
    }

    // Each pair by itself (Erdős, Rényi 1959; in this form Gilbert 1959).
    private static IEnumerable<(int From, int To)> ErdosRenyi(int count, double probability, bool isDirected, SplitMix draws)
    {
        for (var from = 0; from < count; from++)
        {
            for (var to = isDirected ? 0 : from + 1; to < count; to++)
            {
                if (to != from && draws.Uniform() < probability)
                    yield return (from, to);
            }
        }
    }

    // A ring in which each node has its next neighbours; some edges then lead to any other node (Watts, Strogatz 1998).
    private static IEnumerable<(int From, int To)> WattsStrogatz(int count, int neighbours, double probability, SplitMix draws)
    {
        var known = new HashSet<(int, int)>();
        for (var distance = 1; distance <= neighbours / 2; distance++)
        {
            for (var node = 0; node < count; node++)
                known.Add(Ordered(node, (node + distance) % count));
        }

        for (var distance = 1; distance <= neighbours / 2; distance++)
        {
            for (var node = 0; node < count; node++)
            {
                var to = (node + distance) % count;
                if (draws.Uniform() < probability)
                {
                    // A node that is joined to all others keeps its edge.
                    for (var attempt = 0; attempt < Attempts; attempt++)
                    {
                        var other = draws.Below(count);
                        if (other == node || !known.Add(Ordered(node, other)))
                            continue;
                        known.Remove(Ordered(node, to));
                        to = other;
                        break;
                    }
                }

                yield return (node, to);
            }
        }
    }

    // Each new node is joined to others with a probability that goes by how many edges they have (Barabási, Albert 1999); the first joins all before it.
    private static IEnumerable<(int From, int To)> BarabasiAlbert(int count, int edges, SplitMix draws)
    {
        var ends = new List<int>();
        for (var node = edges; node < count; node++)
        {
            var chosen = new SortedSet<int>(node == edges ? Enumerable.Range(0, edges) : []);
            while (chosen.Count < edges)
                chosen.Add(ends[draws.Below(ends.Count)]);
            foreach (var other in chosen)
            {
                ends.Add(other);
                ends.Add(node);
                yield return (node, other);
            }
        }
    }

    // Ends are paired at random, those that fit; from the beginning where the last do not (Steger, Wormald 1999).
    private static List<(int From, int To)>? RandomRegular(int count, int edges, SplitMix draws)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            List<int> ends = [.. from node in Enumerable.Range(0, count) from _ in Enumerable.Range(0, edges) select node];
            var pairs = new HashSet<(int, int)>();
            var misses = 0;
            while (ends.Count > 0 && misses < Attempts)
            {
                var (first, second) = (draws.Below(ends.Count), draws.Below(ends.Count));
                if (ends[first] == ends[second] || !pairs.Add(Ordered(ends[first], ends[second])))
                {
                    misses++;
                    continue;
                }

                misses = 0;
                foreach (var place in (int[])[Math.Max(first, second), Math.Min(first, second)])
                {
                    ends[place] = ends[^1];
                    ends.RemoveAt(ends.Count - 1);
                }
            }

            if (ends.Count == 0)
                return [.. pairs.Order()];
        }

        return null;
    }

    private static (int, int) Ordered(int one, int other) => one < other ? (one, other) : (other, one);

    /// <summary>Random numbers by the generator SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private sealed class SplitMix(ulong seed)
    {
        private ulong state = seed;

        /// <summary>A number from 0 to below 1.</summary>
        public double Uniform() => (Next() >> 11) * (1.0 / (1L << 53));

        /// <summary>A whole number below <paramref name="count"/>.</summary>
        public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

        private ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
