using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Neuroglot.Testing.Generators;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;

namespace Neuroglot.Brian.Tests.Language;

public sealed class EquationsTests
{
    [Fact]
    public void What_was_printed_is_read_as_the_same_equations()
    {
        string[] units = ["1", "volt", "siemens/meter**2", "integer", "boolean", "volt/second**0.5", "Hz"];
        var equation =
            from kind in Gen.Elements(Enum.GetValues<EquationKind>())
            from tree in ExpressionGenerators.For(Dialects.Brian).Generator
            from unit in Gen.Elements(units)
            from flags in Gen.SubListOf(EquationFlags.All.ToArray())
            select (kind, tree, unit, flags);
        Prop.ForAll(equation.ListOf().Resize(20).ToArbitrary(), list =>
        {
            var equations = new Equations(list.Select((one, index) => Make(one.kind, $"x{index}", one.tree, one.unit, [.. one.flags])));
            var text = equations.ToString();
            return (EquationParser.Parse(text).Equals(equations) && EquationParser.Parse($"'''\n{text}\n'''").ToString() == text).Label(text);
        }).Holds();

        static Equation Make(EquationKind kind, string name, Expression tree, string unit, string[] flags)
        {
            var isDifferential = kind == EquationKind.DifferentialEquation;
            var type = unit switch { "integer" when !isDifferential => VariableType.Integer, "boolean" when !isDifferential => VariableType.Boolean, _ => VariableType.Real };
            var dimension = unit is "integer" or "boolean" ? Dimension.None : UnitNames.Parse(unit, SourceSpan.None, [])!.Value;
            return new Equation(kind, name, kind == EquationKind.Parameter ? null : tree, dimension, type, [.. flags], SourceSpan.None);
        }
    }

    [Fact]
    public void Names_are_replaced_by_names_and_values()
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse("dg/dt = -g/tau : siemens\nI = g*(E - v) + f(t)*a : amp").With(
            diagnostics, ("g", "g_e"), ("tau", 10 * ms), ("E", -70 * mV), ("f", "stimulus"), ("a", 3.5));
        Assert.Equal("dg_e/dt = -g_e/(10*ms) : siemens\nI = g_e*(-70*mV - v) + stimulus(t)*3.5 : amp", equations.ToString());
        Assert.Empty(diagnostics);
        Assert.Equal(equations, EquationParser.Parse(equations.ToString()));
    }

    [Fact]
    public void Names_are_replaced_at_the_same_time()
    {
        var equations = EquationParser.Parse("dx/dt = y/ms : 1\ndy/dt = x/ms : 1").With([], ("x", "y"), ("y", "x"));
        Assert.Equal("dy/dt = x/ms : 1\ndx/dt = y/ms : 1", equations.ToString());
    }

    [Theory]
    [InlineData("g", null, "error NG5010: `g` cannot be replaced: an equation defines it or it is a function, so it can get another name but not a value")]
    [InlineData("f", null, "error NG5010: `f` cannot be replaced: an equation defines it or it is a function, so it can get another name but not a value")]
    [InlineData("g", "e", "error NG5010: `g` cannot be replaced: `e` is the name of a constant")]
    [InlineData("tau", "1 + 2", "error NG5010: `tau` cannot be replaced: `1 + 2` is no name")]
    [InlineData("exp", "f2", "error NG5010: `exp` cannot be replaced: it is a function of the language")]
    [InlineData("tauX", "b", "warning NG5010: `tauX` is to be replaced but does not occur in the equations")]
    public void A_replacement_that_cannot_be_is_told(string name, string? by, string message)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse("dg/dt = -g/tau + f(t)*exp(1) : siemens");
        Assert.Equal(equations, equations.With(diagnostics, (name, by is null ? 2 : by)));
        Assert.Equal($"equations:1:1: {message}", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void Values_keep_their_bits()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), Gen.Elements(
            Dimension.Voltage, Dimension.Time, Dimension.None, Dimension.ConductanceDensity, Dimension.Concentration, Dimension.PerVoltage).ToArbitrary(), (value, dimension) =>
        {
            var quantity = new Quantity(value.Get, dimension);
            var text = ExpressionPrinter.Print(Literals.Of(quantity), Dialects.Brian);
            var again = QuantityEvaluation.Evaluate(ExpressionParser.Parse(text, Dialects.Brian), UnitTables.Brian, Dialects.Brian, SourceSpan.None, []);
            return (again is { } read && read == quantity && ExpressionParser.Parse(text, Dialects.Brian).Equals(Literals.Of(quantity))).Label(text);
        }).Holds();
    }

    [Fact]
    public void Equations_are_added()
    {
        var sum = EquationParser.Parse("x : 1") + EquationParser.Parse("y = x : 1");
        Assert.Equal("x : 1\ny = x : 1", sum.ToString());
        Assert.Equal(EquationKind.Subexpression, sum.Find("y")!.Kind);
        Assert.Null(sum.Find("z"));
    }

    [Fact]
    public void Subexpressions_come_after_those_they_use()
    {
        var equations = EquationParser.Parse("a = b + c : 1\nc = d : 1\ndx/dt = a/ms : 1\nb = c*2 : 1\nd = x : 1");
        Assert.Equal("d c b a", string.Join(' ', equations.Subexpressions.Select(one => one.Name)));
        var chain = string.Join('\n', Enumerable.Range(0, 20_000).Select(index => $"x{index} = x{index + 1} : 1"));
        Assert.Equal("x19999", EquationParser.Parse(chain).Subexpressions[0].Name);
    }
}
