using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Testing;
using Neuroglot.Testing.Generators;
using Xunit;

namespace Neuroglot.Simulation.Tests;

/// <summary>Random classes of two parts: the compiled step gives what a plain evaluation of the tree order gives.</summary>
public sealed class TreeStepTests
{
    private const double Step = 0.01;
    private const int Steps = 6;

    // The inner part may read itself and its parent; the parent itself and what its child has become.
    private static readonly string[] InnerNames = ["c/x", "c/y", "x", "y", "a"];
    private static readonly string[] OuterNames = ["c/x", "c/y", "x", "y"];

    [Fact]
    public void A_compiled_step_equals_a_plain_evaluation()
    {
        var cases =
            from inner in Part(InnerNames, "c/")
            from outer in Part(OuterNames, string.Empty)
            from start in Gen.Choose(-10, 10).ListOf(4)
            select (inner, outer, start);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var expected = Naive(one.inner, one.outer, [.. one.start]);
            var found = Compiled(one.inner, one.outer, [.. one.start]);
            return expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + Math.Abs(pair.First)));
        }).Holds();
    }

    private static Gen<Equations> Part(string[] names, string prefix)
    {
        var value = ExpressionGenerators.Smooth(names).Generator.Select(Bounded);
        var ownNames = names.Append(prefix + "a").ToArray();
        var later = ExpressionGenerators.Smooth(ownNames).Generator.Select(Bounded);
        return from alias in value
               from dx in later
               from dy in later
               from test in later
               from reset in later
               select new Equations(prefix, alias, dx, dy, new Binary(BinaryOperator.Greater, test, new Number(0.2)), reset);
    }

    // Whatever it is, values stay of order one.
    private static Expression Bounded(Expression expression) => new Call("tanh", expression);

    private static double[] Compiled(Equations inner, Equations outer, ImmutableArray<int> start)
    {
        var component = new ComponentClass("tree", [new Part("c", 1, "inner", SourceSpan.None), new Part(string.Empty, -1, "outer", SourceSpan.None)])
        {
            States = [State("c/x", 0, start[0]), State("c/y", 0, start[1]), State("x", 1, start[2]), State("y", 1, start[3])],
            Aliases = [inner.AsAlias(0), outer.AsAlias(1)],
            Machines = [inner.AsMachine(0), outer.AsMachine(1)],
        };
        var experiment = new Experiment("test", new Network("net", [new ComponentSet("s", component, 1)], [], []), [new Run(Steps * Step, Step)])
        {
            Recordings = [.. new[] { "c/x", "c/y", "x", "y", "c/a", "a" }.Select(name => new Recording(name, name, 0, 0, name))],
        };
        var listener = new LastSample();
        using var engine = new Engine((LevelPlan)Planner.Plan(experiment, new PlannerOptions(), new DiagnosticBag())!, new EngineOptions { Compiler = new KernelInterpreter() });
        Assert.Null(engine.Run(listener).Problem);
        return listener.Values;

        static StateVariable State(string name, int part, int start) => new(name, Dimension.None, part) { Initial = start / 10.0 };
    }

    private static double[] Naive(Equations inner, Equations outer, ImmutableArray<int> start)
    {
        var values = new Dictionary<string, double> { ["c/x"] = start[0] / 10.0, ["c/y"] = start[1] / 10.0, ["x"] = start[2] / 10.0, ["y"] = start[3] / 10.0 };
        values["a"] = Value(outer.Alias);
        values["c/a"] = Value(inner.Alias);
        for (var k = 0; k < Steps; k++)
        {
            foreach (var part in (Equations[])[inner, outer])
            {
                values[part.Prefix + "a"] = Value(part.Alias);
                var (dx, dy) = (Value(part.Dx), Value(part.Dy));
                values[part.Prefix + "x"] += Step * dx;
                values[part.Prefix + "y"] += Step * dy;
                if (Value(part.Test) == 0)
                    continue;
                values[part.Prefix + "x"] = Value(part.Reset);
                values[part.Prefix + "y"] = values[part.Prefix + "x"] / 2;
            }
        }

        return [.. new[] { "c/x", "c/y", "x", "y", "c/a", "a" }.Select(name => values[name])];

        double Value(Expression expression) => Evaluator.Evaluate(expression, name => values[name]);
    }

    private sealed record Equations(string Prefix, Expression Alias, Expression Dx, Expression Dy, Expression Test, Expression Reset)
    {
        public Alias AsAlias(int part) => new(Prefix + "a", Dimension.None, Alias, part);

        public RegimeMachine AsMachine(int part) => new(Prefix + "·", part, [new Regime(string.Empty)
        {
            Derivatives = [new TimeDerivative(Prefix + "x", Dx, SourceSpan.None), new TimeDerivative(Prefix + "y", Dy, SourceSpan.None)],
            Conditions =
            [
                new OnCondition(
                    Test,
                    [
                        new Assignment(Prefix + "x", Reset, SourceSpan.None),
                        new Assignment(Prefix + "y", new Binary(BinaryOperator.Divide, new Name(Prefix + "x"), new Number(2)), SourceSpan.None),
                    ],
                    SourceSpan.None),
            ],
        }]);
    }

    private sealed class LastSample : IRunListener
    {
        public double[] Values { get; private set; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values) => Values = values.ToArray();

        public void OnEvent(double time, int recording)
        {
        }
    }
}
