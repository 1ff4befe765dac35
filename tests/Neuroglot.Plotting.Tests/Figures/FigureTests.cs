using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scales;
using Xunit;

namespace Neuroglot.Plotting.Tests.Figures;

public sealed class FigureTests
{
    private static readonly double[] Three = [1, 2, 3];

    [Fact]
    public void Columns_of_different_lengths_are_refused() => Assert.Equal("NG8020", Refusals.Of(() => new Figure().AddAxes().Add(new Line(Three, new double[2]))));

    [Fact]
    public void Bars_have_one_edge_more_than_heights() => Assert.Equal("NG8020", Refusals.Of(() => new Figure().AddAxes().Add(new Bars(Three, Three))));

    [Fact]
    public void An_image_has_whole_rows() =>
        Assert.Equal("NG8020", Refusals.Of(() => new Figure().AddAxes().Add(new Image(Three, 2, 0, 0, 1, 1, new ColorScale(ColorMaps.Default, 0, 1)))));

    [Fact]
    public void Values_that_a_logarithmic_axis_does_not_show_are_counted()
    {
        var figure = new Figure();
        var axes = figure.AddAxes().Add(new Line([1, 2, 3, 4], [-1, 0, 1, double.NaN]));
        Assert.Empty(figure.Warnings);
        (axes.Y.Scale, axes.Y.Name) = (AxisScale.Logarithmic, "weight");
        var warning = Assert.Single(figure.Warnings);
        Assert.Equal(("NG8121", "2 of 3 values of 'weight' are not above 0, and the logarithmic axis does not show them."), (warning.Code, warning.Message));
        Assert.Contains("2 of 3 values", figure.ToSvg(), StringComparison.Ordinal);
        axes.X.Scale = AxisScale.Logarithmic;
        Assert.Single(figure.Warnings);
    }

    [Fact]
    public void A_point_by_itself_is_a_dot()
    {
        var alone = new Figure();
        alone.AddAxes().Add(new Line(new[] { 1.0, 2, 3, 4, 5 }, new[] { 1, 2, double.NaN, 1.5, double.NaN }) { Color = new Color(1, 2, 3) });
        var path = Assert.Single(System.Text.RegularExpressions.Regex.Matches(alone.ToSvg(), "<path [^>]*#010203[^>]*>")).Value;
        Assert.Matches("M([0-9. ]+)[Ll][0-9. ]+M[0-9. ]+([Ll]|[hv]0)", path);
        Assert.Contains("stroke-linecap=\"round\"", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Room_between_axes_is_counted_in_letters()
    {
        var figure = new Figure();
        figure.TightLayout(pad: 2);
        Assert.Equal(18, figure.Padding);
        Assert.Equal("NG8009", Refusals.Of(() => figure.TightLayout(-1)));
    }

    [Fact]
    public void A_cell_has_one_axes()
    {
        var figure = new Figure();
        figure.AddAxes();
        Assert.Equal("NG8011", Refusals.Of(() => figure.AddAxes()));
        Assert.Equal("NG8011", Refusals.Of(() => figure.AddAxes(-1)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 1e9)]
    [InlineData(double.NaN, 100)]
    public void Sizes_have_bounds(double width, double height) => Assert.Equal("NG8009", Refusals.Of(() => new Figure(width, height)));

    [Fact]
    public void Too_many_axes_are_refused()
    {
        var figure = new Figure(80, 80);
        figure.AddGrid(5, 5);
        Assert.Equal("NG8012", Refusals.Of(figure.ToScene));
    }

    [Fact]
    public void Pictures_have_bounds()
    {
        var scene = new Figure().ToScene();
        Assert.Equal("NG8010", Refusals.Of(() => PngRenderer.Draw(scene, 100_000)));
        Assert.Equal("NG8010", Refusals.Of(() => PngRenderer.Draw(scene, -1)));
        Assert.Equal("NG8010", Refusals.Of(() => PngRenderer.Draw(scene, double.NaN)));
    }

    [Fact]
    public void Other_endings_are_refused() => Assert.Equal("NG8013", Refusals.Of(() =>
    {
        new Figure().Save("figure.bmp");
        return null;
    }));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(0, double.Epsilon)]
    public void Limits_are_two_different_numbers(double low, double high) => Assert.Equal("NG8006", Refusals.Of(() => new Axis { Limits = (low, high) }));

    [Fact]
    public void A_logarithmic_axis_does_not_reach_zero()
    {
        var axes = new Figure().AddAxes();
        axes.X.Scale = AxisScale.Logarithmic;
        axes.X.Limits = (0, 1);
        Assert.Equal("NG8006", Refusals.Of(axes.Figure.ToScene));
    }

    [Fact]
    public void An_image_on_a_logarithmic_axis_is_refused_where_it_reaches_zero()
    {
        var axes = new Figure().AddAxes().Add(new Image(Three, 3, 0, 0, 1, 1, new ColorScale(ColorMaps.Default, 0, 1)));
        axes.X.Scale = AxisScale.Logarithmic;
        axes.X.Limits = (0.1, 3);
        Assert.Equal("NG8021", Refusals.Of(axes.Figure.ToScene));
    }

    [Fact]
    public void Hexagons_on_a_logarithmic_axis_are_refused_where_one_reaches_zero()
    {
        var axes = new Figure().AddAxes().Add(new Hexagons(HexagonalBins.Of([0, 1], [1, 2]), new ColorScale(ColorMaps.Default, 0, 1)));
        axes.X.Scale = AxisScale.Logarithmic;
        Assert.Equal("NG8021", Refusals.Of(axes.Figure.ToScene));
    }

    [Fact]
    public void Names_are_for_marks() => Assert.Equal("NG8007", Refusals.Of(() => new Figure().AddAxes().Add(new Line(Three, Three)).ShowLegend(["one", "two"])));

    [Fact]
    public void Insets_lie_within() => Assert.Equal("NG8008", Refusals.Of(() => new Figure().AddAxes().AddInset(0.5, 0.5, 0.6, 0.2)));

    [Fact]
    public void Wrong_markers_and_styles_are_refused()
    {
        Assert.Equal("NG8004", Refusals.Of(() => Marker.Parse("oo")));
        Assert.Equal("NG8005", Refusals.Of(() => LineStyle.Parse("~")));
    }

    [Fact]
    public void Shared_axes_show_one_range()
    {
        var figure = new Figure { Typeface = StrokeTypeface.Instance };
        var grid = figure.AddGrid(2, 1, shareX: true);
        grid[0, 0].Add(new Line(new double[] { 0, 1 }, new double[] { 0, 1 }));
        grid[1, 0].Add(new Line(new double[] { 5, 9 }, new double[] { 0, 1 }));
        var areas = figure.ToScene().Areas;
        Assert.Equal((-0.45, 9.45), (areas[0].X.Low, areas[0].X.High));
        Assert.Equal(areas[0].X, areas[1].X);
        Assert.Equal((areas[0].Box.Left, areas[0].Box.Width), (areas[1].Box.Left, areas[1].Box.Width));
        Assert.False(areas[0].Box.Overlaps(areas[1].Box));
    }

    [Fact]
    public void Nothing_at_all_can_be_drawn()
    {
        var figure = new Figure();
        Assert.NotEmpty(figure.ToPng(72));
        figure.AddAxes().Add(new Line(Array.Empty<double>(), Array.Empty<double>())).Add(new Points(new[] { double.NaN }, new[] { 1.0 }));
        Assert.NotEmpty(figure.ToPng(72));
        Assert.Contains("</svg>", figure.ToSvg(), StringComparison.Ordinal);
    }
}
