using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Testing;
using Neuroglot.Testing.Generators;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

public sealed class RoundTripTests
{
    public static TheoryData<string> DialectNames => new(Dialects.All.Select(dialect => dialect.Name));

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Reading_what_was_printed_gives_the_same_tree(string name)
    {
        var dialect = Dialects.All.Single(one => one.Name == name);
        Prop.ForAll(ExpressionGenerators.For(dialect), tree =>
        {
            var text = ExpressionPrinter.Print(tree, dialect);
            var again = ExpressionParser.Parse(text, dialect);
            return (again.Equals(tree) && ExpressionPrinter.Print(again, dialect) == text)
                .Label($"{text}\n{ExpressionPrinter.Print(again, dialect)}\n{tree}\n{again}");
        }).Holds(1000);
    }

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Any_text_gives_a_tree_or_one_error(string name)
    {
        var dialect = Dialects.All.Single(one => one.Name == name);
        var alphabet = Gen.Elements(
            "x", "1", ".5", "+", "-", "*", "/", "^", "**", "(", ")", ",", " ", ".and.", ".gt.", "exp(", "?", ":", "if", "else", "not", "[", "]", "\n",
            "&", "!", "=", "Piecewise(", "é", "\0", "random(", "<", "e", "2e+", "pow(");
        Prop.ForAll(alphabet.ListOf().Select(parts => string.Concat(parts)).ToArbitrary(), text =>
        {
            var diagnostics = new DiagnosticBag();
            var tree = ExpressionParser.Parse(text, dialect, SourceSpan.None, diagnostics);
            return (tree is null) == diagnostics.HasErrors && diagnostics.Count(one => one.Severity == Severity.Error) <= 1;
        }).Holds(1000);
    }

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("-", 100_000)]
    [InlineData("2^-", 30_000)]
    [InlineData("exp(", 40_000)]
    [InlineData("1+", 90_000)]
    [InlineData("x*x+", 50_000)]
    [InlineData("x**", 60_000)]
    [InlineData("p?", 90_000)]
    [InlineData("p?1:", 40_000)]
    [InlineData("1 if ", 30_000)]
    [InlineData("1 if p else ", 10_000)]
    [InlineData("f(x,", 40_000)]
    [InlineData("Piecewise((", 10_000)]
    [InlineData("x ", 300_000)]
    public void Hostile_texts_are_refused(string part, int count)
    {
        var text = string.Concat(Enumerable.Repeat(part, count)) + "1";
        foreach (var dialect in Dialects.All)
        {
            var diagnostics = new DiagnosticBag();
            var tree = ExpressionParser.Parse(text, dialect, SourceSpan.None, diagnostics);
            if (tree is null)
                Assert.Single(diagnostics);
            else
                Assert.NotEmpty(ExpressionPrinter.Print(tree, dialect));
        }
    }

    [Fact]
    public void Ordinary_sizes_are_read()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 900).Select(index => $"x{index}"));
        Assert.Equal(sum, ExpressionPrinter.Print(ExpressionParser.Parse(sum, Dialects.Lems), Dialects.Lems));
        var nested = new string('(', 150) + "x" + new string(')', 150);
        Assert.Equal(new Name("x"), ExpressionParser.Parse(nested, Dialects.Lems));
    }
}
