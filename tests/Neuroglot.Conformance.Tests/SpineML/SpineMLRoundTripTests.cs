using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Writing;
using Neuroglot.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>What is written is what was read, for every published SpineML file.</summary>
public sealed class SpineMLRoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_published_file_survives_being_written()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var differences = new List<string>();
        var files = SpineMLFiles.All(folder);
        foreach (var file in files)
        {
            var read = SpineMLReader.Read(Path.Join(folder, file), SpineMLReaderOptions.Default, new DiagnosticBag());
            Assert.NotNull(read);
            var written = SpineMLWriter.Print(read);
            var found = new DiagnosticBag();
            var again = SpineMLReader.ReadText(written, file, SpineMLReaderOptions.Default, found);
            if (found.Count > 0 || Structure.Difference(read, again, typeof(SourceSpan)) is { })
                differences.Add($"{file}: {Structure.Difference(read, again, typeof(SourceSpan))} {string.Join("; ", found)}");
        }

        Assert.NotEmpty(files);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Fact]
    public void Every_published_list_survives_the_change_of_its_form()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var temporary = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            var lists = 0;
            foreach (var file in SpineMLFiles.All(folder))
            {
                var path = Path.Join(folder, file);
                if (SpineMLReader.Read(path, SpineMLReaderOptions.Default, new DiagnosticBag()) is not NetworkDocument network || !File.ReadAllText(path).Contains("<BinaryFile", StringComparison.Ordinal))
                    continue;
                lists++;
                var plain = Rewrite(network, path, Path.Join(temporary, $"{lists}a", "model.xml"), ListForm.Xml);
                Assert.DoesNotContain(Lists(plain), static list => list.Data is BinaryConnections);
                var packed = Rewrite(plain, Path.Join(temporary, $"{lists}a", "model.xml"), Path.Join(temporary, $"{lists}b", "model.xml"), ListForm.Binary);
                Assert.Contains(Lists(packed), static list => list.Data is BinaryConnections);
                var again = Rewrite(packed, Path.Join(temporary, $"{lists}b", "model.xml"), Path.Join(temporary, $"{lists}c", "model.xml"), ListForm.Xml);
                Assert.Null(Structure.Difference(plain, again, typeof(SourceSpan)));
            }

            output.WriteLine($"{lists} networks have lists in files of their own.");
            Assert.True(lists > 0);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [Fact]
    public void Every_published_experiment_runs_the_same_after_it_has_been_written()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var temporary = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            var (runs, logs) = (0, 0);
            foreach (var file in SpineMLFiles.All(folder).Where(static file => Path.GetFileName(file).StartsWith("experiment", StringComparison.Ordinal)))
            {
                var original = Path.Join(folder, file);
                if (NeuralModel.Load(original).Validate().Any(static one => one.Severity == Severity.Error) || Logs(original, Path.Join(temporary, "logs")) is not { } expected)
                    continue;

                // Lists in files of their own, and lists in the document, take the other form.
                var copy = Path.Join(temporary, $"copy{runs++}");
                foreach (var part in SpineMLModel.Load(original).Files)
                {
                    var found = new DiagnosticBag();
                    var document = SpineMLReader.Read(part, SpineMLReaderOptions.Default, found)!;
                    var target = Path.Join(copy, Path.GetRelativePath(Path.GetDirectoryName(original)!, part));
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    var isPacked = document is NetworkDocument network && Lists(network).Any(static list => list.Data is BinaryConnections);
                    Assert.True(SpineMLFileWriter.Write(document, target, isPacked ? ListForm.Xml : ListForm.Binary, new ModelFolder(part), found), $"{part}: {string.Join('\n', found)}");
                }

                var written = Logs(Path.Join(copy, Path.GetFileName(file)), Path.Join(temporary, "logs"));
                Assert.NotNull(written);
                Assert.Equal(expected.Keys, written.Keys);
                foreach (var (log, bytes) in expected)
                    Assert.True(bytes.AsSpan().SequenceEqual(written[log]), $"{log} of {file} differs");
                logs += expected.Count;
                Directory.Delete(copy, recursive: true);
            }

            output.WriteLine($"{runs} experiments have given the same {logs} files.");
            Assert.True(runs > 0 && logs > runs);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    // A few milliseconds of a run; null where it needs another program.
    private static SortedDictionary<string, byte[]>? Logs(string experiment, string results)
    {
        const double Duration = 0.01;
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        var run = NeuralModel.Load(experiment).Prepare(new RunOptions { Duration = Duration, OutputFolder = results }).Run();
        return run.Outcome != RunOutcome.Completed ? null
            : new SortedDictionary<string, byte[]>(Directory.GetFiles(results, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(results, path), File.ReadAllBytes), StringComparer.Ordinal);
    }

    private static IEnumerable<ConnectionList> Lists(NetworkDocument network) =>
        network.Populations.SelectMany(static one => one.Projections).SelectMany(static one => one.Synapses).Select(static one => one.Connection).OfType<ConnectionList>();

    private static NetworkDocument Rewrite(NetworkDocument document, string from, string to, ListForm form)
    {
        var found = new DiagnosticBag();
        Assert.True(SpineMLFileWriter.Write(document, to, form, new ModelFolder(from), found), $"{from}: {string.Join('\n', found)}");
        return Assert.IsType<NetworkDocument>(SpineMLReader.Read(to, SpineMLReaderOptions.Default, found));
    }
}
