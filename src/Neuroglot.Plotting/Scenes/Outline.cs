namespace Neuroglot.Plotting.Scenes;

/// <summary>What one step of an <see cref="Outline"/> does.</summary>
public enum OutlineStep : byte
{
    /// <summary>Begins a new part at one point.</summary>
    Move,

    /// <summary>A straight line to one point.</summary>
    Line,

    /// <summary>A cubic Bézier curve: two control points and its end.</summary>
    Cubic,

    /// <summary>A straight line back to where the part began.</summary>
    Close,
}

/// <summary>Lines and curves, in points: what is filled, or followed by a pen. Immutable; made by an <see cref="OutlineBuilder"/>.</summary>
public sealed class Outline
{
    private readonly OutlineStep[] steps;
    private readonly Point[] points;

    internal Outline(OutlineStep[] steps, Point[] points) => (this.steps, this.points) = (steps, points);

    /// <summary>What is done, one after the other.</summary>
    public ReadOnlySpan<OutlineStep> Steps => steps;

    /// <summary>The points of the steps: one for <see cref="OutlineStep.Move"/> and <see cref="OutlineStep.Line"/>, three for <see cref="OutlineStep.Cubic"/>.</summary>
    public ReadOnlySpan<Point> Points => points;

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => steps.Length == 0;

    /// <summary>An open line through <paramref name="points"/>.</summary>
    public static Outline Of(params ReadOnlySpan<Point> points)
    {
        var builder = new OutlineBuilder();
        for (var index = 0; index < points.Length; index++)
        {
            if (index == 0)
                builder.Move(points[0]);
            else
                builder.Line(points[index]);
        }

        return builder.ToOutline();
    }

    /// <summary>The four edges of <paramref name="box"/>.</summary>
    public static Outline Of(Box box) => new OutlineBuilder().Add(box).ToOutline();

    /// <summary>Each point times <paramref name="scale"/>, then moved by <paramref name="offset"/>.</summary>
    public Outline Place(double scale, Point offset) => new(steps, Array.ConvertAll(points, point => scale * point + offset));

    /// <summary>A quarter of a turn around the origin, so that what led to the right leads up.</summary>
    public Outline Turned() => new(steps, Array.ConvertAll(points, static point => new Point(point.Y, -point.X)));
}
