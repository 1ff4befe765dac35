using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>A raster plot: a point for each spike, time to the right, neurons upwards.</summary>
    /// <param name="spikeIndices">Which neuron spiked.</param>
    /// <param name="spikeTimes">When, in seconds; as many.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    /// <param name="markerSize">Their size in points; where it is null, smaller the more spikes there are and the smaller the axes.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8020: not as many indices as times. NG8001, NG8004: no such colour or marker.</exception>
    public static Axes PlotRaster(
        Values spikeIndices, Values spikeTimes, Unit? timeUnit = null, Axes? axes = null, string marker = ".", string? color = null, double? markerSize = null, double alpha = 1,
        string? label = null)
    {
        ArgumentNullException.ThrowIfNull(spikeIndices);
        ArgumentNullException.ThrowIfNull(spikeTimes);
        Lengths.MustAgree(("spikeIndices", spikeIndices.Count), ("spikeTimes", spikeTimes.Count));
        axes = Target(axes);
        Label(axes.X, "time", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, "neuron index", null);
        axes.Y.HasWholeTicks = true;
        return axes.Add(new Points(spikeTimes, spikeIndices)
        {
            Marker = Marker.Parse(marker),
            Color = ColorOf(color, axes),
            Size = markerSize ?? DotSize(axes.Figure, spikeTimes.Count),
            Opacity = alpha,
            Label = label,
        });
    }

    // Points that fill about a seventh of the axes, which have some two thirds of their part of the page. A point (marker `.`) is half as wide as its size says.
    private static double DotSize(Figure figure, int count)
    {
        var area = figure.Width * figure.Height / figure.Axes.Count * 2 / 3;
        return Math.Clamp(2 * Math.Sqrt(area / 7 * 4 / Math.PI / Math.Max(count, 1)), 1.4, 6);
    }
}
