using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Correlograms;

public sealed class CorrelogramTests
{
    [Fact]
    public void Lags_by_hand()
    {
        var correlogram = Correlogram.Cross([0.010, 0.020], [0.012, 0.020, 0.035], 0.002, 0.010);
        Assert.Equal(11, correlogram.Counts.Length);
        Assert.Equal(-0.010, correlogram.Lags[0], 1e-15);

        // From 10: +2, +10; from 20: -8, 0; +25 and +15 are too far.
        Assert.Equal([0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1], correlogram.Counts.ToArray());
        Assert.Equal([1, 0, 0, 0, 1], Correlogram.Auto([0.1, 0.102], 0.001, 0.002).Counts.ToArray());
    }

    [Fact]
    public void Auto_correlograms_are_symmetric_and_cross_correlograms_mirror_each_other() =>
        Prop.ForAll(
            Gen.Choose(0, 300).ArrayOf(20).Zip(Gen.Choose(0, 300).ArrayOf(15)).ToArbitrary(),
            static pair =>
            {
                double[] one = [.. pair.Item1.Order().Select(static step => step * 1e-4)], other = [.. pair.Item2.Order().Select(static step => step * 1e-4)];
                var (forth, back, own) = (Correlogram.Cross(one, other, 2e-4, 0.005), Correlogram.Cross(other, one, 2e-4, 0.005), Correlogram.Auto(one, 2e-4, 0.005));
                return forth.Counts.SequenceEqual(back.Counts.Reverse()) && own.Counts.SequenceEqual(own.Counts.Reverse());
            }).Holds();

    [Fact]
    public void All_pairs_are_counted_once() =>
        Prop.ForAll(
            Gen.Choose(0, 100).ArrayOf(8).Zip(Gen.Choose(0, 100).ArrayOf(9)).ToArbitrary(),
            static pair => Correlogram.Cross([.. pair.Item1.Order().Select(static step => step * 1e-3)], [.. pair.Item2.Order().Select(static step => step * 1e-3)], 1e-3, 0.2).Counts.Sum() == 72).Holds();

    /// <summary>20 000 spikes at 50 Hz have 50 · 20 000 · 0.001 = 1000 pairs in each millisecond, with a deviation of √1000.</summary>
    [Fact]
    public void A_Poisson_process_has_a_flat_correlogram() =>
        Assert.All(Correlogram.Auto(Trains.Poisson(50, 20_000, 4), 1e-3, 0.02).Counts.Where(static (_, bin) => bin != 20), static count => Assert.InRange(count, 1000 - 160, 1000 + 160));

    [Fact]
    public void Impossible_bins_and_times_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlogram.Auto([], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlogram.Auto([], 1e-12, 1));
        Assert.Throws<ArgumentException>(() => Correlogram.Auto([2, 1], 0.1, 1));
    }
}
