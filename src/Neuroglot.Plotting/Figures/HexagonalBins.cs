namespace Neuroglot.Plotting.Figures;

/// <summary>
/// Points sorted into hexagonal cells that fill the plane (D. B. Carr et al., Scatterplot matrix techniques for large N, 1987): each point goes to the nearest centre of two
/// rectangular lattices, one shifted by half a cell.
/// </summary>
public sealed class HexagonalBins
{
    private HexagonalBins(double[] x, double[] y, double[] values, double width, double height) => (X, Y, Values, Width, Height) = (x, y, values, width, height);

    /// <summary>Centres of the cells that have points.</summary>
    public double[] X { get; }

    /// <summary>Centres of the cells that have points.</summary>
    public double[] Y { get; }

    /// <summary>How many points each has, or the mean of their values.</summary>
    public double[] Values { get; }

    /// <summary>Distance of two cells side by side.</summary>
    public double Width { get; }

    /// <summary>Twice the distance of two rows of cells.</summary>
    public double Height { get; }

    /// <summary>Sorts points into cells.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">As many y.</param>
    /// <param name="values">As many values, whose mean each cell gets, NaN left aside; or null to count.</param>
    /// <param name="columns">How many cells lie side by side; there are so many rows that they are nearly regular on a square.</param>
    /// <exception cref="PlottingException">NG8020: the numbers of values differ.</exception>
    public static HexagonalBins Of(Values x, Values y, Values? values = null, int columns = 100)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Lengths.MustAgree(("x", x.Count), ("y", y.Count), ("values", values?.Count ?? x.Count));
        var (lowX, highX) = x.Range() ?? (0, 1);
        var (lowY, highY) = y.Range() ?? (0, 1);
        var width = highX > lowX ? (highX - lowX) / columns : 1;
        var rows = Math.Max(1, (int)(columns / 1.7320508075688772));
        var height = highY > lowY ? (highY - lowY) / rows : 1;
        // The first lattice has a cell at each corner of the range; the second has its cells between four of the first.
        var (wide, high) = (columns + 1, rows + 1);
        var counts = new long[2 * wide * high];
        var sums = values is null ? null : new double[counts.Length];
        for (var index = 0; index < x.Count; index++)
        {
            var (u, v) = ((x[index] - lowX) / width, (y[index] - lowY) / height);
            // Not numbers, or beyond those of an axis.
            if (!(x[index] >= lowX && x[index] <= highX && y[index] >= lowY && y[index] <= highY) || (sums is not null && double.IsNaN(values![index])))
                continue;
            var (u1, v1) = (Math.Round(u), Math.Round(v));
            var (u2, v2) = (Math.Floor(u), Math.Floor(v));
            var distance1 = (u - u1) * (u - u1) + 3 * (v - v1) * (v - v1);
            var distance2 = (u - u2 - 0.5) * (u - u2 - 0.5) + 3 * (v - v2 - 0.5) * (v - v2 - 0.5);
            var cell = distance1 < distance2 ? (int)v1 * wide + (int)u1 : wide * high + (int)v2 * wide + (int)u2;
            counts[cell]++;
            if (sums is not null)
                sums[cell] += values![index];
        }

        var full = Enumerable.Range(0, counts.Length).Where(cell => counts[cell] > 0).ToArray();
        double Shift(int cell) => cell < wide * high ? 0 : 0.5;
        return new HexagonalBins(
            Array.ConvertAll(full, cell => lowX + width * (cell % (wide * high) % wide + Shift(cell))),
            Array.ConvertAll(full, cell => lowY + height * (cell % (wide * high) / wide + Shift(cell))),
            Array.ConvertAll(full, cell => sums is null ? counts[cell] : sums[cell] / counts[cell]), width, height);
    }
}
