using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>How often spikes of one train follow those of another after each lag.</summary>
/// <remarks>D. H. Perkel, G. L. Gerstein and G. P. Moore, Biophysical Journal 7 (1967), 419.</remarks>
/// <param name="Width">The width of bins in seconds.</param>
/// <param name="Counts">An odd number of bins; that in the middle holds lags from -width/2 to width/2.</param>
public sealed record Correlogram(double Width, ImmutableArray<long> Counts)
{
    /// <summary>The lag in the middle of each bin, in seconds.</summary>
    public ImmutableArray<double> Lags => [.. Enumerable.Range(-(Counts.Length / 2), Counts.Length).Select(bin => bin * Width)];

    /// <summary>Lags of the spikes of <paramref name="target"/> after those of <paramref name="reference"/>.</summary>
    /// <param name="reference">Times in seconds; they do not fall.</param>
    /// <param name="target">Times in seconds; they do not fall.</param>
    /// <param name="width">The width of bins in seconds, above 0.</param>
    /// <param name="largest">The largest lag in seconds; rounded to whole bins.</param>
    /// <exception cref="ArgumentException">A time is before the one that it follows, or is no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width or the largest lag is no time above 0.</exception>
    public static Correlogram Cross(ReadOnlySpan<double> reference, ReadOnlySpan<double> target, double width, double largest) => Count(reference, target, width, largest, isSame: false);

    /// <summary>Lags between the spikes of one train; those of a spike with itself are not counted.</summary>
    /// <param name="train">Times in seconds; they do not fall.</param>
    /// <param name="width">The width of bins in seconds, above 0.</param>
    /// <param name="largest">The largest lag in seconds; rounded to whole bins.</param>
    /// <exception cref="ArgumentException">A time is before the one that it follows, or is no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width or the largest lag is no time above 0.</exception>
    public static Correlogram Auto(ReadOnlySpan<double> train, double width, double largest) => Count(train, train, width, largest, isSame: true);

    private static Correlogram Count(ReadOnlySpan<double> reference, ReadOnlySpan<double> target, double width, double largest, bool isSame)
    {
        if (!(width > 0) || !double.IsFinite(width))
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of bins is no time above 0.");
        if (!(largest > 0) || largest / width > Array.MaxLength / 4)
            throw new ArgumentOutOfRangeException(nameof(largest), largest, "The largest lag is no time above 0, or has too many bins.");
        SpikeTimes.Check(reference, nameof(reference));
        SpikeTimes.Check(target, nameof(target));
        var reach = (int)Math.Round(largest / width);
        var counts = new long[(2 * reach) + 1];
        var first = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            // Lags of which rounding moves one over the edge are counted where they belong: one bin more on each side is looked at.
            while (first < target.Length && target[first] < reference[i] - ((reach + 1) * width))
                first++;
            for (var j = first; j < target.Length && target[j] <= reference[i] + ((reach + 1) * width); j++)
            {
                // Edges belong to the outer bin on both sides, so that what is symmetric stays so; rounding by a billionth of a bin does not count.
                var lag = (target[j] - reference[i]) / width;
                var bin = Math.Sign(lag) * (int)Math.Floor(Math.Abs(lag) + 0.5 + 1e-9);
                if (Math.Abs(bin) <= reach && !(isSame && i == j))
                    counts[reach + bin]++;
            }
        }

        return new Correlogram(width, [.. counts]);
    }
}
