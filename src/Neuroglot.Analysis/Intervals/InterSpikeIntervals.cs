using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>Times between the spikes of a neuron, and how regular they are.</summary>
public static class InterSpikeIntervals
{
    /// <summary>The intervals between the spikes of one neuron, in seconds: one less than there are spikes.</summary>
    /// <param name="times">Times of the spikes in seconds; they do not fall.</param>
    /// <exception cref="ArgumentException">A time is before the one that it follows, or is no number.</exception>
    public static double[] Of(ReadOnlySpan<double> times)
    {
        var intervals = new double[Math.Max(0, times.Length - 1)];
        for (var i = 0; i < intervals.Length; i++)
        {
            intervals[i] = times[i + 1] - times[i];
            if (!(intervals[i] >= 0))
                throw new ArgumentException($"Times of spikes do not fall, but {times[i]} s is followed by {times[i + 1]} s.", nameof(times));
        }

        return intervals;
    }

    /// <summary>The intervals of several neurons, one neuron after the other; there is none between spikes of different neurons.</summary>
    /// <param name="trains">For each neuron the times of its spikes in seconds; they do not fall.</param>
    /// <exception cref="ArgumentException">A time is before the one that it follows, or is no number.</exception>
    public static double[] Pooled(IEnumerable<ImmutableArray<double>> trains)
    {
        ArgumentNullException.ThrowIfNull(trains);
        return [.. trains.SelectMany(static train => Of(train.AsSpan()))];
    }

    /// <summary>
    /// The coefficient of variation: standard deviation of the intervals over their mean. 0 where they are all equal, 1 on average for a Poisson process. The standard
    /// deviation is that of the intervals at hand (divided by their number). NaN with fewer than two intervals, or when all are 0.
    /// </summary>
    /// <param name="intervals">Intervals in seconds.</param>
    public static double CoefficientOfVariation(ReadOnlySpan<double> intervals)
    {
        if (intervals.Length < 2)
            return double.NaN;
        var (mean, squares) = (0.0, 0.0);
        foreach (var interval in intervals)
            mean += interval;
        mean /= intervals.Length;
        foreach (var interval in intervals)
            squares += (interval - mean) * (interval - mean);
        return mean > 0 ? Math.Sqrt(squares / intervals.Length) / mean : double.NaN;
    }

    /// <summary>
    /// CV₂, which compares neighbours only, so that slow changes of the rate do not count: the mean of 2 |Iᵢ₊₁ - Iᵢ| / (Iᵢ₊₁ + Iᵢ). 0 where neighbours are equal,
    /// 1 on average for a Poisson process. NaN with fewer than two intervals.
    /// </summary>
    /// <remarks>G. R. Holt, W. R. Softky, C. Koch and R. J. Douglas, Journal of Neurophysiology 75 (1996), 1806.</remarks>
    /// <param name="intervals">Intervals in seconds, in their order. Neighbours that are both 0 count as equal.</param>
    public static double CV2(ReadOnlySpan<double> intervals)
    {
        var sum = 0.0;
        for (var i = 1; i < intervals.Length; i++)
            sum += 2 * Math.Abs(Contrast(intervals[i - 1], intervals[i]));
        return intervals.Length < 2 ? double.NaN : sum / (intervals.Length - 1);
    }

    /// <summary>
    /// The local variation L_V: the mean of 3 ((Iᵢ - Iᵢ₊₁) / (Iᵢ + Iᵢ₊₁))². 0 where neighbours are equal, 1 on average for a Poisson process. NaN with fewer than two intervals.
    /// </summary>
    /// <remarks>S. Shinomoto, K. Shima and J. Tanji, Neural Computation 15 (2003), 2823.</remarks>
    /// <param name="intervals">Intervals in seconds, in their order. Neighbours that are both 0 count as equal.</param>
    public static double LocalVariation(ReadOnlySpan<double> intervals)
    {
        var sum = 0.0;
        for (var i = 1; i < intervals.Length; i++)
        {
            var contrast = Contrast(intervals[i - 1], intervals[i]);
            sum += 3 * contrast * contrast;
        }

        return intervals.Length < 2 ? double.NaN : sum / (intervals.Length - 1);
    }

    /// <summary>How much two neighbours differ, from -1 to 1.</summary>
    internal static double Contrast(double first, double second) => first + second > 0 ? (second - first) / (first + second) : 0;
}
