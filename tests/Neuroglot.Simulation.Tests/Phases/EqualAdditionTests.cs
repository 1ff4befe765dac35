using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Where all events add the same to a neuron they are counted; the sums have the bits of adding one by one.</summary>
public sealed class EqualAdditionTests
{
    private const int Count = 525;

    [Theory]
    [InlineData("v_post + 0.1*factor_post", true)]
    [InlineData("v_post - t", true)]
    [InlineData("v_post + w", false)]
    [InlineData("v_post + factor_pre", false)]
    [InlineData("v_post + 0.1*v_post", false)]
    [InlineData("v_post * 2", false)]
    public void Events_are_counted_where_what_they_add_depends_on_the_target_alone(string value, bool counted) =>
        Assert.Equal(counted, Delivery(Excitation(value, 1)).Additions is not null);

    [Theory]
    [InlineData(3, 1.0, 1)]
    [InlineData(60, 1.0, 1)]
    [InlineData(60, 0.3, 1)]
    [InlineData(60, 0.02, 1)]
    [InlineData(600, 0.9, 1)]
    [InlineData(60, 0.3, 8)]
    [InlineData(200, 1.0, 8)]
    public void Counting_gives_the_bits_of_adding_one_by_one(int sources, double probability, int copies)
    {
        // A weight of each connection, all of them equal, cannot be counted. Neurons with odd numbers do not take part; 0.1 has no finite binary fraction, so
        // that each of the additions rounds. 600 sources, and 200 with 8 copies, are more than a count can hold; 0.02 is too sparse for rows of bits.
        var equal = Run(Excitation("v_post + 0.1*factor_post", sources, probability, copies)).Samples[^1].Values;
        var own = Run(Excitation("v_post + w*factor_post", sources, probability, copies)).Samples[^1].Values;
        Assert.Equal(own, equal);
        Assert.All(Enumerable.Range(0, Count), target => Assert.True(target % 2 == 0 || equal[target] == 0));
        Assert.Contains(equal, value => value > 0);
    }

    private static DeliveryTask Delivery(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        var plan = PhaseLab.Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        return plan!.Tasks.OfType<DeliveryTask>().Single();
    }

    // All sources fire at 0.1 ms and at 0.3 ms.
    private static Experiment Excitation(string value, int sources, double probability = 1, int copies = 1)
    {
        var target = Class("target", "v", "factor", "free");
        target = target with { States = [target.States[0] with { WritableWhen = Parse("free") }, .. target.States.RemoveAt(0)] };
        return Experiment(
            5e-4,
            [new ComponentSet("sources", Class("source", "factor"), sources), new ComponentSet("targets", target, Count)],
            new ScheduledEmission("g", 0, "spike", [.. Enumerable.Range(0, 2 * sources).Select(k => k % sources)], [.. Enumerable.Range(0, 2 * sources).Select(k => k < sources ? 1e-4 : 3e-4)]),
            new Sampling("m", 1, ["v"], default, "end"))
            .WithConnections(Connections(["w"], ["v_post", "factor_post", "factor_pre"], Set("v_post", value)), 1, new PairRule(null, new Number(probability), new Number(copies)), "v_post", "factor_post", "factor_pre")
            .WithChanges(
                new ValueChange(1, "v", new ExpressionValue(Parse("0"))), new ValueChange(2, "w", new FixedValue(0.1)),
                new ValueChange(1, "factor", new ExpressionValue(Parse("1 + 0.1*i"))), new ValueChange(1, "free", new ExpressionValue(Parse("i % 2 == 0"))));
    }
}
