using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Turns the marks of one axes into items of the scene.</summary>
internal sealed class MarkDrawing(TextMeasure measure, PlotMap map, Axes axes, string id)
{
    private readonly Theme theme = measure.Theme;

    public List<string> Notes { get; } = [];

    public List<Series> Series { get; } = [];

    public List<SeriesCells> Cells { get; } = [];

    public List<SeriesBodies> Bodies { get; } = [];

    /// <summary>The bars and hexagons that a page tells the values of.</summary>
    public List<SeriesPatches> Patches { get; } = [];

    public List<Swatch> Swatches { get; } = [];

    /// <summary>All marks, from back to front.</summary>
    public List<(Mark Mark, GroupItem Item)> Draw()
    {
        var items = new List<(Mark, GroupItem)>();
        foreach (var (mark, index) in axes.Marks.Select(static (mark, index) => (mark, index)).OrderBy(static pair => pair.mark.Order))
        {
            var name = $"{id}-mark{index}";
            items.Add((mark, new GroupItem([.. Items(mark, name, ColorOf(mark, index))]) { Role = GroupRole.Series, Id = name, Title = mark.Label }));
        }

        return items;
    }

    // The cycle counts those marks that take their colour from it.
    private Color ColorOf(Mark mark, int index)
    {
        var given = Given(mark);
        return (given ?? theme.CycleColor(axes.Marks.Take(index).Count(static other => other is Line or Points or Bars or Band or Circles or Polygons or Solids && Given(other) is null)))
            .WithOpacity(mark.Opacity);
    }

    private static Color? Given(Mark mark) => mark switch
    {
        Line line => line.Color,
        Points points => points.Values is null ? points.Color : points.Color ?? Color.Transparent,
        Band band => band.Color,
        Bars bars => bars.Color,
        Circles circles => circles.Color,
        Polygons { Fills.Length: > 0 } polygons => polygons.Fills[0],
        Solids solids => solids.Values is not null ? Color.Transparent : solids.Fills.Length > 0 ? solids.Fills[0] : null,
        _ => null,
    };

    private IEnumerable<SceneItem> Items(Mark mark, string name, Color color) => mark switch
    {
        Line line => Draw(line, name, color),
        Points points => Draw(points, name, color),
        Image image => Draw(image),
        Hexagons hexagons => Draw(hexagons, name),
        Polygons polygons => Draw(polygons, name, color),
        Circles circles => Draw(circles, name, color),
        Band band => Draw(band, name, band.Color is null ? color.WithOpacity(0.25) : color),
        Bars bars => Draw(bars, name, color),
        Solids solids => Draw(solids, name, color),
        Diagram diagram => Diagrams.DiagramLayout.Of(diagram, measure).Draw(map.Box),
        Annotation text => Draw(text),
        Pattern pattern => HatchDrawing.Draw(pattern, map.Box, theme.EdgeWidth),
        Span span => Draw(span),
        _ => throw new NotSupportedException($"{mark.GetType().Name} cannot be drawn."),
    };

    private IEnumerable<SceneItem> Draw(Line line, string name, Color color)
    {
        var width = line.Width ?? theme.LineWidth;
        var stroke = new Stroke(color, width)
        {
            Dashes = [.. line.Style.Dashes.Select(length => length * width)],
            Cap = line.Style.Dashes.IsEmpty ? LineCap.Round : LineCap.Butt,
        };
        var marker = line.Marker is { } shape ? (Shape: shape.Shape.Place(line.MarkerSize, default), shape.IsFilled) : default;
        Series.Add(new Series(
            name, Fonts.TextMarkup.Plain(line.Label ?? string.Empty), line.X, line.Y, axes.X.Factor, axes.Y.Factor, color, line.Style.IsDrawn ? width : 0, marker.Shape, marker.IsFilled));
        if (!string.IsNullOrEmpty(line.Label))
        {
            Swatches.Add(new Swatch(name, line.Label, at =>
            [
                .. line.Style.IsDrawn ? [new PathItem(Outline.Of(at - new Point(9, 0), at + new Point(9, 0)), null, stroke)] : Array.Empty<SceneItem>(),
                .. marker.Shape is null ? [] : new[] { Markers(marker.Shape, marker.IsFilled, color, null, [(float)at.X], [(float)at.Y]) },
            ]));
        }

        if (line.Style.IsDrawn)
        {
            var tracing = LineTracing.Of(line.X, line.Y, map, width);
            if (tracing.Note is { } note)
                Notes.Add($"{(string.IsNullOrEmpty(line.Label) ? "A line" : $"The line {Fonts.TextMarkup.Plain(line.Label)}")} {note}");
            yield return new PathItem(tracing.Outline, null, stroke);
        }

        if (marker.Shape is not null)
        {
            var (x, y, _) = PointPlaces.Of(line.X, line.Y, null, map, line.MarkerSize);
            yield return Markers(marker.Shape, marker.IsFilled, color, null, x, y);
        }
    }

