using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Counts;

public sealed class SpikeCountTests
{
    [Fact]
    public void The_Fano_factor_by_hand()
    {
        Assert.Equal(4.0 / 3, SpikeCounts.FanoFactor([1, 3, 5]), 1e-12);
        Assert.Equal(0, SpikeCounts.FanoFactor([4, 4, 4]));
        Assert.Equal(double.NaN, SpikeCounts.FanoFactor([0, 0]));
        Assert.Equal(double.NaN, SpikeCounts.FanoFactor([3]));
    }

    /// <summary>Of 4 000 bins the standard error is √(2/4000) = 0.022; three of them.</summary>
    [Fact]
    public void The_Fano_factor_of_a_Poisson_process_is_1() =>
        Assert.InRange(SpikeCounts.FanoFactor(SpikeCounts.Of(Trains.Poisson(10, 41_000, 2), new TimeBins(0, 4000, 1))), 0.933, 1.067);

    [Fact]
    public void Correlations_by_hand()
    {
        Assert.Equal(1, SpikeCounts.Correlation([1, 2, 3], [2, 4, 6]), 1e-12);
        Assert.Equal(-1, SpikeCounts.Correlation([1, 2, 3], [6, 4, 2]), 1e-12);
        Assert.Equal(0.5, SpikeCounts.Correlation([1, 2, 3], [1, 3, 2]), 1e-12);
        Assert.Equal(double.NaN, SpikeCounts.Correlation([1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => SpikeCounts.Correlation([1], [1, 2]));
    }

    [Fact]
    public void A_correlation_is_between_its_bounds_and_symmetric() =>
        Prop.ForAll(
            Gen.Choose(0, 9).ArrayOf(8).Zip(Gen.Choose(0, 9).ArrayOf(8)).ToArbitrary(),
            static pair =>
            {
                var forth = SpikeCounts.Correlation(pair.Item1, pair.Item2);
                // The three sums are rounded, each by some 1e-16 of itself.
                return double.IsNaN(forth) || (Math.Abs(forth) <= 1 + 1e-12 && forth == SpikeCounts.Correlation(pair.Item2, pair.Item1));
            }).Holds();
}
