using FsCheck.Fluent;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Tests.Svg;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Plotting.Tests.Layout;

public sealed class ExtremeValuesTests
{
    private static readonly double[] Extremes =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 0, -0.0, 1, -1, 1e300, -1e300, 1e-300, 1e15, 1e15 + 1,
        1 + 1e-15, 123456789.123, 0.1, 1e5, 1e-5,
    ];

    [Fact]
    public void Whatever_is_drawn_can_be_drawn() => Prop.ForAll<int[], int[], int>((one, other, kind) =>
    {
        double[] Pick(int[] places) => [.. places.Select(static place => Extremes[(place % Extremes.Length + Extremes.Length) % Extremes.Length])];
        var count = Math.Min(one.Length, other.Length);
        double[] x = Pick(one[..count]), y = Pick(other[..count]);
        var axes = new Figure(200, 150) { Typeface = StrokeTypeface.Instance }.AddAxes();
        if (kind % 2 == 0)
            axes.X.Scale = axes.Y.Scale = AxisScale.Logarithmic;
        axes.Add(new Line(x, y) { Label = "line", Marker = Marker.Parse("x") }).Add(new Points(x, y) { Values = y, Colors = new ColorScale(ColorMaps.Default, 0, 1) });
        axes.Add(new Band(x, y, x)).Add(new Circles(x, y, y)).ShowLegend();
        if (kind % 2 != 0)
            axes.Add(new Hexagons(HexagonalBins.Of(x, y), new ColorScale(ColorMaps.Default, 0, 3)));
        if (count > 0)
            axes.Add(new Bars((double[])[.. x, 2], y)).Add(new Span(x[0], y[0], kind % 3 == 0)).Add(new Annotation(x[0], y[0], "text"));
        var svg = axes.Figure.ToSvg();
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        Assert.NotEmpty(axes.Figure.ToPng(72));
        Assert.NotEmpty(axes.Figure.ToHtml());
        var texts = TextBoxes.Of(axes.Figure.ToScene()).Where(static box => box.Text is not ("text" or "line")).ToArray();
        Assert.All(texts, box => Assert.True(box.Box.Left >= -0.01 && box.Box.Right <= 200.01, $"{box} is cut off"));
        return true;
    }).Holds(80);

    [Fact]
    public void Bars_of_nothing_and_single_samples_are_seen_for_what_they_are()
    {
        var bars = new Figure().AddAxes().Add(new Bars([0, 1, 2], [0, 0]));
        Assert.Equal((0, 1), (bars.Figure.ToScene().Areas[0].Y.Low, bars.Figure.ToScene().Areas[0].Y.High));
        var one = (Line)Neuroglot.Plotting.Plots.NeuralPlots.PlotState([1], [-0.07]).Marks[0];
        Assert.Equal("o", one.Marker!.Name);
        Assert.Null(((Line)Neuroglot.Plotting.Plots.NeuralPlots.PlotState([1, 2], [-0.07, 0]).Marks[0]).Marker);
    }

    [Theory]
    [InlineData(-1e300, 1e300)]
    [InlineData(0, 1e-300)]
    [InlineData(1e15, 1e15 + 2)]
    [InlineData(5, -5)]
    public void Whatever_the_limits_there_are_ticks_or_none(double low, double high)
    {
        var axes = new Figure().AddAxes().Add(new Line([low, high], [0, 1]));
        axes.X.Limits = (low, high);
        Assert.NotEmpty(axes.Figure.ToPng(72));
    }
}
