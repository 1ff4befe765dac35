using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Intervals;

public sealed class InterSpikeIntervalTests
{
    [Fact]
    public void Pooled_intervals_stay_within_their_neurons() =>
        Assert.Equal([1, 2, 4], InterSpikeIntervals.Pooled([[1, 2, 4], [3], [], [1, 5]]));

    [Fact]
    public void Regular_spikes_do_not_vary()
    {
        var intervals = InterSpikeIntervals.Of(Trains.Regular(0.125, 20));
        Assert.Equal((0, 0, 0), (InterSpikeIntervals.CoefficientOfVariation(intervals), InterSpikeIntervals.CV2(intervals), InterSpikeIntervals.LocalVariation(intervals)));
    }

    /// <summary>By hand, of the intervals 1, 3, 1: mean 5/3, squares 8/3; neighbours differ by 2 of 4.</summary>
    [Fact]
    public void Measures_by_hand()
    {
        double[] intervals = [1, 3, 1];
        Assert.Equal(Math.Sqrt(8.0 / 9) / (5.0 / 3), InterSpikeIntervals.CoefficientOfVariation(intervals), 1e-15);
        Assert.Equal(1, InterSpikeIntervals.CV2(intervals), 1e-15);
        Assert.Equal(0.75, InterSpikeIntervals.LocalVariation(intervals), 1e-15);
    }

    /// <summary>All three measures are 1 for a Poisson process; of 100 000 intervals their standard errors are below 0.004.</summary>
    [Fact]
    public void A_Poisson_process_has_1()
    {
        var intervals = InterSpikeIntervals.Of(Trains.Poisson(30, 100_001, 3));
        Assert.InRange(InterSpikeIntervals.CoefficientOfVariation(intervals), 0.988, 1.012);
        Assert.InRange(InterSpikeIntervals.CV2(intervals), 0.988, 1.012);
        Assert.InRange(InterSpikeIntervals.LocalVariation(intervals), 0.988, 1.012);
    }

    [Fact]
    public void Measures_do_not_depend_on_the_unit_of_time() =>
        Prop.ForAll(
            Gen.Choose(1, 1000).ArrayOf(12).ToArbitrary(),
            static steps =>
            {
                double[] intervals = [.. steps.Select(static step => step * 0.5)];
                double[] eighths = [.. steps.Select(static step => step * 0.0625)];
                return InterSpikeIntervals.CoefficientOfVariation(intervals) == InterSpikeIntervals.CoefficientOfVariation(eighths)
                    && InterSpikeIntervals.CV2(intervals) == InterSpikeIntervals.CV2(eighths)
                    && InterSpikeIntervals.LocalVariation(intervals) == InterSpikeIntervals.LocalVariation(eighths);
            }).Holds();

    /// <summary>The accumulator sums in another order, so that sums of 12 terms differ by some units in the last place.</summary>
    [Fact]
    public void Measures_can_be_computed_while_spikes_come_in() =>
        Prop.ForAll(
            Gen.Choose(0, 1000).ArrayOf().ToArbitrary(),
            static steps =>
            {
                double[] times = [.. steps.Order().Select(static step => step * 1e-3)];
                var (intervals, accumulator) = (InterSpikeIntervals.Of(times), new IntervalAccumulator());
                var returned = Array.ConvertAll(times, accumulator.Add);
                return returned.Skip(1).SequenceEqual(intervals) && accumulator.Spikes == times.Length
                    && Same(accumulator.Mean, intervals.Length > 0 ? intervals.Average() : double.NaN)
                    && Same(accumulator.CoefficientOfVariation, InterSpikeIntervals.CoefficientOfVariation(intervals))
                    && Same(accumulator.CV2, InterSpikeIntervals.CV2(intervals)) && Same(accumulator.LocalVariation, InterSpikeIntervals.LocalVariation(intervals));

                static bool Same(double a, double b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(b));
            }).Holds(200);

    [Fact]
    public void Too_few_spikes_say_nothing()
    {
        Assert.Empty(InterSpikeIntervals.Of([]));
        Assert.Empty(InterSpikeIntervals.Of([1]));
        Assert.Equal(double.NaN, InterSpikeIntervals.CoefficientOfVariation([1]));
        Assert.Equal(double.NaN, InterSpikeIntervals.CV2([1]));
        Assert.Equal(double.NaN, InterSpikeIntervals.LocalVariation([]));
        Assert.Equal(double.NaN, InterSpikeIntervals.CoefficientOfVariation([0, 0]));
        Assert.Equal(0, InterSpikeIntervals.CV2([0, 0]));
    }

    [Fact]
    public void Times_that_fall_are_refused()
    {
        Assert.Throws<ArgumentException>(() => InterSpikeIntervals.Of([2, 1]));
        Assert.Throws<ArgumentException>(() => InterSpikeIntervals.Of([1, double.NaN]));
        var accumulator = new IntervalAccumulator();
        accumulator.Add(2);
        Assert.Throws<ArgumentException>(() => accumulator.Add(1));
        Assert.Throws<ArgumentException>(() => accumulator.Add(double.NaN));
    }
}
