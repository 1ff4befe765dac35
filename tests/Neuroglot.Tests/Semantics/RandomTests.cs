using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>Random draws depend on seed, instance, step and place in the model, and on nothing else.</summary>
public sealed class RandomTests
{
    private const string Noisy = """
        <ComponentType name="noisy" extends="baseCell">
          <Exposure name="x" dimension="none"/><Exposure name="y" dimension="none"/><Exposure name="z" dimension="none"/>
          <Dynamics>
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="z" dimension="none" exposure="z"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="random(2)"/>
            <OnStart><StateAssignment variable="x" value="random(1)"/></OnStart>
            <OnCondition test="t .geq. 0"><StateAssignment variable="x" value="random(1)"/><StateAssignment variable="z" value="y"/></OnCondition>
          </Dynamics>
        </ComponentType>
        <noisy id="n"/>
        <network id="net"><population id="p" component="n" size="3"/><population id="q" component="n" size="2"/></network>
        """;

    private static readonly string[] Quantities =
        [.. new[] { "p[0]", "p[1]", "p[2]", "q[0]", "q[1]" }.SelectMany(cell => new[] { cell + "/x", cell + "/y", cell + "/z" })];

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var plan = Lab.Plan(Lab.Experiment(Lab.Document(Noisy, "net", "20ms", "1ms", Quantities)));
        var first = Lab.Run(plan, seed: 5);
        var second = Lab.Run(plan, seed: 5);
        var other = Lab.Run(plan, seed: 6);
        foreach (var quantity in Quantities)
        {
            Assert.Equal(first[quantity], second[quantity]);
            Assert.DoesNotContain(first[quantity].Zip(other[quantity]).Skip(1), pair => pair.First == pair.Second);
        }
    }

    [Fact]
    public void The_seed_of_the_simulation_is_used()
    {
        var plan = Lab.Plan(Lab.Experiment(Lab.Document(Noisy, "net", "5ms", "1ms", Quantities, attributes: "seed='77'")));
        Assert.Equal(77UL, plan.Experiment.Seed);
        Assert.Equal(Lab.Run(plan, seed: 77)["p[1]/x"], Lab.Run(plan)["p[1]/x"]);
    }

    [Fact]
    public void Draws_differ_between_instances_steps_and_places()
    {
        var run = Lab.Run(Lab.Document(Noisy, "net", "50ms", "1ms", Quantities));
        var draws = Quantities.Where(quantity => quantity.EndsWith("/x", StringComparison.Ordinal)).SelectMany(quantity => run[quantity])
            .Concat(Quantities.Where(quantity => quantity.EndsWith("/y", StringComparison.Ordinal)).SelectMany(quantity => run[quantity].Select(y => y / 2))).ToList();
        Assert.Equal(draws.Count, draws.Distinct().Count());
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.InRange(draws.Average(), 0.45, 0.55);
    }

    [Fact]
    public void A_derived_variable_is_drawn_once_in_a_step()
    {
        var run = Lab.Run(Lab.Document(Noisy, "net", "10ms", "1ms", Quantities));
        Assert.Equal(run["p[1]/y"].Skip(1), run["p[1]/z"].Skip(1));
    }

    [Fact]
    public void Draws_lie_where_the_argument_says()
    {
        var run = Lab.Run(Lab.Document(Noisy, "net", "500ms", "1ms", Quantities));
        var draws = Enumerable.Range(0, 3).SelectMany(i => run[$"p[{i}]/y"]).ToList();
        Assert.InRange(draws.Max(), 1.9, 2);
        Assert.InRange(draws.Min(), 0, 0.1);
        Assert.InRange(draws.Average(), 0.9, 1.1);
    }
}
