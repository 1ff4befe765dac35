using System.Collections.Immutable;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>A line of a legend: a sample around the origin, 20 points wide and 8 high, and a name.</summary>
/// <param name="SeriesId">The group of the mark that it stands for.</param>
/// <param name="Label">The name.</param>
/// <param name="Sample">Draws the sample around a point.</param>
internal sealed record Swatch(string SeriesId, string Label, Func<Point, IEnumerable<SceneItem>> Sample);

/// <summary>The names of marks in one or more columns, each from above to below.</summary>
internal sealed class LegendLayout
{
    /// <summary>Between a legend and the edges of the axes that it lies in.</summary>
    public const double FromEdge = 5;

    /// <summary>What a legend and its distance from the edges take beside the names.</summary>
    public const double Around = 2 * FromEdge + 2 * Inside + SampleWidth + 5;

    private const double SampleWidth = 20;
    private const double Inside = 5;
    private const double BetweenColumns = 10;
    private readonly IReadOnlyList<Swatch> swatches;
    private readonly TextMeasure measure;
    private readonly double[] widths;
    private readonly int rows;

    private LegendLayout(IReadOnlyList<Swatch> swatches, TextMeasure measure, int columns)
    {
        (this.swatches, this.measure) = (swatches, measure);
        rows = (swatches.Count + columns - 1) / columns;
        widths = [.. swatches.Chunk(rows).Select(some => SampleWidth + 5 + some.Max(swatch => measure.Width(swatch.Label, measure.Theme.TickSize)))];
    }

    /// <summary>How wide it is, in points.</summary>
    public double Width => 2 * Inside + widths.Sum() + (widths.Length - 1) * BetweenColumns;

    /// <summary>How high it is, in points.</summary>
    public double Height => 2 * Inside + rows * Line(measure);

    /// <summary>In as few columns as this height lets be.</summary>
    public static LegendLayout Tall(IReadOnlyList<Swatch> swatches, TextMeasure measure, double mostHeight)
    {
        var mostRows = Math.Max(1, (int)((mostHeight - 2 * Inside) / Line(measure)));
        return new LegendLayout(swatches, measure, (swatches.Count + mostRows - 1) / mostRows);
    }

    /// <summary>In as many columns as this width lets be.</summary>
    public static LegendLayout Wide(IReadOnlyList<Swatch> swatches, TextMeasure measure, double mostWidth) =>
        Enumerable.Range(1, swatches.Count).Reverse().Select(columns => new LegendLayout(swatches, measure, columns)).FirstOrDefault(one => one.Width <= mostWidth)
        ?? new LegendLayout(swatches, measure, 1);

    /// <summary>Where it lies at one of the nine places of <paramref name="room"/>.</summary>
    public Box At(LegendPlace place, Box room)
    {
        var (right, bottom) = (Math.Max(room.Left, room.Right - Width), Math.Max(room.Top, room.Bottom - Height));
        var (middle, half) = ((room.Left + right) / 2, (room.Top + bottom) / 2);
        var (left, top) = place switch
        {
            LegendPlace.UpperRight => (right, room.Top),
            LegendPlace.UpperLeft => (room.Left, room.Top),
            LegendPlace.LowerLeft => (room.Left, bottom),
            LegendPlace.LowerRight => (right, bottom),
            LegendPlace.CenterRight => (right, half),
            LegendPlace.CenterLeft => (room.Left, half),
            LegendPlace.LowerCenter => (middle, bottom),
            LegendPlace.UpperCenter => (middle, room.Top),
            LegendPlace.Center => (middle, half),
            _ => throw new NotSupportedException($"{place} is no place within axes."),
        };
        return new Box(left, top, Width, Height);
    }

    /// <summary>What is drawn, in <paramref name="area"/>.</summary>
    public IEnumerable<SceneItem> Draw(Box area, bool hasFrame)
    {
        var theme = measure.Theme;
        yield return new PathItem(
            Outline.Of(area), theme.Background.WithOpacity(0.9), hasFrame ? new Stroke(theme.Grid, theme.EdgeWidth) { Join = LineJoin.Miter } : null);
        var left = area.Left + Inside;
        for (var index = 0; index < swatches.Count; index++)
        {
            var (column, row) = (index / rows, index % rows);
            var middle = new Point(left + SampleWidth / 2, area.Top + Inside + (row + 0.5) * Line(measure));
            ImmutableArray<SceneItem> items =
            [
                .. swatches[index].Sample(middle),
                new TextItem(swatches[index].Label, middle + new Point(SampleWidth / 2 + 5, TextMeasure.MiddleToBase(theme.TickSize)), theme.TickSize, theme.Foreground),
            ];
            yield return new GroupItem(items) { Role = GroupRole.LegendEntry, Id = $"{swatches[index].SeriesId}-legend" };
            if (row == rows - 1)
                left += widths[column] + BetweenColumns;
        }
    }

    private static double Line(TextMeasure measure) => Math.Max(measure.Height(measure.Theme.TickSize), 1.3 * measure.Theme.TickSize);
}
