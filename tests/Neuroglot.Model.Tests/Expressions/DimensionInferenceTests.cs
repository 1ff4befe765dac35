using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Neuroglot.Testing.Generators;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

public sealed class DimensionInferenceTests
{
    private static readonly Dictionary<string, Dimension> Names = new()
    {
        ["v"] = Dimension.Voltage, ["v0"] = Dimension.Voltage, ["R"] = Dimension.Resistance, ["C"] = Dimension.Capacitance,
        ["i"] = Dimension.Current, ["t"] = Dimension.Time, ["tau"] = Dimension.Time, ["n"] = Dimension.None, ["p"] = Dimension.None,
        ["sigma"] = Dimension.Voltage / Dimension.Time.Power(new Rational(1, 2)),
    };

    [Theory]
    [InlineData("(v0 - v)/R", "current")]
    [InlineData("(v0 - v)/tau", "voltage per time")]
    [InlineData("v^2/v", "voltage")]
    [InlineData("sqrt(v*v)", "voltage")]
    [InlineData("(v*v)^0.5", "voltage")]
    [InlineData("v^-1", "per_voltage")]
    [InlineData("sigma*sqrt(tau)", "voltage")]
    [InlineData("exp(-t/tau)*v", "voltage")]
    [InlineData("0 + v", "voltage")]
    [InlineData("v - 0*n", "voltage")]
    [InlineData("random(v)", "voltage")]
    [InlineData("abs(v)", "voltage")]
    [InlineData("H(v)*n", "dimensionless")]
    [InlineData("v .gt. v0 .and. t .lt. 0", "dimensionless")]
    [InlineData("n^p", "dimensionless")]
    [InlineData("2", "dimensionless")]
    public void Dimensions_are_inferred(string text, string dimension)
    {
        var (inferred, diagnostics) = Infer(text);
        Assert.Empty(diagnostics);
        Assert.Equal(dimension, inferred?.ToString());
    }

    [Theory]
    [InlineData("v + 2*(v0 - i)", "NG1230", "`v0` has dimension voltage but `i` has dimension current, in `v0 - i`")]
    [InlineData("v + i*R^2", "NG1230", "`v` has dimension voltage but `i*R^2` has dimension m^2 l^4 t^-6 i^-3, in `v + i*R^2`")]
    [InlineData("1 + v", "NG1230", "`1` is dimensionless but `v` has dimension voltage, in `1 + v`")]
    [InlineData("v .gt. t", "NG1230", "`v` has dimension voltage but `t` has dimension time, in `v .gt. t`")]
    [InlineData("exp(v)", "NG1231", "`exp` takes a pure number, but `v` has dimension voltage, in `exp(v)`")]
    [InlineData("ln(t)", "NG1231", "`ln` takes a pure number, but `t` has dimension time, in `ln(t)`")]
    [InlineData("n^v", "NG1231", "the exponent `v` has dimension voltage, but exponents are pure numbers")]
    [InlineData("v^n", "NG1232", "`v` has dimension voltage, so its exponent must be a fixed whole number or fraction, not `n`")]
    [InlineData("v^0.123", "NG1232", "`v` has dimension voltage, so its exponent must be a fixed whole number or fraction, not `0.123`")]
    [InlineData("v^100", "NG1234", "the dimension of `v^100` has exponents beyond all reason")]
    [InlineData("v + q", "NG1233", "`q` is not defined here")]
    public void Mistakes_name_the_part(string text, string code, string message)
    {
        var (inferred, diagnostics) = Infer(text);
        Assert.Null(inferred);
        var only = Assert.Single(diagnostics);
        Assert.Equal((code, message), (only.Code, only.Message));
        Assert.Equal(new SourceSpan("cells.nml", 14, 9), only.Span);
    }

    [Fact]
    public void Independent_mistakes_are_all_reported() => Assert.Equal(2, Infer("exp(v)*ln(t)").Diagnostics.Count);

    [Fact]
    public void The_place_of_an_expression_has_a_dimension_too()
    {
        var diagnostics = new DiagnosticBag();
        bool Check(string text) => DimensionInference.Check(
            Read(text), Dimension.Voltage / Dimension.Time, "the time derivative of `v`", Find, Dialects.Lems, SourceSpan.None, diagnostics);
        Assert.True(Check("v/tau"));
        Assert.True(Check("0"));
        Assert.False(Check("(v0 - v)/R"));
        Assert.Equal("`(v0 - v)/R` has dimension current, but the time derivative of `v` has dimension voltage per time", Assert.Single(diagnostics).Message);
    }

    [Fact]
    public void Choices_and_extremes_agree()
    {
        static (Dimension?, DiagnosticBag) Python(string text)
        {
            var diagnostics = new DiagnosticBag();
            return (DimensionInference.Infer(ExpressionParser.Parse(text, Dialects.Python), Find, Dialects.Python, SourceSpan.None, diagnostics), diagnostics);
        }

        Assert.Equal(Dimension.Voltage, Python("v if t > tau else 0").Item1);
        Assert.Equal(Dimension.Voltage, Python("max(v, 0)").Item1);
        Assert.Equal(Dimension.Time, Python("t % tau").Item1);
        Assert.Equal(Dimension.None, Python("t // tau").Item1);
        Assert.Equal(DimensionInference.Mismatch, Assert.Single(Python("v if t > tau else t").Item2).Code);
        Assert.Equal(DimensionInference.Mismatch, Assert.Single(Python("min(v, t)").Item2).Code);
    }

