using Neuroglot.Analysis;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>How values of synapses are distributed over time: for each time a histogram, from below to above, whose counts are colours.</summary>
    /// <param name="times">In seconds, rising.</param>
    /// <param name="values">In SI units: row by row, for each time a value of each synapse.</param>
    /// <param name="bins">How many bins.</param>
    /// <param name="varName">What the values are.</param>
    /// <param name="varUnit">Their unit; where it is null, the best one for <paramref name="varDimension"/>.</param>
    /// <param name="varDimension">What they measure; where it and <paramref name="varUnit"/> are null, they are shown as they are.</param>
    /// <param name="timeUnit">Unit of the time axis; s where it is null.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8020: the values are no rows of equal length for the times. NG8173: there are none, or times do not rise. NG8002: no such colour map.</exception>
    public static Axes PlotWeightHistory(
        double[] times, double[] values, int bins = 60, string varName = "weight", Unit? varUnit = null, Dimension? varDimension = null, Unit? timeUnit = null, string cmap = "viridis", Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (times.Length < 2 || values.Length % times.Length != 0)
            throw new PlottingException("NG8020", $"{values.Length} values are no rows for {times.Length} times.", "give two times or more, and for each a value of every synapse");
        var count = values.Length / times.Length;
        var range = ((Values)values).Range();
        if (range is not { } found || !Enumerable.Range(1, times.Length - 1).All(index => times[index - 1] < times[index]))
            throw new PlottingException("NG8173", "There is nothing to count, or times do not rise.", "give finite values at rising times");
        var (low, high) = found.Low < found.High ? found : (found.Low - 0.5 * Math.Max(Math.Abs(found.Low), 1e-12), found.High + 0.5 * Math.Max(Math.Abs(found.High), 1e-12));
        var edges = Histogram.LinearEdges(low, high, bins);
        // Rows are as long as the shortest time between two of them asks for, so that each is where it belongs; 1000 at most.
        var shortest = Enumerable.Range(1, times.Length - 1).Min(index => times[index] - times[index - 1]);
        var columns = (int)Math.Clamp(Math.Round((times[^1] - times[0]) / shortest) + 1, 2, 1000);
        var wide = (times[^1] - times[0]) / (columns - 1);
        var cells = new double[columns * bins];
        var (last, row) = (-1, -1);
        Histogram? histogram = null;
        for (var column = 0; column < columns; column++)
        {
            while (row + 1 < times.Length && times[row + 1] <= times[0] + (column + 0.5) * wide)
                row++;
            if (row != last)
                (histogram, last) = (Histogram.Of(new ArraySegment<double>(values, row * count, count), edges), row);
            for (var bin = 0; bin < bins; bin++)
                cells[bin * columns + column] = histogram!.Counts[bin] > 0 ? histogram.Counts[bin] : double.NaN;
        }

        axes = Target(axes);
        Label(axes.X, "time", timeUnit ?? CommonUnits.s);
        Label(axes.Y, varName, varUnit ?? (varDimension is { } dimension ? BestUnit(dimension, found) : null));
        var colors = new ColorScale(ColorMaps.Parse(cmap), 0, ((Values)cells).Range()!.Value.High);
        axes.ColorBar = new ColorBar(colors, "number of synapses");
        return axes.Add(new Image(cells, columns, times[0] - wide / 2, low, wide, (high - low) / bins, colors));
    }
}
