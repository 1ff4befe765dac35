using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Tests.Validation;

/// <summary>What expressions say is checked, with the place of every mistake.</summary>
public sealed class DynamicsParserTests
{
    [Fact]
    public void A_symbol_that_nobody_defines_is_named()
    {
        var text = """
            name: IaF
            parameters:
              tau_m: {value: 20.0, unit: ms}
              V_th: {value: -55.0, unit: mV}
              V_reset: {value: -70.0, unit: mV}
              I_ext: {value: 15.0}
            state_variables:
              V:
                equation:
                  rhs: "(V_rest - V + I_ext) / tau_m"
                unit: mV
                initial_value: -70.0
            events:
              spike:
                condition: {rhs: "V >= V_th"}
                affect: {rhs: "V = V_reset"}
            """;
        Assert.Equal("model.yaml:10:14: error NG7040: `V_rest`, in the rate of `V`, is not defined. (did you mean `V_reset`?)", Documents.Only(text));
    }

    [Theory]
    [InlineData("functions: {f: {arguments: [x], equation: {rhs: g(x)}}, g: {arguments: [x], equation: {rhs: f(x)}}}", "f(x)", "NG1222")]
    [InlineData("derived_variables: {a: {equation: {rhs: b}}, b: {equation: {rhs: a}}}", "a", "NG7042")]
    [InlineData("parameters: {x: {value: 1}}", "-x", "NG7041")]
    [InlineData("parameters: {t: {value: 1}}", "-x", "NG7048")]
    [InlineData("parameters: {2a: {value: 1}}", "-x", "NG7048")]
    [InlineData("parameters: {a: {}}", "-x", "NG7047")]
    [InlineData("parameters: {a: {value: 1, unit: furlong}}", "-x", "NG7045")]
    [InlineData("parameters: {a: {value: 1, domain: {lo: 2, hi: 1}}}", "-x", "NG7046")]
    [InlineData("parameters: {a: {value: 3, domain: {lo: 0, hi: 2}}}", "-x", "NG7046")]
    [InlineData("derived_variables: {a: {unit: ms}}", "-x", "NG7043")]
    [InlineData("units: {u: {dimension: weight}}", "-x", "NG7045")]
    [InlineData("output: [y]", "-x", "NG7040")]
    [InlineData("", "sigmoid(x)", "NG7050")]
    [InlineData("", "x +", "NG1210")]
    [InlineData("events: {e: {condition: {rhs: x > 1}, affect: {rhs: y = 0}}}", "-x", "NG7044")]
    [InlineData("events: {e: {condition: {rhs: x > 1}, affect: {rhs: x + 1}}}", "-x", "NG7044")]
    [InlineData("events: {e: {condition: {rhs: x > 1}, parameters: {refract: {value: -1}}}}", "-x", "NG7047")]
    [InlineData("events: {e: {condition: {rhs: x > 1}, parameters: {refract: {value: 1}}}, f: {condition: {rhs: x < 0}, parameters: {refract: {value: 1}}}}", "-x", "NG7044")]
    [InlineData("derived_parameters: {d: {equation: {rhs: x}}}", "-x", "NG7040")]
    [InlineData("number_of_modes: 0", "-x", "NG7047")]
    public void Mistakes_have_their_codes(string more, string rate, string code) =>
        Assert.Equal(code, Assert.Single(Documents.Check($"{more}\nstate_variables: {{x: {{equation: {{rhs: '{rate}'}}}}}}")).Code);

    [Fact]
    public void Names_of_the_model_win_over_constants_and_functions()
    {
        var parsed = Parse("""
            parameters: {E: {value: 2}, gamma: {value: 3}, beta: {value: 4}, I: {value: 5}, S: {value: 6}, N: {value: 7}, H: {value: 8}, lambda: {value: 9}, pi: {value: 10}}
            state_variables: {x: {equation: {rhs: "E + gamma*beta + I(1) + S + N + H + lambda + pi"}}}
            """);
        Assert.Equal(2 + 12 + 5 + 6 + 7 + 8 + 9 + 10, Evaluator.Evaluate(parsed.Rates[0].Value, name => parsed.Source.Parameters.Single(one => one.Name == name).Value!.Value));
    }

