using Neuroglot.Compilation;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

#pragma warning disable RS0030 // The analytic solutions are the tests' oracle and come from the base library.

/// <summary>Each integrator against solutions that are known in closed form.</summary>
public sealed class IntegratorTests
{
    // x = e^-t - e^-2t, y = e^-t, linear each in itself.
    private const string Gates = """
        <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="y" dimension="none" exposure="y"/>
        <TimeDerivative variable="x" value="(y * y - x) / MS"/><TimeDerivative variable="y" value="-y / MS"/>
        <OnStart><StateAssignment variable="y" value="1"/></OnStart>
        """;

    // x = 1 / (1 + 9 e^-t): not linear, through an alias.
    private const string Logistic = """
        <StateVariable name="x" dimension="none" exposure="x"/>
        <DerivedVariable name="y" dimension="none" exposure="y" value="x * x"/>
        <TimeDerivative variable="x" value="(x - y) / MS"/>
        <OnStart><StateAssignment variable="x" value="0.1"/></OnStart>
        """;

    // x = sin(t), with an explicit time.
    private const string Driven = """
        <StateVariable name="x" dimension="none" exposure="x"/>
        <DerivedVariable name="y" dimension="none" exposure="y" value="cos(t / MS)"/>
        <TimeDerivative variable="x" value="y / MS"/>
        """;

    [Theory]
    [InlineData("euler", Gates, 1)]
    [InlineData("exponential_euler", Gates, 1)]
    [InlineData("rk2", Gates, 2)]
    [InlineData("improved_euler", Gates, 2)]
    [InlineData("rk3", Gates, 3)]
    [InlineData("rk4", Gates, 4)]
    [InlineData("rk5", Gates, 5)]
    [InlineData("euler", Logistic, 1)]
    [InlineData("rk2", Logistic, 2)]
    [InlineData("improved_euler", Logistic, 2)]
    [InlineData("rk3", Logistic, 3)]
    [InlineData("rk4", Logistic, 4)]
    [InlineData("rk5", Logistic, 5)]
    [InlineData("euler", Driven, 1)]
    [InlineData("rk2", Driven, 2)]
    [InlineData("improved_euler", Driven, 2)]
    [InlineData("rk4", Driven, 4)]
    public void Errors_fall_with_the_order_of_the_method(string method, string dynamics, int order)
    {
        var solution = dynamics == Gates ? Math.Exp(-1) - Math.Exp(-2) : dynamics == Logistic ? 1 / (1 + (9 * Math.Exp(-1))) : Math.Sin(1);
        var errors = new[] { 0.0625, 0.03125, 0.015625 }.Select(step => Math.Abs(At(dynamics, "1ms", step, method) - solution)).ToList();
        for (var i = 1; i < errors.Count; i++)
            Assert.InRange(Math.Log2(errors[i - 1] / errors[i]), order - 0.25, order + 0.25);
    }

    // High orders meet rounding, some units in the sixteenth digit, soon; hence steps so long that the errors may fall faster than by their leading term.
    [Theory]
    [InlineData("rk6", Gates, 6)]
    [InlineData("rk8", Gates, 8)]
    [InlineData("rk6", Logistic, 6)]
    [InlineData("rk8", Logistic, 8)]
    [InlineData("rk10", Logistic, 10)]
    [InlineData("rk12", Logistic, 12)]
    public void Errors_of_extrapolation_fall_with_its_order(string method, string dynamics, int order)
    {
        var solution = dynamics == Gates ? Math.Exp(-4) - Math.Exp(-8) : 1 / (1 + (9 * Math.Exp(-4)));
        var errors = new[] { 1, 0.5 }.Select(step => Math.Abs(At(dynamics, "4ms", step, method) - solution)).ToList();
        Assert.True(errors[1] < 5e-15 || Math.Log2(errors[0] / errors[1]) > order - 0.5, string.Join(", ", errors));
        Assert.InRange(errors[0], 1e-13, 1e-3);
    }

