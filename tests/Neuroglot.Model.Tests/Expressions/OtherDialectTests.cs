using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

public sealed class OtherDialectTests
{
    [Theory]
    [InlineData("2**3**2", "2**(3**2)")]
    [InlineData("-x**2", "-(x**2)")]
    [InlineData("2**-x**2", "2**(-(x**2))")]
    [InlineData("2**-x*y", "(2**(-x))*y")]
    [InlineData("a*b/c", "(a*b)/c")]
    [InlineData("a//b%c", "(a//b)%c")]
    [InlineData("not a == b and c", "(not (a == b)) and c")]
    [InlineData("a or b and c", "a or (b and c)")]
    [InlineData("-a*b", "(-a)*b")]
    [InlineData("+x", "x")]
    [InlineData("a if p else b if q else c", "(a if (p) else (b) if q else c)")]
    public void Brian_groups_as_Python(string text, string meaning) =>
        Assert.Equal(ExpressionParser.Parse(meaning, Dialects.Brian), ExpressionParser.Parse(text, Dialects.Brian));

    [Fact]
    public void Brian_has_its_own_names()
    {
        Assert.Equal(new Call("asin", new Call("uniform")), ExpressionParser.Parse("arcsin(rand())", Dialects.Brian));
        Assert.Equal(new Number(Math.PI), ExpressionParser.Parse("pi", Dialects.Brian));
        Assert.Equal(new Call("my_function", new Name("x")), ExpressionParser.Parse("my_function(x)", Dialects.Brian));
        Assert.Equal("arcsin(rand())", ExpressionPrinter.Print(new Call("asin", new Call("uniform")), Dialects.Brian));
        Assert.True(Dialects.Brian.IsReserved("e"));
        Assert.True(Dialects.Brian.IsReserved("and"));
        Assert.False(Dialects.Brian.IsReserved("tau"));
    }

    [Theory]
    [InlineData("2*pi*f", "2*pi*f")]
    [InlineData("e**-x", "e**-x")]
    [InlineData("-inf", "-inf")]
    [InlineData("2**-1", "2**-1")]
    [InlineData("a\n + b", "a + b")]
    public void Brian_keeps_its_constants(string text, string printed) =>
        Assert.Equal(printed, ExpressionPrinter.Print(ExpressionParser.Parse(text, Dialects.Brian), Dialects.Brian));

    [Theory]
    [InlineData("asin(x)", "f:1:1: warning NG1214: Brian has no function `asin`; other simulators may refuse it (Brian calls it `arcsin`)")]
    [InlineData("max(x, 0)", "f:1:1: warning NG1214: Brian has no function `max`; other simulators may refuse it")]
    [InlineData("max(x)", null)]
    public void Functions_of_other_languages_are_understood_with_a_warning(string text, string? message)
    {
        var diagnostics = new DiagnosticBag();
        Assert.IsType<Call>(ExpressionParser.Parse(text, Dialects.Brian, new SourceSpan("f", 1, 1), diagnostics));
        Assert.Equal(message, diagnostics.SingleOrDefault()?.ToString());
        Assert.Empty(Warnings(new ParserNames(_ => false, _ => true)));

        DiagnosticBag Warnings(ParserNames names)
        {
            var bag = new DiagnosticBag();
            ExpressionParser.Parse(text, Dialects.Brian, SourceSpan.None, bag, names);
            return bag;
        }
    }

