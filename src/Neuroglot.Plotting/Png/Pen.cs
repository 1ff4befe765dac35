using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Png;

/// <summary>
/// Follows lines with a pen: hands out the convex pieces that it covers, all turning the same way, a rectangle for each line and a wedge for each corner. Lengths are in pixels.
/// </summary>
internal sealed class Pen(double width, LineCap cap, LineJoin join, Action<ReadOnlySpan<Point>> piece)
{
    private const double MiterLimit = 4;
    private readonly double half = width / 2;

    /// <summary>Draws along <paramref name="line"/>.</summary>
    public void Draw(Polyline line)
    {
        var points = Distinct(line);
        if (points.Count == 1)
        {
            Dot(points[0]);
            return;
        }

        var isClosed = line.IsClosed && points.Count > 2;
        var count = isClosed ? points.Count : points.Count - 1;
        for (var index = 0; index < count; index++)
        {
            var (from, to) = (points[index], points[(index + 1) % points.Count]);
            var side = Side(from, to);
            piece([from + side, to + side, to - side, from - side]);
            if (isClosed || index + 1 < count)
                Corner(from, to, points[(index + 2) % points.Count]);
        }

        if (!isClosed)
        {
            End(points[1], points[0]);
            End(points[^2], points[^1]);
        }
    }

    /// <summary>The dashes of <paramref name="line"/>; lengths in pixels.</summary>
    public static IEnumerable<Polyline> Dashes(Polyline line, IReadOnlyList<double> lengths)
    {
        var points = line.IsClosed ? [.. line.Points, line.Points[0]] : line.Points;
        var (place, left, isDash) = (0, lengths[0], true);
        List<Point> dash = [points[0]];
        for (var index = 1; index < points.Count; index++)
        {
            var (from, to) = (points[index - 1], points[index]);
            var length = (to - from).Length;
            var done = 0.0;
            while (length - done > left)
            {
                done += left;
                var at = from + done / length * (to - from);
                if (isDash)
                {
                    dash.Add(at);
                    yield return new Polyline(dash, IsClosed: false);
                }

                dash = [at];
                isDash = !isDash;
                place = (place + 1) % lengths.Count;
                left = lengths[place];
            }

            left -= length - done;
            if (isDash)
                dash.Add(to);
        }

        if (isDash && dash.Count > 1)
            yield return new Polyline(dash, IsClosed: false);
    }

    private static List<Point> Distinct(Polyline line)
    {
        var points = new List<Point>(line.Points.Count);
        foreach (var point in line.Points)
        {
            if (points.Count == 0 || (point - points[^1]).Length > 1e-6)
                points.Add(point);
        }

        if (line.IsClosed && points.Count > 1 && (points[^1] - points[0]).Length <= 1e-6)
            points.RemoveAt(points.Count - 1);
        return points;
    }

    // Half the width, to the left of who goes this way.
    private Point Side(Point from, Point to)
    {
        var way = to - from;
        return half / way.Length * new Point(way.Y, -way.X);
    }

    private void Corner(Point from, Point corner, Point to)
    {
        var (before, after) = (Side(from, corner), Side(corner, to));
        var turn = before.X * after.Y - before.Y * after.X;
        var isStraight = before.X * after.X + before.Y * after.Y > 0.9999 * half * half;
        if (isStraight && Math.Abs(turn) < 1e-3 * half * half)
            return;
        // The wedge is on the outer side; which side that is, the turn says.
        var (a, b) = turn > 0 ? (before, after) : (-1 * after, -1 * before);
        var middle = a + b;
        if (join == LineJoin.Round)
        {
            // Where the line turns back, the arc goes by way of what lies ahead; the two radii alone would not say on which side.
            var ahead = middle.Length > 1e-3 * half ? half / middle.Length * middle : new Point(-before.Y, before.X);
            Fan(corner, a, ahead);
            Fan(corner, ahead, b);
            return;
        }

        // Length of the tip over half the width is 1 / cos of half the turn; |a + b| is twice half the width times that cosine.
        if (join == LineJoin.Miter && middle.Length * MiterLimit > width)
        {
            var tip = 2 * half * half / (middle.Length * middle.Length) * middle;
            Give(corner, corner + a, corner + tip, corner + b);
        }
        else
        {
            Give(corner, corner + a, corner + b);
        }
    }

    private void End(Point inside, Point end)
    {
        var side = Side(inside, end);
        var ahead = new Point(-side.Y, side.X);
        if (cap == LineCap.Round)
        {
            Fan(end, side, ahead);
            Fan(end, ahead, -1 * side);
        }
        else if (cap == LineCap.Square)
        {
            Give(end + side, end + side + ahead, end - side + ahead, end - side);
        }
    }

    private void Dot(Point at)
    {
        var (right, down) = (new Point(half, 0), new Point(0, half));
        if (cap == LineCap.Round)
        {
            Fan(at, right, down);
            Fan(at, down, -1 * right);
            Fan(at, -1 * right, -1 * down);
            Fan(at, -1 * down, right);
        }
        else if (cap == LineCap.Square)
        {
            Give(at - right - down, at + right - down, at + right + down, at - right + down);
        }
    }

    // A sector of the disc, between two radii that are less than half a turn apart; halved until its arc is straight enough to see no corner.
    private void Fan(Point center, Point a, Point b)
    {
        var points = new List<Point> { center, center + a };
        Arc(points, center, a, b, 0);
        points.Add(center + b);
        Give([.. points]);
    }

    private void Arc(List<Point> points, Point center, Point a, Point b, int level)
    {
        var middle = a + b;
        var length = middle.Length;
        if (level > 8 || length < 1e-9 * half || half - length / 2 < 0.05)
            return;
        var on = half / length * middle;
        Arc(points, center, a, on, level + 1);
        points.Add(center + on);
        Arc(points, center, on, b, level + 1);
    }

    // All pieces turn the same way, so that they add up where they overlap.
    private void Give(params ReadOnlySpan<Point> points)
    {
        var area = 0.0;
        for (var index = 0; index < points.Length; index++)
        {
            var (from, to) = (points[index], points[(index + 1) % points.Length]);
            area += from.X * to.Y - from.Y * to.X;
        }

        if (area >= 0)
        {
            piece(points);
            return;
        }

        var turned = points.ToArray();
        Array.Reverse(turned);
        piece(turned);
    }
}
