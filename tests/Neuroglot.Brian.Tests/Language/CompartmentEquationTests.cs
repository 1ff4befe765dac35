using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

/// <summary>What is added to the equations of a spatial neuron; conductances and rests are those that Brian 2 derives.</summary>
public sealed class CompartmentEquationTests
{
    [Theory]
    [InlineData("Im = gL*(EL - v) : amp/meter**2\ngL : siemens/meter**2\nEL : volt", "gL", "gL*EL")]
    [InlineData("Im = gL*(EL - v) : amp/meter**2\ngL : siemens/meter**2\nEL : volt\nI : amp (point current)", "gL", "gL*EL+I/area")]
    [InlineData("Im = g*v : amp/meter**2\ng = v*siemens/meter**2/volt : siemens/meter**2", "-(2*v*siemens/meter**2/volt)", "-(v*v*siemens/meter**2/volt)")]
    [InlineData("Im = -a : amp/meter**2\na = b : amp/meter**2 (constant over dt)\nb = v*siemens/meter**2 : amp/meter**2", "0", "-a")]
    [InlineData("Im = int(v > 0*mV)*amp/meter**2 : amp/meter**2", "0", "int(v>0*mV)*amp/meter**2")]
    public void The_current_is_split(string equations, string conductance, string rest)
    {
        var all = CompartmentEquations.Complete(EquationParser.Parse(equations));
        Equal(conductance, all.Find("gtot__private")!.Expression!);
        Equal(rest, all.Find("I0__private")!.Expression!);
    }

    [Theory]
    [InlineData("x : 1", CompartmentEquations.NoCurrent, "the spatial neuron cell has no membrane current `Im`")]
    [InlineData("dIm/dt = -Im/second : amp/meter**2", CompartmentEquations.NoCurrent, "is no plain subexpression")]
    [InlineData("Im = f(v)*amp/meter**2 : amp/meter**2", CompartmentEquations.NoDerivative, "cannot be split into a conductance and a rest: `f(v)` has no derivative")]
    public void A_current_that_cannot_be_split_is_told(string equations, string code, string message)
    {
        var diagnostics = new DiagnosticBag();
        CompartmentEquations.Check(EquationParser.Parse(equations), "cell", diagnostics);
        var told = Assert.Single(diagnostics);
        Assert.Equal(code, told.Code);
        Assert.Contains(message, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_places_are_free_where_there_are_none()
    {
        var equations = EquationParser.Parse("Im = x*1e-4*siemens/cm**2*(-70*mV - v) : amp/meter**2\nx : 1");
        var diagnostics = new DiagnosticBag();
        Assert.True(EquationRules.Check(equations, GroupKind.SpatialNeuron, "cell", diagnostics, hasPlaces: false));
        CompartmentEquations.Check(equations, "cell", diagnostics, hasPlaces: false);
        Assert.Empty(diagnostics);
        Assert.False(EquationRules.Check(equations, GroupKind.SpatialNeuron, "cell", diagnostics));
        Assert.Contains("`x`: it is a variable that all spatial neurons have", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_these() => Assert.Equal(["NG5015", "NG5016"], [CompartmentEquations.NoCurrent, CompartmentEquations.NoDerivative]);

    // Equal for some values of the names.
    private static void Equal(string expected, Expression found)
    {
        var other = ExpressionParser.Parse(expected, Dialects.Brian);
        foreach (var shift in new[] { 0.3, 0.7, 1.9 })
        {
            double Value(string name) => shift + (name.Sum(letter => letter) % 17 / 10.0);
            Assert.Equal(Evaluator.Evaluate(other, Value), Evaluator.Evaluate(found, Value), 1e-12);
        }
    }
}
