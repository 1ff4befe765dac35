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

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("rk2", false)]
    [InlineData("rk4", false)]
    [InlineData("exponential_euler", false)]
    [InlineData("exact", false)]
    public void A_derived_variable_is_drawn_once_in_a_step_by_every_method(string? method, bool fast)
    {
        // y is used by the rates of x and z, through another variable, by a condition, and by what is recorded.
        var run = Lab.Run(Lab.Plan(Lab.Experiment(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="z" dimension="none" exposure="z"/>
            <StateVariable name="n" dimension="none" exposure="n"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="random(2)"/>
            <DerivedVariable name="more" dimension="none" value="y + 1"/>
            <TimeDerivative variable="x" value="y / MS"/><TimeDerivative variable="z" value="more / MS"/>
            <OnCondition test="t .geq. 0"><StateAssignment variable="n" value="y"/></OnCondition>
            """), "one", "20ms", "1ms", ["x", "y", "z", "n"])), method, fast));
        var y = run["y"].Skip(1).ToList();
        Assert.Equal(20, y.Distinct().Count());
        Assert.Equal(y, run["n"].Skip(1));
        Assert.All(Increments(run["x"]).Zip(y), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(Increments(run["z"]).Zip(y), pair => Assert.Equal(pair.Second + 1, pair.First, 1e-12));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("rk4", false)]
    public void Two_draws_in_one_expression_and_draws_of_alike_parts_differ(string? method, bool fast)
    {
        var run = Lab.Run(Lab.Plan(Lab.Experiment(Lab.Document(Noisy.Replace("random(2)", "random(1) - random(1)", StringComparison.Ordinal)
            + """
            <ComponentType name="holder"><Children name="parts" type="noisy"/></ComponentType>
            <holder id="h"><noisy id="a"/><noisy id="b"/></holder>
            """, "h", "50ms", "1ms", ["a/y", "b/y"])), method, fast));
        Assert.DoesNotContain(0.0, run["a/y"].Skip(1));
        Assert.DoesNotContain(run["a/y"].Zip(run["b/y"]).Skip(1), pair => pair.First == pair.Second);
    }

    [Fact]
    public void Simultaneous_dynamics_draw_in_every_stage_and_show_the_first_draw()
    {
        var run = Lab.Run(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="random(1)"/>
            <TimeDerivative variable="x" value="y / MS"/>
            <OnCondition test="t .geq. 0"><StateAssignment variable="n" value="y"/></OnCondition>
            """).Replace("<Dynamics>", "<Dynamics simultaneous='true'>", StringComparison.Ordinal), "one", "2000ms", "1ms", ["x", "y", "n"]));
        var steps = Increments(run["x"]);
        Assert.Equal(run["y"].Skip(1), run["n"].Skip(1));
        Assert.Equal(0.5, steps.Average(), 0.02);

        // (k1 + 2 k2 + 2 k3 + k4)/6 of independent draws: 10/36 of the variance of one, 1/6 of each step its first draw.
        Assert.Equal(10.0 / 36 / 12, steps.Average(step => (step - 0.5) * (step - 0.5)), 0.002);
        Assert.Equal(1.0 / 6 / 12, steps.Zip(run["y"].Skip(1)).Average(pair => (pair.First - 0.5) * (pair.Second - 0.5)), 0.002);
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

    private static List<double> Increments(IReadOnlyList<double> values) => [.. values.Zip(values.Skip(1), (before, after) => after - before)];
}
