using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

public sealed class LemsDialectTests
{
    // Every left side must be read as the fully parenthesised right side.
    [Theory]
    [InlineData("2^3^2", "(2^3)^2")]
    [InlineData("a*b/c", "a*(b/c)")]
    [InlineData("10/2*5", "(10/2)*5")]
    [InlineData("8/4*2/2", "(8/4)*(2/2)")]
    [InlineData("a-b+c", "(a-b)+c")]
    [InlineData("a+b-c", "a+(b-c)")]
    [InlineData("a-b-c", "(a-b)-c")]
    [InlineData("-x^2", "-(x^2)")]
    [InlineData("2*-x^2", "2*((-x)^2)")]
    [InlineData("-x*y+z", "(-(x*y))+z")]
    [InlineData("-x-y", "(-x)-y")]
    [InlineData("2^-1", "2^(-1)")]
    [InlineData("x - -y", "x-(-y)")]
    [InlineData("exp(-x^2)", "exp(-(x^2))")]
    [InlineData("rate-5", "rate - 5")]
    [InlineData("1e-3*x", "0.001*x")]
    [InlineData("1E+5", "100000")]
    [InlineData(".5*x", "0.5*x")]
    [InlineData("2.gt.x", "2 .gt. x")]
    [InlineData("a.lt.b.and.c.geq.d", "(a .lt. b) .and. (c .geq. d)")]
    [InlineData("a .or. b .and. c", "(a .or. b) .and. c")]
    [InlineData("a .and. b .eq. c", "(a .and. b) .eq. c")]
    [InlineData("x .gt. -y*z", "x .gt. ((-y)*z)")]
    [InlineData("log(x)", "ln(x)")]
    public void Operators_group_as_in_the_reference(string text, string meaning) => Assert.Equal(Read(meaning), Read(text));

    [Fact]
    public void Functions_have_their_meaning()
    {
        Assert.Equal(new Call("log", new Name("x")), Read("ln(x)"));
        Assert.Equal(new Call("heaviside", new Name("x")), Read("H(x)"));
        Assert.Equal(new Binary(BinaryOperator.Multiply, new Name("x"), new Call("uniform")), Read("random(x)"));
        Assert.Equal(new Call("uniform"), Read("random(1)"));
    }

    [Theory]
    [InlineData("a*b/c", "a*b/c")]
    [InlineData("(a*b)/c", "(a*b)/c")]
    [InlineData("(v0 - v)/R", "(v0-v)/R")]
    [InlineData("-x^2", "-(x^2)")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("2*-x^2", "2*((-x)^2)")]
    [InlineData("x + -(a*b)", "x+(-(a*b))")]
    [InlineData("random(x)", "random(x)")]
    [InlineData("a .lt. b .and. c .eq. d", "((a.lt.b).and.c).eq.d")]
    [InlineData("ln(x)/2.302585092994046", "log(x)/2.302585092994046")]
    public void Printing_uses_few_parentheses(string printed, string text) =>
        Assert.Equal(printed, ExpressionPrinter.Print(Read(text), Dialects.Lems));

    [Theory]
    [InlineData("", "m.xml:3:7: error NG1210: the expression is empty")]
    [InlineData("a + ", "m.xml:3:11: error NG1210: expected a number, a name or '(', but the expression ends")]
    [InlineData("a + )", "m.xml:3:11: error NG1210: expected a number, a name or '(', but found `)`")]
    [InlineData("(a + b", "m.xml:3:13: error NG1210: expected an operator or ')', but the expression ends")]
    [InlineData("a b", "m.xml:3:9: error NG1210: expected an operator or the end of the expression, but found `b`")]
    [InlineData("a % b", "m.xml:3:9: error NG1210: expected an operator or the end of the expression, but `%` means nothing in LEMS")]
    [InlineData("exp(a, b)", "m.xml:3:7: error NG1213: `exp` takes 1 argument(s), not 2")]
    [InlineData("1 + exp()", "m.xml:3:11: error NG1213: `exp` takes 1 argument(s), not 0")]
    [InlineData("a +\n b c", "m.xml:4:4: error NG1210: expected an operator or the end of the expression, but found `c`")]
    public void Mistakes_are_reported_where_they_are(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ExpressionParser.Parse(text, Dialects.Lems, new SourceSpan("m.xml", 3, 7), diagnostics));
        Assert.Equal(message, Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void A_function_of_other_languages_is_read_with_a_warning_and_an_unknown_one_refused()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal(new Call("floor", new Name("x")), ExpressionParser.Parse("floor(x)", Dialects.Lems, SourceSpan.None, diagnostics));
        Assert.Equal((ExpressionParser.ForeignFunction, Severity.Warning), (diagnostics.Single().Code, diagnostics.Single().Severity));
        diagnostics = [];
        Assert.Null(ExpressionParser.Parse("foo(x)", Dialects.Lems, SourceSpan.None, diagnostics));
        Assert.Equal(ExpressionParser.UnknownFunction, Assert.Single(diagnostics).Code);
        Assert.Contains("sqrt", Assert.Single(diagnostics).Hint, StringComparison.Ordinal);
    }

    private static Expression Read(string text) => ExpressionParser.Parse(text, Dialects.Lems);
}
