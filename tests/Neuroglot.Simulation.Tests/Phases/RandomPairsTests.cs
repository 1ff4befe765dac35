using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Pairs that are connected with one probability are those that one draw after the other gives.</summary>
public sealed class RandomPairsTests
{
    // The stream of the first change of an experiment.
    private const uint Stream = 0x8000_0000;

    [Theory]
    [InlineData(3, 0.5)]
    [InlineData(8, 0.1)]
    [InlineData(21, 0.02)]
    [InlineData(21, 0.97)]
    [InlineData(21, 1.0)]
    [InlineData(21, 0.0)]
    public void Eight_sources_at_once_draw_what_each_would_draw_alone(int count, double probability)
    {
        var experiment = Experiment(0.001, [new ComponentSet("cells", Class("cell", "v: 0"), count)], new StateUpdate("update", 0))
            .WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 0, new PairRule(null, new Neuroglot.Model.Expressions.Number(probability)), "v_post");
        var diagnostics = new DiagnosticBag();
        var listed = (ListedConnections)Plan(experiment, diagnostics)!.Experiment.Network.Sets[1].Connectivity!.Rules[0];
        Assert.Empty(diagnostics);
        Assert.Equal(OneByOne(count, probability, experiment.Seed), listed.Sources.Zip(listed.Targets));
    }

    private static IEnumerable<(int Source, int Target)> OneByOne(int count, double probability, ulong seed)
    {
        for (var source = 0; source < count && probability > 0; source++)
        {
            var draw = 0UL;
            for (var target = Jump(); target < count; target += 1 + Jump())
                yield return (source, (int)target);

            long Jump() => probability >= 1 ? 0 : (long)Math.Min(int.MaxValue, Elementary.Log1p(-Philox.Uniform(seed, Stream, (uint)source, draw++, 0)) * (1 / Elementary.Log1p(-probability)));
        }
    }
}
