using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Numerics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Distances;

public sealed class SpikeTrainDistanceTests
{
    private static readonly Gen<double[]> Train = Gen.Choose(0, 1000).ArrayOf().Select(static steps => steps.Take(12).Distinct().Order().Select(static step => step * 1e-3).ToArray());

    public static TheoryData<string> All() => ["Victor-Purpura", "van Rossum", "ISI", "SPIKE"];

    [Theory]
    [MemberData(nameof(All))]
    public void Distances_are_symmetric_not_below_0_and_0_for_equal_trains(string name) =>
        Prop.ForAll(
            Train.Zip(Train).ToArbitrary(),
            pair =>
            {
                var (forth, back) = (Distance(name, pair.Item1, pair.Item2), Distance(name, pair.Item2, pair.Item1));
                return forth >= 0 && Math.Abs(forth - back) <= 1e-12 && Distance(name, pair.Item1, pair.Item1) == 0 && (name is not ("ISI" or "SPIKE") || forth <= 1 + 1e-12);
            }).Holds(200);

    /// <summary>Three sums of rounded numbers: 1e-12.</summary>
    [Theory]
    [InlineData("Victor-Purpura")]
    [InlineData("van Rossum")]
    [InlineData("ISI")]
    public void Metrics_keep_the_triangle_inequality(string name) =>
        Prop.ForAll(
            Train.Zip(Train).Zip(Train).ToArbitrary(),
            three => Distance(name, three.Item1.Item1, three.Item2) <= Distance(name, three.Item1.Item1, three.Item1.Item2) + Distance(name, three.Item1.Item2, three.Item2) + 1e-12).Holds(200);

    [Theory]
    [InlineData("Victor-Purpura")]
    [InlineData("van Rossum")]
    public void Metrics_tell_different_trains_apart(string name) =>
        Prop.ForAll(Train.Zip(Train).ToArbitrary(), pair => pair.Item1.SequenceEqual(pair.Item2) == (Distance(name, pair.Item1, pair.Item2) == 0)).Holds(200);

    [Fact]
    public void Victor_and_Purpura_by_hand()
    {
        Assert.Equal(0.5, SpikeTrainDistance.VictorPurpura([0.10], [0.15], 10), 1e-15);
        Assert.Equal(2, SpikeTrainDistance.VictorPurpura([0.10], [0.15], 100));
        Assert.Equal(3, SpikeTrainDistance.VictorPurpura([], [1, 2, 3], 7));
        Assert.Equal(1, SpikeTrainDistance.VictorPurpura([1, 2], [5, 6, 7], 0));
        Assert.Equal(3, SpikeTrainDistance.VictorPurpura([1, 2], [1, 3, 4], double.PositiveInfinity));

        // The first two spikes move by 10 and 20 ms at 0.1 and 0.2; the third is removed.
        Assert.Equal(1.3, SpikeTrainDistance.VictorPurpura([0.1, 0.3, 0.9], [0.11, 0.32], 10), 1e-15);
    }

    [Fact]
    public void Van_Rossum_by_hand()
    {
        Assert.Equal(Math.Sqrt(0.5), SpikeTrainDistance.VanRossum([0.3], [], 0.02), 1e-15);
        Assert.Equal(Math.Sqrt(1 - Elementary.Exp(-0.5)), SpikeTrainDistance.VanRossum([0.30], [0.31], 0.02), 1e-15);
        Assert.Equal(Math.Sqrt(2), SpikeTrainDistance.VanRossum([0.3, 0.3], [], 0.02), 1e-15);
    }

    /// <summary>The double sum over all pairs of exp(-|t - s|/τ), which is the same integral.</summary>
    [Fact]
    public void Van_Rossum_is_the_sum_over_pairs() =>
        Prop.ForAll(
            Train.Zip(Train).ToArbitrary(),
            static pair =>
            {
                double Pairs(double[] a, double[] b) => a.Sum(t => b.Sum(s => Elementary.Exp(-Math.Abs(t - s) / 0.05))) / 2;
                var square = Pairs(pair.Item1, pair.Item1) + Pairs(pair.Item2, pair.Item2) - (2 * Pairs(pair.Item1, pair.Item2));
                var distance = SpikeTrainDistance.VanRossum(pair.Item1, pair.Item2, 0.05);
                return Math.Abs((distance * distance) - square) <= 1e-11;
            }).Holds(200);

    /// <summary>Against a train without spikes on (0, 1), one with a spike in the middle has intervals half as long, and its spike is half of a second from the next.</summary>
    [Fact]
    public void Kreuz_by_hand()
    {
        Assert.Equal(0.5, SpikeTrainDistance.Isi([], [0.5], 0, 1), 1e-15);
        Assert.Equal(0.75, SpikeTrainDistance.Isi([], [0.25, 0.5, 0.75], 0, 1), 1e-15);

        // S(t) rises from 0 to 0.5/1.125 at the spike and falls again.
        Assert.Equal(2.0 / 9, SpikeTrainDistance.Spike([], [0.5], 0, 1), 1e-15);
        Assert.Equal(0, SpikeTrainDistance.Spike([0, 1], [], 0, 1));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SpikeTrainDistance.VictorPurpura([2, 1], [], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpikeTrainDistance.VictorPurpura([], [], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpikeTrainDistance.VanRossum([], [], 0));
        Assert.Throws<ArgumentException>(() => SpikeTrainDistance.Isi([2], [], 0, 1));
        Assert.Throws<ArgumentException>(() => SpikeTrainDistance.Spike([], [double.NaN], 0, 1));
        Assert.Throws<ArgumentException>(() => SpikeTrainDistance.Spike([], [], 1, 1));
    }

    private static double Distance(string name, double[] first, double[] second) => name switch
    {
        "Victor-Purpura" => SpikeTrainDistance.VictorPurpura(first, second, 20),
        "van Rossum" => SpikeTrainDistance.VanRossum(first, second, 0.05),
        "ISI" => SpikeTrainDistance.Isi(first, second, 0, 1),
        _ => SpikeTrainDistance.Spike(first, second, 0, 1),
    };
}
