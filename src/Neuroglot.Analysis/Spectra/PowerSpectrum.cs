using System.Collections.Immutable;
using Neuroglot.Numerics;

namespace Neuroglot.Analysis;

/// <summary>
/// The one-sided power spectral density of a real signal: its integral over the frequencies is the mean square of the signal (without its mean, where that was taken away).
/// </summary>
/// <param name="Frequencies">From 0 to half of the sampling rate, in hertz.</param>
/// <param name="Densities">For each of them the squared unit of the signal per hertz.</param>
public sealed record PowerSpectrum(ImmutableArray<double> Frequencies, ImmutableArray<double> Densities)
{
    /// <summary>The distance of frequencies, in hertz.</summary>
    public double Resolution => Frequencies.Length > 1 ? Frequencies[1] : double.NaN;

    /// <summary>The integral over all frequencies.</summary>
    public double Power => Densities.Sum() * Resolution;

    /// <summary>The periodogram of the whole signal.</summary>
    /// <param name="signal">Values at equal distances, at least two.</param>
    /// <param name="step">The time between two of them, in seconds.</param>
    /// <param name="window">How they are weighted; weights are normalised so that the power of noise stays.</param>
    /// <param name="withoutMean">Whether the mean is taken away first.</param>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is no time above 0.</exception>
    public static PowerSpectrum Periodogram(ReadOnlySpan<double> signal, double step, SpectralWindow window = SpectralWindow.Rectangular, bool withoutMean = true) =>
        Welch(signal, step, signal.Length, window, withoutMean);

    /// <summary>
    /// The mean of the periodograms of segments that overlap by half, which varies less than that of the whole.
    /// </summary>
    /// <remarks>P. D. Welch, IEEE Transactions on Audio and Electroacoustics 15 (1967), 70.</remarks>
    /// <param name="signal">Values at equal distances.</param>
    /// <param name="step">The time between two of them, in seconds.</param>
    /// <param name="segment">Values in a segment, at least two and not more than there are; what does not fill one is left out.</param>
    /// <param name="window">How they are weighted.</param>
    /// <param name="withoutMean">Whether the mean of each segment is taken away first.</param>
    /// <exception cref="ArgumentException">A segment has fewer than two values, or more than there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is no time above 0.</exception>
    public static PowerSpectrum Welch(ReadOnlySpan<double> signal, double step, int segment, SpectralWindow window = SpectralWindow.Hann, bool withoutMean = true)
    {
        if (segment < 2 || segment > signal.Length)
            throw new ArgumentException($"A segment has from 2 values to all {signal.Length} of the signal, not {segment}.", nameof(segment));
        if (!(step > 0) || !double.IsFinite(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step is no time above 0.");
        var weights = window.Weights(segment);
        var (densities, segments) = (new double[(segment / 2) + 1], 0);
        double[] real = new double[segment], imaginary = new double[segment];
        for (var start = 0; start + segment <= signal.Length; start += Math.Max(1, segment - (segment / 2)), segments++)
        {
            var mean = withoutMean ? Mean(signal.Slice(start, segment)) : 0;
            for (var n = 0; n < segment; n++)
                real[n] = weights[n] * (signal[start + n] - mean);
            Array.Clear(imaginary);
            FourierTransform.Forward(real, imaginary);
            for (var k = 0; k < densities.Length; k++)
                densities[k] += (real[k] * real[k]) + (imaginary[k] * imaginary[k]);
        }

        var scale = step / (segments * weights.Sum(static weight => weight * weight));
        for (var k = 0; k < densities.Length; k++)
        {
            // All but the first and, of an even number, the last stand for two frequencies, one of them negative.
            densities[k] *= k == 0 || 2 * k == segment ? scale : 2 * scale;
        }

        return new PowerSpectrum([.. Enumerable.Range(0, densities.Length).Select(k => k / (segment * step))], [.. densities]);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
