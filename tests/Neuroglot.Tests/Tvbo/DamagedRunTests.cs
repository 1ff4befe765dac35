using Neuroglot.Running;
using Neuroglot.Testing.Generators;
using Neuroglot.Testing.Reference;
using Neuroglot.Tests.Running;
using Neuroglot.Tests.Tvbo.Cases;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Damaged documents run, or are refused with a reason; nothing else is thrown, and nothing hangs.</summary>
public sealed class DamagedRunTests
{
    // A word of a document may ask for a million nodes, which is a run and no mistake.
    private const int MostNodes = 1000;

    [Fact]
    public void Every_damaged_document_runs_or_is_refused()
    {
        var random = new JavaSequence(11);
        var texts = TvboLibrary.Entries.Where(static one => one.Kind is EntryKind.Dynamics or EntryKind.Experiment).Select(static one => one.Text)
            .Concat(Directory.GetFiles(Path.Join(ExampleFolder.Path, "tvbo"), "*.yaml").Concat(Directory.GetFiles(Path.GetDirectoryName(CaseFile.Find(1))!, "*.yaml")).Order(StringComparer.Ordinal).Select(File.ReadAllText)).ToList();
        var ran = 0;
        foreach (var text in texts)
        {
            for (var trial = 0; trial < 4; trial++)
                ran += Runs(TextDamage.Apply(text, random)) ? 1 : 0;
        }

        // Descriptions and values may change without harm: of every twelve that are damaged at random, one or more.
        Assert.InRange(ran, texts.Count / 3, texts.Count * 4);
    }

    private static bool Runs(string text)
    {
        try
        {
            var document = text.Contains("\ndynamics:", StringComparison.Ordinal) || text.StartsWith("dynamics:", StringComparison.Ordinal) ? SimulationExperiment.FromString(text) : new SimulationExperiment { Dynamics = Dynamics.FromString(text) };
            if (document.Network is { NodeCount: > MostNodes } || document.Dynamics is { Modes: > MostNodes })
                return false;
            var step = document.Integration.Step is > 0 and < double.PositiveInfinity and var own ? own : 1;
            document = document with
            {
                Integration = document.Integration with { Duration = 4 * step, TransientTime = 0 },
                Observations = [.. document.Observations.Select(static one => one with { Period = null })],
            };
            Assert.NotEmpty(document.Run().ToString());
            return true;
        }
        catch (TvboException refusal)
        {
            Assert.NotEmpty(refusal.Diagnostics);
            Assert.All(refusal.Diagnostics, static one => Assert.StartsWith("NG", one.Code, StringComparison.Ordinal));
            return false;
        }
    }
}
