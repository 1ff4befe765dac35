using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Layout;

/// <summary>Which numbers an axis shows: its limits, or all that is drawn on it and a little more.</summary>
internal static class AxisRange
{
    private const double Margin = 0.05;

    /// <summary>The numbers at the two ends of <paramref name="axis"/>.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="users">All axes of the figure.</param>
    public static (double Low, double High) Of(Axis axis, IEnumerable<Axes> users)
    {
        var isLogarithmic = axis.Scale == AxisScale.Logarithmic;
        if (axis.Limits is { } limits)
        {
            return !isLogarithmic || (limits.Low >= Axis.LeastNumber && limits.High >= Axis.LeastNumber) ? limits : throw new PlottingException(
                "NG8006", $"A logarithmic axis cannot reach from {limits.Low} to {limits.High}.", "give two numbers above 0");
        }

        var (low, high, isTight) = (double.PositiveInfinity, double.NegativeInfinity, true);
        foreach (var axes in users)
        {
            foreach (var isX in new[] { true, false })
            {
                if (!ReferenceEquals(isX ? axes.X : axes.Y, axis))
                    continue;
                foreach (var mark in axes.Marks)
                {
                    if (Of(mark, isX, isLogarithmic) is not { } range || double.IsNaN(range.Low + range.High) || (isLogarithmic && range.High <= 0))
                        continue;
                    var from = isLogarithmic && range.Low <= 0 ? range.High : range.Low;
                    (low, high) = (Math.Min(low, Bounded(from * axis.Factor, isLogarithmic)), Math.Max(high, Bounded(range.High * axis.Factor, isLogarithmic)));
                    isTight &= mark is Image;
                }
            }
        }

        return low > high ? isLogarithmic ? (1, 10) : (0, 1) : isLogarithmic ? Widen10(low, high) : Widen(low, high, isTight, KeepsZero(axis, users));
    }

    private static double Bounded(double number, bool isLogarithmic) => Math.Clamp(number, isLogarithmic ? Axis.LeastNumber : -Axis.GreatestNumber, Axis.GreatestNumber);

    private static (double Low, double High) Widen(double low, double high, bool isTight, bool keepsZero)
    {
        // What cannot be told apart in double precision is shown as one number.
        if (high - low <= Math.Max(Axis.LeastNumber, 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))))
        {
            var around = low == 0 ? 1 : 0.1 * Math.Abs(low);
            return (keepsZero && low == 0 ? 0 : low - around, high + around);
        }

        var more = isTight ? 0 : Margin * (high - low);
        return (keepsZero && low == 0 ? 0 : low - more, keepsZero && high == 0 ? 0 : high + more);
    }

    // A twentieth of the decades more, at both ends; a tenth of a decade at least.
    private static (double Low, double High) Widen10(double low, double high)
    {
        var (factor, ratio) = (1.26, high / low);
        for (var wide = 1e2; wide <= ratio && factor < 10; wide *= 1e2)
            factor *= 1.26;
        return (Bounded(low / factor, true), Bounded(high * factor, true));
    }

    // Bars stand on their axis.
    private static bool KeepsZero(Axis axis, IEnumerable<Axes> users) => users.Any(axes => ReferenceEquals(axes.Y, axis) && axes.Marks.Any(static mark => mark is Bars));

    private static (double Low, double High)? Of(Mark mark, bool isX, bool onlyPositive) => mark switch
    {
        Line line => (isX ? line.X : line.Y).Range(onlyPositive),
        Points points => (isX ? points.X : points.Y).Range(onlyPositive),
        Band band => isX ? band.X.Range(onlyPositive) : Join(band.Low.Range(onlyPositive), band.High.Range(onlyPositive)),
        Bars bars => isX ? bars.Edges.Range(onlyPositive) : Join(bars.Heights.Range(onlyPositive), onlyPositive ? null : (0, 0)),
        Image image when image.Cells.Count > 0 => isX
            ? (image.Left, image.Left + image.Columns * image.CellWidth) : (image.Bottom, image.Bottom + image.Cells.Count / image.Columns * image.CellHeight),
        Hexagons hexagons => Wider((isX ? (Values)hexagons.Bins.X : hexagons.Bins.Y).Range(), isX ? hexagons.Bins.Width / 2 : hexagons.Bins.Height / 3),
        Polygons polygons => ((Values)polygons.Corners.SelectMany(static one => one).Select(corner => isX ? corner.X : corner.Y).ToArray()).Range(onlyPositive),
        Circles circles => Enumerable.Range(0, circles.X.Count).Select(index => ((double, double)?)Around((isX ? circles.X : circles.Y)[index], circles.Radii[index])).Aggregate(
            ((double, double)?)null, Join),
        Solids { IsFlat: true } solids => solids.Range(isX),
        Solids solids => WithRoomBelow(solids.Range(isX), isX),
        Annotation text => isX ? (text.X, text.X) : (text.Y, text.Y),
        Span span => span.IsVertical == isX ? (span.Low, span.High) : null,
        _ => null,
    };

    private static (double Low, double High) Around(double center, double radius) => (center - radius, center + radius);

    // In space a bar that shows lengths, and the directions, lie below.
    private static (double Low, double High)? WithRoomBelow((double Low, double High)? range, bool isX) =>
        range is { } given && !isX ? (given.Low - 0.2 * (given.High - given.Low), given.High) : range;

    private static (double Low, double High)? Wider((double Low, double High)? range, double by) => range is { } given ? (given.Low - by, given.High + by) : null;

    private static (double Low, double High)? Join((double Low, double High)? one, (double Low, double High)? other) =>
        one is { } a && other is { } b ? (Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)) : one ?? other;
}
