using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

/// <summary>The examples in the headers of the passes.</summary>
public sealed class PassTests
{
    [Fact]
    public void Free_names_are_listed_in_order()
    {
        var tree = Read("(v0 - v)/tau + exp(v)");
        Assert.Equal("v0 v tau", string.Join(' ', FreeNames.Of(tree)));
        Assert.True(FreeNames.Contains(tree, "tau"));
        Assert.False(FreeNames.Contains(tree, "exp"));
        Assert.True(FreeNames.ContainsAny(tree, new HashSet<string> { "w", "v" }));
    }

    [Fact]
    public void Substitution_is_simultaneous()
    {
        var values = new Dictionary<string, Expression> { ["x"] = Read("y + 1"), ["y"] = Read("x") };
        Assert.Equal(Read("(y + 1)*x"), Substitution.Apply(Read("x*y"), values));
        var untouched = Read("a if p else b");
        Assert.Same(untouched, Substitution.Apply(untouched, values));
    }

    [Fact]
    public void Inlining_reaches_a_fixed_point()
    {
        var aliases = new Dictionary<string, Expression> { ["i"] = Read("g(v) + i0"), ["twice"] = Read("2*i") };
        var functions = new Dictionary<string, FunctionDefinition> { ["g"] = new("g", ["u"], Read("k*u")) };
        var diagnostics = new DiagnosticBag();
        Assert.Equal(Read("2*(k*v + i0)/C"), Inlining.Apply(Read("twice/C"), aliases, functions, SourceSpan.None, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Parameters_hide_names_of_the_model()
    {
        var aliases = new Dictionary<string, Expression> { ["u"] = Read("w + 1") };
        var functions = new Dictionary<string, FunctionDefinition>
        {
            ["f"] = new("f", ["u"], Read("u*g(u + v)")),
            ["g"] = new("g", ["v"], Read("v**2")),
        };
        Assert.Equal(Read("(w + 1)*(w + 1 + v)**2"), Inlining.Apply(Read("f(u)"), aliases, functions, SourceSpan.None, []));
        Assert.Equal(Read("v*(v + v)**2"), Inlining.Apply(Read("f(v)"), aliases, functions, SourceSpan.None, []));
    }

    [Fact]
    public void Parameters_do_not_hide_names_in_functions_that_are_called()
    {
        var functions = new Dictionary<string, FunctionDefinition>
        {
            ["f"] = new("f", ["u"], Read("u + a")),
            ["g"] = new("g", ["a"], Read("f(2*a)")),
        };
        Assert.Equal(Read("2*b + a"), Inlining.Apply(Read("g(b)"), new Dictionary<string, Expression>(), functions, SourceSpan.None, []));
    }

    [Theory]
    [InlineData("a", "`a` depends on itself: `a`, `b`, `a`")]
    [InlineData("1 + f(2)", "`f` depends on itself: `f`, `f`")]
    [InlineData("g(1, 2)", "`g` takes 1 argument(s), not 2")]
    public void Circles_and_wrong_calls_are_errors(string text, string message)
    {
        var aliases = new Dictionary<string, Expression> { ["a"] = Read("b + 1"), ["b"] = Read("2*a") };
        var functions = new Dictionary<string, FunctionDefinition>
        {
            ["f"] = new("f", ["x"], Read("x*f(x - 1)")),
            ["g"] = new("g", ["x"], Read("x")),
        };
        var diagnostics = new DiagnosticBag();
        Assert.Null(Inlining.Apply(Read(text), aliases, functions, SourceSpan.None, diagnostics));
        var problem = Assert.Single(diagnostics);
        Assert.Equal(message, problem.Message);
        Assert.Equal(text.Contains("g(", StringComparison.Ordinal) ? "NG1213" : "NG1222", problem.Code);
    }

    [Fact]
    public void Definitions_that_explode_are_refused()
    {
        var aliases = Enumerable.Range(1, 100).ToDictionary(index => $"a{index}", index => Read($"a{index - 1} + a{index - 1}"));
        var functions = Enumerable.Range(1, 60).ToDictionary(
            index => $"f{index}", index => new FunctionDefinition($"f{index}", ["x"], Read(index == 1 ? "x" : $"f{index - 1}(x) + f{index - 1}(x)")));
        var chain = Enumerable.Range(1, 20_000).ToDictionary(index => $"c{index}", index => Read($"c{index - 1} + 1"));
        foreach (var (text, definitions) in new[] { ("a100", aliases), ("f60(y)", aliases), ("c20000", chain) })
        {
            var diagnostics = new DiagnosticBag();
            Assert.Null(Inlining.Apply(Read(text), definitions, functions, SourceSpan.None, diagnostics));
            Assert.Equal("NG1223", Assert.Single(diagnostics).Code);
        }
    }

    [Theory]
    [InlineData("0 + 2*3*x - (-y)**1", "6*x + y")]
    [InlineData("x*0 + (a if 1 < 2 else b)", "a")]
    [InlineData("0*rand()", "0*rand()")]
    [InlineData("rand() - rand()", "rand() - rand()")]
    [InlineData("x - x", "0")]
    [InlineData("x + 2 - 5", "x - 3")]
    [InlineData("x*2*3", "6*x")]
    [InlineData("-(a - b)", "b - a")]
    [InlineData("not a < b", "a >= b")]
    [InlineData("True and a < b", "a < b")]
    [InlineData("a < b or True", "True")]
    [InlineData("2**10", "1024")]
    [InlineData("exp(2)", "exp(2)")]
    [InlineData("exp(0) + sqrt(4)", "3")]
    [InlineData("a if p else b if q else b", "a if p else b")]
    [InlineData("a if p else (b if q else c)", "a if p else b if q else c")]
    [InlineData("1/0", "1/0")]
    [InlineData("x/-y", "-(x/y)")]
    public void Simplification(string text, string simple) =>
        Assert.Equal(simple, ExpressionPrinter.Print(Simplifier.Simplify(Read(text)), Dialects.Brian));

    [Theory]
    [InlineData("x**2*exp(-x)", "2*x*exp(-x) - x**2*exp(-x)")]
    [InlineData("x**2 if x > 0 else -x", "2*x if x > 0 else -1")]
    [InlineData("a*x + b", "a")]
    [InlineData("sin(a*x)", "cos(a*x)*a")]
    [InlineData("heaviside(x) + y", "0")]
    [InlineData("a**x", "a**x*log(a)")]
    [InlineData("rand()*x", "rand()")]
    public void Derivatives(string text, string expected)
    {
        Assert.True(Derivative.TryOf(Read(text), "x", out var derivative, out _));
        Assert.Equal(expected, ExpressionPrinter.Print(derivative, Dialects.Brian));
    }

    [Fact]
    public void What_has_no_derivative_is_named()
    {
        Assert.False(Derivative.TryOf(Read("1 + my_function(x)"), "x", out _, out var reason));
        Assert.Equal("`my_function(x)` has no derivative", reason);
    }

    [Theory]
    [InlineData("g*exp(v)*(E - v)", "-(g*exp(v))", "g*exp(v)*E")]
    [InlineData("v/(1 + v) + w", "1/(1 + v)", "w")]
    [InlineData("a*sqrt(v) - v", "-1", "a*sqrt(v)")]
    [InlineData("(1 + exp(-v))**3*h*v", "(1 + exp(-v))**3*h", "0")]
    [InlineData("(v if v > 0 else 2*v) + (E if v > 1 else 0)", "1 if v > 0 else 2", "E if v > 1 else 0")]
    [InlineData("w*h", "0", "w*h")]
    public void What_is_not_linear_can_be_held(string text, string coefficient, string rest)
    {
        Assert.True(LinearForm.TryCreateHeld(Read(text), new HashSet<string> { "v" }, out var form, out _));
        foreach (var v in (double[])[-0.4, 0.7, 1.3])
        {
            Assert.Equal(At(coefficient), Evaluator.Evaluate(form.Coefficient("v"), Values), 1e-12);
            Assert.Equal(At(rest), Evaluator.Evaluate(form.Constant, Values), 1e-12);

            double At(string expected) => Evaluator.Evaluate(Read(expected), Values);

            double Values(string name) => name == "v" ? v : 0.3 + (name[0] / 100.0);
        }
    }

    [Theory]
    [InlineData("v*v")]
    [InlineData("v**2 + v")]
    [InlineData("v*(1 + v)*exp(v)")]
    [InlineData("exp(v)")]
    public void Powers_and_what_is_nowhere_linear_cannot_be_held(string text)
    {
        Assert.False(LinearForm.TryCreateHeld(Read(text), new HashSet<string> { "v" }, out _, out var reason));
        Assert.Contains("is not linear", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Linear_forms()
    {
        var variables = new HashSet<string> { "v", "w" };
        Assert.True(LinearForm.TryCreate(Read("(v0 - v)/tau + a*w"), variables, out var form, out _));
        Assert.Equal(["v", "w"], form.Coefficients.Keys);
        Assert.Equal("-1/tau", form.Coefficient("v").ToString());
        Assert.Equal(Read("a"), form.Coefficient("w"));
        Assert.Equal(Read("v0/tau"), form.Constant);
        Assert.Equal(new Number(0), form.Coefficient("x"));

        Assert.True(LinearForm.TryCreate(Read("v - v + (2*v if p else w)"), variables, out form, out _));
        Assert.Equal(Read("2 if p else 0"), form.Coefficient("v"));

        Assert.False(LinearForm.TryCreate(Read("1 + v*w"), variables, out _, out var reason));
        Assert.Equal("`v*w` is not linear", reason);
        Assert.False(LinearForm.TryCreate(Read("v if v > 0 else w"), variables, out _, out _));
        Assert.False(LinearForm.TryCreate(Read("rand()*(v + 1)"), variables, out _, out reason));
        Assert.Contains("random draw", reason, StringComparison.Ordinal);
        Assert.True(LinearForm.TryCreate(Read("v + rand()*sigma"), variables, out form, out _));
        Assert.Equal(Read("rand()*sigma"), form.Constant);
    }

    [Fact]
    public void Common_parts_are_named_once()
    {
        var result = CommonSubexpressions.Extract([Read("exp(v/a) + v/a"), Read("exp(v/a)")], index => $"s{index}");
        Assert.Equal(["s0 = v/a", "s1 = exp(s0)"], result.Definitions.Select(one => $"{one.Key} = {one.Value}"));
        Assert.Equal(["s1 + s0", "s1"], result.Expressions.Select(one => one.ToString()));
    }

    [Fact]
    public void Draws_are_not_shared()
    {
        var draw = Read("sqrt(rand()) + x*y");
        var result = CommonSubexpressions.Extract([draw, draw], index => $"s{index}");
        Assert.Equal(["s0 = x*y"], result.Definitions.Select(one => $"{one.Key} = {one.Value}"));
    }

    [Theory]
    [InlineData("2*(a if x > 0 else b) + 1", "2*a + 1 if x > 0 else 2*b + 1")]
    [InlineData("(a if p else b) + (c if q else d)", "a + c if p and q else a + d if p else b + c if q else b + d")]
    [InlineData("a if p else (b if q else c)", "a if p else b if q else c")]
    [InlineData("1 + ((a if q else b) if p else c)", "1 + a if p and q else 1 + b if p else 1 + c")]
    [InlineData("2*(a if rand() < 1 else b)", "2*(a if rand() < 1 else b)")]
    [InlineData("x + y", "x + y")]
    public void Choices_move_to_the_top(string text, string folded) =>
        Assert.Equal(folded, ExpressionPrinter.Print(PiecewiseFolding.Fold(Read(text)), Dialects.Brian));

    [Fact]
    public void Corners_become_choices()
    {
        Assert.Equal("0 if 0 > x else x", PiecewiseFolding.ToPiecewise(ExpressionParser.Parse("max(x, 0)", Dialects.Python)).ToString());
        Assert.Equal("1 if x > 0 else 0 if x < 0 else 0.5", PiecewiseFolding.ToPiecewise(ExpressionParser.Parse("H(x)", Dialects.Lems)).ToString());
        Assert.Equal("abs(rand())", ExpressionPrinter.Print(PiecewiseFolding.ToPiecewise(Read("abs(rand())")), Dialects.Brian));
    }

    [Theory]
    [InlineData("2*x + heaviside(x)", 0.5)]
    [InlineData("-7 // 2", -4)]
    [InlineData("-7 % 3", 2)]
    [InlineData("clip(5, 0, 1) + timestep(0.3, 0.1)", 4)]
    [InlineData("exprel(0) + sign(-3) + int(2.7)", 2)]
    [InlineData("2 if x > 0 else 3 if x == 0 else 4", 3)]
    [InlineData("not (1 < 2 and 3 != 3)", 1)]
    [InlineData("factorial(5)", 120)]
    [InlineData("expm1(1e-10) / 1e-10", 1.00000000005)]
    [InlineData("log1p(1e-10) / 1e-10", 0.99999999995)]
    public void Evaluation(string text, double value) => Assert.Equal(value, Evaluator.Evaluate(Read(text), _ => 0), 1e-14);

    [Fact]
    public void Evaluation_needs_a_source_of_draws_and_no_foreign_functions()
    {
        Assert.Equal(0.25, Evaluator.Evaluate(Read("rand()/2"), _ => 0, (function, _) => function == "uniform" ? 0.5 : 0));
        Assert.Throws<InvalidOperationException>(() => Evaluator.Evaluate(Read("rand()")));
        Assert.Throws<InvalidOperationException>(() => Evaluator.Evaluate(Read("f(1)")));
        Assert.Throws<InvalidOperationException>(() => Evaluator.Evaluate(Read("x")));
    }

    private static Expression Read(string text) => ExpressionParser.Parse(text, Dialects.Brian);
}
