using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>The power spectral density of a signal over time: that of one segment after the other.</summary>
/// <param name="Times">The middle of each segment, in seconds.</param>
/// <param name="Frequencies">From 0 to half of the sampling rate, in hertz.</param>
/// <param name="Densities">Row by row, for each frequency and segment, the squared unit of the signal per hertz.</param>
public sealed record Spectrogram(ImmutableArray<double> Times, ImmutableArray<double> Frequencies, ImmutableArray<double> Densities)
{
    /// <summary>The periodograms of segments.</summary>
    /// <param name="signal">Values at equal distances.</param>
    /// <param name="step">The time between two of them, in seconds.</param>
    /// <param name="segment">Values in a segment, at least two and not more than there are; what does not fill one is left out.</param>
    /// <param name="hop">Values from the beginning of one segment to that of the next; half a segment where it is null.</param>
    /// <param name="window">How they are weighted.</param>
    /// <exception cref="ArgumentException">A segment has fewer than two values, or more than there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is no time above 0, or segments do not follow each other.</exception>
    public static Spectrogram Of(ReadOnlySpan<double> signal, double step, int segment, int? hop = null, SpectralWindow window = SpectralWindow.Hann)
    {
        if (segment < 2 || segment > signal.Length)
            throw new ArgumentException($"A segment has from 2 values to all {signal.Length} of the signal, not {segment}.", nameof(segment));
        var move = hop ?? Math.Max(1, segment / 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(move, nameof(hop));
        var times = ImmutableArray.CreateBuilder<double>();
        var spectra = new List<PowerSpectrum>();
        for (var start = 0; start + segment <= signal.Length; start += move)
        {
            spectra.Add(PowerSpectrum.Periodogram(signal.Slice(start, segment), step, window));
            times.Add((start + segment / 2.0) * step);
        }

        var rows = spectra[0].Frequencies.Length;
        return new Spectrogram(times.ToImmutable(), spectra[0].Frequencies, [.. Enumerable.Range(0, rows).SelectMany(row => spectra.Select(one => one.Densities[row]))]);
    }
}
