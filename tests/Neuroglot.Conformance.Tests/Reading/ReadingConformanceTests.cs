using System.Text.Json;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Reading;

/// <summary>Every published model is read and resolved without an error, with the built-in core types and with the published ones given by <c>-I</c>.</summary>
public sealed class ReadingConformanceTests(ITestOutputHelper output)
{
    /// <summary>Parts of other examples, which state no dimensions of their own.</summary>
    private static readonly string[] Fragments = ["hhaltgate.xml", "SingleSimulation.xml"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_case_resolves_without_errors(bool published)
    {
        if (ConformanceData.Folder("neuroml", output) is not { } folder || ConformanceData.Folder("neuroml2-coretypes", output) is not { } coreTypes)
            return;
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, "cases.json")));
        var files = cases.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("file").GetString()!)
            .Concat(Directory.GetFiles(Path.Join(folder, "LEMS", "examples"), "*.xml").Where(file => !Fragments.Contains(Path.GetFileName(file))).Select(file => Path.GetRelativePath(folder, file)))
            .Distinct();
        var options = published ? new LemsReaderOptions { IncludeFolders = [coreTypes], UseBuiltInLibrary = false } : LemsReaderOptions.Default;
        var failed = new List<string>();
        var count = 0;
        foreach (var file in files)
        {
            var problems = Problems(Path.Join(folder, file), options, out var model);
            foreach (var problem in problems)
                output.WriteLine(problem.ToString());
            if (problems.Exists(one => one.Severity == Severity.Error))
                failed.Add(file);
            if (Path.GetFileName(file).StartsWith("LEMS_", StringComparison.Ordinal) && model?.Target is null)
                failed.Add(file + ": no target");
            count++;
        }

        output.WriteLine($"{count} files, {failed.Count} failed");
        Assert.Empty(failed);
        Assert.True(count > 70);
    }

    [Fact]
    public void Published_core_types_check_without_errors()
    {
        if (ConformanceData.Folder("neuroml2-coretypes", output) is not { } coreTypes)
            return;
        // Named as one's own copy they are checked like any file; the built-in ones are taken as right.
        foreach (var name in (string[])["NeuroML2CoreTypes.xml", "PyNN.xml", "Simulation.xml"])
        {
            var problems = Problems(Path.Join(coreTypes, name), new LemsReaderOptions { UseBuiltInLibrary = false }, out _);
            Assert.Empty(problems.Where(one => one.Severity == Severity.Error).Select(one => one.ToString()));
        }
    }

    private static List<Diagnostic> Problems(string file, LemsReaderOptions options, out LemsModel? model)
    {
        var read = LemsReader.Read(file, options);
        var bag = new DiagnosticBag();
        bag.AddRange(read.Diagnostics);
        model = read.Document is null ? null : LemsModel.Resolve(read.Document, bag);
        return [.. bag];
    }
}
