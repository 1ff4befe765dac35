using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Terminal;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Terminal;

public sealed class TerminalTests
{
    [Fact]
    public void A_rising_line_rises()
    {
        var axes = PlotState([0, 0.05, 0.1], [0, 5, 10], varName: "x");
        axes.X.Limits = (0, 100);
        axes.Y.Limits = (0, 10);
        axes.Title = "Growth";
        var lines = TerminalRenderer.Text(axes.Figure, 30, 4).Split('\n');
        Assert.Equal(["Growth", "x"], lines[..2]);
        Assert.Equal(["10 ┤", "   │", "   │", " 0 ┤"], lines[2..6].Select(static line => line[..4]));
        Assert.Equal(["   └──────────────────────────", "    0      time (ms)       100", string.Empty], lines[6..]);
        // From the bottom row to the top one, dots lie ever farther to the right, and reach from end to end.
        var dots = lines[2..6].Reverse().Select(static line => Enumerable.Range(0, line.Length - 4).Where(column => line[4 + column] > '\u2800').ToList()).ToList();
        Assert.Equal(Enumerable.Range(0, 26), dots.SelectMany(static row => row).Distinct().Order());
        Assert.All(dots.Zip(dots.Skip(1)), static pair => Assert.True(pair.First.Min() < pair.Second.Min() && pair.First.Max() < pair.Second.Max()));
    }

    [Fact]
    public void Every_kind_of_mark_leaves_dots_or_shades()
    {
        Mark[] marks =
        [
            new Line([0, 1], [0, 1]), new Points([0.5], [0.5]), new Bars([0, 0.5, 1], [1, 2]), new Circles([0.5], [0.5], [0.1]), new Band([0, 1], [0, 0.5], [1, 2]), new Span(0.2, 0.4, IsVertical: true),
            new Span(0.2, 0.4, IsVertical: false), new Polygons([[(0, 0), (1, 0), (1, 1)]]),
        ];
        foreach (var mark in marks)
        {
            var axes = new Figure().AddAxes().Add(mark);
            (axes.X.Limits, axes.Y.Limits) = ((0, 1), (0, 2));
            Assert.True(TerminalRenderer.Text(axes.Figure).Any(static letter => letter is > '\u2800' and <= '\u28ff'), mark.GetType().Name);
        }

        foreach (var type in new[] { "image", "hexbin" })
        {
            var shaded = TerminalRenderer.Text(PlotSynapses([0, 1, 2], [0, 1, 2], [1, 2, 3], varName: "w", plotType: type).Figure);
            Assert.Contains('█', shaded);
            Assert.Contains("░ 1 … █ 3 w", shaded, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Regions_stand_at_their_traces()
    {
        var axes = PlotRegions([0, 1], [0, 1, 5, 6], ["left", "a region of long name"]);
        var lines = TerminalRenderer.Text(axes.Figure, 60, 8).Split('\n');
        Assert.Single(lines, static line => line.StartsWith("        left ┤", StringComparison.Ordinal));
        Assert.Single(lines, static line => line.StartsWith("a region of… ┤", StringComparison.Ordinal));
        Assert.Equal(6, lines.Count(static line => line.StartsWith("             │", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_follow_and_gaps_stay_empty()
    {
        var axes = PlotState([0, 1, 2], [1, 1, double.NaN, 2, 2, double.NaN], labels: ["one", "two"]);
        Assert.DoesNotContain("one", TerminalRenderer.Text(axes.Figure), StringComparison.Ordinal);
        Assert.Contains("one, two", TerminalRenderer.Text(axes.ShowLegend().Figure), StringComparison.Ordinal);
        Assert.Contains("⠀⠀⠀", TerminalRenderer.Text(PlotState([0, 1], [double.NaN, double.PositiveInfinity]).Figure), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_ends_that_lie_close_can_be_told_apart()
    {
        var axes = PlotState([0, 1], [1000.001, 1000.002]);
        axes.Y.Limits = (1000.001, 1000.002);
        Assert.Contains("1000.001 ┤", TerminalRenderer.Text(axes.Figure), StringComparison.Ordinal);
    }
}
