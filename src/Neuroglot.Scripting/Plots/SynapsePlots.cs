using Neuroglot.Model.Units;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;

namespace Neuroglot.Scripting;

/// <content>Plots of synapses.</content>
public static partial class Brian
{
    /// <summary>The connections that synapses make.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="plotType"><c>image</c>, <c>scatter</c>, <c>hexbin</c>, or <c>auto</c> for what suits their number and the indices.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="color">Colour of points, or null for the next of the cycle.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; smaller the more neurons there are where it is null.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">NG8030: there are none. NG8031, NG8033: no such type, or an image would be too large.</exception>
    public static Axes PlotSynapses(
        Synapses synapses, string plotType = "auto", Axes? axes = null, string? marker = null, string? color = null, string? cmap = null, double? markerSize = null, int gridSize = 80)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        return NeuralPlots.PlotSynapses(synapses.I, synapses.J, plotType: plotType, axes: axes, marker: marker, color: color, cmap: cmap, markerSize: markerSize, gridSize: gridSize);
    }

    /// <summary>A variable of synapses over source and target neurons: weights, delays.</summary>
    /// <param name="variable">The variable: <c>synapses["w"]</c>, <c>synapses.Pre.Delay</c>.</param>
    /// <param name="varUnit">Its unit; the best one where it is null.</param>
    /// <param name="varName">Its name; that in the model where it is null.</param>
    /// <param name="plotType"><c>image</c>, <c>scatter</c>, <c>hexbin</c>, or <c>auto</c>.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; smaller the more neurons there are where it is null.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">NG8107: it is no variable of synapses. NG8030: there are none. NG8032: a pair has several synapses, and so no one value.</exception>
    public static Axes PlotSynapses(
        VariableView variable, Unit? varUnit = null, string? varName = null, string plotType = "auto", Axes? axes = null, string? marker = null, string? cmap = null, double? markerSize = null,
        int gridSize = 80)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (variable.Owner is not Synapses synapses)
            throw PlottingException.NothingToDraw($"`{variable.Name}` is no variable of synapses, which alone lie between two neurons.", "record it with a StateMonitor, and draw that");
        return PlotSynapses(Chosen(synapses.I, variable), Chosen(synapses.J, variable), variable, varUnit, varName, plotType, axes, marker, null, cmap, markerSize, gridSize);
    }

    /// <summary>Connections, or values of them, over source and target neurons.</summary>
    /// <param name="sources">Index of the source of each synapse.</param>
    /// <param name="targets">Index of its target; as many.</param>
    /// <param name="values">A value of each: a variable of synapses, quantities, or numbers.</param>
    /// <param name="varUnit">Unit of the values; the best one where it is null.</param>
    /// <param name="varName">What they are; the name of the variable where it is null.</param>
    /// <param name="plotType"><c>image</c>, <c>scatter</c>, <c>hexbin</c>, or <c>auto</c>.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="color">Colour of points without values.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; smaller the more neurons there are where it is null.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">NG8020: not as many of each. NG8030 to NG8034: as in <see cref="NeuralPlots"/>.</exception>
    public static Axes PlotSynapses(
        int[] sources, int[] targets, VariableView values, Unit? varUnit = null, string? varName = null, string plotType = "auto", Axes? axes = null, string? marker = null, string? color = null,
        string? cmap = null, double? markerSize = null, int gridSize = 80)
    {
        ArgumentNullException.ThrowIfNull(values);
        // pre.delay is known as the delay.
        var name = varName ?? (values.Owner is null ? null : values.Name[(values.Name.LastIndexOf('.') + 1)..]);
        return NeuralPlots.PlotSynapses(
            sources, targets, values.Plain, varUnit, name, plotType, axes, values.Dimension.IsNone ? null : values.Dimension, marker, color, cmap, markerSize, gridSize);
    }

    private static int[] Chosen(int[] all, VariableView variable) => variable.Instances.IsDefault ? all : [.. variable.Instances.Select(synapse => all[synapse])];
}