    [Fact]
    public void Functions_of_the_model_may_have_a_dimension()
    {
        var call = new Call("kernel", new Name("t"));
        Assert.Equal(Dimension.Current, DimensionInference.Infer(call, Find, Dialects.Brian, SourceSpan.None, [], name => name == "kernel" ? new FunctionDimensions([], Dimension.Current) : null));
        Assert.Null(DimensionInference.Infer(call, Find, Dialects.Brian, SourceSpan.None, []));
    }

    [Theory]
    [InlineData("kernel(t)", null)]
    [InlineData("kernel(0)", null)]
    [InlineData("kernel(v)", "NG1235: `v` has dimension voltage, but argument 1 of `kernel` has dimension time, in `kernel(v)`")]
    [InlineData("kernel(t + v)", "NG1230: `t` has dimension time but `v` has dimension voltage, in `t + v`")]
    [InlineData("kernel(t, v)", null)]
    [InlineData("kernel(t) + v", "NG1230: `kernel(t)` has dimension current but `v` has dimension voltage, in `kernel(t) + v`")]
    public void Arguments_of_functions_of_the_model_are_checked(string text, string? message)
    {
        var diagnostics = new DiagnosticBag();
        DimensionInference.Infer(
            ExpressionParser.Parse(text, Dialects.Brian), Find, Dialects.Brian, SourceSpan.None, diagnostics,
            name => name == "kernel" ? new FunctionDimensions([Dimension.Time, null], Dimension.Current) : null);
        Assert.Equal(message, diagnostics.SingleOrDefault() is { } one ? $"{one.Code}: {one.Message}" : null);
    }

    [Fact]
    public void Scaling_the_units_scales_the_value() =>
        Prop.ForAll(ExpressionGenerators.Deterministic("v", "v0", "t", "tau", "n"), tree =>
        {
            // What has a dimension by inference behaves like one: with volts and seconds twice as large, a value of dimension
            // voltage^a time^b is smaller by 2^a 2^b.
            if (DimensionInference.Infer(tree, Find, Dialects.Brian, SourceSpan.None, []) is not { } dimension)
                return true;
            var values = new Dictionary<string, double> { ["v"] = 0.3, ["v0"] = 0.7, ["t"] = 1.1, ["tau"] = 0.9, ["n"] = 1.7 };
            var voltage = -dimension.I.ToDouble();
            var time = dimension.T.ToDouble() + 3 * voltage;
            var scale = double.Exp2(-voltage - time);
            var before = Evaluator.Evaluate(tree, name => values[name]);
            var after = Evaluator.Evaluate(tree, name => name == "n" ? values[name] : values[name] / 2);
            return !double.IsFinite(before) || Math.Abs(after - before * scale) <= 1e-9 * (1 + Math.Abs(after)) || Math.Abs(before) > 1e9;
        }).Holds(2000);

    [Theory]
    [InlineData("10*mV/(2*Mohm)", 5e-9, "current")]
    [InlineData("siemens/metre**2", 1, "conductanceDensity")]
    [InlineData("amp*meter**-2", 1, "currentDensity")]
    [InlineData("umetre2", 1e-12, "area")]
    public void Quantities_are_computed(string text, double value, string dimension)
    {
        var diagnostics = new DiagnosticBag();
        var quantity = QuantityEvaluation.Evaluate(
            ExpressionParser.Parse(text, Dialects.Brian), UnitTables.Brian, Dialects.Brian, SourceSpan.None, diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(dimension, quantity!.Value.Dimension.ToString());
        Assert.Equal(1, quantity.Value.Value / value, 1e-12);
    }

    [Theory]
    [InlineData("3*parsec")]
    [InlineData("1*mV + 1*ms")]
    [InlineData("rand()")]
    [InlineData("f(1)")]
    public void What_is_no_quantity_is_reported(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(QuantityEvaluation.Evaluate(ExpressionParser.Parse(text, Dialects.Brian), UnitTables.Brian, Dialects.Brian, SourceSpan.None, diagnostics));
        Assert.Single(diagnostics);
    }

    private static Dimension? Find(string name) => Names.TryGetValue(name, out var dimension) ? dimension : null;

    private static Expression Read(string text) => ExpressionParser.Parse(text, Dialects.Lems);

    private static (Dimension? Dimension, DiagnosticBag Diagnostics) Infer(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (DimensionInference.Infer(Read(text), Find, Dialects.Lems, new SourceSpan("cells.nml", 14, 9), diagnostics), diagnostics);
    }

    [Theory]
    [InlineData("x + v", "")]
    [InlineData("x*(v + t)", "NG1230")]
    [InlineData("exp(x) + exp(v)", "NG1231")]
    public void What_nobody_states_the_dimension_of_is_not_checked(string text, string code)
    {
        var diagnostics = new DiagnosticBag();
        DimensionInference.Infer(ExpressionParser.Parse(text, Dialects.SpineML), name => name == "v" ? Dimension.Voltage : name == "t" ? Dimension.Time : null, Dialects.SpineML,
            SourceSpan.None, diagnostics, null, name => name == "x");
        Assert.Equal(code, string.Join(", ", diagnostics.Select(one => one.Code)));
    }
}
