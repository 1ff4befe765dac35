using Neuroglot.Model.Units;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;

namespace Neuroglot.Scripting;

/// <content>Plots of what monitors have recorded. Those of plain numbers are in <see cref="NeuralPlots"/>.</content>
public static partial class Brian
{
    // More lines than a legend can tell apart.
    private const int MostNames = 8;

    /// <summary>A raster plot of spikes, or of other events.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    /// <param name="markerSize">Their size in points; chosen by their number where it is null.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8001, NG8004: no such colour or marker.</exception>
    public static Axes PlotRaster(
        EventMonitor monitor, Unit? timeUnit = null, Axes? axes = null, string marker = ".", string? color = null, double? markerSize = null, double alpha = 1, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return NeuralPlots.PlotRaster(monitor.I, monitor.PlainT, timeUnit, axes, marker, color, markerSize, alpha, label);
    }

    /// <summary>A raster plot.</summary>
    /// <param name="spikeIndices">Which neuron spiked.</param>
    /// <param name="spikeTimes">When; as many.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    /// <param name="markerSize">Their size in points; chosen by their number where it is null.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8020: not as many indices as times. NG8001, NG8004: no such colour or marker.</exception>
    public static Axes PlotRaster(
        int[] spikeIndices, Quantity[] spikeTimes, Unit? timeUnit = null, Axes? axes = null, string marker = ".", string? color = null, double? markerSize = null, double alpha = 1, string? label = null) =>
        NeuralPlots.PlotRaster(spikeIndices, Numbers(spikeTimes, out _), timeUnit, axes, marker, color, markerSize, alpha, label);

    /// <summary>The rate of a population, smoothed.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="window"><c>gaussian</c>, of standard deviation <paramref name="width"/>, or <c>flat</c>, of that length; null to show the rate as it is.</param>
    /// <param name="width">Width of the window; 1 ms where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; the best one where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="ModelException">There is no such window, or its width is no time above 0.</exception>
    public static Axes PlotRate(
        PopulationRateMonitor monitor, string? window = "gaussian", Quantity? width = null, Unit? timeUnit = null, Unit? rateUnit = null, Axes? axes = null, string? color = null,
        double? lineWidth = null, string lineStyle = "-", double alpha = 1, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var rates = window is null ? monitor.PlainRate : Numbers(monitor.SmoothRate(width ?? new Quantity(1e-3, Dimension.Time), window), out _);
        return NeuralPlots.PlotRate(Numbers(monitor.T, out _), rates, timeUnit, rateUnit ?? BestUnit(rates, Dimension.PerTime), axes, color, lineWidth, lineStyle, alpha, label);
    }

    /// <summary>A rate over time, as it is.</summary>
    /// <param name="times">When.</param>
    /// <param name="rate">As many rates.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; Hz where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8020: not as many rates as times. NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotRate(
        Quantity[] times, Quantity[] rate, Unit? timeUnit = null, Unit? rateUnit = null, Axes? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-", double alpha = 1, string? label = null) =>
        NeuralPlots.PlotRate(Numbers(times, out _), Numbers(rate, out _), timeUnit, rateUnit, axes, color, lineWidth, lineStyle, alpha, label);

    /// <summary>What a monitor has recorded of one variable, a line for each neuron or synapse.</summary>
    /// <param name="monitor">What was recorded.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of the variable; the best one where it is null.</param>
    /// <param name="varName">Its name; that in the model where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour of all lines, or null for the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <exception cref="ModelException">The variable is not recorded.</exception>
    public static Axes PlotState(
        StateMonitor monitor, string variable, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, string? color = null, double? lineWidth = null,
        string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var rows = monitor.Plain(variable);
        return Lines(monitor.PlainT, rows, [.. monitor.Instances.Select(index => $"{monitor.SourceName}[{index}]")], variable, monitor.DimensionOf(variable), timeUnit, varUnit, varName, axes, color, lineWidth, lineStyle, alpha);
    }

    /// <summary>What a monitor has recorded of one neuron or synapse.</summary>
    /// <param name="view">The neuron or synapse: <c>monitor[5]</c>.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of the variable; the best one where it is null.</param>
    /// <param name="varName">Its name; that in the model where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <exception cref="ModelException">The variable is not recorded.</exception>
    public static Axes PlotState(
        StateMonitorView view, string variable, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, string? color = null, double? lineWidth = null,
        string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Lines(view.Monitor.PlainT, [view.Plain(variable)], [], variable, view.Monitor.DimensionOf(variable), timeUnit, varUnit, varName, axes, color, lineWidth, lineStyle, alpha);
    }

    /// <summary>A variable over time, a line for each row of values.</summary>
    /// <param name="times">When.</param>
    /// <param name="values">For each neuron as many values.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="varUnit">Unit of the variable; the best one where it is null.</param>
    /// <param name="varName">Its name.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour of all lines, or null for the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <exception cref="PlottingException">NG8020: not as many values as times. NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotState(
        Quantity[] times, Quantity[][] values, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, string? color = null, double? lineWidth = null,
        string lineStyle = "-", double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        var dimension = Dimension.None;
        var rows = Array.ConvertAll(values, row => Numbers(row, out dimension));
        return Lines(Numbers(times, out _), rows, [], varName, dimension, timeUnit, varUnit, varName, axes, color, lineWidth, lineStyle, alpha);
    }

    /// <summary>A variable over time.</summary>
    /// <inheritdoc cref="PlotState(Quantity[], Quantity[][], Unit?, Unit?, string?, Axes?, string?, double?, string, double)"/>
    public static Axes PlotState(
        Quantity[] times, Quantity[] values, Unit? timeUnit = null, Unit? varUnit = null, string? varName = null, Axes? axes = null, string? color = null, double? lineWidth = null,
        string lineStyle = "-", double alpha = 1) => PlotState(times, [values], timeUnit, varUnit, varName, axes, color, lineWidth, lineStyle, alpha);

    private static Axes Lines(
        double[] times, double[][] rows, string[] names, string? variable, Dimension dimension, Unit? timeUnit, Unit? varUnit, string? varName, Axes? axes, string? color, double? lineWidth,
        string lineStyle, double alpha)
    {
        axes ??= new Figure().AddAxes();
        var unit = varUnit ?? (dimension.IsNone ? null : BestUnit(rows.SelectMany(static row => row), dimension));
        for (var row = 0; row < rows.Length; row++)
        {
            NeuralPlots.PlotState(
                times, rows[row], timeUnit, unit, varName ?? variable, axes, null, color, lineWidth, lineStyle, alpha, rows.Length > 1 && names.Length > 0 ? [names[row]] : null);
        }

        if (rows.Length is > 1 and <= MostNames && names.Length > 0)
            axes.ShowLegend();
        return axes;
    }

    private static double[] Numbers(Quantity[] quantities, out Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        dimension = quantities.Length == 0 ? Dimension.None : quantities[0].Dimension;
        return Array.ConvertAll(quantities, static quantity => quantity.Value);
    }

    private static Unit BestUnit(IEnumerable<double> values, Dimension dimension) =>
        QuantityFormatter.BestUnit(dimension, values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
}
