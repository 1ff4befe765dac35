using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Where events look at nothing of a connection but its target, there is no map; what they do is the same.</summary>
public sealed class TargetRowsTests
{
    private const int Count = 40;

    // Looks at the targets of all connections, so that there must be a map.
    private static readonly Update Look = new("look", new InstanceRange(1, 0, Update.All), [Set("w", "v_post")]) { Slot = "end" };

    [Theory]
    [InlineData("v_post + 0.1", "j % 7 != i % 7", "1e-4")]
    [InlineData("v_post + 0.1", "j % 7 != i % 7", "1e-4*floor(j/10)")]
    [InlineData("v_post - 0.3", "(i + j) % 5 == 0", "0")]
    [InlineData("v_post + free_post", "j != i", "2e-4")]
    public void Sums_are_the_same_for_lists_of_targets_as_for_maps(string value, string condition, string delay)
    {
        var experiment = Network(value, condition, delay);
        Assert.NotNull(Planned(experiment).Pathways[0].Targets);
        Assert.Empty(Planned(experiment).Sets[1].Maps);
        var looking = experiment with { Operations = experiment.Operations.Add(Look) };
        Assert.Null(Planned(looking).Pathways[0].Targets);
        Assert.Single(Planned(looking).Sets[1].Maps);
        var run = Run(experiment);
        Assert.Equal(Run(looking).ToString(), run.ToString());
        Assert.True(run.Samples[^1].Values.Distinct().Count() > 2);
    }

    [Theory]
    [InlineData("v_post + w", "j != i")]
    [InlineData("v_post + v_pre", "j != i")]
    [InlineData("v_post + uniform()", "j != i")]
    [InlineData("v_post + 0.1", "j == i")]
    public void There_is_a_map_where_events_look_at_more_or_connections_are_few(string value, string condition) =>
        Assert.Null(Planned(Network(value, condition, "1e-4")).Pathways[0].Targets);

    private static PhasePlan Planned(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        var plan = PhaseLab.Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        return plan!;
    }

    private static Experiment Network(string value, string condition, string delay)
    {
        var experiment = Experiment(
            2e-3,
            [new ComponentSet("cells", Class("cell", "v", "free"), Count)],
            new ScheduledEmission("g", 0, "spike", [.. Enumerable.Range(0, Count)], [.. Enumerable.Range(0, Count).Select(one => 1e-4 * (one % 6))]), new Sampling("m", 0, ["v"], default, "end"));
        return experiment.WithConnections(Connections(["w"], ["v_post", "v_pre", "free_post"], Set("v_post", value)), 0, new PairRule(Parse(condition)), "v_post", "v_pre", "free_post")
            .WithChanges(new ValueChange(0, "v", new ExpressionValue(Parse("0.7*i"))), new ValueChange(0, "free", new ExpressionValue(Parse("i % 2"))), new ValueChange(1, "path", new ExpressionValue(Parse(delay))));
    }
}
