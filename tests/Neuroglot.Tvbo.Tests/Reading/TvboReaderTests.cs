using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Tests.Reading;

/// <summary>Both dialects are read, and what is wrong is said with its place.</summary>
public sealed class TvboReaderTests
{
    private const string Old = """
        name: M
        parameters:
          - {name: a, value: 0.1, unit: ms^-1}
          - {name: B, value: 22, unit: Millivolt}
        coupling_terms:
          c_pop0: {}
        derived_variables:
          - name: d
            equation: {lhs: d, rhs: a*x}
        state_variables:
          - name: x
            equation: {lhs: "\\dot{x}", rhs: "-d + c_pop0"}
            boundaries: {lo: "0", hi: .inf}
        """;

    private const string New = """
        name: M
        iri: tvbo:M
        model_type: neural_mass
        parameters:
          a: {value: 1e-1, unit: per_ms}
          B: {value: 22.0, unit: mV}
        coupling_inputs: [c_pop0]
        derived_variables:
          d:
            equation: {rhs: a*x}
        state_variables:
          x:
            equation: {righthandside: "-d + c_pop0"}
            domain: {lo: 0, hi: inf, enforce: clamp}
        """;

    [Fact]
    public void Both_dialects_say_the_same()
    {
        var (old, oldProblems) = Documents.Read(Old);
        var (young, youngProblems) = Documents.Read(New);
        Assert.Empty(oldProblems);
        Assert.Empty(youngProblems);
        foreach (var dynamics in (Dynamics[])[(Dynamics)old!, (Dynamics)young!])
        {
            Assert.Equal(["a", "B"], dynamics.Parameters.Select(static one => one.Name));
            Assert.Equal([0.1, 22.0], dynamics.Parameters.Select(static one => one.Value!.Value));
            Assert.Equal("c_pop0", Assert.Single(dynamics.CouplingInputs).Name);
            var x = Assert.Single(dynamics.StateVariables);
            Assert.Equal("-d + c_pop0", x.Equation!.Text);
            Assert.Equal((0.0, double.PositiveInfinity, 0.1), (x.Clamp!.Low!.Value, x.Clamp.High!.Value, x.InitialValue));
        }
    }

    [Fact]
    public void Places_of_expressions_are_those_of_the_text()
    {
        var dynamics = (Dynamics)Documents.Read(Old).Document!;
        Assert.Equal(new SourceSpan("model.yaml", 12, 39), dynamics.StateVariables[0].Equation!.Span);
        Assert.Equal(new SourceSpan("model.yaml", 9, 29), dynamics.DerivedVariables[0].Equation!.Span);
    }

    [Theory]
    [InlineData("state_variabels: {}\nstate_variables: {}", "model.yaml:1:1: error NG7010: 'state_variabels' is no key of Dynamics. (did you mean `state_variables`?)")]
    [InlineData("state_variables:\n  x: {initial_value: low, equation: {rhs: x}}", "model.yaml:2:22: error NG7011: A number is expected for 'initial_value', not 'low'.")]
    [InlineData("state_variables:\n  x: {equation: -x}", "model.yaml:2:17: error NG7011: A mapping of Equation is expected, not '-x'. (write `{rhs: -x}`)")]
    [InlineData("state_variables:\n  x: {equation: {rhs: -x}}\n  x: {equation: {rhs: x}}", "model.yaml:3:3: error NG7013: The key 'x' is there twice. (Keep one of them.)")]
    [InlineData("state_variables:\n  - {name: x, equation: {rhs: -x}}\n  - {name: x, equation: {rhs: x}}", "model.yaml:3:12: error NG7013: The name 'x' is there twice in 'state_variables'. (Keep one of them.)")]
    [InlineData("system_type: continous\nstate_variables: {x: {equation: {rhs: -x}}}", "model.yaml:1:14: error NG7012: 'system_type' has no value 'continous'. (did you mean `continuous`?)")]
    [InlineData("graph_generator: {seed: 1}", "model.yaml:1:18: error NG7014: The key 'type' is missing in this GraphGenerator. (The rule.)")]
    [InlineData("dynamics: JansenRit\nmodel: JansenRit", "model.yaml:2:1: error NG7015: 'model' and 'dynamics' mean the same. (Keep one of them.)")]
    [InlineData("state_variables: {x: {equation: {rhs: 'x', latex: true}}}", "model.yaml:1:51: error NG7012: Expressions in LaTeX are not read. (Write the expression in the style of SymPy, and leave `latex` out.)")]
    [InlineData("weights: [[0, 1], [1]]", "model.yaml:1:19: error NG7022: A row of 'weights' has 1 numbers, the first has 2.")]
    public void What_is_wrong_is_said_with_its_place(string text, string expected) => Assert.Equal(expected, Documents.Read(text).Diagnostics[0].ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a: [1\nb: 2")]
    [InlineData("a: {b")]
    [InlineData("- 1\n- 2")]
    [InlineData("just a text")]
    [InlineData("greeting: hello")]
    [InlineData("a: *nowhere")]
    [InlineData("a: &a [*a]")]
    [InlineData("name: x\n---\nname: y")]
    [InlineData("\t- x")]
    public void What_is_no_document_is_refused(string text)
    {
        var (document, diagnostics) = Documents.Read(text);
        Assert.Null(document);
        Assert.Contains(Assert.Single(diagnostics).Code, (string[])["NG7000", "NG7016"]);
    }

    [Fact]
    public void Aliases_and_merged_keys_are_followed()
    {
        var (document, diagnostics) = Documents.Read("""
            name: M
            parameters:
              a: &time {value: 10, unit: ms}
              b: *time
              c: {<<: *time, value: 20}
            state_variables: {x: {equation: {rhs: -x/a}}}
            """);
        Assert.Empty(diagnostics);
        Assert.Equal([(10.0, "ms"), (10.0, "ms"), (20.0, "ms")], ((Dynamics)document!).Parameters.Select(static one => (one.Value!.Value, one.Unit!)));
    }

    [Fact]
    public void Aliases_that_multiply_are_refused_before_they_take_memory()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(static level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));
        Assert.Equal("NG7001", Assert.Single(Documents.Read(text).Diagnostics).Code);
    }

    [Fact]
    public void Nesting_is_bounded() => Assert.Equal("NG7001", Assert.Single(Documents.Read("a: " + new string('[', 5000)).Diagnostics).Code);

    [Fact]
    public void Documents_are_recognised_by_their_keys()
    {
        Assert.True(TvboReader.Recognises("# a comment\nname: x\nstate_variables:\n"));
        Assert.True(TvboReader.Recognises("dynamics: {name: JansenRit}"));
        Assert.False(TvboReader.Recognises("services:\n  web:\n    state_variables: 1\n"));
    }
}
