using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

public sealed class ConnectGeneratorTests
{
    [Theory]
    [InlineData("k for k in range(i - 3, i + 4) if i != k", "k for k in range(i - 3, i + 4) if i != k")]
    [InlineData("i+(-1)**k for k in range(2)", "i + (-1)**k for k in range(2)")]
    [InlineData(" k  for k in range( 0 ,N_post,2 )\n if rand() < 0.5 and k != i", "k for k in range(0, N_post, 2) if rand() < 0.5 and k != i")]
    [InlineData("k for k in sample(N_post, p=0.1)", "k for k in sample(N_post, p=0.1)")]
    [InlineData("k for k in sample(0, N_post, 1, size = int(0.5*N_post))", "k for k in sample(N_post, size=int(0.5*N_post))")]
    [InlineData("k for k in sample(5, clip(i, 10, 20), p=p_max*exp(-(i - 3)**2))", "k for k in sample(5, clip(i, 10, 20), p=p_max*exp(-(i - 3)**2))")]
    [InlineData("i", "i")]
    [InlineData("int(i/2) if i%2==0", "int(i/2) if i%2 == 0")]
    [InlineData("(a if i > 2 else b) for k in range(3)", "(a if i > 2 else b) for k in range(3)")]
    [InlineData("a if i > 2 else b", "(a if i > 2 else b)")]
    [InlineData("(i + 1)*(N - 1)  # comment for all", "(i + 1)*(N - 1)")]
    public void Generators_are_read_and_printed(string text, string printed)
    {
        var diagnostics = new DiagnosticBag();
        var generator = ConnectGenerator.Parse(text, "j", diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(printed, generator!.ToString());
        Assert.Equal(generator, ConnectGenerator.Parse(printed, "j", []));
    }

    [Fact]
    public void The_parts_are_data()
    {
        var generator = ConnectGenerator.Parse("k + 1 for k in sample(2, 9, 3, p=0.5) if i < 4", "j", [])!;
        Assert.Equal("k", generator.Variable);
        Assert.Equal(new BernoulliIterator(new Number(2), new Number(9), new Number(3), new Number(0.5)), generator.Iterator);
        Assert.Equal(new Binary(BinaryOperator.Less, new Name("i"), new Number(4)), generator.Condition);
        Assert.Equal(new RangeIterator(new Number(0), new Name("N"), new Number(1)), ConnectGenerator.Parse("k for k in range(N)", "j", [])!.Iterator);
        Assert.Null(ConnectGenerator.Parse("i if i > 1", "j", [])!.Iterator);
    }

    [Theory]
    [InlineData("k for k in", "j:1:3: error NG5030: `for k in` is no loop (write `EXPRESSION for k in range(low, high)`, with `if CONDITION` behind it or not)")]
    [InlineData("k for k in range(3", "j:1:17: error NG5030: the parenthesis is not closed (write `EXPRESSION for k in range(low, high)`, with `if CONDITION` behind it or not)")]
    [InlineData("k for k in range(3) i > 2", "j:1:21: error NG5030: `i > 2` stands behind the generator (only `if CONDITION` can stand there)")]
    [InlineData("k for k in list(3)", "j:1:12: error NG5030: there is no iterator `list` (iterators are range(low, high, step) and sample(low, high, step, p=…))")]
    [InlineData("k for k in range(3, p=1)", "j:1:21: error NG5030: `p=1` is no argument of `range` here (behind the bounds of a sample stands p=… or size=…)")]
    [InlineData("k for k in sample(3, q=1)", "j:1:22: error NG5030: `q=1` is no argument of `sample` here (behind the bounds of a sample stands p=… or size=…)")]
    [InlineData("k for k in sample(3, p=1, size=2)", "j:1:27: error NG5030: `size=2` is no argument of `sample` here (behind the bounds of a sample stands p=… or size=…)")]
    [InlineData("k for k in sample(3)", "j:1:12: error NG5030: `sample` does not say how many to take (add p=… for a probability, or size=… for a count)")]
    [InlineData("k for k in range(1, 2, 3, 4)", "j:1:12: error NG5030: `range` has 4 bounds (give it high, or low and high, or low, high and step)")]
    [InlineData("k for t in range(3)", "j:1:7: error NG5030: `t` cannot run over numbers, it has a meaning of its own (use another name, such as k)")]
    [InlineData("k for k in range()", "j:1:18: error NG1210: the expression is empty")]
    [InlineData("k for k in range(3,)", "j:1:20: error NG1210: the expression is empty")]
    [InlineData("for k in range(3)", "j:1:1: error NG1210: the expression is empty")]
    [InlineData("k for k in range(3) if", "j:1:23: error NG1210: the expression is empty")]
    [InlineData("", "j:1:1: error NG1210: the expression is empty")]
    public void A_mistake_is_told_with_its_place(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ConnectGenerator.Parse(text, "j", diagnostics));
        Assert.Equal(message, Assert.Single(diagnostics).ToString());
    }
}
