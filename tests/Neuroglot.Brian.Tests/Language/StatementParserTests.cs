using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

public sealed class StatementParserTests
{
    [Fact]
    public void Statements_stand_on_lines_or_between_semicolons()
    {
        var statements = Parse("""
            '''
            v = El; w += b   # both
            g_post -= w_syn*(1 -
                             x)
              x *= 2 # depression
            y /= 3;; z //= 4
            a %= 5
            b **= 6;
            # alone
            '''
            """);
        Assert.Equal("""
            v = El
            w += b  # both
            g_post -= w_syn*(1 - x)
            x *= 2  # depression
            y /= 3
            z //= 4
            a %= 5
            b **= 6
            """, string.Join('\n', statements));
        Assert.Equal(new SourceSpan("reset", 2, 9), statements[1].Span);
        Assert.Equal(ExpressionParser.Parse("g_post - w_syn*(1 - x)", Dialects.Brian), statements[2].Value);
        Assert.Equal(new Name("El"), statements[0].Value);
        Assert.Equal(statements, Parse(string.Join('\n', statements)));
    }

    [Fact]
    public void A_comment_may_follow_a_semicolon() => Assert.Equal("v = 0  # rest", Assert.Single(Parse("v = 0;  # rest")).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("   \n # nothing \n;;")]
    public void Code_may_be_empty(string code) => Assert.Empty(Parse(code));

    [Theory]
    [InlineData("v", "c:1:1: error NG5020: `v` is no assignment (write `variable = …`, `variable += …` and the like)")]
    [InlineData("x = 1\n  v == 2", "c:2:3: error NG5020: `v == 2` is no assignment (write `variable = …`, `variable += …` and the like)")]
    [InlineData("v[0] = 2", "c:1:1: error NG5020: `v[0] = 2` is no assignment (write `variable = …`, `variable += …` and the like)")]
    [InlineData("v ^= 2", "c:1:1: error NG5020: `v ^= 2` is no assignment (write `variable = …`, `variable += …` and the like)")]
    [InlineData("v =", "c:1:4: error NG1210: the expression is empty")]
    [InlineData("v = 1 +; w = 2", "c:1:8: error NG1210: expected a number, a name or '(', but the expression ends")]
    [InlineData("v = w = 2", "c:1:7: error NG1210: expected an operator or the end of the expression, but `=` means nothing in Brian (write `==` to compare)")]
    public void A_mistake_is_told_with_its_place(string code, string message)
    {
        var diagnostics = new DiagnosticBag();
        StatementParser.Parse(code, "c", diagnostics);
        Assert.Equal(message, Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void Conditions_are_expressions()
    {
        Assert.Equal("v > vt and not refractory", ExpressionPrinter.Print(ExpressionText.Parse("\n v > vt  # reached\n and not refractory", "threshold", [])!, Dialects.Brian));
        var diagnostics = new DiagnosticBag();
        Assert.Null(ExpressionText.Parse("\n  v >", "threshold", diagnostics));
        Assert.Equal("threshold:2:6: error NG1210: expected a number, a name or '(', but the expression ends", Assert.Single(diagnostics).ToString());
        Assert.Null(ExpressionText.Parse("  ", "threshold", []));
    }

    private static Statement[] Parse(string code)
    {
        var diagnostics = new DiagnosticBag();
        var statements = StatementParser.Parse(code, "reset", diagnostics);
        Assert.Empty(diagnostics);
        return [.. statements];
    }
}
