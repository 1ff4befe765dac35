namespace Neuroglot.Analysis;

/// <summary>Numbers of spikes in bins of time, and what follows from them.</summary>
public static class SpikeCounts
{
    /// <summary>How many spikes fall into each bin.</summary>
    /// <param name="spikes">Times in seconds, in any order; those outside of the bins are not counted.</param>
    /// <param name="bins">The bins.</param>
    public static int[] Of(IEnumerable<double> spikes, TimeBins bins)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        ArgumentNullException.ThrowIfNull(bins);
        var counts = new int[bins.Count];
        foreach (var time in spikes)
        {
            if (bins.IndexOf(time) is >= 0 and var bin)
                counts[bin]++;
        }

        return counts;
    }

    /// <summary>
    /// The Fano factor: variance of the counts over their mean, 1 for a Poisson process, 0 for counts that are all equal. The variance is that of a sample, which divides by
    /// one less than there are counts. NaN with fewer than two counts, or no spike.
    /// </summary>
    /// <remarks>U. Fano, Physical Review 72 (1947), 26.</remarks>
    /// <param name="counts">Numbers of spikes, in bins of equal width or in repeated trials.</param>
    public static double FanoFactor(ReadOnlySpan<int> counts)
    {
        if (counts.Length < 2)
            return double.NaN;
        var mean = Mean(counts);
        return mean > 0 ? Covariance(counts, counts) / (counts.Length - 1) / mean : double.NaN;
    }

    /// <summary>Pearson's correlation coefficient of the counts of two trains, between -1 and 1; NaN when one of them does not vary.</summary>
    /// <param name="first">Numbers of spikes of the first train.</param>
    /// <param name="second">Those of the second, in the same bins.</param>
    /// <exception cref="ArgumentException">The trains have different numbers of bins.</exception>
    public static double Correlation(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"The trains have {first.Length} and {second.Length} bins.", nameof(second));
        var variances = Covariance(first, first) * Covariance(second, second);
        return variances > 0 ? Covariance(first, second) / Math.Sqrt(variances) : double.NaN;
    }

    // Sum over the bins, not yet divided by their number.
    private static double Covariance(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (a, b, sum) = (Mean(first), Mean(second), 0.0);
        for (var i = 0; i < first.Length; i++)
            sum += (first[i] - a) * (second[i] - b);
        return sum;
    }

    private static double Mean(ReadOnlySpan<int> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        return (double)sum / counts.Length;
    }
}
