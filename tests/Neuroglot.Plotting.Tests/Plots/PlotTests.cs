using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Plots;

public sealed class PlotTests
{
    [Fact]
    public void A_raster_says_what_it_shows()
    {
        var axes = PlotRaster(new[] { 0, 3, 2 }, new[] { 0.1, 0.2, 0.3 });
        Assert.Equal(("time (ms)", "neuron index"), (axes.X.Text, axes.Y.Text));
        Assert.Equal(new AxisTexts("time (s)", "neuron index"), AxisTexts.Of(PlotRaster(new[] { 0 }, new[] { 0.1 }, timeUnit: CommonUnits.s, marker: ",", color: "k")));
    }

    [Fact]
    public void A_rate_says_what_it_shows() =>
        Assert.Equal(new AxisTexts("time (ms)", "population rate (kHz)"), AxisTexts.Of(PlotRate(new[] { 0.0, 1 }, new[] { 10.0, 20 }, rateUnit: CommonUnits.kHz)));

    [Fact]
    public void A_state_variable_is_shown_in_the_best_unit()
    {
        var axes = PlotState([0, 0.1], [-0.07, -0.05], varName: "v", varDimension: Dimension.Voltage);
        Assert.Equal(new AxisTexts("time (ms)", "v (mV)"), AxisTexts.Of(axes));
        var area = axes.Figure.ToScene().Areas[0];
        // 20 mV, and a twentieth more on each side.
        Assert.Equal(-71, area.Y.Low, 1e-9);
        Assert.Equal(-49, area.Y.High, 1e-9);
    }

    [Fact]
    public void Several_neurons_are_columns()
    {
        var axes = PlotState([0, 1, 2], [1, 10, 2, 20, 3, 30], varName: "x", labels: ["one", "two"]);
        var lines = axes.Marks.Cast<Line>().ToArray();
        Assert.Equal([1.0, 2, 3], Enumerable.Range(0, 3).Select(index => lines[0].Y[index]));
        Assert.Equal([10.0, 20, 30], Enumerable.Range(0, 3).Select(index => lines[1].Y[index]));
        Assert.Equal(["one", "two"], lines.Select(static line => line.Label));
        Assert.Equal("x", axes.Y.Text);
    }

    [Fact]
    public void Values_that_are_no_rows_are_refused()
    {
        Assert.Equal("NG8020", Refusals.Of(() => PlotState([0, 1, 2], [1, 2, 3, 4])));
        Assert.Equal("NG8020", Refusals.Of(() => PlotState([0, 1], [1, 2, 3, 4], labels: ["one"])));
        Assert.Equal("NG8020", Refusals.Of(() => PlotRaster(new[] { 1 }, new[] { 1.0, 2 })));
    }

    [Fact]
    public void What_is_drawn_stays_as_it_was()
    {
        double[] times = [0, 0.1, 0.2];
        double[] values = [-0.07, double.NaN, -0.05];
        var axes = PlotState(times, values, varUnit: CommonUnits.mV, varName: "v");
        axes.Figure.ToPng(72);
        axes.Figure.ToSvg();
        Assert.Equal([0, 0.1, 0.2], times);
        Assert.Equal([-0.07, double.NaN, -0.05], values);
    }

    [Fact]
    public void The_type_of_a_plot_of_synapses_follows_from_range_and_number()
    {
        Assert.IsType<Image>(PlotSynapses([0, 999], [0, 5]).Marks[0]);
        Assert.IsType<Points>(PlotSynapses([0, 1000], [0, 5]).Marks[0]);
        var many = Enumerable.Range(0, 10_000).ToArray();
        Assert.IsType<Hexagons>(PlotSynapses(many, many).Marks[0]);
    }

    [Fact]
    public void An_image_has_targets_as_rows_and_nothing_where_there_is_no_synapse()
    {
        var image = Assert.IsType<Image>(PlotSynapses([2, 3], [7, 5], [0.0, 4.0], plotType: "image").Marks[0]);
        Assert.Equal((2, 1.5, 4.5), (image.Columns, image.Left, image.Bottom));
        Assert.Equal([double.NaN, 4, double.NaN, double.NaN, 0, double.NaN], Enumerable.Range(0, 6).Select(cell => image.Cells[cell]));
    }

    [Fact]
    public void Several_synapses_of_a_pair_are_counted()
    {
        var axes = PlotSynapses([0, 0, 1], [1, 1, 2], plotType: "scatter");
        var points = Assert.IsType<Points>(axes.Marks[0]);
        Assert.Equal([2.0, 1], Enumerable.Range(0, 2).Select(index => points.Values![index]));
        Assert.Equal("number of synapses", axes.ColorBar!.Label);
        Assert.Equal(2, axes.ColorBar.Colors.Levels);
        Assert.Equal(2, Assert.IsType<Image>(PlotSynapses([0, 0, 1], [1, 1, 2], plotType: "image").Marks[0]).Colors.Levels);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("scatter")]
    public void Values_of_several_synapses_of_a_pair_have_no_one_colour(string type) => Assert.Equal("NG8032", Refusals.Of(() => PlotSynapses([0, 0], [1, 1], [1, 2], plotType: type)));

    [Fact]
    public void Hexagons_show_means()
    {
        var hexagons = Assert.IsType<Hexagons>(PlotSynapses([0, 0], [1, 1], [1, 2], plotType: "hexbin").Marks[0]);
        Assert.Equal([1.5], hexagons.Bins.Values);
    }

    [Fact]
    public void The_colour_bar_is_in_the_best_unit()
    {
        var axes = PlotSynapses([0, 1], [1, 0], [0.001, 0.002], varName: "w", varDimension: Dimension.Voltage);
        Assert.Equal("w (mV)", axes.ColorBar!.Label);
        Assert.Contains(">1.2</text>", axes.Figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_of_synapses_is_refused()
    {
        Assert.Equal("NG8030", Refusals.Of(() => PlotSynapses([], [])));
        Assert.Equal("NG8031", Refusals.Of(() => PlotSynapses([0], [0], plotType: "hexbins")));
        Assert.Equal("NG8033", Refusals.Of(() => PlotSynapses([0, 100_000], [0, 100_000], plotType: "image")));
        Assert.Equal("NG8034", Refusals.Of(() => PlotSynapses([-1], [0])));
        Assert.Equal("NG8020", Refusals.Of(() => PlotSynapses([0], [0, 1])));
    }

    [Fact]
    public void A_background_pattern_lies_behind()
    {
        var axes = AddBackgroundPattern(PlotSynapses([0], [0]), hatch: "//", fill: false, ec: "k");
        var pattern = Assert.IsType<Pattern>(axes.Marks[1]);
        Assert.Equal((-10, null, new Color(0, 0, 0)), (pattern.Order, pattern.Fill, pattern.LineColor));
        Assert.Equal("NG8014", Refusals.Of(() => AddBackgroundPattern(axes, hatch: "?")));
    }

    private sealed record AxisTexts(string X, string Y)
    {
        public static AxisTexts Of(Axes axes) => new(axes.X.Text, axes.Y.Text);
    }
}
