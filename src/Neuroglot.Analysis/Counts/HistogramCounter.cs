namespace Neuroglot.Analysis;

/// <summary>Counts values into the bins of a <see cref="Histogram"/> while they come in.</summary>
public sealed class HistogramCounter
{
    private readonly double[] edges;
    private readonly long[] counts;
    private long below;
    private long above;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="edges">At least two, rising.</param>
    /// <exception cref="ArgumentException">There are fewer than two edges, or they do not rise.</exception>
    public HistogramCounter(IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        this.edges = [.. edges];
        if (this.edges.Length < 2 || !Enumerable.Range(1, this.edges.Length - 1).All(bin => this.edges[bin - 1] < this.edges[bin]))
            throw new ArgumentException("There are at least two edges, and they rise.", nameof(edges));
        counts = new long[this.edges.Length - 1];
    }

    /// <summary>Counts a value. Allocates nothing.</summary>
    public void Add(double value)
    {
        if (value < edges[0])
            below++;
        else if (!(value <= edges[^1]))
            above++;
        else
            counts[BinOf(value)]++;
    }

    /// <summary>What has been counted so far.</summary>
    public Histogram ToHistogram() => new([.. edges], [.. counts], below, above);

    private int BinOf(double value)
    {
        var place = Array.BinarySearch(edges, value);
        return Math.Min(place >= 0 ? place : ~place - 1, edges.Length - 2);
    }
}
