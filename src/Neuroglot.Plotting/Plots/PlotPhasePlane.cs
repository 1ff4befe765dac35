using Neuroglot.Analysis;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    private const int FieldColumns = 17;

    /// <summary>
    /// The plane of two variables: the nullclines, on which one of them stands still; where they meet, a disc where that is stable, else a cross; arrows in the direction of
    /// movement; and trajectories.
    /// </summary>
    /// <param name="rates">dx/dt and dy/dt at x and y, in SI units; of a component by <see cref="ComponentRates"/>.</param>
    /// <param name="x">The range of x, in SI units.</param>
    /// <param name="y">The range of y, in SI units.</param>
    /// <param name="xName">Name of x.</param>
    /// <param name="yName">Name of y.</param>
    /// <param name="xUnit">Unit of its axis; null where the numbers are shown as they are.</param>
    /// <param name="yUnit">Unit of its axis; null where the numbers are shown as they are.</param>
    /// <param name="trajectories">Ways through the plane, each of values of x and as many of y; or null.</param>
    /// <param name="showField">Whether there are arrows.</param>
    /// <param name="cells">How fine the grid is on which nullclines are looked for, in each direction.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8172: a range is not one. NG8020: a trajectory has not as many values of x as of y.</exception>
    public static Axes PlotPhasePlane(
        Func<double, double, (double X, double Y)> rates, (double Low, double High) x, (double Low, double High) y, string xName = "x", string yName = "y", Unit? xUnit = null,
        Unit? yUnit = null, IReadOnlyList<(double[] X, double[] Y)>? trajectories = null, bool showField = true, int cells = 160, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (!(x.Low < x.High && y.Low < y.High && double.IsFinite(x.High - x.Low + y.High - y.Low)) || cells is < 2 or > 4000)
            throw new PlottingException("NG8172", $"The plane cannot reach from {x.Low} to {x.High} and from {y.Low} to {y.High}, in {cells} cells.", "give two ranges of rising numbers, and from 2 to 4000 cells");
        var plane = PhasePlane.Of(rates, x, y, cells);
        axes = Target(axes);
        var theme = axes.Figure.Theme;
        Label(axes.X, xName, xUnit);
        Label(axes.Y, yName, yUnit);
        axes.X.Limits ??= (x.Low * axes.X.Factor, x.High * axes.X.Factor);
        axes.Y.Limits ??= (y.Low * axes.Y.Factor, y.High * axes.Y.Factor);
        if (showField)
            axes.Add(Field(rates, x, y) with { Color = theme.Foreground.WithOpacity(0.35), Width = 0.6, Order = -1 });
        axes.Add(Curve(plane.XNullcline) with { Color = theme.CycleColor(0), Label = $"d{xName}/dt = 0" });
        axes.Add(Curve(plane.YNullcline) with { Color = theme.CycleColor(1), Label = $"d{yName}/dt = 0" });
        foreach (var (wayX, wayY) in trajectories ?? [])
            axes.Add(new Line(wayX, wayY) { Color = theme.CycleColor(2), Width = 0.8 * theme.LineWidth, Label = axes.Marks.Any(static mark => mark.Label == "trajectory") ? null : "trajectory" });
        foreach (var kind in plane.FixedPoints.GroupBy(static point => point.Kind).OrderBy(static group => group.Key))
        {
            axes.Add(new Points(kind.Select(static point => point.X).ToArray(), kind.Select(static point => point.Y).ToArray())
            {
                Color = theme.Foreground,
                Marker = Marker.Parse(kind.Key switch { FixedPointKind.Stable => "o", FixedPointKind.Saddle => "x", _ => "+" }),
                Size = 6,
                Label = kind.Key switch { FixedPointKind.Stable => "stable", FixedPointKind.Saddle => "saddle", _ => "unstable" },
            });
        }

        return axes.ShowLegend();
    }

    private static Line Curve(IReadOnlyList<PlaneSegment> stretches)
    {
        var (x, y) = (new double[3 * stretches.Count], new double[3 * stretches.Count]);
        for (var index = 0; index < stretches.Count; index++)
        {
            (x[3 * index], x[3 * index + 1], x[3 * index + 2]) = (stretches[index].X0, stretches[index].X1, double.NaN);
            (y[3 * index], y[3 * index + 1], y[3 * index + 2]) = (stretches[index].Y0, stretches[index].Y1, double.NaN);
        }

        return new Line(x, y);
    }

    // Arrows of one length on the page, whose direction is that of movement through a square plane.
    private static Line Field(Func<double, double, (double X, double Y)> rates, (double Low, double High) x, (double Low, double High) y)
    {
        var (wide, high) = (x.High - x.Low, y.High - y.Low);
        var (tipsX, tipsY) = (new List<double>(), new List<double>());
        for (var row = 0; row < FieldColumns; row++)
        {
            for (var column = 0; column < FieldColumns; column++)
            {
                var (atX, atY) = ((column + 0.5) / FieldColumns, (row + 0.5) / FieldColumns);
                var rate = rates(x.Low + atX * wide, y.Low + atY * high);
                var (dx, dy) = (rate.X / wide, rate.Y / high);
                var length = Math.Sqrt(dx * dx + dy * dy);
                if (!(length > 0) || !double.IsFinite(length))
                    continue;
                const double half = 0.3 / FieldColumns;
                (dx, dy) = (half * dx / length, half * dy / length);
                Add([(atX - dx, atY - dy), (atX + dx, atY + dy)]);
                Add([(atX + 0.3 * dx - 0.5 * dy, atY + 0.3 * dy + 0.5 * dx), (atX + dx, atY + dy), (atX + 0.3 * dx + 0.5 * dy, atY + 0.3 * dy - 0.5 * dx)]);
            }
        }

        return new Line(tipsX.ToArray(), tipsY.ToArray());

        void Add(ReadOnlySpan<(double X, double Y)> points)
        {
            foreach (var point in points)
            {
                tipsX.Add(x.Low + point.X * wide);
                tipsY.Add(y.Low + point.Y * high);
            }

            tipsX.Add(double.NaN);
            tipsY.Add(double.NaN);
        }
    }
}
