using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>A state variable over time.</summary>
    /// <param name="times">In seconds.</param>
    /// <param name="values">In SI units; as many, or, row by row, a value of each recorded neuron for each time.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of the variable; where it is null, the best one for <paramref name="varDimension"/>.</param>
    /// <param name="varName">Name of the variable, for the axis.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="varDimension">What the variable measures; where it and <paramref name="varUnit"/> are null, the numbers are shown as they are.</param>
    /// <param name="color">Colour of all lines, or null for the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it: <c>-</c>, <c>--</c>, <c>:</c>, <c>-.</c>.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="labels">Names of the lines in the legend, or null; more or fewer than lines is an error.</param>
    /// <exception cref="PlottingException">
    /// NG8020: the values are no rows of equal length for the times, or there are not as many labels as lines. NG8001, NG8005: no such colour or style.
    /// </exception>
    public static Axes PlotState(
        double[] times, double[] values, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, Dimension? varDimension = null, string? color = null,
        double? lineWidth = null, string lineStyle = "-", double alpha = 1, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(values);
        if (times.Length == 0 ? values.Length > 0 : values.Length % times.Length != 0)
            throw new PlottingException("NG8020", $"{values.Length} values are no rows for {times.Length} times.", "give one value for each time, or a row of as many neurons for each");
        var count = times.Length == 0 ? 0 : values.Length / times.Length;
        if (labels is not null)
            Lengths.MustAgree(("columns of values", count), ("labels", labels.Count));
        axes = Target(axes);
        Label(axes.X, "time", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, varName, varUnit ?? (varDimension is { } dimension ? BestUnit(dimension, ((Values)values).Range()) : null));
        for (var column = 0; column < count; column++)
        {
            axes.Add(new Line(times, Values.Column(values, count, column))
            {
                Color = ColorOf(color, axes),
                Width = lineWidth,
                Style = LineStyle.Parse(lineStyle),
                Opacity = alpha,
                // One sample makes no line.
                Marker = times.Length == 1 ? Marker.Parse("o") : null,
                MarkerSize = 4,
                Label = labels?[column],
            });
        }

        return axes;
    }
}
