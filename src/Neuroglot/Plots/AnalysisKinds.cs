using Neuroglot.Analysis;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plots;

/// <summary>Plots of what is computed from spikes and signals.</summary>
internal static class AnalysisKinds
{
    // A rate whose spectrum is taken is counted in such bins.
    private const double RateBin = 1e-3;
    private const double UsualBar = 1e-3;

    // How equal distances of times have to be, as a part of one.
    private const double Evenness = 1e-6;

    public static void Intervals(PlotDrawing drawing) => EachPopulation(drawing, "isi", static (indices, times, drawing, axes) => PlotIntervalHistogram(indices, times, timeUnit: drawing.Request.TimeUnit, color: drawing.Request.Color, axes: axes));

    public static void Variability(PlotDrawing drawing) => EachPopulation(drawing, "cv", static (indices, times, drawing, axes) => PlotVariabilityHistogram(indices, times, color: drawing.Request.Color, axes: axes));

    /// <summary>Of one neuron or population with itself; of two, the second after the first.</summary>
    public static void Correlogram(PlotDrawing drawing)
    {
        var trains = SpikeKinds.Chosen(drawing, "correlogram");
        if (trains.IsEmpty)
            return;
        var populations = trains.Select(static train => train.Source.Population).Distinct().ToList();
        var groups = trains.Length == 2 ? trains.Select(static train => (Name: NameOf(train), Times: train.Times.ToArray())).ToList()
            : populations.ConvertAll(name => (Name: name, Times: Pooled(trains.Where(train => train.Source.Population == name))));
        if (groups.Count > 2)
        {
            drawing.Lacks("correlogram", "one or two neurons or populations, chosen by --select,");
            return;
        }

        var (reference, target) = (groups[0], groups[^1]);
        drawing.Add(axes => PlotCorrelogram(reference.Times, groups.Count == 1 ? reference.Times : target.Times, drawing.Request.WindowWidth ?? UsualBar, timeUnit: drawing.Request.TimeUnit, color: drawing.Request.Color, axes: axes).Title =
            groups.Count == 1 ? reference.Name : $"{target.Name} after {reference.Name}");
    }

    /// <summary>Of each variable, or, where there are only spikes, of the rate of each population.</summary>
    public static void Spectrum(PlotDrawing drawing)
    {
        foreach (var (name, unit, signals) in Signals(drawing, "spectrum"))
        {
            drawing.Add(axes =>
            {
                foreach (var (label, values, step) in signals)
                    PlotPowerSpectrum(values, step, varName: name, varUnit: unit, color: drawing.Request.Color, label: signals.Count > 1 ? label : null, axes: axes);
                if (signals.Count is > 1 and <= 8)
                    axes.ShowLegend();
            });
        }
    }

    /// <summary>As <see cref="Spectrum"/>, over time, each signal in axes of its own.</summary>
    public static void Spectrogram(PlotDrawing drawing)
    {
        foreach (var (name, unit, signals) in Signals(drawing, "spectrogram"))
        {
            foreach (var (label, values, step) in signals)
                drawing.Add(axes => PlotSpectrogram(values, step, varName: name, varUnit: unit, timeUnit: drawing.Request.TimeUnit, cmap: drawing.Request.ColorMap ?? "viridis", axes: axes).Title = signals.Count > 1 ? label : null, 170);
        }
    }

    /// <summary>All signals of a variable above each other, under their names.</summary>
    public static void Regions(PlotDrawing drawing)
    {
        if (drawing.Traces.IsEmpty)
            drawing.Lacks("regions", "values over time");
        // What one file holds has the same times; monitors of one run sample at different ones.
        var groups = drawing.Choice.Traces(drawing.Traces, drawing.Request.Y).GroupBy(static trace => (Name: TraceName.Of(trace).Variable, trace.Times)).ToList();
        foreach (var variable in groups)
        {
            var traces = variable.ToList();
            var (count, name) = (traces[0].Length, variable.Key.Name);
            drawing.CheckFinite(traces, name);
            var values = new double[count * traces.Count];
            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < traces.Count; column++)
                    values[row * traces.Count + column] = traces[column].Values[row];
            }

