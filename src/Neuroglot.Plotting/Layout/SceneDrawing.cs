using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>Draws panels that have their place: marks, edges, ticks, texts, legend, insets.</summary>
internal sealed class SceneDrawing(Figure figure, TextMeasure measure)
{
    private readonly Theme theme = figure.Theme;
    private readonly List<Axis> links = [];

    /// <summary>What was left out because nobody would see it.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The axes with their numbers.</summary>
    public List<PlotArea> Areas { get; } = [];

    public GroupItem Draw(PanelMarks marks)
    {
        var (panel, drawing, id) = (marks.Panel, marks.Drawing, marks.Id);
        var (axes, box, map) = (panel.Axes, panel.Box, marks.Map);
        Notes.AddRange(drawing.Notes);
        Notes.AddRange(marks.Shortened.Select(Shortened));
        Areas.Add(new PlotArea(id, box, Span(axes.X, panel.RangeX), Span(axes.Y, panel.RangeY), [.. drawing.Series], [.. drawing.Cells]) { Bodies = [.. drawing.Bodies], Patches = [.. drawing.Patches] });
        var isFilled = axes.Marks.Any(static mark => mark is Image or Hexagons or Pattern);
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        items.Add(new GroupItem([.. marks.Behind]) { Clip = box, Role = GroupRole.Marks, Id = $"{id}-back" });
        items.Add(new GroupItem([.. TicksX(panel, map, theme.HasGrid && !isFilled)]) { Role = GroupRole.XTicks, Id = $"{id}-x" });
        items.Add(new GroupItem([.. TicksY(panel, map, theme.HasGrid && !isFilled)]) { Role = GroupRole.YTicks, Id = $"{id}-y" });
        items.Add(new GroupItem([.. marks.Before]) { Clip = box, Role = GroupRole.Marks, Id = $"{id}-marks" });
        if (axes.HasFrame)
            items.Add(Edges(panel, isFilled));
        items.AddRange(Texts(panel));
        if (axes.ColorBar is not null)
            items.Add(new GroupItem([.. ColorBarLayout.Draw(panel, measure)]) { Title = axes.ColorBar.Label });
        foreach (var inset in axes.Insets)
            items.Add(Inset(inset, box));
        items.AddRange(marks.Legend());
        return new GroupItem(items.ToImmutable()) { Role = GroupRole.Axes, Id = id, Title = axes.Title };
    }

    private GroupItem Inset(Axes inset, Box below)
    {
        var room = PanelMarks.RoomOf(inset, below);
        var panel = new Panel(inset, figure, measure);
        panel.Measure(room.Width, room.Height);
        var box = new Box(room.Left + panel.Left, room.Top + panel.Top, room.Width - panel.Left - panel.Right, room.Height - panel.Top - panel.Bottom);
        if (box.Width < 8 || box.Height < 8)
            throw new PlottingException("NG8012", "An inset has no room for its axes.", "make it, or the figure, larger");
        panel.Box = box;
        panel.Settle();
        return new GroupItem([new PathItem(Outline.Of(room.Grow(2)), theme.Background, null), Draw(new PanelMarks(panel, measure, $"axes{Areas.Count}", isInset: true))]);
    }

    private AxisSpan Span(Axis axis, (double Low, double High) range)
    {
        if (!links.Contains(axis))
            links.Add(axis);
        return new AxisSpan(range.Low, range.High, axis.Scale == AxisScale.Logarithmic, Fonts.TextMarkup.Plain(axis.Text), links.IndexOf(axis));
    }

    private IEnumerable<SceneItem> TicksX(Panel panel, PlotMap map, bool hasGrid)
    {
        var box = panel.Box;
        if (!panel.Axes.X.IsVisible)
            yield break;
        if (hasGrid && panel.TicksX.Major.Count > 0)
            yield return Lines(panel.TicksX.Major.Select(tick => map.X.OfNumber(tick.Value)), box.Top, box.Bottom, true, new Stroke(theme.Grid, theme.EdgeWidth));
        yield return Lines(panel.TicksX.Minor.Select(map.X.OfNumber), box.Bottom, box.Bottom + 0.6 * Panel.TickLength, true, Pen(0.8));
        yield return Lines(panel.TicksX.Major.Select(tick => map.X.OfNumber(tick.Value)), box.Bottom, box.Bottom + Panel.TickLength, true, Pen(1));
        if (!panel.ShowsX)
            yield break;
        var y = box.Bottom + Panel.TickLength + Panel.TickGap + measure.Typeface.Ascent * theme.TickSize;
        foreach (var tick in panel.TicksX.Major)
        {
            var x = map.X.OfNumber(tick.Value);
            yield return panel.Axes.X.HasUprightTicks
                ? new TextItem(tick.Text, new Point(x + TextMeasure.MiddleToBase(theme.TickSize), box.Bottom + Panel.TickLength + Panel.TickGap), theme.TickSize, theme.Foreground, TextAnchor.End, IsUpright: true)
                : new TextItem(tick.Text, new Point(x, y), theme.TickSize, theme.Foreground, TextAnchor.Middle);
        }

        if (panel.TicksX.Common.Length > 0)
            yield return new TextItem(panel.TicksX.Common, new Point(box.Right, y + measure.Height(theme.TickSize)), theme.TickSize, theme.Foreground, TextAnchor.End);
    }

