using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Neuroglot.Analysis;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.Results;

namespace Neuroglot.Statistics;

/// <summary>
/// The statistics of recorded spikes as files: <c>statistics.csv</c> with a row for each population, and for each of them <c>NAME_neurons.csv</c>, <c>NAME_isi.csv</c> (intervals of
/// all neurons), <c>NAME_cv.csv</c> (coefficients of variation) and <c>NAME_rate.csv</c>. A cell is empty where a value is not defined.
/// </summary>
internal static class StatisticsFiles
{
    /// <summary>Writes the files; those written are returned, and what goes wrong is in <paramref name="diagnostics"/>.</summary>
    /// <param name="folder">Where; made when missing.</param>
    /// <param name="populations">What was recorded.</param>
    /// <param name="start">When the run began, in seconds.</param>
    /// <param name="end">When it ended, in seconds.</param>
    /// <param name="diagnostics">Gets NG4155 when a file cannot be written, NG4156 when no spikes were recorded.</param>
    public static ImmutableArray<string> Write(string folder, IReadOnlyCollection<PopulationSpikes> populations, double start, double end, DiagnosticBag diagnostics)
    {
        if (populations.Count == 0)
        {
            diagnostics.Warning(
                "NG4156", "The model records no spikes, so there are no statistics of any.", SourceSpan.None, "Record the spikes of a population; in SpineML by a LogOutput of an event port.");
            return [];
        }

        var files = ImmutableArray.CreateBuilder<string>();
        try
        {
            Add("statistics", Summary(populations, end - start));
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "statistics" };
            foreach (var population in populations)
            {
                var name = Free(Safe(population.Name), taken);
                var seconds = end - start;
                Add($"{name}_neurons", Neurons(population, seconds));
                Add($"{name}_isi", Distribution("intervals", "ms", population.PooledIntervals, 1e3));
                var variations = population.Neurons.Select(static one => one.CoefficientOfVariation).Where(static cv => !double.IsNaN(cv));
                Add($"{name}_cv", Distribution("neurons", "1", Histogram.Of(variations, Histogram.LinearEdges(0, 4, 80)), 1));
                Add($"{name}_rate", Rate(population.Rate(end)));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error("NG4155", $"The statistics cannot be written to '{folder}': {problem.Message}", SourceSpan.None, "Choose another folder with --out.");
        }

        return files.ToImmutable();

        void Add(string name, string text)
        {
            var path = Path.Combine(folder, name + ".csv");
            WholeFile.Write(path, text);
            files.Add(path);
        }
    }

    private static string Summary(IEnumerable<PopulationSpikes> populations, double seconds)
    {
        var text = new StringBuilder("population,neurons,silent neurons,spikes,rate [Hz],mean ISI [ms],CV of pooled ISI,mean CV,mean CV2,mean LV\n");
        foreach (var one in populations)
        {
            var (mean, variation) = Pooled(one);
            Row(text, CsvText.Field(one.Name), Cell(one.Neurons.Count), Cell(one.Neurons.Count(static neuron => neuron.Spikes == 0)), Cell(one.Spikes),
                Cell(one.Spikes / (seconds * one.Neurons.Count)), Cell(mean * 1e3), Cell(variation),
                Cell(Mean(one, static neuron => neuron.CoefficientOfVariation)), Cell(Mean(one, static neuron => neuron.CV2)), Cell(Mean(one, static neuron => neuron.LocalVariation)));
        }

        return text.ToString();
    }

    // Mean and coefficient of variation of the intervals of all neurons, from those of each: the variance within neurons and that between them.
    private static (double Mean, double Variation) Pooled(PopulationSpikes population)
    {
        var (intervals, sum) = (0L, 0.0);
        foreach (var neuron in population.Neurons.Where(static one => one.Intervals > 0))
        {
            intervals += neuron.Intervals;
            sum += neuron.Intervals * neuron.Mean;
        }

        var mean = sum / intervals;
        var squares = population.Neurons.Where(static one => one.Intervals > 0).Sum(neuron =>
        {
            var own = double.IsNaN(neuron.CoefficientOfVariation) ? 0 : neuron.CoefficientOfVariation * neuron.Mean;
            return neuron.Intervals * ((own * own) + ((neuron.Mean - mean) * (neuron.Mean - mean)));
        });
        return intervals < 2 ? (mean, double.NaN) : (mean, Math.Sqrt(squares / intervals) / mean);
    }

    private static double Mean(PopulationSpikes population, Func<IntervalAccumulator, double> measure) =>
        population.Neurons.Select(measure).Where(static value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    private static string Neurons(PopulationSpikes population, double seconds)
    {
        var text = new StringBuilder("index,spikes,rate [Hz],mean ISI [ms],CV,CV2,LV\n");
        foreach (var (neuron, instance) in population.Neurons.Zip(population.Instances))
        {
            Row(text, Cell(instance), Cell(neuron.Spikes), Cell(neuron.Spikes / seconds), Cell(neuron.Mean * 1e3),
                Cell(neuron.CoefficientOfVariation), Cell(neuron.CV2), Cell(neuron.LocalVariation));
        }

        return text.ToString();
    }

    // What lies outside of the bins has rows of its own, without density, so that the counts add up.
    private static string Distribution(string what, string unit, Histogram histogram, double scale)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"from [{unit}],to [{unit}],{what},density [{(unit == "1" ? "1" : "1/" + unit)}]\n");
        if (histogram.Below > 0)
            Row(text, string.Empty, Cell(histogram.Edges[0] * scale), Cell(histogram.Below), string.Empty);
        var density = histogram.Density;
        for (var bin = 0; bin < histogram.Counts.Length; bin++)
            Row(text, Cell(histogram.Edges[bin] * scale), Cell(histogram.Edges[bin + 1] * scale), Cell(histogram.Counts[bin]), Cell(density[bin] / scale));
        if (histogram.Above > 0)
            Row(text, Cell(histogram.Edges[^1] * scale), string.Empty, Cell(histogram.Above), string.Empty);
        return text.ToString();
    }

    private static string Rate(PopulationRate rate)
    {
        var text = new StringBuilder("time [ms],rate [Hz]\n");
        for (var bin = 0; bin < rate.Rates.Length; bin++)
            Row(text, Cell(rate.Bins.Edge(bin) * 1e3), Cell(rate.Rates[bin]));
        return text.ToString();
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells) => text.AppendJoin(',', cells!).Append('\n');

    private static string Cell(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Cell(double value) => double.IsFinite(value) ? value.ToString("G12", CultureInfo.InvariantCulture) : string.Empty;

    // Names are data from others: what they make of a path must stay in the folder.
    private static string Safe(string name) => string.Concat(name.Select(static letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = FormattableString.Invariant($"{name}{number}");
        return free;
    }
}
