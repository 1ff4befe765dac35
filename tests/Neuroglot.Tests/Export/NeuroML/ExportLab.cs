using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML;

/// <summary>Exports networks of Brian, runs both sides by the method of Euler and tells what each has recorded.</summary>
internal sealed class ExportLab : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static NeuronGroup Group(string name, int count, string equations, string? threshold = null, string? reset = null, string? refractory = null) =>
        new(name, count, EquationParser.Parse(equations)) { Threshold = threshold, Reset = reset, Refractory = refractory, Method = "euler" };

    /// <summary>The document of a network that can be exported with nothing to say about it but warnings of the codes <paramref name="said"/>.</summary>
    public static NeuroMLExporter Export(BrianNetwork network, NeuroMLExportOptions? options = null, string recordingsName = "recording", ImmutableArray<string> said = default)
    {
        var exporter = new NeuroMLExporter(options);
        var isMade = exporter.CreateLemsModel(network, recordingsName: recordingsName);
        Assert.Equal(said.IsDefault ? [] : said, exporter.Diagnostics.Select(one => one.Code));
        Assert.True(isMade);
        return exporter;
    }

    /// <summary>The codes of what stands in the way of an export.</summary>
    public static IEnumerable<string> Refused(BrianNetwork network, NeuroMLExportOptions? options = null)
    {
        var exporter = new NeuroMLExporter(options);
        Assert.False(exporter.CreateLemsModel(network));
        Assert.Null(exporter.Model);
        return exporter.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.Code).Distinct();
    }

    /// <summary>Runs the export of <paramref name="network"/>, which has to be valid, on the engine for LEMS.</summary>
    public LemsResults RunExport(BrianNetwork network, NeuroMLExportOptions? options = null, ImmutableArray<string> said = default)
    {
        var path = Path.Join(folder, "model.xml");
        var exporter = Export(network, options, said: said);
        AssertOrder(exporter.Model!);
        Assert.NotEmpty(exporter.ExportToFile(path));
        var model = NeuralModel.Load(path);
        Assert.Empty(model.Validate());
        var prepared = model.Prepare(new RunOptions { OutputFolder = folder });
        Assert.DoesNotContain(prepared.Diagnostics, one => one.Severity == Severity.Error);
        var summary = prepared.Run();
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        return new LemsResults(summary, Rows("recording.spikes"), Rows("recording.dat"), network.Runs[0].Step);
    }

    /// <summary>Writes what has been exported, and says where.</summary>
    public string Write(NeuroMLExporter exporter) => exporter.ExportToFile(Path.Join(folder, "model.xml"))[0];

    /// <summary>Makes sure that what has been exported is valid and can be run.</summary>
    public void AssertValid(NeuroMLExporter exporter)
    {
        var path = exporter.ExportToFile(Path.Join(folder, "valid.xml"))[0];
        var model = NeuralModel.Load(path);
        Assert.Empty(model.Validate());
        Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions { OutputFolder = folder }).Run().Outcome);
    }

    // The reference simulator for LEMS sorts nothing: sums over children come first, then derived variables, then conditional ones, each kind as it is written.
    private static void AssertOrder(XDocument document)
    {
        foreach (var dynamics in document.Descendants().Where(one => one.Name.LocalName == "Dynamics"))
        {
            var derived = dynamics.Elements().Where(one => one.Name.LocalName is "DerivedVariable" or "ConditionalDerivedVariable").OrderBy(one => one.Name.LocalName != "DerivedVariable")
                .ThenBy(one => one.Attribute("select") is null).ToList();
            var later = derived.Select(one => one.Attribute("name")!.Value).ToHashSet();
            foreach (var one in derived)
            {
                var texts = one.DescendantsAndSelf().SelectMany(part => part.Attributes()).Where(attribute => attribute.Name.LocalName is "value" or "condition");
                Assert.All(texts, text => Assert.DoesNotContain(FreeNames.Of(ExpressionParser.Parse(text.Value, Dialects.Lems)), later.Contains));
                later.Remove(one.Attribute("name")!.Value);
            }
        }
    }

    /// <summary>Runs the network itself.</summary>
    public static BrianSession Run(BrianNetwork network)
    {
        var session = new BrianSession(network);
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }

    /// <summary>
    /// Makes sure that the first event monitor has the same events on both sides, after the shift of their labels by a step, and the first state monitor the same
    /// values.
    /// </summary>
    /// <param name="network">The network; its methods are <c>euler</c>.</param>
    /// <param name="rowsLate">How many rows later the values of the export come.</param>
    /// <param name="options">How it is exported; null for the defaults.</param>
    /// <param name="twin">What the export is compared with; null for the network itself.</param>
    /// <param name="said">Codes of the warnings of the export; default for none.</param>
    public void AssertSame(BrianNetwork network, int rowsLate = 0, NeuroMLExportOptions? options = null, BrianNetwork? twin = null, ImmutableArray<string> said = default)
    {
        var exported = RunExport(network, options, said);
        var session = Run(twin ?? network);
        if (network.Objects.OfType<EventMonitor>().FirstOrDefault() is { } monitor)
        {
            var events = session.Events[monitor.Name];
            var step = network.Runs[0].Step;
            var start = network.Start?.Time ?? 0;
            var expected = events.Times.Zip(events.Indices, (time, index) => ((long)Math.Round((time - start) / step), monitor.Source.Start + index))
                .Where(one => monitor.Record.IsDefault || monitor.Record.Contains(one.Item2 - monitor.Source.Start)).Order();
            Assert.NotEmpty(events.Times);
            Assert.Equal(expected, exported.Events.Order());
        }

        if (network.Objects.OfType<StateMonitor>().FirstOrDefault() is not { } states)
            return;
        var record = session.States[states.Name];
        for (var row = 0; row + rowsLate < record.Samples.Count; row++)
        {
            for (var column = 0; column < record.Samples[row].Length; column++)
            {
                // The file has seven digits.
                var (wanted, found) = (record.Samples[row][column], exported.Values[row + rowsLate][column]);
                Assert.True(Math.Abs(wanted - found) <= 1e-6 * Math.Max(Math.Abs(wanted), 1e-9), $"row {row}, column {column}: {wanted} and {found}");
            }
        }
    }

    /// <summary>Makes sure that the first event monitor has the same events on both sides in each of several runs.</summary>
    /// <returns>Codes of what the export has said.</returns>
    public ImmutableArray<string> AssertSameRuns(BrianNetwork network)
    {
        var exporter = new NeuroMLExporter();
        Assert.True(exporter.CreateLemsModel(network), string.Join('\n', exporter.Diagnostics));
        var paths = exporter.ExportToFile(Path.Join(folder, "model.xml"));
        Assert.Equal(network.Runs.Length + 1, paths.Length);
        var events = Run(network).Events[network.Objects.OfType<EventMonitor>().First().Name];
        var (step, first) = (network.Runs[0].Step, 0L);
        for (var run = 0; run < network.Runs.Length; run++)
        {
            var model = NeuralModel.Load(paths[run]);
            Assert.Empty(model.Validate());
            Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions { OutputFolder = folder }).Run().Outcome);
            var end = first + (long)Math.Round(network.Runs[run].Duration / step);
            var expected = events.Times.Zip(events.Indices, (time, index) => ((long)Math.Round(time / step), index)).Where(one => one.Item1 >= first && one.Item1 < end).Order().ToList();
            Assert.NotEmpty(expected);
            var suffix = run == 0 ? string.Empty : $"_run{run + 1}";
            Assert.Equal(expected, Results(Rows($"recording{suffix}.spikes"), step, first).Order());
            first = end;
        }

        return [.. exporter.Diagnostics.Select(one => one.Code)];
    }

    private static IEnumerable<(long Step, int Neuron)> Results(ImmutableArray<string[]> rows, double step, long first) =>
        new LemsResults(new RunSummary(), rows, [], step).Events.Select(one => (one.Step + first, one.Neuron));

    private ImmutableArray<string[]> Rows(string file) =>
        File.Exists(Path.Join(folder, file)) ? [.. File.ReadLines(Path.Join(folder, file)).Select(line => line.Split('\t', StringSplitOptions.RemoveEmptyEntries))] : [];
}

/// <summary>What the run of an export has recorded.</summary>
internal sealed class LemsResults(RunSummary summary, ImmutableArray<string[]> events, ImmutableArray<string[]> rows, double step)
{
    public RunSummary Summary => summary;

    /// <summary>Events as step of Brian, which counts from the beginning of a step, and neuron.</summary>
    public IEnumerable<(long Step, int Neuron)> Events =>
        events.Select(row => ((long)Math.Round(Number(row[0]) / step) - 1, int.Parse(row[1]["line".Length..], CultureInfo.InvariantCulture)));

    /// <summary>Rows of values, without the time.</summary>
    public ImmutableArray<double[]> Values { get; } = [.. rows.Select(row => row.Skip(1).Select(Number).ToArray())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
