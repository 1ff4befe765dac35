using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>How much neurons do the same at the same time.</summary>
public static class Synchrony
{
    /// <summary>
    /// SPIKE-synchronization of two trains: the part of all spikes that have a partner, which is a spike of the other train nearer than half of every interval next to either
    /// of them. From 0 to 1; NaN without spikes.
    /// </summary>
    /// <remarks>
    /// T. Kreuz, M. Mulansky and N. Bozanic, Journal of Neurophysiology 113 (2015), 3432; coincidence after R. Quian Quiroga, T. Kreuz and P. Grassberger, Physical Review E 66
    /// (2002), 041904.
    /// </remarks>
    /// <param name="first">Times in seconds, rising.</param>
    /// <param name="second">Times in seconds, rising.</param>
    /// <exception cref="ArgumentException">Times fall or are not finite.</exception>
    public static double OfSpikes(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        SpikeTimes.Check(first, nameof(first));
        SpikeTimes.Check(second, nameof(second));
        return (double)(Partners(first, second) + Partners(second, first)) / (first.Length + second.Length);
    }

    /// <summary>SPIKE-synchronization of all pairs of trains, each weighted by its spikes. NaN without pairs or spikes.</summary>
    /// <param name="trains">For each neuron its times in seconds, rising.</param>
    /// <exception cref="ArgumentException">Times fall or are not finite.</exception>
    public static double OfSpikes(IReadOnlyList<ImmutableArray<double>> trains)
    {
        ArgumentNullException.ThrowIfNull(trains);
        var (partners, spikes) = (0L, 0L);
        for (var i = 0; i < trains.Count; i++)
        {
            SpikeTimes.Check(trains[i].AsSpan(), nameof(trains));
            for (var j = 0; j < i; j++)
            {
                partners += Partners(trains[i].AsSpan(), trains[j].AsSpan()) + Partners(trains[j].AsSpan(), trains[i].AsSpan());
                spikes += trains[i].Length + trains[j].Length;
            }
        }

        return spikes > 0 ? (double)partners / spikes : double.NaN;
    }

    /// <summary>
    /// χ: the standard deviation over time of the mean of all signals, over the root of the mean of the signals' own variances. 1 for signals that are all the same, of the
    /// order of 1/√N for N that are independent. NaN where no signal varies.
    /// </summary>
    /// <remarks>D. Golomb and D. Hansel, Neural Computation 12 (2000), 1095.</remarks>
    /// <param name="signals">For each neuron its potential (or its spikes in bins) over time; all of one length.</param>
    /// <exception cref="ArgumentException">The signals differ in length.</exception>
    public static double OfSignals(IReadOnlyList<ImmutableArray<double>> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        if (signals.Count == 0)
            return double.NaN;
        var mean = new double[signals[0].Length];
        var own = 0.0;
        foreach (var signal in signals)
        {
            if (signal.Length != mean.Length)
                throw new ArgumentException($"Signals have one length, but there are some of {mean.Length} and of {signal.Length} values.", nameof(signals));
            own += Variance(signal.AsSpan());
            for (var n = 0; n < mean.Length; n++)
                mean[n] += signal[n] / signals.Count;
        }

        return own > 0 ? Math.Sqrt(Variance(mean) / (own / signals.Count)) : double.NaN;
    }

    // Spikes of the first train with a partner in the second.
    private static long Partners(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (partners, near) = (0L, 0);
        for (var i = 0; i < first.Length && second.Length > 0; i++)
        {
            while (near + 1 < second.Length && Math.Abs(second[near + 1] - first[i]) <= Math.Abs(second[near] - first[i]))
                near++;
            if (Math.Abs(second[near] - first[i]) < Math.Min(Window(first, i), Window(second, near)))
                partners++;
        }

        return partners;
    }

    private static double Window(ReadOnlySpan<double> train, int i)
    {
        var before = i > 0 ? train[i] - train[i - 1] : double.PositiveInfinity;
        var after = i + 1 < train.Length ? train[i + 1] - train[i] : double.PositiveInfinity;
        return Math.Min(before, after) / 2;
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values)
            mean += value / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return values.Length > 0 ? squares / values.Length : 0;
    }
}
