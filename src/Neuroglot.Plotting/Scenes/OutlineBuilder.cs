namespace Neuroglot.Plotting.Scenes;

/// <summary>Makes an <see cref="Outline"/>, step by step.</summary>
public sealed class OutlineBuilder
{
    // Length of the control arms of the cubic curve nearest to a quarter of a circle with radius 1: 4/3 (√2 − 1).
    private const double Arm = 0.5522847498307936;

    private readonly List<OutlineStep> steps = [];
    private readonly List<Point> points = [];

    /// <summary>Begins a new part at <paramref name="point"/>.</summary>
    public OutlineBuilder Move(Point point) => Add(OutlineStep.Move, point);

    /// <summary>A straight line to <paramref name="point"/>.</summary>
    public OutlineBuilder Line(Point point) => Add(OutlineStep.Line, point);

    /// <summary>A cubic Bézier curve to <paramref name="end"/>.</summary>
    public OutlineBuilder Cubic(Point control1, Point control2, Point end)
    {
        points.Add(control1);
        points.Add(control2);
        return Add(OutlineStep.Cubic, end);
    }

    /// <summary>A quadratic Bézier curve to <paramref name="end"/>, as the cubic one that is the same.</summary>
    public OutlineBuilder Quadratic(Point control, Point end)
    {
        var start = points[^1];
        return Cubic(start + 2.0 / 3 * (control - start), end + 2.0 / 3 * (control - end), end);
    }

    /// <summary>A quarter of an ellipse to <paramref name="end"/>.</summary>
    /// <param name="end">Where it ends.</param>
    /// <param name="startsLevel">Whether it starts horizontally and ends vertically; else the other way round.</param>
    public OutlineBuilder Quarter(Point end, bool startsLevel)
    {
        var start = points[^1];
        var way = Arm * (end - start);
        return startsLevel
            ? Cubic(start + new Point(way.X, 0), end - new Point(0, way.Y), end)
            : Cubic(start + new Point(0, way.Y), end - new Point(way.X, 0), end);
    }

    /// <summary>Back to where the part began.</summary>
    public OutlineBuilder Close()
    {
        steps.Add(OutlineStep.Close);
        return this;
    }

    /// <summary>The four edges of <paramref name="box"/>.</summary>
    public OutlineBuilder Add(Box box) =>
        Move(new(box.Left, box.Top)).Line(new(box.Right, box.Top)).Line(new(box.Right, box.Bottom)).Line(new(box.Left, box.Bottom)).Close();

    /// <summary>A closed line through <paramref name="corners"/>.</summary>
    public OutlineBuilder AddPolygon(params ReadOnlySpan<Point> corners)
    {
        for (var index = 0; index < corners.Length; index++)
            Add(index == 0 ? OutlineStep.Move : OutlineStep.Line, corners[index]);
        return corners.Length == 0 ? this : Close();
    }

    /// <summary>An ellipse, of four cubic curves.</summary>
    public OutlineBuilder AddEllipse(Point center, double radiusX, double radiusY) =>
        Move(center + new Point(radiusX, 0))
            .Quarter(center + new Point(0, radiusY), startsLevel: false).Quarter(center - new Point(radiusX, 0), startsLevel: true)
            .Quarter(center - new Point(0, radiusY), startsLevel: false).Quarter(center + new Point(radiusX, 0), startsLevel: true).Close();

    /// <summary>All of <paramref name="outline"/>.</summary>
    public OutlineBuilder Add(Outline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        steps.AddRange(outline.Steps);
        points.AddRange(outline.Points);
        return this;
    }

    /// <summary>What has been built so far.</summary>
    public Outline ToOutline() => new([.. steps], [.. points]);

    private OutlineBuilder Add(OutlineStep step, Point point)
    {
        steps.Add(step);
        points.Add(point);
        return this;
    }
}