    private IEnumerable<SceneItem> TicksY(Panel panel, PlotMap map, bool hasGrid)
    {
        var box = panel.Box;
        if (!panel.Axes.Y.IsVisible)
            yield break;
        if (hasGrid && panel.TicksY.Major.Count > 0)
            yield return Lines(panel.TicksY.Major.Select(tick => map.Y.OfNumber(tick.Value)), box.Left, box.Right, false, new Stroke(theme.Grid, theme.EdgeWidth));
        yield return Lines(panel.TicksY.Minor.Select(map.Y.OfNumber), box.Left - 0.6 * Panel.TickLength, box.Left, false, Pen(0.8));
        yield return Lines(panel.TicksY.Major.Select(tick => map.Y.OfNumber(tick.Value)), box.Left - Panel.TickLength, box.Left, false, Pen(1));
        if (!panel.ShowsY)
            yield break;
        var x = box.Left - Panel.TickLength - Panel.TickGap;
        foreach (var tick in panel.TicksY.Major)
            yield return new TextItem(tick.Text, new Point(x, map.Y.OfNumber(tick.Value) + TextMeasure.MiddleToBase(theme.TickSize)), theme.TickSize, theme.Foreground, TextAnchor.End);
        if (panel.TicksY.Common.Length > 0)
            yield return new TextItem(panel.TicksY.Common, new Point(box.Left, box.Top - 4), theme.TickSize, theme.Foreground);
    }

    private static string Shortened(string text) => $"The text \"{text}\" is shortened.";

    private Stroke Pen(double part) => new(theme.Foreground, part * theme.EdgeWidth) { Cap = LineCap.Butt, Join = LineJoin.Miter };

    // Lines across an axis, at many places, between two others.
    private static PathItem Lines(IEnumerable<double> places, double from, double to, bool isX, Stroke stroke)
    {
        var builder = new OutlineBuilder();
        foreach (var place in places)
            builder.Move(isX ? new(place, from) : new(from, place)).Line(isX ? new(place, to) : new(to, place));
        return new PathItem(builder.ToOutline(), null, stroke);
    }

    private PathItem Edges(Panel panel, bool isAround)
    {
        var box = panel.Box;
        var outline = isAround
            ? Outline.Of(box) : Outline.Of(new Point(box.Left, box.Top), new Point(box.Left, box.Bottom), new Point(box.Right, box.Bottom));
        return new PathItem(outline, null, Pen(1) with { Cap = LineCap.Square });
    }

    private IEnumerable<SceneItem> Texts(Panel panel)
    {
        var (box, axes) = (panel.Box, panel.Axes);
        var ascent = measure.Typeface.Ascent;
        var line = measure.Height(theme.FontSize);
        for (var index = 0; index < panel.LabelX.Count; index++)
        {
            var y = box.Bottom + Panel.TickLength + Panel.TickGap + panel.NumbersX + Panel.LabelGap + ascent * theme.FontSize + index * line;
            yield return new TextItem(panel.LabelX[index], new Point((box.Left + box.Right) / 2, y), theme.FontSize, theme.Foreground, TextAnchor.Middle);
        }

        for (var index = 0; index < panel.LabelY.Count; index++)
        {
            var x = box.Left - Panel.TickLength - Panel.TickGap - panel.NumbersY - Panel.LabelGap - measure.Typeface.Descent * theme.FontSize - (panel.LabelY.Count - 1 - index) * line;
            yield return new TextItem(panel.LabelY[index], new Point(x, (box.Top + box.Bottom) / 2), theme.FontSize, theme.Foreground, TextAnchor.Middle, IsUpright: true);
        }

        for (var index = 0; index < panel.Title.Count; index++)
        {
            var above = (panel.Title.Count - 1 - index) * measure.Height(theme.TitleSize);
            yield return new TextItem(
                panel.Title[index], new Point((box.Left + box.Right) / 2, box.Top - panel.BelowTitle - above - measure.Typeface.Descent * theme.TitleSize), theme.TitleSize,
                theme.Foreground, TextAnchor.Middle);
        }

        (string Whole, IReadOnlyList<string> Written)[] all =
            [(axes.X.Text, panel.LabelX), (axes.Y.Text, panel.LabelY), (axes.Title ?? string.Empty, panel.Title), (axes.ColorBar?.Label ?? string.Empty, panel.LabelColor), .. panel.Names];
        Notes.AddRange(all.Where(static one => one.Written.Any(static text => text.EndsWith('…')) && !one.Whole.EndsWith('…')).Select(static one => Shortened(one.Whole)));
    }
}