    [Fact]
    public void Python_comparisons_do_not_chain()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ExpressionParser.Parse("a < b < c", Dialects.Brian, new SourceSpan("f", 1, 1), diagnostics));
        Assert.Equal("f:1:7: error NG1210: comparisons cannot be chained in Brian (write (a < b) and (b < c))", Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("a + b < c && d == e || !f", "(((a + b) < c) && (d == e)) || (!f)")]
    [InlineData("p ? a : q ? b : c", "(p) ? (a) : (q) ? (b) : (c)")]
    [InlineData("p ? q ? a : b : c", "p ? (q ? a : b) : c")]
    [InlineData("a < b < c", "(a < b) < c")]
    [InlineData("a == b < c", "a == (b < c)")]
    [InlineData("a=-c", "a == (-c)")]
    [InlineData("a = b & c | !d", "(((a == b) && c) || (!d))")]
    [InlineData("1.5f*x", "1.5*x")]
    [InlineData("fabs(x)", "abs(x)")]
    public void SpineML_groups_as_C(string text, string meaning) =>
        Assert.Equal(ExpressionParser.Parse(meaning, Dialects.SpineML), ExpressionParser.Parse(text, Dialects.SpineML));

    [Fact]
    public void SpineML_divides_integers_as_C()
    {
        static BinaryOperator Top(string text) => ((Binary)ExpressionParser.Parse(text, Dialects.SpineML)).Operator;
        Assert.Equal(BinaryOperator.IntegerDivide, Top("1/2"));
        Assert.Equal(BinaryOperator.IntegerDivide, Top("(1+2*3)/(a<b)"));
        Assert.Equal(BinaryOperator.Divide, Top("1.0/2"));
        Assert.Equal(BinaryOperator.Divide, Top("1/x"));
        Assert.Equal(BinaryOperator.Divide, Top("1/2/x"));
        Assert.Equal(new Number(1, IsInteger: true), ExpressionParser.Parse("1", Dialects.SpineML));
        Assert.Equal(new Number(1), ExpressionParser.Parse("1", Dialects.Lems));
    }

    [Theory]
    [InlineData("1/2", "1/2")]
    [InlineData("x*(3/2) + 4/2", "3/2")]
    [InlineData("1/0", "1/0")]
    [InlineData("1.0/2 + x/2 + 6/3", "")]
    public void Divisions_of_integers_that_lose_a_remainder_are_found(string text, string found) =>
        Assert.Equal(found, string.Join(", ", Integers.Truncations(ExpressionParser.Parse(text, Dialects.SpineML)).Select(one => ExpressionPrinter.Print(one, Dialects.SpineML))));

    [Fact]
    public void Divisions_of_integers_can_be_taken_for_real_ones()
    {
        var expression = ExpressionParser.Parse("x*(1/2)", Dialects.SpineML);
        Assert.Equal(0, Evaluator.Evaluate(expression, _ => 3));
        Assert.Equal(1.5, Evaluator.Evaluate(Integers.AsReal(expression), _ => 3));
    }

    [Fact]
    public void SpineML_has_its_functions_and_no_others()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ExpressionParser.Parse("nil(x)", Dialects.SpineML, new SourceSpan("f", 1, 1), diagnostics));
        Assert.Equal("NG1212", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void SpineML_draws_are_words()
    {
        Assert.Equal(new Call("exponential"), ExpressionParser.Parse("randomExponential", Dialects.SpineML));
        Assert.Equal(new Call("poisson", new Number(1)), ExpressionParser.Parse("randomPoisson", Dialects.SpineML));
        Assert.Equal(new Call("uniform"), ExpressionParser.Parse("randomUniform", Dialects.SpineML));
        Assert.Equal(new Call("normal"), ExpressionParser.Parse("randomNormal()", Dialects.SpineML));
        Assert.Equal("randomNormal*s", ExpressionPrinter.Print(new Binary(BinaryOperator.Multiply, new Call("normal"), new Name("s")), Dialects.SpineML));
        Assert.Equal(
            new Binary(BinaryOperator.Power, new Name("x"), new Number(2, true)), ExpressionParser.Parse("pow(x, 2)", Dialects.SpineML));
    }

    [Theory]
    [InlineData("x^2", "x**2")]
    [InlineData("2x", "2*x")]
    [InlineData("2x**2", "2*x**2")]
    [InlineData("1/2x", "(1/2)*x")]
    [InlineData("(a)(b)", "a*b")]
    [InlineData("2(x + 1)y", "2*(x + 1)*y")]
    [InlineData("2 exp(x)", "2*exp(x)")]
    [InlineData("Max(a, b, c)", "Max(Max(a, b), c)")]
    [InlineData("Eq(a, b)", "a == b")]
    [InlineData("And(a, b, c)", "(a and b) and c")]
    [InlineData("(a > 1) & ~(b < 2)", "And(a > 1, Not(b < 2))")]
    [InlineData("log(x, b)", "log(x)/log(b)")]
    [InlineData("Gt(a, b)", "a > b")]
    [InlineData("a .gt. 2.and.b .leq. 3 .or. a .eq. b", "a > 2 and b <= 3 or a == b")]
    [InlineData("max(a, b, c)", "Max(a, b, c)")]
    [InlineData("Heaviside(x, 0.5)", "Heaviside(x)")]
    [InlineData("Piecewise((a, x < 0), (b, True))", "Piecewise((a, x < 0), (b, true))")]
    public void SymPy_is_read_as_SymPy_does(string text, string meaning) =>
        Assert.Equal(ExpressionParser.Parse(meaning, Dialects.SymPy), ExpressionParser.Parse(text, Dialects.SymPy));

    [Fact]
    public void SymPy_names_of_the_model_override_its_own()
    {
        var names = new ParserNames(name => name is "gamma" or "E", name => name == "Abs");
        Expression Read(string text) => ExpressionParser.Parse(text, Dialects.SymPy, SourceSpan.None, [], names)!;
        Assert.Equal(new Binary(BinaryOperator.Multiply, new Name("gamma"), new Name("x")), Read("gamma(x)"));
        Assert.Equal(new Name("E"), Read("E"));
        Assert.Equal(new Call("Abs", new Name("x")), Read("Abs(x)"));
        Assert.Equal(new Name("x_j[0]"), Read("x_j[0]"));
        Assert.Equal(new Piecewise([new Case(new Name("p"), new Name("a"))], new Number(double.NaN)), Read("Piecewise((a, p))"));
    }

    [Theory]
    [InlineData("x**2 % y", "pow(x, 2.0) - y*floor(pow(x, 2.0)/y)")]
    [InlineData("a if x > 1 and not b else 3", "x > 1.0 && !b ? a : 3.0")]
    [InlineData("2*(a if p else b)", "2.0*(p ? a : b)")]
    [InlineData("sign(x)", "x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0")]
    [InlineData("abs(x) + clip(x, 0, 1)", "fabs(x) + fmin(fmax(x, 0.0), 1.0)")]
    [InlineData("-(-x)", "-(-x)")]
    [InlineData("1/2", "1.0/2.0")]
    [InlineData("1e-5*x", "1e-05*x")]
    public void C_is_printed(string brian, string c) => Assert.Equal(c, ExpressionPrinter.Print(ExpressionParser.Parse(brian, Dialects.Brian), Dialects.C));

    [Fact]
    public void Real_division_of_integers_stays_real_in_C()
    {
        var half = new Binary(BinaryOperator.Divide, new Number(1, true), new Number(2, true));
        Assert.Equal("1.0/2", ExpressionPrinter.Print(half, Dialects.C));
        Assert.Equal("trunc(x/y)", ExpressionPrinter.Print(new Binary(BinaryOperator.IntegerDivide, new Name("x"), new Name("y")), Dialects.C));
    }

    [Fact]
    public void Numbers_print_in_every_dialect()
    {
        Assert.Equal("x - -1", ExpressionPrinter.Print(new Binary(BinaryOperator.Subtract, new Name("x"), new Number(-1)), Dialects.Python));
        Assert.Equal("2**-1", ExpressionPrinter.Print(new Binary(BinaryOperator.Power, new Number(2), new Number(-1)), Dialects.Python));
        Assert.Equal("1e999", ExpressionPrinter.Print(double.PositiveInfinity));
        Assert.Equal("(0/0)", ExpressionPrinter.Print(new Number(double.NaN), Dialects.Lems));
    }

    [Fact]
    public void What_a_dialect_cannot_write_is_told()
    {
        var tree = ExpressionParser.Parse("max(x, 0) + atan2(x, y) + floor(x)", Dialects.Python);
        Assert.Equal("atan2 max", string.Join(' ', ExpressionPrinter.Unsupported(tree, Dialects.Lems)));
        Assert.Empty(ExpressionPrinter.Unsupported(tree, Dialects.C));
    }
}
