using System.Collections.Immutable;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>A line of a legend: a sample around the origin, 20 points wide and 8 high, and a name.</summary>
/// <param name="SeriesId">The group of the mark that it stands for.</param>
/// <param name="Label">The name.</param>
/// <param name="Sample">Draws the sample around a point.</param>
internal sealed record Swatch(string SeriesId, string Label, Func<Point, IEnumerable<SceneItem>> Sample);

/// <summary>The list of the names of marks.</summary>
internal static class LegendLayout
{
    private const double SampleWidth = 20;
    private const double Inside = 5;
    private const double FromEdge = 5;

    public static IEnumerable<SceneItem> Draw(Legend legend, IReadOnlyList<Swatch> swatches, Box box, TextMeasure measure, MarkDrawing marks)
    {
        if (swatches.Count == 0)
            yield break;
        var theme = measure.Theme;
        var size = theme.TickSize;
        var line = Math.Max(measure.Height(size), 1.3 * size);
        var width = 2 * Inside + SampleWidth + 5 + swatches.Max(swatch => measure.Width(swatch.Label, size));
        var height = 2 * Inside + swatches.Count * line;
        var area = Place(legend.Place, box.Grow(-FromEdge), width, height, marks);
        yield return new PathItem(
            Outline.Of(area), theme.Background.WithOpacity(0.9), legend.HasFrame ? new Stroke(theme.Grid, theme.EdgeWidth) { Join = LineJoin.Miter } : null);
        for (var index = 0; index < swatches.Count; index++)
        {
            var middle = new Point(area.Left + Inside + SampleWidth / 2, area.Top + Inside + (index + 0.5) * line);
            ImmutableArray<SceneItem> items =
            [
                .. swatches[index].Sample(middle),
                new TextItem(swatches[index].Label, middle + new Point(SampleWidth / 2 + 5, TextMeasure.MiddleToBase(size)), size, theme.Foreground),
            ];
            yield return new GroupItem(items) { Role = GroupRole.LegendEntry, Id = $"{swatches[index].SeriesId}-legend" };
        }
    }

    private static Box Place(LegendPlace place, Box room, double width, double height, MarkDrawing marks)
    {
        var (left, right, top, bottom) = (room.Left, Math.Max(room.Left, room.Right - width), room.Top, Math.Max(room.Top, room.Bottom - height));
        Box[] corners = [new(right, top, width, height), new(left, top, width, height), new(left, bottom, width, height), new(right, bottom, width, height)];
        return place == LegendPlace.Best ? corners.MinBy(marks.Hidden) : corners[(int)place - 1];
    }
}
