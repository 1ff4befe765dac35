using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests;

public sealed class TimeBinsTests
{
    /// <summary>0.3 / 0.1 is 2.9999999999999996: whoever rounds down puts the spike of step 3 into bin 2.</summary>
    [Fact]
    public void A_spike_on_an_edge_belongs_to_the_bin_that_begins_there()
    {
        var bins = new TimeBins(0, 1, 0.1);
        Assert.Equal(10, bins.Count);
        Assert.Equal(3, bins.IndexOf(0.3));
        Assert.Equal(3, bins.IndexOf(3 * 0.1));
        Assert.Equal(-1, bins.IndexOf(1.0));
        Assert.Equal(-1, bins.IndexOf(-0.001));
        Assert.Equal(-1, bins.IndexOf(double.NaN));
    }

    [Fact]
    public void Every_step_of_a_grid_is_in_its_bin() =>
        Prop.ForAll(
            Gen.Choose(1, 50).Zip(Gen.Choose(0, 2_000_000)).ToArbitrary(),
            static pair =>
            {
                var (stepsPerBin, step) = pair;
                const double dt = 1e-4;
                return new TimeBins(0, 300, stepsPerBin * dt).IndexOf(step * dt) == step / stepsPerBin;
            }).Holds(500);

    [Fact]
    public void What_does_not_fill_a_bin_is_left_out() => Assert.Equal(3, new TimeBins(0, 0.35, 0.1).Count);

    [Theory]
    [InlineData(double.NaN, 1, 0.1, "start")]
    [InlineData(0, -1, 0.1, "end")]
    [InlineData(0, double.PositiveInfinity, 0.1, "end")]
    [InlineData(0, 1, 0, "width")]
    [InlineData(0, 1, 1e-12, "width")]
    public void Impossible_bins_are_refused(double start, double end, double width, string wrong) =>
        Assert.Equal(wrong, Assert.Throws<ArgumentOutOfRangeException>(() => new TimeBins(start, end, width)).ParamName);
}