    private string ValueLabel => Fonts.TextMarkup.Plain(axes.ColorBar?.Label ?? string.Empty);

    private IEnumerable<SceneItem> Draw(Image image)
    {
        var (x, y) = (axes.X.Factor, axes.Y.Factor);
        Cells.Add(new SeriesCells(
            image.Cells, image.Columns, image.Left * x, image.Bottom * y, image.CellWidth * x, image.CellHeight * y, axes.ColorBar?.Factor ?? 1, ValueLabel));
        yield return CellDrawing.Draw(image, map);
    }

    private IEnumerable<SceneItem> Draw(Hexagons hexagons, string name)
    {
        var (bins, x, y, factor) = (hexagons.Bins, axes.X.Factor, axes.Y.Factor, axes.ColorBar?.Factor ?? 1);
        // Of each cell the box that reaches half-way to those above and below.
        Patches.Add(new SeriesPatches(
            name, Fonts.TextMarkup.Plain(hexagons.Label ?? string.Empty), Array.ConvertAll(bins.X, at => (at - bins.Width / 2) * x), Array.ConvertAll(bins.X, at => (at + bins.Width / 2) * x),
            Array.ConvertAll(bins.Y, at => (at - bins.Height / 4) * y), Array.ConvertAll(bins.Y, at => (at + bins.Height / 4) * y))
        { Values = Array.ConvertAll(bins.Values, value => value * factor), ValueLabel = ValueLabel });
        return CellDrawing.Draw(hexagons, map, hexagons.Opacity);
    }

    private IEnumerable<SceneItem> Draw(Solids solids, string name, Color color)
    {
        AddPatch(solids.Label, name, color);
        Bodies.Add(new SeriesBodies(name, solids, color, theme, axes.X.Factor, axes.ColorBar?.Factor ?? 1, ValueLabel, axes.X.Unit is { } unit ? Scales.UnitText.Symbol(unit.Symbol) : string.Empty));
        return new SolidDrawing(solids, map, axes.X, theme, color).Draw();
    }

    private IEnumerable<SceneItem> Draw(Points points, string name, Color color)
    {
        var shape = points.Marker.Shape.Place(points.Size, default);
        if (points.Values is not null && points.Color is null)
            color = theme.Foreground.WithOpacity(points.Opacity);
        Series.Add(new Series(
            name, Fonts.TextMarkup.Plain(points.Label ?? string.Empty), points.X, points.Y, axes.X.Factor, axes.Y.Factor, color, 0, shape, points.Marker.IsFilled || points.Values is not null)
        {
            Values = points.Values,
            Colors = points.Colors,
            ValueScale = axes.ColorBar?.Factor ?? 1,
            ValueLabel = ValueLabel,
        });
        if (!string.IsNullOrEmpty(points.Label))
            Swatches.Add(new Swatch(name, points.Label, at => [Markers(points.Marker.Shape.Place(Math.Max(points.Size, LeastSample(points.Marker)), default), points.Marker.IsFilled, color, null, [(float)at.X], [(float)at.Y])]));
        var (x, y, values) = PointPlaces.Of(points.X, points.Y, points.Values, map, points.Size);
        var colors = points.Colors is { } scale && values is not null ? Array.ConvertAll(values, value => scale[value].WithOpacity(points.Opacity)) : null;
        yield return Markers(shape, points.Marker.IsFilled || colors is not null, color, colors, x, y);
    }

    private MarkersItem Markers(Outline shape, bool isFilled, Color color, Color[]? colors, float[] x, float[] y) =>
        new(shape, isFilled ? color : null, isFilled ? null : new Stroke(color, 0.8 * theme.LineWidth), x, y, colors);

    private IEnumerable<SceneItem> Draw(Polygons polygons, string name, Color color)
    {
        AddPatch(polygons.Label, name, color);
        var edge = polygons.EdgeColor is { } given ? new Stroke(given.WithOpacity(polygons.Opacity), theme.EdgeWidth) : null;
        for (var index = 0; index < polygons.Corners.Length; index++)
        {
            Point[] corners = [.. polygons.Corners[index].Select(corner => map[corner.X, corner.Y])];
            if (Array.Exists(corners, static corner => double.IsNaN(corner.X + corner.Y)))
                continue;
            var fill = polygons.Fills.Length > 1 ? polygons.Fills[index % polygons.Fills.Length].WithOpacity(polygons.Opacity) : color;
            yield return new PathItem(new OutlineBuilder().AddPolygon(corners).ToOutline(), fill, edge);
        }
    }

