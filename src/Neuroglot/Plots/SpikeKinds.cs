using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Plots of spikes.</summary>
internal static class SpikeKinds
{
    private const double UsualWindow = 5e-3;

    // More populations share axes: each of its own would be too low.
    private const int MostPanels = 4;

    // That of brian_plot.
    private const double WindowOfMonitors = 1e-3;

    public static void Raster(PlotDrawing drawing)
    {
        if (Chosen(drawing, "raster") is not { IsEmpty: false } trains)
            return;
        var populations = trains.GroupBy(static train => train.Source.Population).ToList();
        if (populations.Count is 1 or > MostPanels)
        {
            drawing.Add(axes => PlotRaster(trains, drawing.Request.TimeUnit, axes, color: drawing.Request.Color), 150);
            return;
        }

        for (var place = 0; place < populations.Count; place++)
        {
            var (population, color) = (populations[place], drawing.Request.Color ?? $"C{place}");
            drawing.Add(axes =>
            {
                axes.Y.Name = $"{population.Key} index";
                PlotRaster([.. population], drawing.Request.TimeUnit, axes, color: color);
            });
        }
    }

    /// <summary>Whether a trace is the rate of a population step by step, which nobody can read before it is smoothed.</summary>
    public static bool IsRate(Trace trace) => trace.Column.Unit.Dimension == Dimension.PerTime && trace.Name.EndsWith("rate", StringComparison.Ordinal);

    public static void Rate(PlotDrawing drawing)
    {
        // What a rate monitor has recorded is a rate already.
        if (drawing.Trains.IsEmpty && drawing.Traces.Any(IsRate))
        {
            RecordedRate(drawing);
            return;
        }

        if (Chosen(drawing, "rate") is not { IsEmpty: false } trains)
            return;
        var populations = trains.GroupBy(static train => train.Source.Population).ToList();
        var end = trains.SelectMany(static train => train.Times).DefaultIfEmpty(0).Max();
        drawing.Add(axes =>
        {
            foreach (var population in populations)
            {
                PlotRate(
                    [.. population], null, drawing.Request.Window, drawing.Request.WindowWidth ?? UsualWindow, end, drawing.Request.TimeUnit, drawing.Request.Unit, axes, drawing.Request.Color,
                    label: populations.Count > 1 ? population.Key : null);
            }

            if (populations.Count > 1)
                axes.ShowLegend();
        });
    }

    /// <summary>The rates that monitors have recorded, smoothed.</summary>
    public static void RecordedRate(PlotDrawing drawing)
    {
        var recorded = drawing.Traces.Where(IsRate).ToList();
        drawing.Add(axes =>
        {
            foreach (var trace in recorded)
                PlotRate(trace, drawing.Request.Window, drawing.Request.WindowWidth ?? WindowOfMonitors, drawing.Request.TimeUnit, drawing.Request.Unit, axes, drawing.Request.Color, label: recorded.Count > 1 ? trace.Name : null);
            if (recorded.Count > 1)
                axes.ShowLegend();
        });
    }

    /// <summary>The trains that are selected; none, with the reason said, where there are none.</summary>
    public static ImmutableArray<SpikeTrain> Chosen(PlotDrawing drawing, string kind)
    {
        if (drawing.Trains.IsEmpty)
            drawing.Lacks(kind, "spikes");
        return drawing.Choice.Trains(drawing.Trains);
    }
}
