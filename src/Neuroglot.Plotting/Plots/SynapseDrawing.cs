using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

/// <summary>The least and the greatest of some indices.</summary>
internal readonly record struct Extent(int Low, int High)
{
    public int Distance => High - Low;

    public static Extent Of(int[] indices)
    {
        var (low, high) = (int.MaxValue, int.MinValue);
        foreach (var index in indices)
            (low, high) = (Math.Min(low, index), Math.Max(high, index));
        return new Extent(low, high);
    }
}

/// <summary>Draws the synapses of one plot, in one of three ways.</summary>
internal sealed class SynapseDrawing(Axes axes, int[] sources, int[] targets, double[]? values, Extent x, Extent y, ColorMap map, string? name, Unit? unit)
{
    /// <summary>A cell for each pair.</summary>
    public void DrawImage()
    {
        var columns = x.Distance + 1;
        var cells = new double[columns * (y.Distance + 1)];
        var most = Count(cells, columns);
        if (values is null)
        {
            for (var index = 0; index < cells.Length; index++)
                cells[index] = cells[index] == 0 ? double.NaN : cells[index];
            axes.Add(new Image(cells, columns, x.Low - 0.5, y.Low - 0.5, 1, 1, Counts(most)));
            return;
        }

        Array.Fill(cells, double.NaN);
        for (var index = 0; index < sources.Length; index++)
            cells[(targets[index] - y.Low) * columns + sources[index] - x.Low] = values[index];
        axes.Add(new Image(cells, columns, x.Low - 0.5, y.Low - 0.5, 1, 1, OfValues()));
    }

    /// <summary>A point for each synapse, or for each pair that has several.</summary>
    public void DrawPoints(string? marker, Color? color, double? size)
    {
        var multiple = Multiples();
        var points = new Points(sources, targets)
        {
            Marker = Marker.Parse(marker ?? (multiple is null ? "o" : ",")),
            Size = size ?? (multiple is null ? Math.Clamp(120.0 / (Math.Max(x.Distance, y.Distance) + 1), 1.6, 6) : 6),
            Color = color,
        };
        if (multiple is { } pairs)
        {
            RefuseValues();
            axes.Add(points with
            {
                X = pairs.Sources,
                Y = pairs.Targets,
                Values = pairs.Counts,
                Colors = Counts((int)((Values)pairs.Counts).Range()!.Value.High),
                Color = null,
            });
            return;
        }

        axes.Add(values is null ? points : points with { Values = values, Colors = OfValues(), Color = null });
    }

    /// <summary>Hexagons.</summary>
    public void DrawHexagons(int columns)
    {
        var bins = HexagonalBins.Of(sources, targets, values is null ? null : (Values)values, columns);
        var (low, high) = ((Values)bins.Values).Range() ?? (0, 1);
        var scale = new ColorScale(map, values is null ? 0 : low, high);
        axes.ColorBar = values is null ? new ColorBar(scale, "number of synapses") : new ColorBar(scale, name, unit);
        axes.Add(new Hexagons(bins, scale));
    }

    // How many synapses each cell has; the greatest of these numbers.
    private int Count(double[] cells, int columns)
    {
        var most = 0.0;
        for (var index = 0; index < sources.Length; index++)
            most = Math.Max(most, ++cells[(targets[index] - y.Low) * columns + sources[index] - x.Low]);
        if (most > 1)
            RefuseValues();
        return (int)most;
    }

    // The pairs and their numbers of synapses, where any has several.
    private (int[] Sources, int[] Targets, double[] Counts)? Multiples()
    {
        var counts = new Dictionary<(int Source, int Target), int>(sources.Length);
        for (var index = 0; index < sources.Length; index++)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (sources[index], targets[index]), out _)++;
        if (counts.Count == sources.Length)
            return null;
        return ([.. counts.Keys.Select(static pair => pair.Source)], [.. counts.Keys.Select(static pair => pair.Target)], [.. counts.Values.Select(static count => (double)count)]);
    }

    private void RefuseValues()
    {
        if (values is not null)
        {
            throw new PlottingException(
                "NG8032", "Some neurons are joined by several synapses, so that a pair has no one value to show.", "take plotType `hexbin`, which shows the mean, or leave the values out");
        }
    }

    private ColorScale Counts(int most)
    {
        // All that is there is one: no colours are needed to say so.
        if (most <= 1)
            return new ColorScale(ColorMap.Even("one", axes.Figure.Theme.CycleColor(0), axes.Figure.Theme.CycleColor(0)), 0.5, 1.5) { Levels = 1 };
        var scale = new ColorScale(map, 0.5, most + 0.5) { Levels = most };
        axes.ColorBar = new ColorBar(scale, "number of synapses");
        return scale;
    }

    private ColorScale OfValues()
    {
        var (low, high) = ((Values)values!).Range() ?? (0, 1);
        var scale = new ColorScale(map, low, high);
        axes.ColorBar = new ColorBar(scale, name, unit);
        return scale;
    }
}
