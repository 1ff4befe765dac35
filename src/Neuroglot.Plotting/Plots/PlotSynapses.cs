using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    private const int MostCells = 25_000_000;

    /// <summary>
    /// Connections, or values of them, over source and target neurons. Where a pair has several synapses, their number is shown as a colour.
    /// </summary>
    /// <param name="sources">Index of the source of each synapse.</param>
    /// <param name="targets">Index of its target; as many.</param>
    /// <param name="values">A value of each in SI units, or null to show which there are.</param>
    /// <param name="varUnit">Unit of the values; where it is null, the best one for <paramref name="varDimension"/>.</param>
    /// <param name="varName">What the values are.</param>
    /// <param name="plotType">
    /// <c>image</c>, a cell for each pair; <c>scatter</c>, a point for each synapse; <c>hexbin</c>, hexagons that count synapses or show the mean of their values; <c>auto</c>, an image up
    /// to indices 1000 apart, else points for fewer than 10 000 synapses, else hexagons.
    /// </param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="varDimension">What the values measure; where it and <paramref name="varUnit"/> are null, they are shown as they are.</param>
    /// <param name="marker">Shape of points, as matplotlib names it.</param>
    /// <param name="color">Colour of points without values, or null for the next of the cycle.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="markerSize">Size of points; where it is null, smaller the more neurons there are.</param>
    /// <param name="gridSize">How many hexagons lie side by side.</param>
    /// <exception cref="PlottingException">
    /// NG8030: no synapses. NG8031: no such type of plot. NG8032: values of several synapses of one pair can only be shown as their mean, by hexagons. NG8033: an image would have too many
    /// cells. NG8034: a negative index. NG8020: not as many of each.
    /// </exception>
    public static Axes PlotSynapses(
        int[] sources, int[] targets, double[]? values = null, Unit? varUnit = null, string? varName = null, string plotType = "auto", Axes? axes = null, Dimension? varDimension = null,
        string? marker = null, string? color = null, string? cmap = null, double? markerSize = null, int gridSize = 80)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gridSize);
        Lengths.MustAgree(("sources", sources.Length), ("targets", targets.Length), ("values", values?.Length ?? sources.Length));
        if (sources.Length == 0)
            throw new PlottingException("NG8030", "There are no synapses to draw.", "connect the neurons first");
        var (x, y) = (Extent.Of(sources), Extent.Of(targets));
        if (x.Low < 0 || y.Low < 0)
            throw new PlottingException("NG8034", $"A synapse joins neurons {x.Low} and {y.Low}, which there are not.", "indices begin with 0");
        var type = plotType == "auto" ? x.Distance < 1000 && y.Distance < 1000 ? "image" : sources.Length < 10_000 ? "scatter" : "hexbin" : plotType;
        if (type is not ("image" or "scatter" or "hexbin"))
        {
            throw new PlottingException(
                "NG8031", $"There is no type `{plotType}` of plots of synapses.", NearNames.Hint(plotType, ["auto", "image", "scatter", "hexbin"]) ?? "there are auto, image, scatter and hexbin");
        }

        if (type == "image" && (x.Distance + 1L) * (y.Distance + 1L) > MostCells)
            throw new PlottingException("NG8033", $"An image of {x.Distance + 1} by {y.Distance + 1} neurons is too large.", "take `hexbin` or `scatter`");
        axes = Target(axes);
        var unit = varUnit ?? (varDimension is { } dimension && values is not null ? BestUnit(dimension, ((Values)values).Range()) : null);
        var drawing = new SynapseDrawing(axes, sources, targets, values, x, y, ColorMaps.Parse(cmap ?? "viridis"), varName, unit);
        switch (type)
        {
            case "image":
                drawing.DrawImage();
                break;
            case "scatter":
                drawing.DrawPoints(marker, ColorOf(color, axes), markerSize);
                break;
            default:
                drawing.DrawHexagons(gridSize);
                break;
        }

        Label(axes.X, "source neuron index", null);
        Label(axes.Y, "target neuron index", null);
        axes.X.HasWholeTicks = axes.Y.HasWholeTicks = true;
        axes.X.Limits ??= (x.Low - 0.5, x.High + 0.5);
        axes.Y.Limits ??= (y.Low - 0.5, y.High + 0.5);
        return axes;
    }
}
