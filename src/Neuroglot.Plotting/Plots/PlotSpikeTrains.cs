using Neuroglot.Analysis;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    private const int RateBinsPerWidth = 5;

    /// <summary>A raster plot of recorded spikes. Several populations stand one above the other, each in a colour of its own, in the order in which they appear.</summary>
    /// <param name="trains">The spikes of each neuron.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="marker">Shape of the points, as matplotlib names it.</param>
    /// <param name="color">Their colour, or null for the next of the cycle.</param>
    /// <param name="markerSize">Their size in points; chosen by their number where it is null.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <exception cref="PlottingException">NG8001, NG8004: no such colour or marker.</exception>
    public static Axes PlotRaster(
        IReadOnlyList<SpikeTrain> trains, Unit? timeUnit = null, Axes? axes = null, string marker = ".", string? color = null, double? markerSize = null, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(trains);
        axes = Target(axes);
        var populations = trains.GroupBy(static train => train.Source.Population).ToList();
        var size = markerSize ?? DotSize(axes.Figure, trains.Sum(static train => train.Count));
        var first = 0;
        foreach (var population in populations)
        {
            var (indices, times) = Flat(population, first);
            PlotRaster(indices, times, timeUnit, axes, marker, color, size, alpha, populations.Count > 1 ? population.Key : null);
            first += population.Max(static train => train.Source.Index) + 1;
        }

        if (populations.Count == 0)
            PlotRaster((int[])[], (double[])[], timeUnit, axes, marker, color, markerSize, alpha);
        if (populations.Count > 1)
        {
            axes.Y.Name = "neuron (populations stacked)";
            axes.ShowLegend();
        }

        return axes;
    }

    /// <summary>The rate of a population, counted from its spikes in bins of a fifth of <paramref name="width"/> and smoothed.</summary>
    /// <param name="trains">The spikes of each neuron.</param>
    /// <param name="size">How many neurons, those without spikes too; where it is null, up to the greatest index that spiked, population by population.</param>
    /// <param name="window"><c>gaussian</c>, of standard deviation <paramref name="width"/>, or <c>flat</c>, of that length.</param>
    /// <param name="width">Width of the window in seconds.</param>
    /// <param name="end">Where the time ends, in seconds, a spike at that time included; at the last spike where it is null.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; Hz where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="zeroPadded">Whether there is a rate of 0 before the start and after the end, so that the curve falls there, as that of Brian's <c>smooth_rate</c>; else the window ends there.</param>
    /// <exception cref="PlottingException">NG8108: there is no such window, or its width is no time above 0. NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotRate(
        IReadOnlyList<SpikeTrain> trains, int? size = null, string window = "gaussian", double width = 5e-3, double? end = null, Unit? timeUnit = null, Unit? rateUnit = null,
        Axes? axes = null, string? color = null, double? lineWidth = null, string lineStyle = "-", double alpha = 1, string? label = null, bool zeroPadded = false)
    {
        ArgumentNullException.ThrowIfNull(trains);
        var last = end ?? trains.SelectMany(static train => train.Times).DefaultIfEmpty(0).Max();
        // Whole bins up to the end, so that no spike is left out.
        var step = width / RateBinsPerWidth;
        last = last > 0 ? last : step;
        step = last / step < MostCells ? last / Math.Max(1, Math.Ceiling(last / step - 1e-9)) : step;
        var smoothing = WindowOf(window, width, step);
        var neurons = size ?? trains.GroupBy(static train => train.Source.Population).Sum(static population => population.Max(static train => train.Source.Index) + 1);
        if (!(last / step < MostCells))
            throw new PlottingException("NG8108", $"A window of {width:G4} s is too narrow for {last:G4} s.", "take a wider one");
        var rate = PopulationRate.Of(trains.SelectMany(static train => train.Times).Select(time => time == last ? last - step / 2 : time), Math.Max(neurons, 1), new TimeBins(0, last, step));
        // The rate of a bin belongs to its middle.
        return PlotRate(rate.Times.Select(time => time + step / 2).ToArray(), zeroPadded ? smoothing.Smooth(rate.Rates.AsSpan()) : smoothing.SmoothWithin(rate.Rates.AsSpan()), timeUnit, rateUnit, axes, color, lineWidth, lineStyle, alpha, label);
    }

    /// <summary>A recorded rate, smoothed.</summary>
    /// <param name="rate">The rate in equal steps, in Hz.</param>
    /// <param name="window"><c>gaussian</c>, of standard deviation <paramref name="width"/>, or <c>flat</c>, of that length; null to show the rate as it is.</param>
    /// <param name="width">Width of the window in seconds.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="rateUnit">Unit of the rate; the best one where it is null.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="lineWidth">Width in points; that of the theme where it is null.</param>
    /// <param name="lineStyle">As matplotlib writes it.</param>
    /// <param name="alpha">Opacity, 0 to 1.</param>
    /// <param name="label">Name in the legend.</param>
    /// <exception cref="PlottingException">NG8108: there is no such window, or its width is no time above 0. NG8001, NG8005: no such colour or style.</exception>
    public static Axes PlotRate(
        Trace rate, string? window = "gaussian", double width = 1e-3, Unit? timeUnit = null, Unit? rateUnit = null, Axes? axes = null, string? color = null, double? lineWidth = null,
        string lineStyle = "-", double alpha = 1, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var rates = window is null || rate.Length < 2 ? Numbers(rate.Values) : WindowOf(window, width, rate.Times[1] - rate.Times[0]).Smooth(rate.Values.AsSpan());
        return PlotRate(Numbers(rate.Times), rates, timeUnit, rateUnit ?? BestUnit(Dimension.PerTime, ((Values)rates).Range()), axes, color, lineWidth, lineStyle, alpha, label);
    }

    private static RateWindow WindowOf(string window, double width, double step)
    {
        if (!(width > 0) || !double.IsFinite(width) || !(step > 0))
            throw new PlottingException("NG8108", $"A window cannot be {width:G4} s wide.", "give a time above 0");
        return window switch
        {
            "gaussian" => RateWindow.Gaussian(width, step),
            "flat" => RateWindow.Flat(width, step),
            _ => throw new PlottingException("NG8108", $"There is no window `{window}`.", NearNames.Hint(window, ["gaussian", "flat"]) ?? "there are gaussian and flat"),
        };
    }

    private static (int[] Indices, double[] Times) Flat(IEnumerable<SpikeTrain> trains, int first)
    {
        var count = trains.Sum(static train => train.Count);
        var (indices, times, at) = (new int[count], new double[count], 0);
        foreach (var train in trains)
        {
            train.Times.CopyTo(times, at);
            Array.Fill(indices, first + train.Source.Index, at, train.Count);
            at += train.Count;
        }

        return (indices, times);
    }
}
