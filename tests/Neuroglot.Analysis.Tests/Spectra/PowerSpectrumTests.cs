using FsCheck.Fluent;
using Neuroglot.Numerics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Spectra;

public sealed class PowerSpectrumTests
{
    /// <summary>Parseval: the integral of the density is the mean square; a few thousand sums are rounded.</summary>
    [Fact]
    public void The_power_of_a_periodogram_is_the_mean_square() =>
        Prop.ForAll(
            Gen.Choose(-1000, 1000).NonEmptyListOf().Where(static list => list.Count > 1).ToArbitrary(),
            static values =>
            {
                double[] signal = [.. values.Select(static value => value * 0.01)];
                var square = signal.Average(static value => value * value);
                return Math.Abs(PowerSpectrum.Periodogram(signal, 1e-3, withoutMean: false).Power - square) <= 1e-11 * Math.Max(1, square);
            }).Holds();

    /// <summary>A sine of amplitude 2 at 40 Hz has the power 2, all at 40 Hz where a second holds whole periods.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    public void A_sine_has_its_power_at_its_frequency(int length)
    {
        double[] signal = [.. Enumerable.Range(0, length).Select(n => 3 + (2 * Elementary.Sin(2 * Math.PI * 40 * n / length)))];
        var spectrum = PowerSpectrum.Periodogram(signal, 1.0 / length);
        Assert.Equal(40, spectrum.Frequencies[spectrum.Densities.IndexOf(spectrum.Densities.Max())], 1e-9);
        Assert.Equal(2, spectrum.Densities[40] * spectrum.Resolution, 1e-9);
        Assert.Equal(2, spectrum.Power, 1e-9);
    }

    /// <summary>White noise of variance 1 sampled at 1 kHz has 1/500 per hertz everywhere; over 400 segments each density has a standard error of some 6 %.</summary>
    [Theory]
    [InlineData(SpectralWindow.Rectangular)]
    [InlineData(SpectralWindow.Hann)]
    [InlineData(SpectralWindow.Hamming)]
    [InlineData(SpectralWindow.Blackman)]
    public void White_noise_is_flat_under_every_window(SpectralWindow window)
    {
        double[] noise = [.. Enumerable.Range(0, 25_600).Select(static n => Philox.Normal(5, 0, 0, (ulong)n, 0))];
        var spectrum = PowerSpectrum.Welch(noise, 1e-3, 128, window, withoutMean: false);
        Assert.Equal(65, spectrum.Densities.Length);
        Assert.All(spectrum.Densities.Skip(1).SkipLast(1), static density => Assert.InRange(density * 500, 0.7, 1.3));
    }

    /// <summary>By hand: one segment of 4 values 1, 0, 0, 0 has |X|² = 1 everywhere; the density is dt/N, twice that where two frequencies share it.</summary>
    [Fact]
    public void Densities_by_hand() =>
        Assert.Equal([0.25, 0.5, 0.25], PowerSpectrum.Periodogram([1, 0, 0, 0], 1, withoutMean: false).Densities.ToArray());

    [Fact]
    public void Impossible_segments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PowerSpectrum.Periodogram([1], 1));
        Assert.Throws<ArgumentException>(() => PowerSpectrum.Welch([1, 2, 3], 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerSpectrum.Periodogram([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerSpectrum.Periodogram([1, 2], 1, (SpectralWindow)9));
    }
}
