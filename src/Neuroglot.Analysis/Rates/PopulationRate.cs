using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>How often the neurons of a population spike, over time.</summary>
/// <param name="Bins">Over which spikes are counted.</param>
/// <param name="Rates">For each bin the spikes per neuron and second, in hertz.</param>
public sealed record PopulationRate(TimeBins Bins, ImmutableArray<double> Rates)
{
    /// <summary>Where each bin begins, in seconds.</summary>
    public ImmutableArray<double> Times => [.. Enumerable.Range(0, Bins.Count).Select(Bins.Edge)];

    /// <summary>The mean over all bins, in hertz; NaN when there are none.</summary>
    public double Mean => Rates.IsEmpty ? double.NaN : Rates.Average();

    /// <summary>The rate of <paramref name="size"/> neurons.</summary>
    /// <param name="spikes">Times of the spikes of all of them, in seconds, in any order; those outside of the bins are not counted.</param>
    /// <param name="size">How many neurons, those without spikes too.</param>
    /// <param name="bins">Over which spikes are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of neurons is not above 0.</exception>
    public static PopulationRate Of(IEnumerable<double> spikes, int size, TimeBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new PopulationRate(bins, [.. SpikeCounts.Of(spikes, bins).Select(count => count / (size * bins.Width))]);
    }

    /// <summary>The rate smoothed by a Gaussian; see <see cref="RateWindow.Gaussian"/>.</summary>
    /// <param name="width">The standard deviation in seconds.</param>
    public PopulationRate SmoothGaussian(double width) => Smooth(RateWindow.Gaussian(width, Bins.Width));

    /// <summary>The rate averaged over a sliding window; see <see cref="RateWindow.Flat"/>.</summary>
    /// <param name="width">The length of the window in seconds.</param>
    public PopulationRate SmoothFlat(double width) => Smooth(RateWindow.Flat(width, Bins.Width));

    private PopulationRate Smooth(RateWindow window) => this with { Rates = [.. window.Smooth(Rates.AsSpan())] };
}