            drawing.Add(
                axes => PlotRegions(
                    [.. traces[0].Times], values, [.. traces.Select(static trace => TraceName.Of(trace).Owner ?? trace.Name)], name,
                    traces[0].Column.Unit.Dimension.IsNone ? null : traces[0].Column.Unit, timeUnit: drawing.Request.TimeUnit, color: drawing.Request.Color, axes: axes).Title =
                    groups.Count(other => other.Key.Name == name) > 1 ? drawing.SourceOf(traces[0]) : null, Math.Clamp(12.0 * traces.Count, 120, 1900));
        }
    }

    private static void EachPopulation(PlotDrawing drawing, string kind, Action<int[], double[], PlotDrawing, Plotting.Figures.Axes> draw)
    {
        var populations = SpikeKinds.Chosen(drawing, kind).GroupBy(static train => train.Source.Population).ToList();
        foreach (var population in populations)
        {
            var indices = population.SelectMany(static train => Enumerable.Repeat(train.Source.Index, train.Count)).ToArray();
            var times = population.SelectMany(static train => train.Times).ToArray();
            drawing.Add(axes =>
            {
                draw(indices, times, drawing, axes);
                axes.Title = populations.Count > 1 ? population.Key : axes.Title;
            });
        }
    }

    private static List<(string Name, Model.Units.Unit? Unit, List<(string Label, double[] Values, double Step)> Signals)> Signals(PlotDrawing drawing, string kind)
    {
        var found = new List<(string, Model.Units.Unit?, List<(string, double[], double)>)>();
        if (drawing.Traces.IsEmpty)
        {
            foreach (var population in SpikeKinds.Chosen(drawing, kind).GroupBy(static train => train.Source.Population))
            {
                if (population.Sum(static train => train.Count) < 2)
                {
                    drawing.PassOver($"The population '{population.Key}' has a single spike, or none, whose rate has no {kind}.");
                    continue;
                }

                var end = population.SelectMany(static train => train.Times).Max();
                var rate = PopulationRate.Of(population.SelectMany(static train => train.Times), population.Max(static train => train.Source.Index) + 1, new TimeBins(0, end + RateBin, RateBin));
                found.Add(($"rate of {population.Key}", Model.Units.CommonUnits.Hz, [(population.Key, [.. rate.Rates], RateBin)]));
            }

            return Some(found);
        }

        foreach (var variable in drawing.Choice.Traces(drawing.Traces, drawing.Request.Y).GroupBy(static trace => (TraceName.Of(trace).Variable, trace.Column.Unit)))
        {
            var traces = drawing.Shown([.. variable], variable.Key.Variable);
            if (traces.Any(static trace => !IsEven(trace)))
            {
                drawing.Lacks(kind, $"values of '{variable.Key.Variable}' at equal distances of time");
                continue;
            }

            foreach (var still in traces.Where(static trace => trace.Values.All(value => value == trace.Values[0] || !double.IsFinite(value))))
                drawing.PassOver($"'{still.Name}' does not change, or is no number, so that it has no {kind}.");
            traces = [.. traces.Where(static trace => trace.Values.Any(value => value != trace.Values[0] && double.IsFinite(value)))];
            if (traces.Count == 0)
                continue;

            var unit = drawing.Request.Unit ?? (variable.Key.Unit.Dimension.IsNone ? null : variable.Key.Unit);
            found.Add((variable.Key.Variable, unit, [.. traces.Select(static trace => (TraceName.Of(trace).Owner ?? trace.Name, trace.Values.ToArray(), (trace.Times[^1] - trace.Times[0]) / (trace.Length - 1)))]));
        }

        return Some(found);

        List<(string, Model.Units.Unit?, List<(string, double[], double)>)> Some(List<(string, Model.Units.Unit?, List<(string, double[], double)>)> signals)
        {
            if (signals.Count == 0 && !drawing.HasErrors)
                drawing.Lacks(kind, "a signal that changes, or a population with two spikes,");
            return signals;
        }
    }

    private static bool IsEven(Trace trace)
    {
        if (trace.Length < 2)
            return false;
        var step = (trace.Times[^1] - trace.Times[0]) / (trace.Length - 1);
        return step > 0 && Enumerable.Range(0, trace.Length).All(sample => Math.Abs(trace.Times[sample] - trace.Times[0] - sample * step) < Math.Max(Evenness * step, 1e-6 * Math.Abs(trace.Times[^1])));
    }

    private static string NameOf(SpikeTrain train) => $"{train.Source.Population}[{train.Source.Index}]";

    private static double[] Pooled(IEnumerable<SpikeTrain> trains) => [.. trains.SelectMany(static train => train.Times).Order()];
}
