using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Analysis.Tests.Counts;

public sealed class HistogramTests
{
    [Fact]
    public void The_last_bin_holds_its_upper_edge_and_nothing_is_lost()
    {
        var histogram = Histogram.Of([-1, 0, 0.5, 1, 1.5, 2, 2.5, double.NaN], [0, 1, 2]);
        Assert.Equal([2, 3], histogram.Counts.ToArray());
        Assert.Equal((1, 2, 8), (histogram.Below, histogram.Above, histogram.Total));
        Assert.Equal([0.25, 0.375], histogram.Density.ToArray());
    }

    [Fact]
    public void Every_value_is_counted_once() =>
        Prop.ForAll(
            Gen.Choose(-1000, 1000).ArrayOf().ToArbitrary(),
            static values =>
            {
                var edges = Histogram.LinearEdges(-300, 700, 7);
                var histogram = Histogram.Of(values.Select(static value => (double)value), edges);
                return histogram.Total == values.Length
                    && histogram.Counts.Select((count, bin) => count == values.Count(value => value >= edges[bin] && (value < edges[bin + 1] || (bin == 6 && value <= edges[7])))).All(static same => same);
            }).Holds();

    [Fact]
    public void Edges_end_where_they_were_asked_to()
    {
        var edges = Histogram.LogarithmicEdges(0.001, 10, 4);
        Assert.Equal((0.001, 10), (edges[0], edges[4]));
        Assert.Equal(0.1, edges[2], 1e-15);
        Assert.Equal(0.7, Histogram.LinearEdges(0.1, 0.7, 3)[3]);
    }

    [Fact]
    public void Edges_that_do_not_rise_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Histogram.Of([], [1]));
        Assert.Throws<ArgumentException>(() => Histogram.Of([], [1, 1]));
        Assert.Throws<ArgumentException>(() => Histogram.Of([], [0, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.LinearEdges(1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.LogarithmicEdges(0, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.LinearEdges(0, 1, 0));
    }
}
