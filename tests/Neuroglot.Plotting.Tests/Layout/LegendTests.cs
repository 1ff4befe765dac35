using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;

namespace Neuroglot.Plotting.Tests.Layout;

public sealed class LegendTests
{
    [Theory]
    [InlineData(LegendPlace.UpperRight)]
    [InlineData(LegendPlace.UpperLeft)]
    [InlineData(LegendPlace.LowerLeft)]
    [InlineData(LegendPlace.LowerRight)]
    [InlineData(LegendPlace.CenterRight)]
    [InlineData(LegendPlace.CenterLeft)]
    [InlineData(LegendPlace.LowerCenter)]
    [InlineData(LegendPlace.UpperCenter)]
    [InlineData(LegendPlace.Center)]
    public void The_one_place_of_nine_that_is_free_is_taken(LegendPlace free)
    {
        // A three by three grid of filled shapes, without the one at the place.
        var (column, row) = free switch
        {
            LegendPlace.UpperRight => (2, 2),
            LegendPlace.UpperLeft => (0, 2),
            LegendPlace.LowerLeft => (0, 0),
            LegendPlace.LowerRight => (2, 0),
            LegendPlace.CenterRight => (2, 1),
            LegendPlace.CenterLeft => (0, 1),
            LegendPlace.LowerCenter => (1, 0),
            LegendPlace.UpperCenter => (1, 2),
            _ => (1, 1),
        };
        var axes = Empty();
        for (var place = 0; place < 9; place++)
        {
            if ((place % 3, place / 3) is var (x, y) && (x, y) != (column, row))
                axes.Add(new Polygons([[(x + 0.02, y + 0.02), (x + 0.98, y + 0.02), (x + 0.98, y + 0.98), (x + 0.02, y + 0.98)]]) { Fills = [new Color(200, 0, 0)] });
        }

        axes.Add(new Line([double.NaN], [double.NaN]) { Label = "v" }).ShowLegend();
        (axes.X.Limits, axes.Y.Limits) = ((0, 3), (0, 3));
        var (legend, box) = Find(axes);
        Assert.Equal(column, (int)(3 * ((legend.Left + legend.Right) / 2 - box.Left) / box.Width));
        Assert.Equal(2 - row, (int)(3 * ((legend.Top + legend.Bottom) / 2 - box.Top) / box.Height));
        Assert.True(legend.Left >= box.Left && legend.Right <= box.Right, "within the axes");
    }

    [Fact]
    public void Where_data_are_everywhere_it_lies_to_the_right_of_the_axes()
    {
        var axes = Crowded("a trace", "another");
        var (legend, box) = Find(axes);
        Assert.True(legend.Left > box.Right && legend.Right <= axes.Figure.Width, $"{legend} beside {box}");
        Assert.Equal(box.Top, legend.Top, 6);
        NothingOverlaps(axes.Figure);
    }

    [Fact]
    public void It_lies_beside_the_colour_bar_and_not_on_it()
    {
        var axes = Crowded("a trace");
        axes.ColorBar = new ColorBar(new ColorScale(ColorMaps.Default, 0, 1), "weight");
        var (legend, _) = Find(axes);
        var label = TextBoxes.Of(axes.Figure.ToScene()).Single(static text => text.Text == "weight");
        Assert.True(legend.Left > label.Box.Right, "right of the label of the bar");
        NothingOverlaps(axes.Figure);
    }

    [Fact]
    public void Long_names_lie_above_in_columns()
    {
        var axes = Crowded("potential of the soma of the first neuron", "potential of the dendrite");
        axes.Title = "Two compartments";
        axes.Y.Unit = new Neuroglot.Model.Units.Unit("small", Neuroglot.Model.Units.Dimension.None, -9);
        var (legend, box) = Find(axes);
        Assert.True(legend.Bottom <= box.Top && legend.Top >= 0, $"{legend} above {box}");
        Assert.True(legend.Right <= box.Right + 0.001 && legend.Left >= box.Left, "as wide as the axes at most");
        NothingOverlaps(axes.Figure);
    }

    [Fact]
    public void Where_there_is_no_room_outside_it_lies_where_it_hides_least()
    {
        var axes = new Figure(90, 70) { Typeface = StrokeTypeface.Instance }.AddAxes();
        Fill(axes, ["one of a few", "another", "the last one"]);
        axes.ShowLegend();
        var (legend, box) = Find(axes);
        Assert.True(legend.Left < box.Right, "inside");
    }

