using Neuroglot.Numerics;

namespace Neuroglot.Analysis;

/// <summary>How much two spike trains differ. All distances are symmetric, at least 0, and 0 for equal trains. Times are seconds and do not fall.</summary>
public static class SpikeTrainDistance
{
    /// <summary>
    /// The least cost of making one train into the other, where adding or removing a spike costs 1 and moving it costs <paramref name="cost"/> for each second: a metric. With cost 0 it is the difference
    /// of the numbers of spikes; with a very large one, the number of spikes without a partner at the same time.
    /// </summary>
    /// <remarks>J. D. Victor and K. P. Purpura, Journal of Neurophysiology 76 (1996), 1310. Time grows with the product of the numbers of spikes, memory with one of them.</remarks>
    /// <param name="first">Times of the first train.</param>
    /// <param name="second">Times of the second.</param>
    /// <param name="cost">Cost of moving a spike, per second; not below 0.</param>
    /// <exception cref="ArgumentException">Times fall or are not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is below 0 or no number.</exception>
    public static double VictorPurpura(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double cost)
    {
        if (!(cost >= 0))
            throw new ArgumentOutOfRangeException(nameof(cost), cost, "The cost is a number that is not below 0.");
        SpikeTimes.Check(first, nameof(first));
        SpikeTimes.Check(second, nameof(second));

        // costs[j]: from the spikes so far of the first train to j of the second.
        var costs = new double[second.Length + 1];
        for (var j = 0; j <= second.Length; j++)
            costs[j] = j;
        foreach (var time in first)
        {
            var diagonal = costs[0]++;
            for (var j = 1; j <= second.Length; j++)
            {
                // An infinite cost times no distance is no cost.
                var distance = Math.Abs(time - second[j - 1]);
                var moved = diagonal + (distance == 0 ? 0 : cost * distance);
                diagonal = costs[j];
                costs[j] = Math.Min(moved, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[^1];
    }

    /// <summary>
    /// The distance of the trains when each spike is replaced by exp(-t/τ): √(∫(f - g)² dt / τ), a metric. A spike more or less is √½.
    /// </summary>
    /// <remarks>M. C. W. van Rossum, Neural Computation 13 (2001), 751. The integral is exact, spike by spike.</remarks>
    /// <param name="first">Times of the first train.</param>
    /// <param name="second">Times of the second.</param>
    /// <param name="tau">The time constant τ in seconds, above 0.</param>
    /// <exception cref="ArgumentException">Times fall or are not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time constant is no time above 0.</exception>
    public static double VanRossum(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double tau)
    {
        if (!(tau > 0) || !double.IsFinite(tau))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "The time constant is no time above 0.");
        SpikeTimes.Check(first, nameof(first));
        SpikeTimes.Check(second, nameof(second));
        var (i, j, difference, squares) = (0, 0, 0.0, 0.0);
        while (i < first.Length || j < second.Length)
        {
            var now = Math.Min(i < first.Length ? first[i] : double.PositiveInfinity, j < second.Length ? second[j] : double.PositiveInfinity);
            for (; i < first.Length && first[i] == now; i++)
                difference++;
            for (; j < second.Length && second[j] == now; j++)
                difference--;
            var next = Math.Min(i < first.Length ? first[i] : double.PositiveInfinity, j < second.Length ? second[j] : double.PositiveInfinity);

            // Between spikes the difference decays; its square integrates to h²(1 - exp(-2Δ/τ)) τ/2.
            squares -= difference * difference * Elementary.Expm1(-2 * (next - now) / tau) / 2;
            difference *= Elementary.Exp(-(next - now) / tau);
        }

        return Math.Sqrt(squares);
    }

    /// <summary>
    /// The mean over time of |x - y| / max(x, y), where x and y are the intervals between spikes in which the time lies: from 0 to 1, without parameter, and blind to when
    /// in them. Both trains are taken to have spikes at the start and the end.
    /// </summary>
    /// <remarks>T. Kreuz, J. S. Haas, A. Morelli, H. D. I. Abarbanel and A. Politi, Journal of Neuroscience Methods 165 (2007), 151.</remarks>
    /// <param name="first">Times of the first train.</param>
    /// <param name="second">Times of the second.</param>
    /// <param name="start">Where the time begins that is looked at, in seconds; no spike is before it.</param>
    /// <param name="end">Where it ends; no spike is after it.</param>
    /// <exception cref="ArgumentException">Times fall, or are outside of the interval, or this is none.</exception>
    public static double Isi(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double start, double end)
    {
        var (one, other) = (new FramedTrain(first, start, end, nameof(first)), new FramedTrain(second, start, end, nameof(second)));
        var sum = 0.0;
        for (var (i, j, from) = (0, 0, start); from < end;)
        {
            var to = Math.Min(one.Times[i + 1], other.Times[j + 1]);
            var (x, y) = (one.Interval(i), other.Interval(j));
            sum += (to - from) * Math.Abs(x - y) / Math.Max(x, y);
            i += one.Times[i + 1] <= to ? 1 : 0;
            j += other.Times[j + 1] <= to ? 1 : 0;
            from = to;
        }

        return sum / (end - start);
    }

    /// <summary>
    /// The SPIKE-distance: the mean over time of how far the spikes around it are from the nearest ones of the other train, relative to the intervals between them; from 0 to 1, without parameter.
    /// Both trains are taken to have spikes at the start and the end.
    /// </summary>
    /// <remarks>T. Kreuz, D. Chicharro, C. Houghton, R. G. Andrzejak and F. Mormann, Journal of Neurophysiology 109 (2013), 1457. Linear in between spikes, so that the mean is exact.</remarks>
    /// <param name="first">Times of the first train.</param>
    /// <param name="second">Times of the second.</param>
    /// <param name="start">Where the time begins that is looked at, in seconds; no spike is before it.</param>
    /// <param name="end">Where it ends; no spike is after it.</param>
    /// <exception cref="ArgumentException">Times fall, or are outside of the interval, or this is none.</exception>
    public static double Spike(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double start, double end)
    {
        var (one, other) = (new FramedTrain(first, start, end, nameof(first)), new FramedTrain(second, start, end, nameof(second)));
        var (gaps, otherGaps) = (one.GapsTo(other), other.GapsTo(one));
        var sum = 0.0;
        for (var (i, j, from) = (0, 0, start); from < end;)
        {
            var to = Math.Min(one.Times[i + 1], other.Times[j + 1]);
            sum += (to - from) * (At(from, i, j) + At(to, i, j)) / 2;
            i += one.Times[i + 1] <= to ? 1 : 0;
            j += other.Times[j + 1] <= to ? 1 : 0;
            from = to;
        }

        return sum / (end - start);

        double At(double time, int i, int j)
        {
            var (x, y) = (one.Interval(i), other.Interval(j));
            var mean = (x + y) / 2;
            return ((Weighted(one, gaps, time, i) * y) + (Weighted(other, otherGaps, time, j) * x)) / (2 * mean * mean);
        }

        static double Weighted(FramedTrain train, double[] gaps, double time, int i) =>
            ((gaps[i] * (train.Times[i + 1] - time)) + (gaps[i + 1] * (time - train.Times[i]))) / train.Interval(i);
    }
}
