using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Neuroglot.Conformance.Tests.Cases;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>Runs published experiments in the fidelity of the reference simulator and compares what they log with what that has logged.</summary>
public sealed class SpineMLRunTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("03_brette_LL_derived", "brahms_brette", "Excitatory_spike", "Inhibitory_spike", "Excitatory_v", "Inhibitory_v")]
    [InlineData("05_bg_rate_LL", "brahms_bg_rate", "D1_out", "D2_out", "STN_out", "GPi_out", "GPe_out")]
    [InlineData("06_bg_spiking_LL", "brahms_bg_spiking", "D1_spike", "D2_spike", "STN_spike", "GPi_spike", "GPe_spike", "output_value")]
    public void Logs_are_those_of_the_reference_simulator(string model, string reference, params string[] logs)
    {
        if (ConformanceData.Folder("spineml", output) is not { } models || ConformanceData.Folder("spineml-reference", output) is not { } references)
            return;
        using var results = new Results(Path.Join(models, model, "experiment0.xml"), null);
        foreach (var log in logs)
        {
            var events = Path.Join(references, reference, log + "_log.csv.gz");
            if (File.Exists(events))
                Assert.Equal(Text(events), File.ReadAllText(Path.Join(results.Folder, log + "_log.csv")));
            else
                AssertColumns(Directory.GetFiles(Path.Join(references, reference), log + "_cols*.csv.gz").Single(), Path.Join(results.Folder, log + "_log.bin"));
        }
    }

    [Theory]
    [InlineData("STN")]
    [InlineData("GPe")]
    [InlineData("SNr")]
    public void Published_voltages_are_reproduced_to_the_last_bit(string neuron)
    {
        if (ConformanceData.Folder("spineml", output) is not { } models)
            return;
        var folder = Path.Join(models, "11_gpr_bsb", "neuron_models");
        using var results = new Results(Path.Join(folder, neuron + "_neuron", "experiment0.xml"), null);
        Assert.Equal(Bytes(Path.Join(folder, "SpineML_results", neuron + "_v_log.bin.gz")), File.ReadAllBytes(Path.Join(results.Folder, neuron + "_v_log.bin")));
    }

    [Fact]
    public void The_striatal_model_has_the_rates_of_the_reference_simulator()
    {
        if (ConformanceData.Folder("spineml", output) is not { } models || ConformanceData.Folder("spineml-reference", output) is not { } references)
            return;

        // 2 s in place of the 10 s of the reference. The inputs are random: over 10 s the counts agree within 0.2 %, over 2 s within some 1 %.
        using var results = new Results(Path.Join(models, "04_striatal_LL", "experiment0.xml"), 2);
        foreach (var population in (string[])["D1_-_MSN", "D2_-_MSN"])
        {
            var expected = Text(Path.Join(references, "brahms_striatal", population + "_spike_log.csv.gz")).Split('\n').Count(IsEarly);
            Assert.InRange(File.ReadLines(Path.Join(results.Folder, population + "_spike_log.csv")).Count(), expected * 0.98, expected * 1.02);
        }

        static bool IsEarly(string line) => line.Length > 0 && double.Parse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture) < 2000;
    }

    [Fact]
    public void Every_published_experiment_that_is_valid_runs()
    {
        if (ConformanceData.Folder("spineml", output) is not { } models)
            return;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var results = SpineMLFiles.All(models).Where(file => Path.GetFileName(file).StartsWith("experiment", StringComparison.Ordinal)).Select(file =>
        {
            var model = NeuralModel.Load(Path.Join(models, file));
            if (model.Validate().Any(one => one.Severity == Model.Diagnostics.Severity.Error))
                return new CaseResult(file, CaseStatus.Refused, string.Empty, "not valid");
            var prepared = model.Prepare(new RunOptions { Duration = 0.005, WriteFiles = false });
            var summary = prepared.Run();
            return new CaseResult(file, summary.Outcome == RunOutcome.Completed ? CaseStatus.Checked : CaseStatus.Failed, string.Empty, string.Join("; ", summary.Diagnostics.Where(one => one.Severity == Model.Diagnostics.Severity.Error)));
        }).ToList();
        CaseTable.Print("conformance-spineml-runs.txt", results, clock.Elapsed, output);
        Assert.Empty(results.Where(one => one.Status == CaseStatus.Failed && !one.ToString().Contains("comes from another program", StringComparison.Ordinal)).Select(one => one.ToString()));
    }

    // Columns as printed by the reference: nine digits, every so many rows.
    private static void AssertColumns(string reference, string log)
    {
        var name = Path.GetFileName(reference);
        var columns = Number(name, "_cols");
        var stride = Number(name, "_stride");
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(log)).ToArray();
        var rows = Text(reference).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var width = values.Length / (rows.Length * stride);
        Assert.True(width >= columns, $"{log} has {width} columns");
        for (var row = 0; row < rows.Length; row++)
        {
            var expected = rows[row].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture));
            var found = values.AsSpan(row * stride * width, columns).ToArray().Select(value => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
            Assert.Equal(expected, found);
        }
    }

    private static int Number(string name, string after)
    {
        var start = name.IndexOf(after, StringComparison.Ordinal) + after.Length;
        return int.Parse(name.AsSpan(start, name.IndexOfAny(['_', '.'], start) - start), CultureInfo.InvariantCulture);
    }

    private static string Text(string path) => System.Text.Encoding.UTF8.GetString(Bytes(path));

    private static byte[] Bytes(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Results : IDisposable
    {
        public Results(string experiment, double? duration)
        {
            var summary = NeuralModel.Load(experiment).Prepare(new RunOptions { Fidelity = Fidelity.Brahms, Duration = duration, OutputFolder = Folder }).Run();
            Assert.Equal(RunOutcome.Completed, summary.Outcome);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("neuroglot").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
