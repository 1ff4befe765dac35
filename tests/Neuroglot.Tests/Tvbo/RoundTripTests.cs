using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Neuroglot.Tests.Running;
using Neuroglot.Tests.Tvbo.Cases;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Writing;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>A document that is written as YAML and read again is the same document, and runs alike.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Documents =>
    [
        .. TvboLibrary.Entries.Select(static one => one.Name),
        .. Directory.GetFiles(Path.Join(ExampleFolder.Path, "tvbo"), "*.yaml").Concat(Directory.GetFiles(Path.GetDirectoryName(CaseFile.Find(1))!, "*.yaml")).Select(static one => Path.GetFileName(one)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_survives(string name)
    {
        var document = Open(name);
        var diagnostics = new DiagnosticBag();
        var again = TvboReader.Read(TvboWriter.Write(document), "again.yaml", null, diagnostics)!;
        Assert.Empty(diagnostics);
        Assert.Null(Structure.Difference(document, again, typeof(SourceSpan)));
        // The neuron of case 3 lacks a parameter.
        if (document is Dynamics or SimulationExperiment && name != "case03.yaml")
            Assert.Equal(Rows(document), Rows(again));
    }

    // Few steps: some dynamics need smaller ones than the usual, from the usual state.
    private static IEnumerable<double> Rows(TvboObject document)
    {
        var experiment = document as SimulationExperiment ?? new SimulationExperiment { Dynamics = (Dynamics)document };
        return TvboRuns.Run(experiment with { Integration = experiment.Integration with { Duration = 20 * experiment.Integration.Step, TransientTime = 0 } }, warned: true).Rows.SelectMany(static row => row);
    }

    private static TvboObject Open(string name)
    {
        var diagnostics = new DiagnosticBag();
        var path = Path.Join(ExampleFolder.Path, "tvbo", name);
        var document = !name.EndsWith(".yaml", StringComparison.Ordinal)
            ? TvboReader.Read(TvboLibrary.Find(name)!.Text, name, null, diagnostics)
            : TvboReader.ReadFile(File.Exists(path) ? path : Path.Join(Path.GetDirectoryName(CaseFile.Find(1)), name), diagnostics);
        Assert.Empty(diagnostics);
        return document!;
    }
}
