using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Analysis.Tests.Rates;

public sealed class PopulationRateTests
{
    [Fact]
    public void Counts_become_spikes_per_neuron_and_second()
    {
        var rate = PopulationRate.Of([0.001, 0.002, 0.011, 0.029, 0.5], 4, new TimeBins(0, 0.03, 0.01));
        Assert.Equal([2 / 0.04, 1 / 0.04, 1 / 0.04], rate.Rates.ToArray());
        Assert.Equal([0, 0.01, 0.02], rate.Times.ToArray());
        Assert.Equal(4 / (4 * 0.03), rate.Mean, 1e-12);
    }

    /// <summary>10 000 spikes: the mean over all of them has a standard error of 1 %.</summary>
    [Fact]
    public void A_Poisson_process_has_its_rate()
    {
        var spikes = Trains.Poisson(20, 10_000, 1);
        Assert.InRange(PopulationRate.Of(spikes, 1, new TimeBins(0, spikes[^1], 0.1)).Mean, 19.4, 20.6);
    }

    /// <summary>By hand: a deviation of one step reaches two steps to each side, with the weights exp(-k²/2).</summary>
    [Fact]
    public void A_Gaussian_is_cut_off_at_two_deviations_and_normalised()
    {
        var rate = PopulationRate.Of([0.035], 1, new TimeBins(0, 0.07, 0.01)).SmoothGaussian(0.01);
        var (one, two) = (Elementary.Exp(-0.5), Elementary.Exp(-2));
        var total = 1 + (2 * one) + (2 * two);
        double[] expected = [0, two, one, 1, one, two, 0];
        Assert.All(expected.Zip(rate.Rates), pair => Assert.Equal(100 * pair.First / total, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(0.02, 3)]
    [InlineData(0.04, 5)]
    [InlineData(0.05, 5)]
    [InlineData(0.001, 1)]
    public void A_flat_window_is_an_odd_number_of_steps(double width, int steps)
    {
        var rate = PopulationRate.Of([0.055], 1, new TimeBins(0, 0.11, 0.01)).SmoothFlat(width);
        Assert.Equal(steps, rate.Rates.Count(static value => value > 0));
        Assert.Equal(100.0 / steps, rate.Rates[5], 1e-12);
    }

    [Fact]
    public void Windows_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RateWindow([1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateWindow.Gaussian(0, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateWindow.Flat(double.PositiveInfinity, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => PopulationRate.Of([], 0, new TimeBins(0, 1, 0.1)));
    }

    [Fact]
    public void A_constant_rate_stays_so_up_to_the_ends_where_the_window_ends_there()
    {
        double[] five = [5, 5, 5, 5, 5, 5, 5];
        foreach (var window in new[] { RateWindow.Gaussian(0.002, 0.001), RateWindow.Flat(0.003, 0.001), RateWindow.Flat(0.1, 0.001) })
        {
            Assert.All(window.SmoothWithin(five), static value => Assert.Equal(5, value, 1e-12));
            Assert.True(window.Smooth(five)[0] < 5);
        }

        Assert.Equal([1.5, 2, 2.5], RateWindow.Flat(0.002, 0.001).SmoothWithin([1, 2, 3]).Select(static value => Math.Round(value, 12)));
    }
}