    [Fact]
    public void A_peak_between_many_points_counts()
    {
        // 100 000 points along the lower edge, and one at the upper right that thinning would pass over.
        double[] x = [.. Enumerable.Range(0, 100_001).Select(static place => (double)place)], y = new double[x.Length];
        y[95_001] = 1;
        var axes = Empty().Add(new Line(x, y) { Label = "v" });
        (axes.X.Limits, axes.Y.Limits) = ((0, 100_000), (-0.2, 1.2));
        axes.ShowLegend();
        var (legend, box) = Find(axes);
        Assert.True(legend.Right < box.Left + box.Width / 2, "the upper left corner is free, the upper right is not");
    }

    [Fact]
    public void Bars_images_and_hexagons_count()
    {
        var scale = new ColorScale(ColorMaps.Default, 0, 1);
        Mark[] all =
        [
            new Bars([0, 1, 2, 3], [1, 1, 1]), new Image([1, 1, 1, 1], 2, 0, 0, 1.5, 0.5, scale), new Hexagons(HexagonalBins.Of(Values.Of(0, 3, 1, 2), Values.Of(0, 1, 1, 0), null, 2), scale),
            new Band([0, 3], [0, 0], [1, 1]),
        ];
        foreach (var mark in all)
        {
            var axes = Empty().Add(mark).Add(new Line([0, 0.001], [0, 0.001]) { Label = "v" });
            (axes.X.Limits, axes.Y.Limits) = ((0.4, 2.6), (0.1, 0.9));
            axes.ShowLegend();
            var (legend, box) = Find(axes);
            Assert.True(legend.Left > box.Right || mark is Hexagons, mark.GetType().Name);
        }
    }

    [Fact]
    public void Names_that_are_too_many_for_one_column_take_two()
    {
        var axes = Empty();
        for (var line = 0; line < 30; line++)
            axes.Add(new Line([0, 1], [0, 0]) { Label = $"cell {line}" });
        axes.Y.Limits = (-0.1, 40);
        axes.ShowLegend();
        var (legend, box) = Find(axes);
        Assert.True(legend.Top >= box.Top && legend.Bottom <= box.Bottom, $"{legend} in {box}");
        NothingOverlaps(axes.Figure);
    }

    [Fact]
    public void The_place_that_is_asked_for_is_kept()
    {
        var axes = Crowded("v");
        axes.ShowLegend(place: LegendPlace.LowerLeft);
        var (legend, box) = Find(axes);
        Assert.Equal(box.Left + 5, legend.Left, 6);
        Assert.Equal(box.Bottom - 5, legend.Bottom, 6);
        axes = Empty().Add(new Line([0, 1], [0, 0]) { Label = "v" }).ShowLegend(place: LegendPlace.Outside);
        Assert.True(Find(axes) is var (outside, area) && outside.Left > area.Right);
    }

    private static Axes Empty() => new Figure(360, 220) { Typeface = StrokeTypeface.Instance }.AddAxes();

    private static Axes Crowded(params string[] names)
    {
        var axes = Empty();
        Fill(axes, names);
        return axes.ShowLegend();
    }

    private static void Fill(Axes axes, string[] names)
    {
        foreach (var name in names)
            axes.Add(new Line([.. Enumerable.Range(0, 200).Select(static place => (double)place)], [.. Enumerable.Range(0, 200).Select(static place => (double)(place % 2))]) { Label = name });
        (axes.X.Name, axes.Y.Name) = ("time", "v");
    }

    // The frame of the legend, which is drawn before its first entry, and the axes.
    private static (Box Legend, Box Axes) Find(Axes axes)
    {
        var scene = axes.Figure.ToScene();
        var items = scene.Items.OfType<GroupItem>().First(static item => item.Role == GroupRole.Axes).Items;
        var entry = items.Select(static (item, index) => (item, index)).First(static pair => pair.item is GroupItem { Role: GroupRole.LegendEntry }).index;
        Point[] points = [.. ((PathItem)items[entry - 1]).Outline.Points];
        var (left, top) = (points.Min(static point => point.X), points.Min(static point => point.Y));
        return (new Box(left, top, points.Max(static point => point.X) - left, points.Max(static point => point.Y) - top), scene.Areas[0].Box);
    }

    private static void NothingOverlaps(Figure figure)
    {
        var texts = TextBoxes.Of(figure.ToScene());
        foreach (var (one, other) in from one in texts from other in texts where !ReferenceEquals(one, other) select (one, other))
            Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other} overlap");
        Assert.All(texts, text => Assert.True(text.Box.Left >= 0 && text.Box.Top >= 0 && text.Box.Right <= figure.Width && text.Box.Bottom <= figure.Height, $"{text} is cut off"));
    }
}
