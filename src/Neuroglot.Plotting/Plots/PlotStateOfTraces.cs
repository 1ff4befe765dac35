using System.Runtime.InteropServices;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    // More lines than a legend can tell apart.
    private const int MostNames = 8;

    /// <summary>A recorded quantity over time, under its own name and in its best unit.</summary>
    /// <param name="trace">What was recorded.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of the quantity; the best one where it is null.</param>
    /// <param name="varName">Its name; that of the trace where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotState(
        Trace trace, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-",
        double alpha = 1, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var dimension = trace.Column.Unit.Dimension;
        return PlotState(
            Numbers(trace.Times), Numbers(trace.Values), timeUnit, varUnit ?? (axes?.Y.Unit is null ? UnitOf([trace]) : null), varName ?? TraceName.Of(trace).Variable, axes, dimension.IsNone ? null : dimension,
            color, lineWidth, lineStyle, alpha, label is null ? null : [label]);
    }

    /// <summary>Recorded quantities over time: each variable in axes of its own, one above the other, under one time axis; the neurons of a variable as lines.</summary>
    /// <param name="traces">What was recorded.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of all quantities; the best one of each where it is null.</param>
    /// <param name="axes">Where to draw, one for each variable; a new figure where it is null.</param>
    /// <param name="color">Colour of all lines, or null for the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <returns>The axes, one for each variable, in the order in which the variables appear.</returns>
    /// <exception cref="PlottingException">NG8103: there are more or fewer axes than variables. NG8001, NG8005: no such colour or style.</exception>
    public static IReadOnlyList<Axes> PlotState(
        IReadOnlyList<Trace> traces, Unit? timeUnit = null, Unit? varUnit = null, IReadOnlyList<Axes>? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var variables = traces.GroupBy(static trace => (TraceName.Of(trace).Variable, trace.Column.Unit.Dimension)).ToList();
        axes ??= variables.Count == 0 ? [Target(null)] : Stacked(variables.Count);
        if (axes.Count != Math.Max(variables.Count, 1))
        {
            throw PlottingException.WrongAxes($"There are {axes.Count} axes for {variables.Count} variables ({string.Join(", ", variables.Select(static variable => variable.Key.Variable))}).", "give one for each variable");
        }

        for (var place = 0; place < variables.Count; place++)
        {
            var lines = variables[place].ToList();
            var unit = varUnit ?? UnitOf(lines);
            foreach (var trace in lines)
                PlotState(trace, timeUnit, unit, null, axes[place], color, lineWidth, lineStyle, alpha, lines.Count > 1 ? TraceName.Of(trace).Owner ?? trace.Name : null);
            if (lines.Count is > 1 and <= MostNames)
                axes[place].ShowLegend();
        }

        return axes;
    }

    // The unit that suits all, where they measure something; else the one that they say they are in, which may be none.
    private static Unit? UnitOf(List<Trace> traces)
    {
        var written = traces[0].Column.Unit;
        if (written.Dimension.IsNone)
            return written == Unit.None || written.Symbol.Length == 0 ? null : written;
        var ranges = traces.Select(static trace => ((Values)Numbers(trace.Values)).Range()).OfType<(double Low, double High)>().ToList();
        return ranges.Count == 0 ? written : BestUnit(written.Dimension, (ranges.Min(static range => range.Low), ranges.Max(static range => range.High)));
    }

    private static double[] Numbers(System.Collections.Immutable.ImmutableArray<double> numbers) => ImmutableCollectionsMarshal.AsArray(numbers) ?? [];

    // Axes above each other that share the horizontal one; the more, the higher the page.
    private static Axes[] Stacked(int count)
    {
        var grid = new Figure(420, Math.Max(280, 60 + 130 * count)).AddGrid(count, 1, shareX: true);
        return [.. Enumerable.Range(0, count).Select(row => grid[row, 0])];
    }
}
