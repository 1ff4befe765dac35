using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Layout;

/// <summary>
/// A line as it goes over the page. Where x ascends and there are many more points than can be seen, each quarter of a point keeps its first, lowest, highest and last, which gives the
/// same pixels (U. Jugel et al., M4: a visualization-oriented time series data aggregation, 2014). What lies far outside is cut off.
/// </summary>
internal sealed record LineTracing(Outline Outline, string? Note)
{
    // 288 to the inch: finer than most print.
    private const int ColumnsPerPoint = 4;

    public static LineTracing Of(Values x, Values y, PlotMap map, double width)
    {
        var seen = map.Box.Grow(2 * width + 20);
        var builder = new OutlineBuilder();
        var pen = new Clipped(builder, seen);
        var columns = (int)(map.Box.Width * ColumnsPerPoint);
        if (x.Count <= 4 * columns || !Ascends(x))
        {
            for (var index = 0; index < x.Count; index++)
                pen.Go(map[x[index], y[index]]);
            pen.Break();
            return new(builder.ToOutline(), null);
        }

        var kept = 0;
        for (var index = 0; index < x.Count;)
        {
            var column = Column(map.X[x[index]]);
            var (first, lowest, highest, last) = (index, index, index, index);
            var isBroken = false;
            for (; index < x.Count && Column(map.X[x[index]]) == column; index++)
            {
                if (!double.IsFinite(map.Y[y[index]]))
                {
                    isBroken = true;
                    index++;
                    break;
                }

                last = index;
                lowest = y[index] < y[lowest] ? index : lowest;
                highest = y[index] > y[highest] ? index : highest;
            }

            foreach (var one in new SortedSet<int> { first, lowest, highest, last })
            {
                pen.Go(map[x[one], y[one]]);
                kept++;
            }

            if (isBroken)
                pen.Break();
        }

        pen.Break();
        return new(builder.ToOutline(), $"of {x.Count} points is drawn with {kept}: the first, lowest, highest and last of each quarter of a point.");
    }

    private static long Column(double place) => (long)Math.Clamp(Math.Floor(place * ColumnsPerPoint), -1e9, 1e9);

    private static bool Ascends(Values x)
    {
        for (var index = 1; index < x.Count; index++)
        {
            if (!(x[index] >= x[index - 1]))
                return false;
        }

        return true;
    }

    /// <summary>Follows points, and draws what lies within a box (the parametric clipping of Liang and Barsky, 1984).</summary>
    private sealed class Clipped(OutlineBuilder builder, Box box)
    {
        private Point last = new(double.NaN, double.NaN);
        private Point? drawnTo;
        private bool isAlone;

        // A point by itself is a dot, by a line without length.
        public void Break()
        {
            if (isAlone)
                builder.Line(last);
            (last, drawnTo, isAlone) = (new(double.NaN, double.NaN), null, false);
        }

        public void Go(Point next)
        {
            if (!double.IsFinite(next.X + next.Y))
            {
                Break();
                return;
            }

            var from = last;
            last = next;
            if (!double.IsFinite(from.X + from.Y))
            {
                isAlone = box.Contains(next);
                if (isAlone)
                    Start(next);
                return;
            }

            isAlone = false;
            var (enter, leave) = (0.0, 1.0);
            if (!Narrow(from.X - box.Left, from.X - next.X, ref enter, ref leave) || !Narrow(box.Right - from.X, next.X - from.X, ref enter, ref leave)
                || !Narrow(from.Y - box.Top, from.Y - next.Y, ref enter, ref leave) || !Narrow(box.Bottom - from.Y, next.Y - from.Y, ref enter, ref leave))
            {
                drawnTo = null;
                return;
            }

            var (start, end) = (enter == 0 ? from : from + enter * (next - from), leave == 1 ? next : from + leave * (next - from));
            if (drawnTo != start)
                Start(start);
            builder.Line(end);
            drawnTo = leave == 1 ? end : null;
        }

        private void Start(Point at)
        {
            builder.Move(at);
            drawnTo = at;
        }

        // The part of the way at which this edge is inside: distance to the edge at the start, and how much of it the whole way takes away.
        private static bool Narrow(double distance, double taken, ref double enter, ref double leave)
        {
            if (taken == 0)
                return distance >= 0;
            var at = distance / taken;
            if (taken < 0)
                enter = Math.Max(enter, at);
            else
                leave = Math.Min(leave, at);
            return enter <= leave;
        }
    }
}