    [Fact]
    public void Functions_are_inlined_through_each_other_without_capturing_names()
    {
        var parsed = Parse("""
            parameters: {a: {value: 10}}
            functions:
              f: {arguments: [x], equation: {rhs: 2*x + a}}
              g: {arguments: [a], equation: {rhs: f(a + 1)}}
            state_variables: {x: {equation: {rhs: g(f(x))}}}
            """);
        Assert.Equal((2 * ((2 * 3.0) + 10 + 1)) + 10, Evaluator.Evaluate(parsed.Rates[0].Value, static name => name == "a" ? 10 : 3));
    }

    [Fact]
    public void Derived_variables_come_after_those_that_they_use()
    {
        var parsed = Parse("""
            derived_variables: {a: {equation: {rhs: b + c}}, b: {equation: {rhs: 2*c}}, c: {equation: {rhs: x}}}
            state_variables: {x: {equation: {rhs: -a}}}
            """);
        Assert.Equal(["c", "b", "a"], parsed.DerivedVariables.Select(static one => one.Name));
    }

    [Fact]
    public void Cases_stand_in_any_of_the_three_forms()
    {
        var parsed = Parse("""
            derived_variables:
              a: {equation: {rhs: "Piecewise((1.0, Eq(x, -40)), (x, True))"}}
              b: {conditional: true, cases: [{condition: x .eq. -40, equation: {rhs: 1.0}}, {condition: True, equation: {rhs: x}}]}
              c: {equation: {conditionals: [{condition: x == -40, expression: 1.0}, {expression: x}]}}
            state_variables: {x: {equation: {rhs: a + b + c}}}
            """);
        Assert.Equal(parsed.DerivedVariables[0].Value, parsed.DerivedVariables[1].Value);
        Assert.Equal(parsed.DerivedVariables[0].Value, parsed.DerivedVariables[2].Value);
        Assert.Equal([1.0, 7.0], new[] { -40.0, 7.0 }.Select(x => Evaluator.Evaluate(parsed.DerivedVariables[0].Value, _ => x)));
    }

    [Fact]
    public void Inputs_may_stay_undeclared_with_a_notice()
    {
        var diagnostics = Documents.Check("state_variables: {x: {equation: {rhs: -x + local_coupling*x}}}");
        Assert.Equal("model.yaml:1:44: note NG7051: `local_coupling` is used without a declaration; it is taken for a coupling input, 0 without a network. (Write `coupling_inputs: {local_coupling: {}}`.)", Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData(-7.0)]
    [InlineData(-2.3)]
    [InlineData(-0.4)]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.1)]
    [InlineData(3.9)]
    [InlineData(5.5)]
    [InlineData(20.0)]
    public void The_error_function_is_exact_to_the_last_digits(double x)
    {
        // The values of C's erfc, which are within an ulp or two.
        Dictionary<double, double> expected = new()
        {
            [-7.0] = 2.0, [-2.3] = 1.9988568234026433, [-0.4] = 1.4283923550466684, [0.0] = 1.0, [0.3] = 0.6713732405408726,
            [1.1] = 0.11979493042591832, [3.9] = 3.4792248597231742e-08, [5.5] = 7.3578479179743984e-15, [20.0] = 5.3958656116079009e-176,
        };
        var parsed = Parse("state_variables: {x: {equation: {rhs: erfc(x)}}}");
        Assert.Equal(expected[x], Evaluator.Evaluate(parsed.Rates[0].Value, _ => x), expected[x] * 2e-15);
    }

    internal static ParsedDynamics Parse(string text)
    {
        var (document, problems) = Documents.Read(text);
        Assert.Empty(problems);
        var diagnostics = new DiagnosticBag();
        var parsed = DynamicsParser.Parse((Dynamics)document!, [], diagnostics);
        Assert.Empty(diagnostics);
        return parsed!;
    }
}
