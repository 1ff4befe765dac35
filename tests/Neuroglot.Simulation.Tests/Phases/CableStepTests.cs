using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>A step of a cable against what the equations say: a dense solution, conservation of charge, and the order in which things happen.</summary>
public sealed class CableStepTests
{
    [Fact]
    public void A_step_over_a_tree_is_the_solution_of_the_whole_system() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (tree, cable) = Random(random);
            var expected = Dense(tree, cable, Step);
            var after = Run(Experiment(Step, [cable], Update(tree), All(cable, "end"))).Samples[^1].Values;
            Assert.All(expected.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }).Holds();

    [Fact]
    public void Charge_is_kept_where_no_membrane_lets_it_out() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (tree, cable) = Random(new Random(seed));
            cable = cable.With("g", new FixedValue(0)).With("k", new FixedValue(0));
            double Charge(double[] v) => v.Select((value, at) => value * Value(cable, "area", at) * Value(cable, "C", at)).Sum();
            var samples = Run(Experiment(20 * Step, [cable], Update(tree), All(cable, "start"))).Samples;
            var scale = Charge([.. samples[0].Values.Select(Math.Abs)]);
            Assert.All(samples, sample => Assert.Equal(Charge(samples[0].Values), Charge(sample.Values), 1e-12 * scale));
        }).Holds();

    [Fact]
    public void The_membrane_is_that_after_the_state_has_advanced_and_its_potential_that_before()
    {
        // One compartment: (C/Δt + g)·v′ = C/Δt·v + k with g = 1 + x, where x has grown by 1 in the step: 2·v′ + 2·v′ = 2·v + 1, from v = 3.
        var cell = Class("cable", "x: 1e4") with
        {
            States = [new StateVariable("x", Dimension.None, 0), new StateVariable("v", Dimension.None, 0) { Initial = 3 }, new StateVariable("charging", Dimension.None, 0)],
        };
        var tree = new CableTree([-1], [0], [0]);
        var membrane = new CableMembrane("v", new Number(1), new Number(2 * Step), Parse("1 + x"), new Number(1), new Number(1), "charging");
        var tape = Run(Experiment(
            Step, [new ComponentSet("cable", cell, 1)], new StateUpdate("state", 0), new CableUpdate("cable", 0, tree, membrane), new Sampling("v", 0, ["v"], [0], "end"),
            new Sampling("I", 0, ["charging"], [0], "end")));
        Assert.Equal(7.0 / 4, tape.Of("v")[^1], 1e-14);
        Assert.Equal(2 * ((7.0 / 4) - 3), tape.Of("I")[^1], 1e-14);
    }

    private static CableUpdate Update(CableTree tree) =>
        new("cable", 0, tree, new CableMembrane("v", new Name("area"), new Name("C"), new Name("g"), new Name("k"), new Number(2)));

    private static Sampling All(ComponentSet cable, string slot) => new("m", 0, ["v"], [.. Enumerable.Range(0, cable.Count)], slot);

    private static double Value(ComponentSet cable, string name, int at) => cable.Properties[name] is ListValue list ? list.Values[at] : ((FixedValue)cable.Properties[name]).Value;

    // Up to 40 nodes, a third of them branch points; compartments are numbered in another order than nodes.
    private static (CableTree Tree, ComponentSet Cable) Random(Random random)
    {
        var nodes = random.Next(1, 40);
        int[] parents = [-1, .. Enumerable.Range(1, nodes - 1).Select(node => random.Next(node))];
        var isPoint = Enumerable.Range(0, nodes).Select(node => node > 0 && parents.Contains(node) && random.Next(3) == 0).ToArray();
        var count = isPoint.Count(point => !point);
        var numbers = new Queue<int>(Enumerable.Range(0, count).OrderBy(_ => random.Next()));
        var tree = new CableTree(
            [.. parents], [.. isPoint.Select(point => point ? -1 : numbers.Dequeue())], [.. parents.Select(parent => parent < 0 ? 0 : Math.Exp(4 * random.NextDouble()))]);
        PropertyValue Values(double least) => new ListValue([.. Enumerable.Range(0, count).Select(_ => least + random.NextDouble())]);
        var model = Class("cable", "v") with { Parameters = [.. ((string[])["area", "C", "g", "k"]).Select(name => new Parameter(name, Dimension.None, 0))] };
        var cable = new ComponentSet("cable", model, count).With("area", Values(0.1)).With("C", new ListValue([.. Enumerable.Range(0, count).Select(_ => Step * (0.1 + random.NextDouble()))]))
            .With("g", Values(0)).With("k", Values(-0.5)).With("v", Values(-0.5));
        return (tree, cable);
    }

    // The same by Gaussian elimination with the whole matrix.
    private static double[] Dense(CableTree tree, ComponentSet cable, double step)
    {
        var n = tree.Count;
        var matrix = new double[n, n + 1];
        for (var node = 0; node < n; node++)
        {
            if (tree.Instances[node] is >= 0 and var at)
            {
                var rate = Value(cable, "C", at) / step;
                matrix[node, node] += Value(cable, "area", at) * (rate + Value(cable, "g", at));
                matrix[node, n] += Value(cable, "area", at) * ((rate * Value(cable, "v", at)) + Value(cable, "k", at));
            }

            if (tree.Parents[node] is >= 0 and var parent)
            {
                var axial = tree.Lengths[node] / 2;
                matrix[node, node] += axial;
                matrix[parent, parent] += axial;
                matrix[node, parent] -= axial;
                matrix[parent, node] -= axial;
            }
        }

        for (var row = 0; row < n; row++)
        {
            for (var other = 0; other < n; other++)
            {
                if (other == row)
                    continue;
                var factor = matrix[other, row] / matrix[row, row];
                for (var column = row; column <= n; column++)
                    matrix[other, column] -= factor * matrix[row, column];
            }
        }

        var solution = new double[cable.Count];
        for (var node = 0; node < n; node++)
        {
            if (tree.Instances[node] >= 0)
                solution[tree.Instances[node]] = matrix[node, n] / matrix[node, node];
        }

        return solution;
    }
}