    private IEnumerable<SceneItem> Draw(Circles circles, string name, Color color)
    {
        AddPatch(circles.Label, name, color);
        var builder = new OutlineBuilder();
        for (var index = 0; index < circles.X.Count; index++)
        {
            var center = map[circles.X[index], circles.Y[index]];
            var rim = map[circles.X[index] + circles.Radii[index], circles.Y[index] + circles.Radii[index]];
            if (double.IsFinite(center.X + center.Y + rim.X + rim.Y))
                builder.AddEllipse(center, Math.Abs(rim.X - center.X), Math.Abs(rim.Y - center.Y));
        }

        yield return new PathItem(builder.ToOutline(), circles.IsFilled ? color : null, circles.IsFilled ? null : new Stroke(color, theme.LineWidth));
    }

    private IEnumerable<SceneItem> Draw(Band band, string name, Color color)
    {
        AddPatch(band.Label, name, color);
        var forward = new List<Point>();
        var back = new List<Point>();
        var builder = new OutlineBuilder();
        for (var index = 0; index <= band.X.Count; index++)
        {
            if (index < band.X.Count && map[band.X[index], band.Low[index]] is var low && map[band.X[index], band.High[index]] is var high && double.IsFinite(low.X + low.Y + high.Y))
            {
                forward.Add(low);
                back.Add(high);
                continue;
            }

            back.Reverse();
            builder.AddPolygon([.. forward, .. back]);
            forward.Clear();
            back.Clear();
        }

        yield return new PathItem(builder.ToOutline(), color, null);
    }

    private IEnumerable<SceneItem> Draw(Bars bars, string name, Color color)
    {
        AddPatch(bars.Label, name, color);
        var (heights, scale) = (bars.Heights.Select(height => height * axes.Y.Factor).ToArray(), axes.X.Factor);
        Patches.Add(new SeriesPatches(
            name, Fonts.TextMarkup.Plain(bars.Label ?? string.Empty), [.. bars.Edges.Take(heights.Length).Select(edge => edge * scale)], [.. bars.Edges.Skip(1).Select(edge => edge * scale)],
            Array.ConvertAll(heights, static height => Math.Min(height, 0)), Array.ConvertAll(heights, static height => Math.Max(height, 0))));
        var builder = new OutlineBuilder();
        for (var index = 0; index < bars.Heights.Count; index++)
        {
            var (left, right, tip) = (map.X[bars.Edges[index]], map.X[bars.Edges[index + 1]], map.Y[bars.Heights[index]]);
            // There is no 0 on a logarithmic axis; bars stand on its end there.
            var foot = map.Y[0] is var zero && double.IsFinite(zero) ? zero : map.Box.Bottom;
            if (double.IsFinite(left + right + tip))
                builder.Add(new Box(Math.Min(left, right), Math.Min(foot, tip), Math.Abs(right - left), Math.Abs(tip - foot)));
        }

        yield return new PathItem(builder.ToOutline(), color, new Stroke(theme.Background, 0.4 * theme.EdgeWidth) { Join = LineJoin.Miter });
    }

    private IEnumerable<SceneItem> Draw(Annotation text)
    {
        if (map[text.X, text.Y] is var at && double.IsFinite(at.X + at.Y))
            yield return new TextItem(text.Content, at + new Point(0, TextMeasure.MiddleToBase(theme.FontSize)), theme.FontSize, text.Color ?? theme.Foreground, text.Anchor);
    }

    private IEnumerable<SceneItem> Draw(Span span)
    {
        var color = (span.Color ?? theme.Foreground.WithOpacity(span.Low == span.High ? 0.6 : 0.15)).WithOpacity(span.Opacity);
        var box = map.Box;
        var (from, to) = span.IsVertical ? (map.X.Edge(span.Low, box.Left), map.X.Edge(span.High, box.Left)) : (map.Y.Edge(span.Low, box.Bottom), map.Y.Edge(span.High, box.Bottom));
        if (double.IsNaN(from + to))
            yield break;
        if (span.Low == span.High)
        {
            var line = span.IsVertical ? Outline.Of(new Point(from, box.Top), new Point(from, box.Bottom)) : Outline.Of(new Point(box.Left, from), new Point(box.Right, from));
            yield return new PathItem(line, null, new Stroke(color, theme.EdgeWidth) { Dashes = [.. span.Style.Dashes.Select(length => length * theme.EdgeWidth)] });
            yield break;
        }

        var (low, high) = (Math.Min(from, to), Math.Max(from, to));
        yield return new PathItem(Outline.Of(span.IsVertical ? new Box(low, box.Top, high - low, box.Height) : new Box(box.Left, low, box.Width, high - low)), color, null);
    }

    private void AddPatch(string? label, string name, Color color)
    {
        if (!string.IsNullOrEmpty(label))
            Swatches.Add(new Swatch(name, label, at => [new PathItem(Outline.Of(new Box(at.X - 9, at.Y - 3.5, 18, 7)), color, null)]));
    }

    // The points of a large raster are too small to tell their colours; in a legend they are some three points wide. What a point is drawn as is smaller than its size.
    private static double LeastSample(Marker marker) => marker.Name switch { "," => 26, "." => 7, _ => 4 };
}
