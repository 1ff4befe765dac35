using System.Collections.Immutable;

namespace Neuroglot.Analysis;

/// <summary>How trajectories behave near a fixed point, by the eigenvalues of the derivatives there.</summary>
public enum FixedPointKind
{
    /// <summary>All come nearer.</summary>
    Stable,

    /// <summary>All go away.</summary>
    Unstable,

    /// <summary>Some come nearer, others go away.</summary>
    Saddle,
}

/// <summary>A point of the plane where nothing moves.</summary>
/// <param name="X">First variable.</param>
/// <param name="Y">Second variable.</param>
/// <param name="Kind">How trajectories behave near it.</param>
/// <param name="Spirals">Whether they go round it.</param>
public sealed record FixedPoint(double X, double Y, FixedPointKind Kind, bool Spirals);

/// <summary>A stretch of a curve.</summary>
public readonly record struct PlaneSegment(double X0, double Y0, double X1, double Y1);

/// <summary>The plane of two variables: where each of them stands still, and where both do.</summary>
/// <param name="XNullcline">Stretches on which dx/dt = 0.</param>
/// <param name="YNullcline">Stretches on which dy/dt = 0.</param>
/// <param name="FixedPoints">Where the two meet.</param>
public sealed record PhasePlane(ImmutableArray<PlaneSegment> XNullcline, ImmutableArray<PlaneSegment> YNullcline, ImmutableArray<FixedPoint> FixedPoints)
{
    private const int MostSteps = 40;

    /// <summary>Looks for nullclines on a grid, between whose points they are straight, and follows Newton's method to the fixed points from the cells that both cross.</summary>
    /// <param name="rates">dx/dt and dy/dt at x and y; where one is no number, nothing is found.</param>
    /// <param name="x">The range of x.</param>
    /// <param name="y">The range of y.</param>
    /// <param name="cells">How many cells the grid has in each direction, 2 to 4000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range is not one of finite numbers, or there are too few or too many cells.</exception>
    public static PhasePlane Of(Func<double, double, (double X, double Y)> rates, (double Low, double High) x, (double Low, double High) y, int cells = 160)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells, 4000);
        if (!(x.Low < x.High && double.IsFinite(x.High - x.Low)))
            throw new ArgumentOutOfRangeException(nameof(x), x, "That is no range.");
        if (!(y.Low < y.High && double.IsFinite(y.High - y.Low)))
            throw new ArgumentOutOfRangeException(nameof(y), y, "That is no range.");
        double PlaceX(double column) => x.Low + (x.High - x.Low) * column / cells;
        double PlaceY(double row) => y.Low + (y.High - y.Low) * row / cells;
        var (ratesX, ratesY) = (new double[cells + 1, cells + 1], new double[cells + 1, cells + 1]);
        for (var row = 0; row <= cells; row++)
        {
            for (var column = 0; column <= cells; column++)
                (ratesX[row, column], ratesY[row, column]) = rates(PlaceX(column), PlaceY(row));
        }

        var (curveX, curveY) = (ImmutableArray.CreateBuilder<PlaneSegment>(), ImmutableArray.CreateBuilder<PlaneSegment>());
        var points = ImmutableArray.CreateBuilder<FixedPoint>();
        for (var row = 0; row < cells; row++)
        {
            for (var column = 0; column < cells; column++)
            {
                var crossesX = Cross(ratesX, row, column, curveX, PlaceX, PlaceY);
                var crossesY = Cross(ratesY, row, column, curveY, PlaceX, PlaceY);
                if (crossesX && crossesY && Settle(rates, PlaceX(column + 0.5), PlaceY(row + 0.5), (x.High - x.Low) / cells, (y.High - y.Low) / cells) is { } found && !points.Any(
                        known => Math.Abs(known.X - found.X) < 1e-6 * (x.High - x.Low) && Math.Abs(known.Y - found.Y) < 1e-6 * (y.High - y.Low)))
                {
                    points.Add(found);
                }
            }
        }

        return new PhasePlane(curveX.ToImmutable(), curveY.ToImmutable(), points.ToImmutable());
    }

    // Where a rate changes its sign along the edges of a cell (marching squares; what is ambiguous becomes two stretches). Whether it does.
    private static bool Cross(double[,] rates, int row, int column, ImmutableArray<PlaneSegment>.Builder curve, Func<double, double> placeX, Func<double, double> placeY)
    {
        Span<(double X, double Y)> found = stackalloc (double, double)[4];
        var count = 0;
        Span<(int Row, int Column)> corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        for (var edge = 0; edge < 4; edge++)
        {
            var (from, to) = (corners[edge], corners[(edge + 1) % 4]);
            var (a, b) = (rates[from.Row, from.Column], rates[to.Row, to.Column]);
            // A pole changes the sign, too, and is no zero; not a number is neither.
            if (!double.IsFinite(a) || !double.IsFinite(b) || (a < 0) == (b < 0))
                continue;
            var part = a / (a - b);
            found[count++] = (placeX(from.Column + part * (to.Column - from.Column)), placeY(from.Row + part * (to.Row - from.Row)));
        }

        for (var index = 0; index + 1 < count; index += 2)
            curve.Add(new PlaneSegment(found[index].X, found[index].Y, found[index + 1].X, found[index + 1].Y));
        return count >= 2;
    }

    // Newton's method, with derivatives by central differences; what leaves the neighbourhood of the cell belongs to another one, or to none.
    private static FixedPoint? Settle(Func<double, double, (double X, double Y)> rates, double x, double y, double cellX, double cellY)
    {
        var (startX, startY) = (x, y);
        var (stepX, stepY) = (1e-4 * cellX, 1e-4 * cellY);
        (double A, double B, double C, double D) slopes = default;
        for (var step = 0; step < MostSteps; step++)
        {
            var here = rates(x, y);
            var ((right, left), (above, below)) = ((rates(x + stepX, y), rates(x - stepX, y)), (rates(x, y + stepY), rates(x, y - stepY)));
            slopes = ((right.X - left.X) / (2 * stepX), (above.X - below.X) / (2 * stepY), (right.Y - left.Y) / (2 * stepX), (above.Y - below.Y) / (2 * stepY));
            var determinant = slopes.A * slopes.D - slopes.B * slopes.C;
            var (moveX, moveY) = ((slopes.B * here.Y - slopes.D * here.X) / determinant, (slopes.C * here.X - slopes.A * here.Y) / determinant);
            if (!double.IsFinite(moveX + moveY) || Math.Abs(x + moveX - startX) > 2 * cellX || Math.Abs(y + moveY - startY) > 2 * cellY)
                return null;
            (x, y) = (x + moveX, y + moveY);
            if (Math.Abs(moveX) < 1e-9 * cellX && Math.Abs(moveY) < 1e-9 * cellY)
                break;
        }

        // Eigenvalues: trace/2 ± √(trace²/4 − determinant).
        var (trace, product) = (slopes.A + slopes.D, slopes.A * slopes.D - slopes.B * slopes.C);
        return new FixedPoint(x, y, product < 0 ? FixedPointKind.Saddle : trace < 0 ? FixedPointKind.Stable : FixedPointKind.Unstable, trace * trace < 4 * product);
    }
}
