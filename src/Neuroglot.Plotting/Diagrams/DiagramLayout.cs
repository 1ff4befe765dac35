using System.Collections.Immutable;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Layout;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Diagrams;

/// <summary>A diagram at its natural size, in points.</summary>
internal sealed class DiagramLayout
{
    private const double Inside = 5;
    private const double ColumnGap = 26;
    private const double RowGap = 9;
    private const double ArrowLength = 5;
    private const double LeastSize = 7;
    private readonly Diagram diagram;
    private readonly TextMeasure measure;
    private readonly LayeredGraph graph;
    private readonly double size;
    private readonly double line;
    private readonly Box extent;

    private DiagramLayout(Diagram diagram, TextMeasure measure)
    {
        (this.diagram, this.measure) = (diagram, measure);
        size = measure.Theme.TickSize;
        line = measure.Height(size);
        var starts = diagram.Boxes.Any(static box => box.IsStart) ? ColumnGap / 2 : 0;
        graph = LayeredGraph.Of(
            [.. diagram.Boxes.Select(SizeOf)], [.. diagram.Arrows.Select(arrow => (arrow.From, arrow.To, arrow.Lines.IsEmpty ? default : Extent(arrow.Lines, 3, 1)))], ColumnGap, RowGap);
        var (right, bottom) = (graph.Places.Max(static place => place.Right), graph.Places.Max(static place => place.Bottom));
        var remarks = diagram.Remarks.IsEmpty ? default : Extent(diagram.Remarks, 0, RowGap);
        extent = new Box(-starts, 0, Math.Max(right, remarks.Width) + starts, bottom + remarks.Height);
    }

    /// <summary>Width at natural size.</summary>
    public double Width => extent.Width;

    /// <summary>Height at natural size.</summary>
    public double Height => extent.Height;

    /// <summary>Places what <paramref name="diagram"/> has.</summary>
    public static DiagramLayout Of(Diagram diagram, TextMeasure measure) => new(diagram, measure);

    /// <summary>What is drawn, in the middle of <paramref name="room"/>; smaller where it has to be.</summary>
    /// <exception cref="PlottingException">NG8012: letters would be lower than 7 points.</exception>
    public IEnumerable<SceneItem> Draw(Box room)
    {
        var scale = Math.Min(1, Math.Min(room.Width / Width, room.Height / Height));
        if (scale * size < LeastSize - 1e-6)
        {
            var least = LeastSize / size;
            throw new PlottingException(
                "NG8012", $"The diagram has no room on {room.Width:0} by {room.Height:0} points.", $"make the figure larger: the diagram alone needs {Math.Ceiling(least * Width):0} by {Math.Ceiling(least * Height):0}");
        }

        var drawing = new DiagramDrawing(this, scale, new Point(room.Left + (room.Width - scale * Width) / 2 - scale * extent.Left, room.Top + (room.Height - scale * Height) / 2));
        return drawing.Items();
    }

    private Extent2 SizeOf(DiagramBox box)
    {
        var lines = box.Title.Length == 0 ? box.Lines : [box.Title, .. box.Lines];
        return lines.IsEmpty ? new Extent2(24, 18) : Extent(lines, Inside, Inside);
    }

    private Extent2 Extent(ImmutableArray<string> lines, double beside, double above) => new(lines.Max(one => measure.Width(one, size)) + 2 * beside, lines.Length * line + 2 * above);

    private sealed class DiagramDrawing(DiagramLayout layout, double scale, Point origin)
    {
        private readonly Theme theme = layout.measure.Theme;
        private readonly LayeredGraph graph = layout.graph;

        public IEnumerable<SceneItem> Items()
        {
            var ports = Ports();
            foreach (var step in graph.Steps)
                yield return Way(step, ports);
            foreach (var head in Heads(ports))
                yield return head;
            for (var index = 0; index < layout.diagram.Boxes.Length; index++)
            {
                foreach (var item in Box(layout.diagram.Boxes[index], graph.Places[index]))
                    yield return item;
            }

            for (var index = 0; index < layout.diagram.Arrows.Length; index++)
            {
                var place = graph.Places[graph.Texts[index]];
                foreach (var item in Lines(layout.diagram.Arrows[index].Lines, place.Left + 3, place.Top + 1, theme.Foreground))
                    yield return item;
            }

            foreach (var item in Lines(layout.diagram.Remarks, layout.extent.Left, graph.Places.Max(static place => place.Bottom) + RowGap, theme.Foreground))
                yield return item;
        }

        private Point At(double x, double y) => origin + scale * new Point(x, y);

        private Stroke Pen(LineStyle? style = null) => new(theme.Foreground, theme.EdgeWidth) { Dashes = [.. (style?.Dashes ?? []).Select(length => length * theme.EdgeWidth)] };

        // At which height each way leaves and reaches what it joins: shared out along the side, in the order of the other ends.
        private Dictionary<(Step Step, bool IsEnd), double> Ports()
        {
            var ports = new Dictionary<(Step, bool), double>();
            foreach (var (isEnd, groups) in new[] { (false, graph.Steps.GroupBy(static step => step.From)), (true, graph.Steps.GroupBy(static step => step.To)) })
            {
                foreach (var group in groups)
                {
                    var place = graph.Places[group.Key];
                    var sorted = group.OrderBy(step => Middle(isEnd ? step.From : step.To)).ThenBy(static step => step.IsBack).ToArray();
                    for (var index = 0; index < sorted.Length; index++)
                        ports[(sorted[index], isEnd)] = place.Top + place.Height * (index + 1) / (sorted.Length + 1);
                }
            }

            return ports;
        }

