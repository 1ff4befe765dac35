using Neuroglot.Plotting.Figures;
using Neuroglot.Results;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>All that a run recorded, under one time axis: the spikes as a raster, then each variable.</summary>
    /// <param name="result">What was recorded.</param>
    /// <param name="axes">Where to draw, one for the spikes, where there are some, and one for each variable; a new figure where it is null.</param>
    /// <returns>The axes, from the top.</returns>
    /// <exception cref="PlottingException">NG8107: nothing was recorded. NG8103: there are more or fewer axes than are needed.</exception>
    public static IReadOnlyList<Axes> BrianPlot(RunResult result, IReadOnlyList<Axes>? axes = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var variables = result.Traces.DistinctBy(static trace => (TraceName.Of(trace).Variable, trace.Column.Unit.Dimension)).Count();
        var rasters = result.SpikeTrains.IsEmpty ? 0 : 1;
        if (rasters + variables == 0)
            throw PlottingException.NothingToDraw("The run recorded nothing that could be drawn.", "record values or spikes");
        axes ??= Stacked(rasters + variables);
        if (axes.Count != rasters + variables)
            throw PlottingException.WrongAxes($"There are {axes.Count} axes, and {rasters + variables} are needed.", "give one for the spikes, where there are some, and one for each variable");
        if (rasters > 0)
            PlotRaster(result.SpikeTrains, axes: axes[0]);
        if (variables > 0)
            PlotState(result.Traces, axes: [.. axes.Skip(rasters)]);
        return axes;
    }

    /// <summary>A recorded quantity over time.</summary>
    /// <param name="trace">What was recorded.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    public static Axes BrianPlot(Trace trace, Axes? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-") =>
        PlotState(trace, axes: axes, color: color, lineWidth: lineWidth, lineStyle: lineStyle);

    /// <summary>Recorded spikes as a raster.</summary>
    /// <param name="trains">The spikes of each neuron.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    public static Axes BrianPlot(IReadOnlyList<SpikeTrain> trains, Axes? axes = null, string marker = ".", string? color = null) => PlotRaster(trains, axes: axes, marker: marker, color: color);
}
