using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Neuroglot.Testing.Generators;
using Neuroglot.Testing.Reference;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Neuroglot.Tvbo.Writing;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>The experiments of the references as YAML: read again they are the same and run alike, and damaged they are answered.</summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Nodes => SingleNodeTests.References;

    public static TheoryData<string, string, string, string> Networks => FourNodeTests.References;

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_survives(string file, string entry)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, $"{file}.json")));
        Survives(new SimulationExperiment
        {
            Dynamics = SingleNodeTests.Changed(Dynamics.FromDb(entry), document.RootElement),
            Integration = new Integrator(SourceSpan.None) { Method = "heun", Step = document.RootElement.GetProperty("dt_fixed").GetDouble() },
        });
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_survives(string file, string dynamics, string coupling, string parameters)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, $"{file}.json")));
        Survives(FourNodeTests.Experiment(document.RootElement, dynamics, coupling, parameters));
    }

    private static void Survives(SimulationExperiment experiment)
    {
        experiment = experiment with { Integration = experiment.Integration with { Duration = 400 * experiment.Integration.Step } };
        var text = TvboWriter.Write(experiment);
        var diagnostics = new DiagnosticBag();
        var again = (SimulationExperiment)TvboReader.Read(text, "again.yaml", null, diagnostics)!;
        Assert.Empty(diagnostics);
        Assert.Null(Structure.Difference(experiment, again, typeof(SourceSpan)));
        Assert.Equal(FourNodeTests.Run(experiment, out _).SelectMany(static row => row), FourNodeTests.Run(again, out _).SelectMany(static row => row));

        var random = new JavaSequence(text.Length);
        for (var trial = 0; trial < 60; trial++)
            Answer(TextDamage.Apply(text, random));
    }

    private static void Answer(string text)
    {
        var (found, doubts) = (new DiagnosticBag(), new ReadingDoubts());
        var document = TvboReader.Read(text, "damaged.yaml", null, found, doubts);
        if (document is not null)
            TvboValidation.Check(document, found, found.HasErrors ? doubts : null);
        Assert.All(found, one => Assert.True(one.Span.Line > 0, one.ToString()));
        if (document is not null && !found.HasErrors)
            TvboBuilder.Build(document, found);
        else
            Assert.True(found.HasErrors, text);
    }
}