    [Theory]
    [InlineData("y", "-x", 0.8414709848078965, 0.5403023058681398)] // rotation
    [InlineData("y - x", "-y", 0.36787944117144233, 0.36787944117144233)] // equal time constants
    [InlineData("y", "0", 1, 1)] // a singular matrix
    [InlineData("0.5", "1 - y", 0.5, 1)] // constants, decoupled, one without leak
    [InlineData("2 * y - x", "-3 * y", 0.3180923728035784, 0.049787068367863944)]
    public void Linear_systems_are_solved_exactly_whatever_the_step(string dx, string dy, double x, double y)
    {
        var dynamics = $"""
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="y" dimension="none" exposure="y"/>
            <TimeDerivative variable="x" value="({dx}) / MS"/><TimeDerivative variable="y" value="({dy}) / MS"/>
            <OnStart><StateAssignment variable="y" value="1"/></OnStart>
            """;
        foreach (var step in new[] { 1, 0.25, 0.0625 })
        {
            var run = Lab.Run(Document(dynamics, "1ms", step), "exact");
            Assert.Equal(x, run["x"][^1], 13);
            Assert.Equal(y, run["y"][^1], 13);
        }
    }

    [Fact]
    public void Exponential_steps_solve_a_single_linear_equation_exactly()
    {
        const string Dynamics = """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="3 - x"/>
            <TimeDerivative variable="x" value="y / MS"/>
            """;
        Assert.Equal(3 * (1 - Math.Exp(-2)), At(Dynamics, "2ms", 1, "exponential_euler"), 13);
    }

    [Fact]
    public void A_stiff_gate_stays_where_it_belongs()
    {
        const string Dynamics = """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <TimeDerivative variable="x" value="1000 * (0.3 - x) / MS"/>
            """;
        Assert.Equal(0.3, At(Dynamics, "3ms", 1, "exponential_euler"), 12);
        Assert.Equal(0.3, At(Dynamics, "3ms", 1, "exact"), 12);
    }

    [Theory]
    [InlineData("exponential_euler", "x * (1 - x) / MS", "x")]
    [InlineData("exact", "x * (1 - x) / MS", "x")]
    [InlineData("exact", "sin(t / MS) / MS", "t")]
    public void Methods_decline_with_a_short_reason(string method, string rate, string named)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = Lab.Experiment(Document($"""<StateVariable name="x" dimension="none" exposure="x"/><TimeDerivative variable="x" value="{rate}"/>""", "1ms", 0.1));
        Assert.Null(Planner.Plan(experiment, new PlannerOptions { Method = method }, diagnostics));
        var problem = Assert.Single(diagnostics);
        Assert.Equal("NG2002", problem.Code);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Message.Length, 20, 250);
    }

    [Fact]
    public void The_reason_is_short_for_a_cell_with_channels_too()
    {
        var cell = NeuralModel.Load(Path.Join(ExampleFolder.Path, "hh-cell", "LEMS_HhCell.xml")).Prepare(new RunOptions { Method = "exact", WriteFiles = false });
        Assert.False(cell.CanRun);
        Assert.All(cell.Diagnostics, problem => Assert.InRange(problem.Message.Length, 20, 250));
    }

    [Fact]
    public void An_unknown_method_is_answered_with_the_known_ones()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Planner.Plan(Lab.Experiment(Document(Logistic, "1ms", 0.1)), new PlannerOptions { Method = "magic" }, diagnostics));
        var problem = Assert.Single(diagnostics);
        Assert.Equal("NG2001", problem.Code);
        Assert.Contains("exponential_euler", problem.Hint, StringComparison.Ordinal);
    }

    private static double At(string dynamics, string length, double step, string method) => Lab.Run(Document(dynamics, length, step), method)["x"][^1];

    private static string Document(string dynamics, string length, double step) =>
        Lab.Document(Lab.Single(dynamics), "one", length, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{step}ms"), dynamics.Contains("\"y\"", StringComparison.Ordinal) ? ["x", "y"] : ["x"]);
}
