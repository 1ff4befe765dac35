using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>Signals of the regions of a brain over time, one above the other, with the names of the regions; a bar shows how much a step of the variable is.</summary>
    /// <param name="times">In seconds.</param>
    /// <param name="values">In SI units: row by row, for each time a value of each region.</param>
    /// <param name="labels">The names of the regions, the first at the top.</param>
    /// <param name="varName">What is shown.</param>
    /// <param name="varUnit">Its unit; null where the numbers are shown as they are.</param>
    /// <param name="spacing">From one signal to the next, in SI units; where it is null, so much that few touch.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="color">Colour of all lines, or null for two that alternate.</param>
    /// <param name="axes">Where to draw; a new figure, as high as the regions need, where it is null.</param>
    /// <exception cref="PlottingException">NG8020: the values are no rows for the times, or there are not as many labels as regions. NG8001: no such colour.</exception>
    public static Axes PlotRegions(
        double[] times, double[] values, IReadOnlyList<string> labels, string? varName = null, Unit? varUnit = null, double? spacing = null, Unit? timeUnit = null, string? color = null,
        Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);
        if (times.Length == 0 || values.Length % times.Length != 0)
            throw new PlottingException("NG8020", $"{values.Length} values are no rows for {times.Length} times.", "give for each time a value of each region");
        var count = values.Length / times.Length;
        Lengths.MustAgree(("regions", count), ("labels", labels.Count));
        axes ??= new Figure(420, Math.Clamp(70 + 12 * count, 160, 2000)).AddAxes();
        var centers = new double[count];
        var reach = new double[count];
        for (var region = 0; region < count; region++)
        {
            var (low, high) = Values.Column(values, count, region).Range() ?? (0, 0);
            (centers[region], reach[region]) = ((low + high) / 2, high - low);
        }

        var most = reach.DefaultIfEmpty(0).Max();
        var step = spacing ?? (most > 0 ? most * 0.8 : 1);
        for (var region = 0; region < count; region++)
        {
            var level = -region * step - centers[region];
            axes.Add(new Line(times, Enumerable.Range(0, times.Length).Select(time => values[time * count + region] + level).ToArray())
            {
                Color = ColorOf(color, axes) ?? axes.Figure.Theme.CycleColor(region % 2 == 0 ? 0 : 1),
                Width = 0.7 * axes.Figure.Theme.LineWidth,
            });
        }

        Label(axes.X, "time", timeUnit ?? CommonUnits.ms);
        axes.Y.Ticks = [.. labels.Select((label, region) => new Tick(-region * step, label))];
        axes.Y.Limits ??= (-(count - 1) * step - 0.8 * step, 0.8 * step);
        var factor = varUnit is null ? 1 : 1 / varUnit.Factor;
        axes.Y.Label ??= $"{varName ?? "signal"}, one step: {UnitText.Label((step * factor).ToString("G3", System.Globalization.CultureInfo.InvariantCulture), null)}{(varUnit is null ? string.Empty : $" {UnitText.Symbol(varUnit.Symbol)}")}";
        return axes;
    }

    /// <summary>The matrix of weights, or lengths, between the regions of a brain: from the region of a column to that of a row, the first at the left and at the top.</summary>
    /// <param name="weights">Row by row, as many rows as columns; NaN where there is no connection.</param>
    /// <param name="labels">The names of the regions; null for their numbers.</param>
    /// <param name="varName">What the values are.</param>
    /// <param name="varUnit">Their unit; null where the numbers are shown as they are.</param>
    /// <param name="showZeros">Whether 0 has a colour; else it is no connection.</param>
    /// <param name="logarithmic">Whether equal steps of colour are equal ratios; the colour bar then shows powers of ten.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8020: that is no square, or there are not as many labels. NG8002: no such colour map.</exception>
    public static Axes PlotConnectome(
        double[] weights, IReadOnlyList<string>? labels = null, string varName = "weight", Unit? varUnit = null, bool showZeros = false, bool logarithmic = false, string cmap = "viridis",
        Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var count = (int)Math.Round(Math.Sqrt(weights.Length));
        if (count == 0 || (long)count * count != weights.Length)
            throw new PlottingException("NG8020", $"{weights.Length} weights are no square matrix.", "give as many rows as columns");
        if (labels is not null)
            Lengths.MustAgree(("regions", count), ("labels", labels.Count));
        axes ??= new Figure(360, 320).AddAxes();
        var cells = new double[weights.Length];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                var weight = weights[row * count + column];
                // The first row of an image is the lowest.
                cells[(count - 1 - row) * count + column] = weight == 0 && !showZeros ? double.NaN : !logarithmic ? weight : weight > 0 ? Math.Log10(weight / (varUnit?.Factor ?? 1)) : double.NaN;
            }
        }

        var (low, high) = ((Values)cells).Range() ?? (0, 1);
        var colors = new ColorScale(ColorMaps.Parse(cmap), low, high > low ? high : low + 1);
        axes.ColorBar = logarithmic ? new ColorBar(colors, $"log₁₀ {UnitText.Label(varName, varUnit)}") : new ColorBar(colors, varName, varUnit);
        axes.Add(new Image(cells, count, -0.5, -0.5, 1, 1, colors));
        axes.IsEqual = true;
        Label(axes.X, "source region", null);
        Label(axes.Y, "target region", null);
        ImmutableArray<Tick> Named(Func<int, double> place) => [.. Enumerable.Range(0, count).Select(region => new Tick(place(region), labels?[region] ?? $"{region}"))];
        axes.X.Ticks = Named(static region => region);
        axes.Y.Ticks = Named(region => count - 1 - region);
        axes.X.HasUprightTicks = labels is not null;
        return axes;
    }
}
