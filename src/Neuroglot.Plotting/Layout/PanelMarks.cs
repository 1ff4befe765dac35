using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>The marks of a panel, drawn where it lies, and the place of its legend, which depends on them.</summary>
internal sealed class PanelMarks
{
    private static readonly LegendPlace[] Inside =
    [
        LegendPlace.UpperRight, LegendPlace.UpperLeft, LegendPlace.LowerLeft, LegendPlace.LowerRight, LegendPlace.CenterRight, LegendPlace.CenterLeft, LegendPlace.LowerCenter,
        LegendPlace.UpperCenter, LegendPlace.Center,
    ];

    // Outside of the axes, a legend takes at most such parts of their width or height, and leaves them so many points.
    private const double MostBeside = 0.3;
    private const double MostAbove = 0.4;
    private const double LeastLeft = 40;
    private readonly TextMeasure measure;
    private readonly IReadOnlyList<Swatch> swatches;
    private readonly List<(Mark Mark, GroupItem Item)> items;
    private readonly (LegendLayout Layout, Box Area)? legend;

    public PanelMarks(Panel panel, TextMeasure measure, string id, bool isInset)
    {
        (Panel, this.measure, Id) = (panel, measure, id);
        var box = panel.Box;
        Map = new PlotMap(box, new AxisMap(panel.Axes.X, panel.RangeX, box.Left, box.Right), new AxisMap(panel.Axes.Y, panel.RangeY, box.Bottom, box.Top));
        Drawing = new MarkDrawing(measure, Map, panel.Axes, id);
        items = Drawing.Draw();
        swatches = [.. Drawing.Swatches.Select(one => one with { Label = measure.Shortened(one.Label, measure.Theme.TickSize, box.Width - LegendLayout.Around) })];
        legend = panel.Axes.Legend is { } asked && swatches.Count > 0 ? Legend(asked.Place, isInset) : null;
    }

    public Panel Panel { get; }

    public string Id { get; }

    public PlotMap Map { get; }

    public MarkDrawing Drawing { get; }

    /// <summary>How much room beside the axes the legend has to have, and has not yet; null where it has its place.</summary>
    public LegendRoom? Lacks { get; private set; }

    /// <summary>The marks behind the grid.</summary>
    public IEnumerable<GroupItem> Behind => items.Where(static pair => pair.Mark.Order < 0).Select(static pair => pair.Item);

    /// <summary>The marks before it.</summary>
    public IEnumerable<GroupItem> Before => items.Where(static pair => pair.Mark.Order >= 0).Select(static pair => pair.Item);

    /// <summary>Names that have no room, not even in a legend by themselves.</summary>
    public IEnumerable<string> Shortened => legend is null ? [] : Drawing.Swatches.Zip(swatches).Where(static pair => pair.First.Label != pair.Second.Label).Select(static pair => pair.First.Label);

    /// <summary>The legend; nothing where there is none.</summary>
    public IEnumerable<SceneItem> Legend() => legend is { } found ? found.Layout.Draw(found.Area, Panel.Axes.Legend!.HasFrame) : [];

    /// <summary>Where an inset lies.</summary>
    public static Box RoomOf(Axes inset, Box below)
    {
        var (left, top, width, height) = inset.Part;
        return new Box(below.Left + left * below.Width, below.Top + top * below.Height, width * below.Width, height * below.Height);
    }

    private (LegendLayout Layout, Box Area) Legend(LegendPlace place, bool isInset)
    {
        var box = Panel.Box;
        if (Panel.LegendRoom is { } given)
        {
            return given.IsAbove
                ? (given.Legend, new Box(Math.Max(box.Left, box.Right - given.Legend.Width), box.Top - Panel.AboveBox - given.Legend.Height, given.Legend.Width, given.Legend.Height))
                : (given.Legend, new Box(Panel.LegendLeft, box.Top, given.Legend.Width, given.Legend.Height));
        }

        var room = box.Grow(-LegendLayout.FromEdge);
        var inside = LegendLayout.Tall(swatches, measure, room.Height);
        if (place is not (LegendPlace.Best or LegendPlace.Outside))
            return (inside, inside.At(place, room));
        var covered = new CoveredPlaces(
            box, items.Where(static pair => pair.Mark is not (Pattern or Span)).Select(static pair => pair.Item), Panel.Axes.Insets.Select(inset => RoomOf(inset, box)), measure.Typeface);
        var best = Inside.Select(one => inside.At(one, room)).MinBy(covered.Within);
        if (!isInset && (place == LegendPlace.Outside || covered.Within(best) > 0 || inside.Width > room.Width || inside.Height > room.Height))
            Lacks = Beside(box);
        return (inside, best);
    }

    // To the right where names are short enough, else above; null where neither leaves room for the axes.
    private LegendRoom? Beside(Box box)
    {
        var right = LegendLayout.Tall(swatches, measure, box.Height);
        if (right.Width <= Math.Min(MostBeside * box.Width, box.Width - LeastLeft) && right.Height <= box.Height)
            return new LegendRoom(right, IsAbove: false);
        var above = LegendLayout.Wide(swatches, measure, box.Width);
        return above.Width <= box.Width && above.Height <= Math.Min(MostAbove * box.Height, box.Height - LeastLeft) ? new LegendRoom(above, IsAbove: true) : null;
    }
}

/// <summary>The room of a legend outside of its axes.</summary>
/// <param name="Legend">The legend.</param>
/// <param name="IsAbove">Whether it lies above; else to the right.</param>
internal sealed record LegendRoom(LegendLayout Legend, bool IsAbove);
