using System.Collections.Immutable;
using Neuroglot.Analysis;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>How often a neuron spikes for each current that it gets.</summary>
    /// <param name="currents">In amperes, or in whatever <paramref name="currentUnit"/> measures.</param>
    /// <param name="rates">In hertz; as many.</param>
    /// <param name="currentUnit">Unit of the currents; where it is null, the best one for amperes.</param>
    /// <param name="currentName">What is varied.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="marker">Shape at each value, as matplotlib names it.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8020: not as many rates as currents. NG8001, NG8004: no such colour or marker.</exception>
    public static Axes PlotFICurve(
        double[] currents, double[] rates, Unit? currentUnit = null, string currentName = "input current", string? color = null, string marker = "o", string? label = null, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(currents);
        ArgumentNullException.ThrowIfNull(rates);
        Lengths.MustAgree(("currents", currents.Length), ("rates", rates.Length));
        axes = Target(axes);
        Label(axes.X, currentName, currentUnit ?? BestUnit(Dimension.Current, ((Values)currents).Range()));
        Label(axes.Y, "firing rate", CommonUnits.Hz);
        return axes.Add(new Line(currents, rates) { Color = ColorOf(color, axes), Marker = Marker.Parse(marker), MarkerSize = 4, Label = label });
    }

    /// <summary>How often there is an interval of each length between two spikes of one neuron; all neurons together.</summary>
    /// <param name="spikeIndices">Which neuron spiked.</param>
    /// <param name="spikeTimes">When, in seconds; as many, in the order of time within each neuron.</param>
    /// <param name="bins">How many bars.</param>
    /// <param name="largest">The longest interval that is shown, in seconds; the longest of all where it is null. A note says how many are longer.</param>
    /// <param name="logarithmic">Whether bars are equally wide on a logarithmic axis.</param>
    /// <param name="timeUnit">Unit of intervals; ms where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8173: no neuron has two spikes, or times fall. NG8020: not as many indices as times.</exception>
    public static Axes PlotIntervalHistogram(
        int[] spikeIndices, double[] spikeTimes, int bins = 50, double? largest = null, bool logarithmic = false, Unit? timeUnit = null, string? color = null, string? label = null,
        Axes? axes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var intervals = Asked(() => InterSpikeIntervals.Pooled(Trains(spikeIndices, spikeTimes).Values));
        var range = ((Values)intervals).Range(onlyPositive: logarithmic) ?? throw NoIntervals();
        var high = largest ?? range.High;
        var low = logarithmic ? Math.Min(range.Low, high / 10) : 0;
        if (!(high > low))
            throw new PlottingException("NG8173", $"There are no intervals up to {high} s.", "give a longer one as `largest`");
        var histogram = Histogram.Of(intervals, logarithmic ? Histogram.LogarithmicEdges(low, high, bins) : Histogram.LinearEdges(low, high, bins));
        axes = Target(axes);
        Label(axes.X, "inter-spike interval", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, "count", null);
        axes.X.Scale = logarithmic ? Scales.AxisScale.Logarithmic : axes.X.Scale;
        axes.Y.HasWholeTicks = true;
        if (histogram.Above + histogram.Below > 0)
            axes.Title ??= $"{histogram.Above + histogram.Below} of {histogram.Total} intervals are outside";
        return axes.Add(Bars(histogram, color, label, axes));
    }

    /// <summary>How many neurons spike with each regularity: the coefficient of variation of the intervals of each neuron that has three spikes or more.</summary>
    /// <param name="spikeIndices">Which neuron spiked.</param>
    /// <param name="spikeTimes">When, in seconds; as many, in the order of time within each neuron.</param>
    /// <param name="bins">How many bars.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8173: no neuron has three spikes, or times fall. NG8020: not as many indices as times.</exception>
    public static Axes PlotVariabilityHistogram(int[] spikeIndices, double[] spikeTimes, int bins = 30, string? color = null, string? label = null, Axes? axes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var variations = Asked(() => Trains(spikeIndices, spikeTimes).Values.Select(static train => InterSpikeIntervals.CoefficientOfVariation(InterSpikeIntervals.Of(train.AsSpan())))
            .Where(double.IsFinite).ToArray());
        if (variations.Length == 0)
            throw NoIntervals();
        axes = Target(axes);
        Label(axes.X, "coefficient of variation of intervals", null);
        Label(axes.Y, "number of neurons", null);
        axes.Y.HasWholeTicks = true;
        return axes.Add(Bars(Histogram.Of(variations, Histogram.LinearEdges(0, Math.Max(1, variations.Max()), bins)), color, label, axes));
    }

    /// <summary>How often spikes of one train follow those of another after each lag.</summary>
    /// <param name="reference">Times in seconds; they do not fall.</param>
    /// <param name="target">Times in seconds; they do not fall. The same array for the lags within one train.</param>
    /// <param name="width">Width of a bar, in seconds.</param>
    /// <param name="largest">The largest lag, in seconds.</param>
    /// <param name="timeUnit">Unit of lags; ms where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8173: times fall, or the width or the largest lag is no time.</exception>
    public static Axes PlotCorrelogram(
        double[] reference, double[] target, double width = 0.001, double largest = 0.05, Unit? timeUnit = null, string? color = null, string? label = null, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(target);
        var isSame = ReferenceEquals(reference, target);
        var correlogram = Asked(() => isSame ? Correlogram.Auto(reference, width, largest) : Correlogram.Cross(reference, target, width, largest));
        axes = Target(axes);
        Label(axes.X, isSame ? "lag" : "lag of target after reference", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, "count", null);
        axes.Y.HasWholeTicks = true;
        double[] edges = [.. correlogram.Lags.Select(lag => lag - correlogram.Width / 2), correlogram.Lags[^1] + correlogram.Width / 2];
        return axes.Add(new Bars(edges, correlogram.Counts.Select(static count => (double)count).ToArray()) { Color = ColorOf(color, axes), Label = label });
    }

    private static Bars Bars(Histogram histogram, string? color, string? label, Axes axes) =>
        new([.. histogram.Edges], histogram.Counts.Select(static count => (double)count).ToArray()) { Color = ColorOf(color, axes), Label = label };

    private static SortedDictionary<int, ImmutableArray<double>> Trains(int[] indices, double[] times)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(times);
        Lengths.MustAgree(("spikeIndices", indices.Length), ("spikeTimes", times.Length));
        var trains = new SortedDictionary<int, ImmutableArray<double>.Builder>();
        for (var spike = 0; spike < indices.Length; spike++)
        {
            if (!trains.TryGetValue(indices[spike], out var train))
                trains.Add(indices[spike], train = ImmutableArray.CreateBuilder<double>());
            train.Add(times[spike]);
        }

        return new SortedDictionary<int, ImmutableArray<double>>(trains.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToImmutable()));
    }

    // What the analysis refuses, the plot refuses, in its words.
    private static T Asked<T>(Func<T> analysis)
    {
        try
        {
            return analysis();
        }
        catch (ArgumentException refused)
        {
            throw new PlottingException("NG8173", refused.Message.Split(" (Parameter", 2)[0].Split(Environment.NewLine, 2)[0], "give what the analysis can be made of");
        }
    }

    private static PlottingException NoIntervals() => new("NG8173", "No neuron has spikes enough for intervals.", "record for a longer time");
}
