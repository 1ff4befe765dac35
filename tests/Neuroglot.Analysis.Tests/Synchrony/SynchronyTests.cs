using System.Collections.Immutable;
using FsCheck.Fluent;
using Neuroglot.Numerics;
using Neuroglot.Testing;
using Xunit;
using Measures = Neuroglot.Analysis.Synchrony;

namespace Neuroglot.Analysis.Tests.Synchrony;

public sealed class SynchronyTests
{
    [Fact]
    public void Coincidences_by_hand()
    {
        Assert.Equal(1, Measures.OfSpikes([1, 2, 3], [1.1, 2.1, 3.1]));
        Assert.Equal(0, Measures.OfSpikes([1, 2, 3], [1.5, 2.5, 3.5]));

        // 3.2 is 0.8 from 4: more than half of the 1.2 before it. The other two pairs coincide.
        Assert.Equal(4.0 / 6, Measures.OfSpikes([1, 2, 4], [1, 2, 3.2]), 1e-15);
        Assert.Equal(0, Measures.OfSpikes([1], []));
        Assert.Equal(double.NaN, Measures.OfSpikes([], []));
        Assert.Equal(1, Measures.OfSpikes([1], [7]));
    }

    [Fact]
    public void Several_trains_are_weighted_by_their_spikes()
    {
        ImmutableArray<ImmutableArray<double>> trains = [[1, 2, 3], [1, 2, 3], []];
        Assert.Equal(6.0 / 12, Measures.OfSpikes(trains));
        Assert.Equal(double.NaN, Measures.OfSpikes([]));
    }

    [Fact]
    public void Synchronization_is_symmetric_and_1_for_equal_trains() =>
        Prop.ForAll(
            Gen.Choose(0, 500).ArrayOf(9).Zip(Gen.Choose(0, 500).ArrayOf(7)).ToArbitrary(),
            static pair =>
            {
                double[] one = [.. pair.Item1.Distinct().Order().Select(static step => step * 1e-3)], other = [.. pair.Item2.Distinct().Order().Select(static step => step * 1e-3)];
                var forth = Measures.OfSpikes(one, other);
                return forth is >= 0 and <= 1 && forth == Measures.OfSpikes(other, one) && Measures.OfSpikes(one, one) == 1;
            }).Holds();

    /// <summary>Of 100 independent signals the mean varies a tenth as much as each: χ = 0.1, with an error of some 3 %.</summary>
    [Fact]
    public void Signals_that_are_alike_have_1_and_independent_ones_little()
    {
        ImmutableArray<double> Noise(uint stream) => [.. Enumerable.Range(0, 2000).Select(n => Philox.Normal(6, stream, 0, (ulong)n, 0))];
        Assert.Equal(1, Measures.OfSignals([.. Enumerable.Repeat(Noise(1), 5)]), 1e-12);
        Assert.InRange(Measures.OfSignals([.. Enumerable.Range(0, 100).Select(stream => Noise((uint)stream))]), 0.09, 0.11);
        Assert.Equal(double.NaN, Measures.OfSignals([[1, 1], [2, 2]]));
        Assert.Equal(double.NaN, Measures.OfSignals([]));
        Assert.Throws<ArgumentException>(() => Measures.OfSignals([[1, 2], [1]]));
    }
}
