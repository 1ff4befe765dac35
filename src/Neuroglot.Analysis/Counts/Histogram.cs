using System.Collections.Immutable;
using Neuroglot.Numerics;

namespace Neuroglot.Analysis;

/// <summary>How many values fall between edges that rise: [e₀, e₁), [e₁, e₂), …, and the last bin holds its upper edge, too.</summary>
/// <param name="Edges">One more than there are bins.</param>
/// <param name="Counts">Values in each bin.</param>
/// <param name="Below">Values below the first edge.</param>
/// <param name="Above">Values above the last edge, and those that are no number.</param>
public sealed record Histogram(ImmutableArray<double> Edges, ImmutableArray<long> Counts, long Below, long Above)
{
    /// <summary>All values, those outside of the bins too.</summary>
    public long Total => Counts.Sum() + Below + Above;

    /// <summary>For each bin the part of all values that is in it, per unit of its width; the integral is the part of the values that lie between the edges. NaN without values.</summary>
    public ImmutableArray<double> Density => [.. Counts.Select((count, bin) => count / (Total * (Edges[bin + 1] - Edges[bin])))];

    /// <summary>Counts <paramref name="values"/>.</summary>
    /// <param name="values">Any numbers, in any order.</param>
    /// <param name="edges">At least two, rising.</param>
    /// <exception cref="ArgumentException">There are fewer than two edges, or they do not rise.</exception>
    public static Histogram Of(IEnumerable<double> values, IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counter = new HistogramCounter(edges);
        foreach (var value in values)
            counter.Add(value);
        return counter.ToHistogram();
    }

    /// <summary>Edges at equal distances.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last, above the first.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges would not rise, or there are no bins.</exception>
    public static double[] LinearEdges(double from, double to, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        return [.. Enumerable.Range(0, bins + 1).Select(bin => bin == bins ? to : from + ((to - from) * bin / bins))];
    }

    /// <summary>Edges at equal distances of their logarithms.</summary>
    /// <param name="from">The first, above 0.</param>
    /// <param name="to">The last, above the first.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges would not rise, or there are no bins.</exception>
    public static double[] LogarithmicEdges(double from, double to, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        var edges = LinearEdges(Elementary.Log(from), Elementary.Log(to), bins);
        return [from, .. edges[1..^1].Select(Elementary.Exp), to];
    }
}
