using System.Globalization;
using Neuroglot.Analysis;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Statistics;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Statistics;

public sealed class SpikeStatisticsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The raster that the same run has written gives the same numbers, by the functions that look at whole trains.</summary>
    [Fact]
    public void The_benchmark_s_tables_follow_from_its_raster()
    {
        var summary = NeuralModel.Load(Path.Join(ExampleFolder.Path, "spineml", "vogels-abbott", "experiment0.xml")).Prepare(new RunOptions { Duration = 0.5, Statistics = true, OutputFolder = folder }).Run();
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        Assert.All(summary.Files, file => Assert.True(File.Exists(file), file));
        foreach (var (name, size) in (IEnumerable<(string, int)>)[("Excitatory", 3200), ("Inhibitory", 800)])
        {
            var spikes = File.ReadLines(Path.Join(folder, $"{name}_spike_log.csv")).Select(static line => line.Split(',')).Select(static cells => (Time: Number(cells[0]) / 1000, Neuron: (int)Number(cells[1]))).ToList();
            var trains = spikes.ToLookup(static spike => spike.Neuron, static spike => spike.Time);
            var intervals = Enumerable.Range(0, size).Select(neuron => InterSpikeIntervals.Of([.. trains[neuron]])).ToList();

            var neurons = Table($"{name}_neurons");
            Assert.Equal(size, neurons.Count);
            foreach (var (row, own) in neurons.Zip(intervals))
            {
                Assert.Equal(trains[(int)row[0]].Count(), row[1]);
                Assert.Equal(row[1] / 0.5, row[2], 1e-9);
                Close(own.Length > 0 ? own.Average() * 1000 : double.NaN, row[3]);
                Close(InterSpikeIntervals.CoefficientOfVariation(own), row[4]);
                Close(InterSpikeIntervals.CV2(own), row[5]);
                Close(InterSpikeIntervals.LocalVariation(own), row[6]);
            }

            Assert.Equal(intervals.Sum(static own => own.Length), Table($"{name}_isi").Sum(static row => row[2]));
            Assert.Equal(1, Table($"{name}_isi").Where(static row => !double.IsNaN(row[3])).Sum(static row => (row[1] - row[0]) * row[3]), 1e-9);
            Assert.Equal(intervals.Count(static own => own.Length >= 2), Table($"{name}_cv").Sum(static row => row[2]));
            Assert.Equal(spikes.Count, Table($"{name}_rate").Sum(row => row[1] * 1e-3 * size), 1e-6);
            double[] pooled = [.. intervals.SelectMany(static own => own)];
            var summed = File.ReadLines(Path.Join(folder, "statistics.csv")).Single(line => line.StartsWith(name + ",", StringComparison.Ordinal)).Split(',');
            Close(spikes.Count / 0.5 / size, Number(summed[4]));
            Close(pooled.Average() * 1000, Number(summed[5]));
            Close(InterSpikeIntervals.CoefficientOfVariation(pooled), Number(summed[6]));
        }
    }

    [Fact]
    public void Every_language_has_statistics()
    {
        var lems = NeuralModel.Load(Path.Join(ExampleFolder.Path, "network", "LEMS_Network.xml")).Prepare(new RunOptions { Statistics = true, OutputFolder = folder }).Run();
        Assert.Contains(Path.Join(folder, "exc_isi.csv"), lems.Files);
        Assert.Equal(lems.Activity.Single(static one => one.Population == "exc").Spikes, Table("exc_neurons").Sum(static row => row[1]));
        var brian = NeuralModel.Load(Path.Join(ExampleFolder.Path, "brian", "leaky.brian.json")).Prepare(new RunOptions { Statistics = true, OutputFolder = folder }).Run();
        Assert.Contains(Path.Join(folder, "neurons_cv.csv"), brian.Files);
        Assert.Equal(brian.Spikes, Table("neurons_neurons").Sum(static row => row[1]));

        // Every neuron of this network is driven by a constant: its intervals are equal but for the step.
        Assert.All(Table("neurons_neurons").Where(static row => row[1] > 2), static row => Assert.InRange(row[4], 0, 0.02));
    }

    [Fact]
    public void Without_recorded_spikes_there_are_none_and_that_is_said()
    {
        var found = new DiagnosticBag();
        Assert.Empty(StatisticsFiles.Write(folder, [], 0, 1, found));
        Assert.Equal("NG4156", Assert.Single(found).Code);
    }

    [Fact]
    public void Files_that_cannot_be_written_are_told_of()
    {
        var found = new DiagnosticBag();
        var taken = Path.Join(folder, "taken");
        File.WriteAllText(taken, string.Empty);
        StatisticsFiles.Write(taken, [new PopulationSpikes("a", [0], 0)], 0, 1, found);
        Assert.Equal("NG4155", Assert.Single(found).Code);
    }

    [Fact]
    public void Names_stay_in_the_folder_and_apart()
    {
        var found = new DiagnosticBag();
        var files = StatisticsFiles.Write(folder, [new PopulationSpikes("../a,b", [0], 0), new PopulationSpikes("__/a b", [0], 0)], 0, 1, found);
        Assert.Empty(found);
        Assert.All(files, file => Assert.Equal(folder, Path.GetDirectoryName(file)));
        Assert.Equal(files.Length, files.Distinct().Count());
        Assert.Contains("\n\"../a,b\",1,1,0,0,", File.ReadAllText(Path.Join(folder, "statistics.csv")), StringComparison.Ordinal);
    }

    /// <summary>Three million milliseconds: bins double until at most 2²⁰ are left, and no spike is lost.</summary>
    [Fact]
    public void Bins_of_the_rate_become_wider_in_long_runs()
    {
        var spikes = new PopulationSpikes("a", [4, 7], 0);
        for (var second = 0; second < 3000; second++)
        {
            spikes.Add(4, second);
            spikes.Add(5, second);
            spikes.Add(7, second + 0.5);
        }

        var rate = spikes.Rate(3000);
        Assert.Equal(4e-3, rate.Bins.Width);
        Assert.Equal(750_000, rate.Rates.Length);
        Assert.Equal(6000, rate.Rates.Sum() * rate.Bins.Width * 2, 1e-6);
        Assert.Equal(6000, spikes.Spikes);
        Assert.Equal(5998, spikes.PooledIntervals.Total);
    }

    private static void Close(double expected, double actual) => Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-6 * Math.Max(1e-3, Math.Abs(expected)), $"{expected} {actual}");

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    private List<double[]> Table(string name) => [.. File.ReadLines(Path.Join(folder, name + ".csv")).Skip(1).Select(static line => line.Split(',').Select(Number).ToArray())];
}
