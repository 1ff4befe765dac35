using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Whole steps of small networks against plain loops: where bounds hold, what parameters of nodes do, what is held over a step.</summary>
public sealed class NetworkStepTests
{
    private const double Step = 0.1;

    // The loops below add in another order.
    private const double Rounding = 1e-13;

    [Theory]
    [InlineData("euler", "boundaries: {lo: -0.4, hi: 0.9}")]
    [InlineData("heun", "boundaries: {lo: -0.4, hi: 0.9}")]
    [InlineData("rk4", "boundaries: {lo: -0.4, hi: 0.9}")]
    [InlineData("heun", "domain: {lo: -0.4, hi: 0.9, enforce: clamp}")]
    [InlineData("rk4", "domain: {lo: -0.4, hi: 0.9, enforce: clamp}")]
    public void Bounds_hold_in_each_stage_after_the_first_and_after_the_step(string method, string bounds)
    {
        // Fast enough that predictors leave the bounds that the steps themselves stay within, and steps leave them, too.
        var rows = Rows($$$$$"""
            dynamics:
              name: Bounded
              parameters: {k: {value: 3} }
              coupling_inputs: {c_pop0: {} }
              state_variables:
                x: {initial_value: 0.5, coupling_variable: true, equation: {rhs: "k*(y - x**3) + c_pop0"}, {{{{{bounds}}}}} }
                y: {initial_value: -0.2, equation: {rhs: "-4*x"}}
            coupling: {name: Linear, parameters: {a: {value: 0.7}, b: {value: 0.1} } }
            network: {nodes: [{id: 0}, {id: 1, parameters: {k: {value: -5}}, state: {x: {value: 0.1}, y: {value: 0.6} } }], weights: [[0, 2], [1, 0]], lengths: [[0, 0.6], [0.9, 0]]}
            integration: {method: {{{{{method}}}}} , step_size: 0.1, duration: 6}
            """);
        double[] k = [3, -5];
        double[][] weights = [[0, 2], [1, 0]];
        // 0.6 mm and 0.9 mm at 3 mm/ms.
        int[][] delays = [[0, 2], [3, 0]];
        double[][] state = [[0.5, -0.2], [0.1, 0.6]];
        var past = new List<double[]> { new[] { 0.5, 0.1 } };
        var (atBounds, outsideInStages) = (0, 0);
        for (var step = 1; step <= 60; step++)
        {
            var coupling = Enumerable.Range(0, 2).Select(to => (0.7 * Enumerable.Range(0, 2).Sum(from => weights[to][from] * past[Math.Max(0, step - 1 - delays[to][from])][from])) + 0.1).ToArray();
            for (var node = 0; node < 2; node++)
            {
                double[] F(double[] at) => [(k[node] * (at[1] - (at[0] * at[0] * at[0]))) + coupling[node], -4 * at[0]];
                double[] Within(double[] at)
                {
                    if (at[0] is < -0.4 or > 0.9)
                        outsideInStages++;
                    return [Math.Clamp(at[0], -0.4, 0.9), at[1]];
                }

                double[] Plus(double[] rate, double time) => [state[node][0] + (time * rate[0]), state[node][1] + (time * rate[1])];
                var first = F(state[node]);
                double[] next;
                if (method == "euler")
                {
                    next = Plus(first, Step);
                }
                else if (method == "heun")
                {
                    var second = F(Within(Plus(first, Step)));
                    next = Plus([first[0] + second[0], first[1] + second[1]], Step / 2);
                }
                else
                {
                    var second = F(Within(Plus(first, Step / 2)));
                    var third = F(Within(Plus(second, Step / 2)));
                    var fourth = F(Within(Plus(third, Step)));
                    next = Plus([first[0] + (2 * (second[0] + third[0])) + fourth[0], first[1] + (2 * (second[1] + third[1])) + fourth[1]], Step / 6);
                }

                atBounds += next[0] is < -0.4 or > 0.9 ? 1 : 0;
                state[node] = [Math.Clamp(next[0], -0.4, 0.9), next[1]];
            }

            past.Add([state[0][0], state[1][0]]);
            for (var node = 0; node < 2; node++)
            {
                Assert.Equal(state[node][0], rows[step][node], Rounding);
                Assert.Equal(state[node][1], rows[step][2 + node], Rounding * Math.Max(1, Math.Abs(state[node][1])));
            }
        }

        Assert.True(atBounds > 5 && (method == "euler" || outsideInStages > 5), "The bounds were not put to the test.");
    }

    [Fact]
    public void Parameters_and_states_of_nodes_are_those_of_a_plain_loop()
    {
        var nodes = string.Join(", ", Enumerable.Range(0, 7).Select(static node => FormattableString.Invariant($"{{id: {node}, parameters: {{a: {{value: {0.3 * node:R}}}{(node % 2 == 0 ? ", b: {value: 2}" : string.Empty)}}}{(node == 3 ? ", state: {y: {value: -1}}" : string.Empty)}}}")));
        var rows = Rows($$$$$"""
            dynamics:
              name: Own
              parameters: {a: {value: 9}, b: {value: 0.5} }
              derived_parameters: {c: {equation: {rhs: a*b + 1}}}
              state_variables:
                x: {initial_value: 1, equation: {rhs: "c*y - a*x"} }
                y: {initial_value: 0.25, equation: {rhs: "-b*x - y"}}
            network: {nodes: [ {{{{{nodes}}}}} ]}
            integration: {method: heun, step_size: 0.1, duration: 4}
            """);
        for (var node = 0; node < 7; node++)
        {
            var (a, b) = (0.3 * node, node % 2 == 0 ? 2 : 0.5);
            var c = (a * b) + 1;
            var (x, y) = (1.0, node == 3 ? -1 : 0.25);
            for (var step = 1; step <= 40; step++)
            {
                var (dx, dy) = ((c * y) - (a * x), (-b * x) - y);
                var (px, py) = (x + (Step * dx), y + (Step * dy));
                (x, y) = (x + (Step / 2 * (dx + (c * py) - (a * px))), y + (Step / 2 * (dy - (b * px) - py)));
                Assert.Equal(x, rows[step][node], Rounding);
                Assert.Equal(y, rows[step][7 + node], Rounding);
            }
        }
    }

    private static List<double[]> Rows(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;
}