        private double Middle(int place) => (graph.Places[place].Top + graph.Places[place].Bottom) / 2;

        // Level up to the edge of the column, a curve in the gap, level again: nothing lies in its way.
        private PathItem Way(Step step, Dictionary<(Step Step, bool IsEnd), double> ports)
        {
            var (from, to) = (graph.Places[step.From], graph.Places[step.To]);
            var (y0, y1) = (ports[(step, false)], ports[(step, true)]);
            var (edge0, edge1) = (graph.Columns[graph.ColumnOf(step.From)].Right, graph.Columns[graph.ColumnOf(step.To)].Left);
            var middle = (edge0 + edge1) / 2;
            var path = new OutlineBuilder().Move(At(from.Right, y0)).Line(At(edge0, y0)).Cubic(At(middle, y0), At(middle, y1), At(edge1, y1)).Line(At(to.Left, y1));
            if (from.Width == 0)
                path = new OutlineBuilder().Move(At(graph.Columns[graph.ColumnOf(step.From)].Left, y0)).Line(At(edge0, y0)).Cubic(At(middle, y0), At(middle, y1), At(edge1, y1)).Line(At(to.Left, y1));
            return new PathItem(path.ToOutline(), null, Pen(layout.diagram.Arrows[step.Arrow].Style));
        }

        // Where an arrow reaches its box: from the left, or, going back, at its right side.
        private IEnumerable<SceneItem> Heads(Dictionary<(Step Step, bool IsEnd), double> ports)
        {
            var boxes = layout.diagram.Boxes.Length;
            foreach (var step in graph.Steps)
            {
                var arrow = layout.diagram.Arrows[step.Arrow];
                if (!step.IsBack && step.To < boxes && step.To == arrow.To)
                    yield return Head(graph.Places[step.To].Left, ports[(step, true)], 1);
                else if (step.IsBack && step.From < boxes && step.From == arrow.To)
                    yield return Head(graph.Places[step.From].Right, ports[(step, false)], -1);
            }

            for (var index = 0; index < boxes; index++)
            {
                if (!layout.diagram.Boxes[index].IsStart)
                    continue;
                var place = graph.Places[index];
                // Above the ways that come in, which are shared out along the whole side.
                var y = place.Top + Math.Min(6, place.Height / 4);
                yield return new PathItem(Outline.Of(At(place.Left - ColumnGap / 2, y), At(place.Left, y)), null, Pen());
                yield return new PathItem(new OutlineBuilder().AddEllipse(At(place.Left - ColumnGap / 2, y), 2 * scale, 2 * scale).ToOutline(), theme.Foreground, null);
                yield return Head(place.Left, y, 1);
            }
        }

        private PathItem Head(double x, double y, int direction) => new(
            new OutlineBuilder().AddPolygon(At(x, y), At(x - direction * ArrowLength, y - 0.4 * ArrowLength), At(x - direction * ArrowLength, y + 0.4 * ArrowLength)).ToOutline(), theme.Foreground, null);

        private IEnumerable<SceneItem> Box(DiagramBox box, Box place)
        {
            var color = box.Color ?? theme.Foreground;
            var (corner, outline) = (At(place.Left, place.Top), new OutlineBuilder());
            var (wide, high) = (scale * place.Width, scale * place.Height);
            if (box.IsRound)
                Round(outline, corner, wide, high, Math.Min(6 * scale, Math.Min(wide, high) / 2));
            else
                outline.Add(new Box(corner.X, corner.Y, wide, high));
            yield return new PathItem(outline.ToOutline(), theme.Background, new Stroke(color, 1.4 * theme.EdgeWidth));
            var top = place.Top + Inside;
            if (box.Title.Length > 0)
            {
                foreach (var item in Lines([box.Title], place.Left + Inside, top, color))
                    yield return item;
                top += layout.line;
            }

            foreach (var item in Lines(box.Lines, place.Left + Inside, top, theme.Foreground))
                yield return item;
        }

        private static void Round(OutlineBuilder outline, Point corner, double wide, double high, double radius)
        {
            Point Place(double x, double y) => corner + new Point(x, y);
            outline.Move(Place(radius, 0)).Line(Place(wide - radius, 0)).Quarter(Place(wide, radius), startsLevel: true).Line(Place(wide, high - radius)).Quarter(Place(wide - radius, high), startsLevel: false)
                .Line(Place(radius, high)).Quarter(Place(0, high - radius), startsLevel: true).Line(Place(0, radius)).Quarter(Place(radius, 0), startsLevel: false).Close();
        }

        private IEnumerable<SceneItem> Lines(ImmutableArray<string> lines, double left, double top, Color color)
        {
            for (var index = 0; index < lines.Length; index++)
            {
                if (lines[index].Length > 0)
                    yield return new TextItem(lines[index], At(left, top + index * layout.line + layout.measure.Typeface.Ascent * layout.size), scale * layout.size, color);
            }
        }
    }
}
