namespace Neuroglot.Analysis;

/// <summary>
/// The measures of <see cref="InterSpikeIntervals"/> of one neuron, computed while its spikes come in, so that none has to be kept. The variance is summed as B. P. Welford does
/// (Technometrics 4 (1962), 419), and so differs from that of a list by rounding.
/// </summary>
public sealed class IntervalAccumulator
{
    private double last;
    private double mean;
    private double lastInterval;
    private double squares;
    private double contrasts;
    private double squaredContrasts;

    /// <summary>How many spikes there have been.</summary>
    public long Spikes { get; private set; }

    /// <summary>How many intervals there have been.</summary>
    public long Intervals => Math.Max(0, Spikes - 1);

    /// <summary>The mean interval in seconds; NaN where there is none.</summary>
    public double Mean => Intervals > 0 ? mean : double.NaN;

    /// <summary>As <see cref="InterSpikeIntervals.CoefficientOfVariation"/>.</summary>
    public double CoefficientOfVariation => Intervals > 1 && mean > 0 ? Math.Sqrt(squares / Intervals) / mean : double.NaN;

    /// <summary>As <see cref="InterSpikeIntervals.CV2"/>.</summary>
    public double CV2 => Intervals > 1 ? 2 * contrasts / (Intervals - 1) : double.NaN;

    /// <summary>As <see cref="InterSpikeIntervals.LocalVariation"/>.</summary>
    public double LocalVariation => Intervals > 1 ? 3 * squaredContrasts / (Intervals - 1) : double.NaN;

    /// <summary>Takes a spike. Allocates nothing.</summary>
    /// <param name="time">Its time in seconds, not before that of the last one.</param>
    /// <returns>The interval since the last spike; NaN for the first.</returns>
    /// <exception cref="ArgumentException">The time is before that of the last spike, or is no number.</exception>
    public double Add(double time)
    {
        var interval = Spikes == 0 ? double.NaN : time - last;
        if (double.IsNaN(time) || interval < 0)
            throw new ArgumentException($"Times of spikes do not fall, but {last} s is followed by {time} s.", nameof(time));
        last = time;
        Spikes++;
        if (Intervals == 0)
            return interval;
        var before = mean;
        mean += (interval - mean) / Intervals;
        squares += (interval - before) * (interval - mean);
        if (Intervals > 1)
        {
            var contrast = InterSpikeIntervals.Contrast(lastInterval, interval);
            contrasts += Math.Abs(contrast);
            squaredContrasts += contrast * contrast;
        }

        lastInterval = interval;
        return interval;
    }
}
