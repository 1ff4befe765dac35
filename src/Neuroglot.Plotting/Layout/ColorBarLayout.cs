using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>The bar of colours beside axes, with its numbers.</summary>
internal static class ColorBarLayout
{
    private const int Cells = 256;

    /// <summary>Its ticks: round numbers, or the middle of each level.</summary>
    public static TickSet Ticks(ColorBar bar, double height, TextMeasure measure)
    {
        var colors = bar.Colors;
        var axis = new Axis { HasWholeTicks = colors.Levels > 0 };
        return AxisTicks.Of(axis, Range(bar), height, isX: false, measure);
    }

    /// <summary>What is drawn.</summary>
    public static IEnumerable<SceneItem> Draw(Panel panel, TextMeasure measure)
    {
        var bar = panel.Axes.ColorBar!;
        var theme = measure.Theme;
        var box = new Box(panel.Box.Right + Panel.BarGap, panel.Box.Top, panel.BarWidth, panel.Box.Height);
        var count = bar.Colors.Levels > 0 ? bar.Colors.Levels : Cells;
        var (low, high) = (bar.Colors.Low, bar.Colors.High);
        yield return new ImageItem(box, 1, count, [.. Enumerable.Range(0, count).Select(row => bar.Colors[high - (high - low) * (row + 0.5) / count])]);
        yield return new PathItem(Outline.Of(box), null, new Stroke(theme.Foreground, theme.EdgeWidth) { Join = LineJoin.Miter });
        var map = new AxisMap(new Axis(), Range(bar), box.Bottom, box.Top);
        var left = box.Right + Panel.TickLength + Panel.TickGap;
        var widest = 0.0;
        foreach (var tick in panel.TicksColor.Major)
        {
            var y = map.OfNumber(tick.Value);
            yield return new PathItem(Outline.Of(new Point(box.Right, y), new Point(box.Right + Panel.TickLength, y)), null, new Stroke(theme.Foreground, theme.EdgeWidth));
            yield return new TextItem(tick.Text, new Point(left, y + TextMeasure.MiddleToBase(theme.TickSize)), theme.TickSize, theme.Foreground);
            widest = Math.Max(widest, measure.Width(tick.Text, theme.TickSize));
        }

        if (panel.TicksColor.Common.Length > 0)
            yield return new TextItem(panel.TicksColor.Common, new Point(box.Left, box.Top - 4), theme.TickSize, theme.Foreground);
        for (var index = 0; index < panel.LabelColor.Count; index++)
        {
            var x = left + widest + Panel.LabelGap + measure.Typeface.Ascent * theme.FontSize + index * measure.Height(theme.FontSize);
            yield return new TextItem(panel.LabelColor[index], new Point(x, (box.Top + box.Bottom) / 2), theme.FontSize, theme.Foreground, TextAnchor.Middle, IsUpright: true);
        }
    }

    private static (double Low, double High) Range(ColorBar bar)
    {
        var (low, high) = (bar.Colors.Low * bar.Factor, bar.Colors.High * bar.Factor);
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }
}
