using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>Points joined by straight lines.</summary>
/// <param name="Points">The points.</param>
/// <param name="IsClosed">Whether the last is joined to the first.</param>
internal sealed record Polyline(List<Point> Points, bool IsClosed);

/// <summary>Turns outlines into straight lines.</summary>
internal static class Polylines
{
    // How far in pixels a straight line may lie from its curve.
    private const double Tolerance = 0.05;

    /// <summary>The parts of <paramref name="outline"/>, each point times <paramref name="scale"/> and moved.</summary>
    public static List<Polyline> Of(Outline outline, double scale, Point offset)
    {
        var parts = new List<Polyline>();
        var points = new List<Point>();
        var at = 0;
        foreach (var step in outline.Steps)
        {
            switch (step)
            {
                case OutlineStep.Move:
                    Finish(parts, ref points, isClosed: false);
                    points.Add(scale * outline.Points[at++] + offset);
                    break;
                case OutlineStep.Line:
                    points.Add(scale * outline.Points[at++] + offset);
                    break;
                case OutlineStep.Cubic:
                    Curve(points, scale * outline.Points[at] + offset, scale * outline.Points[at + 1] + offset, scale * outline.Points[at + 2] + offset);
                    at += 3;
                    break;
                default:
                    Finish(parts, ref points, isClosed: true);
                    break;
            }
        }

        Finish(parts, ref points, isClosed: false);
        return parts;
    }

    private static void Finish(List<Polyline> parts, ref List<Point> points, bool isClosed)
    {
        if (points.Count > 0)
            parts.Add(new Polyline(points, isClosed));
        points = [];
    }

    // A cubic curve cut into n equal parts lies within √3/18 · |second difference| · 9/n² of its chords, hence within the tolerance for the n below.
    private static void Curve(List<Point> points, Point control1, Point control2, Point end)
    {
        var start = points[^1];
        var bend = Math.Max((start - 2 * control1 + control2).Length, (control1 - 2 * control2 + end).Length);
        var count = (int)Math.Clamp(Math.Ceiling(Math.Sqrt(0.75 * bend / Tolerance)), 1, 200);
        for (var index = 1; index <= count; index++)
        {
            var t = index / (double)count;
            var u = 1 - t;
            points.Add(u * u * u * start + 3 * u * u * t * control1 + 3 * u * t * t * control2 + t * t * t * end);
        }
    }
}
