using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Running;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Modes that see each other.</summary>
public sealed class ModeMixingTests
{
    private const int Modes = 3;

    [Fact]
    public void Modes_are_summed_and_multiplied_as_they_say()
    {
        var rows = Run("""
            dynamics:
              number_of_modes: 2
              parameters: {k: {value: [10, 20]}, A: {value: [[1, 2], [3, 4]]}}
              derived_variables: {y: {equation: {rhs: k*x}}}
              state_variables: {x: {equation: {rhs: 'mode_dot(x, A) + mode_sum(y)'}, initial_value: 1}}
            integration: {method: euler, step_size: 1, duration: 1}
            """);
        Assert.Equal([1.0, 1.0], rows[0]);

        // Mode 0: 1·A[0, 0] + 1·A[1, 0] + 10 + 20.
        Assert.Equal([1 + 1 + 3 + 30, 1.0 + 2 + 4 + 30], rows[1]);
    }

    [Fact]
    public void Each_mode_feeds_the_same_mode_of_other_nodes_and_any_may_see_the_sum()
    {
        const string Text = """
            dynamics:
              number_of_modes: 2
              parameters: {first: {value: [1, 0]}}
              coupling_inputs: {c_pop0: {}, c_pop1: {}}
              state_variables:
                x: {equation: {rhs: first*c_pop0}, initial_value: 1, coupling_variable: true}
                y: {equation: {rhs: 'mode_sum(c_pop1)'}, initial_value: 5, coupling_variable: true}
            coupling: {parameters: {a: {value: 2}}, post_expression: {rhs: a*gx}MORE}
            network: {nodes: [{id: 0}, {id: 1, state: {x: {value: 3}}}], weights: [[0, 1], [1, 0]]}
            integration: {method: euler, step_size: 0.5, duration: 0.5}
            """;
        Assert.Equal([1 + (0.5 * 2 * 3), 3 + (0.5 * 2), 1, 3, 5 + (0.5 * 2 * 10), 5 + (0.5 * 2 * 10), 15, 15], Run(Text.Replace("MORE", string.Empty, StringComparison.Ordinal))[1]);
        var diagnostics = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString(Text.Replace("MORE", ", pre_expression: {rhs: 'x_j[1]'}", StringComparison.Ordinal)), diagnostics));
        Assert.Equal("NG7070", Assert.Single(diagnostics.Select(static one => one.Code).Distinct()));
    }

    [Theory]
    [InlineData("mode_dot(x, k)", "NG7050")]
    [InlineData("x*A", "NG7050")]
    [InlineData("mode_sum(x, x)", "NG7050")]
    [InlineData("mode_sum(mode_sum(x))", "NG7050")]
    public void Words_of_modes_have_their_meaning_only(string rate, string code)
    {
        var diagnostics = new DiagnosticBag();
        Neuroglot.Tvbo.Validation.TvboValidation.Check(Dynamics.FromString($"number_of_modes: 2\nparameters: {{k: {{value: 2}}, A: {{value: [[1, 2], [3, 4]]}}}}\nstate_variables: {{x: {{equation: {{rhs: '{rate}'}}}}}}\n"), diagnostics);
        Assert.Equal(code, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Modes_that_see_each_other_are_few()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(Dynamics.FromString("number_of_modes: 1000000\nstate_variables: {x: {equation: {rhs: 'mode_sum(x)'}}}\n"), diagnostics));
        Assert.Equal("NG7070", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("ReducedSetFitzHughNagumo")]
    [InlineData("ReducedSetHindmarshRose")]
    public void Coefficients_are_the_integrals_that_they_stand_for(string name)
    {
        // Quantiles of a standard normal variable at even steps of probability, a third of them in each mode; a mode has the norm 1 (Stefanescu and Jirsa 2008).
        const int Count = 1500;
        var z = Enumerable.Range(1, Count).Select(static place => Quantile(place / (Count + 1.0))).ToArray();
        var modes = Enumerable.Range(0, Modes).Select(mode =>
        {
            var shape = Enumerable.Range(0, Count).Select(place => place * Modes / Count == mode ? 1.0 : 0).ToArray();
            var norm = Math.Sqrt(Integral(z, place => shape[place] * shape[place]));
            return shape.Select(one => one / norm).ToArray();
        }).ToList();
        var plain = modes.Select(mode => Integral(z, place => mode[place])).ToList();
        var weighted = modes.Select(mode => Integral(z, place => mode[place] * Elementary.Exp(-z[place] * z[place] / 2) / Math.Sqrt(2 * Math.PI))).ToList();
        var dynamics = Dynamics.FromDb(name);
        // Twelve digits are written; sums of 1 500 terms keep more.
        Same("iV", plain);
        Same("iV4", modes.Select(mode => Integral(z, place => mode[place] * mode[place] * mode[place] * mode[place])));
        Same("iZV", modes.Select(mode => Integral(z, place => z[place] * mode[place])));
        Same("A_ik", from row in weighted from column in plain select row * column, transposed: true);
        Same("B_ik", from row in plain from column in weighted select row * column, transposed: true);
        if (dynamics.Parameters.Any(static one => one.Name == "iV3"))
            Same("iV3", modes.Select(mode => Integral(z, place => mode[place] * mode[place] * mode[place])));

        void Same(string parameter, IEnumerable<double> expected, bool transposed = false)
        {
            var all = expected.ToList();
            var written = dynamics.Parameters.Single(one => one.Name == parameter).Values;
            Assert.Equal(all.Count, written.Length);
            for (var place = 0; place < all.Count; place++)
                Assert.Equal(all[place], written[place], 1e-11);
            Assert.Equal(transposed, dynamics.Parameters.Single(one => one.Name == parameter).Rows == Modes);
        }
    }

    [Fact]
    public void Nodes_of_reduced_sets_go_through_the_steps_of_their_equations()
    {
        const double Step = 0.05;
        var experiment = SimulationExperiment.FromString($"dynamics: {{name: ReducedSetFitzHughNagumo}}\ncoupling: {{name: Linear, parameters: {{a: {{value: 0.02}}}}}}\nnetwork: {{nodes: [{{id: 0}}, {{id: 1, state: {{xi: {{value: 0.5}}}}}}], weights: [[0, 1], [2, 0]]}}\nintegration: {{method: heun, step_size: {Step}, duration: 20}}\n");
        var rows = TvboRuns.Run(experiment).Rows;
        var dynamics = Dynamics.FromDb("ReducedSetFitzHughNagumo");
        double P(string name) => dynamics.Parameters.Single(one => one.Name == name).Value!.Value;
        var (tau, a, b, sigma) = (P("tau"), P("a"), P("b"), P("sigma"));
        var of = dynamics.Parameters.ToDictionary(static one => one.Name, static one => one.Values);
        double[][] weights = [[0, 1], [2, 0]];

        // State by node: xi, eta, alpha, beta, three modes of each.
        var state = new double[2][];
        for (var node = 0; node < 2; node++)
            state[node] = [.. Enumerable.Range(0, 4 * Modes).Select(place => node == 1 && place < Modes ? 0.5 : 0.1)];
        for (var k = 1; k < rows.Count; k++)
        {
            var input = weights.Select(row => Enumerable.Range(0, Modes).Sum(mode => 0.02 * row.Select((weight, source) => weight * state[source][mode]).Sum())).ToArray();
            state = [.. state.Select((one, node) =>
            {
                var first = Rates(one, input[node]);
                var second = Rates([.. one.Zip(first, (value, rate) => value + (Step * rate))], input[node]);
                return one.Zip(first.Zip(second), static (value, both) => value + (Step / 2 * (both.First + both.Second))).ToArray();
            })];
            for (var node = 0; node < 2; node++)
            {
                for (var place = 0; place < 4 * Modes; place++)
                    Assert.Equal(state[node][place], rows[k][(place * 2) + node], 1e-10);
            }
        }

        double[] Rates(double[] x, double input)
        {
            var rates = new double[4 * Modes];
            for (var i = 0; i < Modes; i++)
            {
                double Mixed(int offset, string matrix) => Enumerable.Range(0, Modes).Sum(k => x[offset + k] * of[matrix][(k * Modes) + i]);
                var (xi, eta, alpha, beta) = (x[i], x[Modes + i], x[(2 * Modes) + i], x[(3 * Modes) + i]);
                var (cubic, drive, shift) = (of["iV4"][i] / sigma, Math.Sqrt(sigma) * sigma * of["iZV"][i], a * Math.Sqrt(sigma) * of["iV"][i]);
                rates[i] = (tau * (xi - (cubic * xi * xi * xi / 3) - eta)) + (P("K11") * (Mixed(0, "A_ik") - xi)) - (P("K12") * (Mixed(2 * Modes, "B_ik") - xi)) + (tau * (drive + input));
                rates[Modes + i] = (xi - (b * eta) + shift) / tau;
                rates[(2 * Modes) + i] = (tau * (alpha - (cubic * alpha * alpha * alpha / 3) - beta)) + (P("K21") * (Mixed(0, "A_ik") - alpha)) + (tau * (drive + input));
                rates[(3 * Modes) + i] = (alpha - (b * beta) + shift) / tau;
            }

            return rates;
        }
    }

    [Theory]
    [InlineData("dynamics: {name: ReducedSetFitzHughNagumo}\ncoupling: {name: Linear, parameters: {a: {value: 0.02}}}\nnetwork: {nodes: [{id: 0}, {id: 1, state: {xi: {value: 0.5}}}], weights: [[0, 1], [2, 0]]}")]
    [InlineData("dynamics: {name: Generic2dOscillator, number_of_modes: 2}\ncoupling: {name: Linear, parameters: {a: {value: 0.02}}}\nnetwork: {nodes: [{id: 0}, {id: 1, state: {V: {value: 0.5}}}], weights: [[0, 1], [2, 0]]}")]
    [InlineData("dynamics: {name: JansenRit, number_of_modes: 2}")]
    public void Modes_are_exported_as_variables(string text)
    {
        var experiment = SimulationExperiment.FromString($"{text}\nintegration: {{method: euler, step_size: 0.1, duration: 20}}\n");
        var adapter = new NeuroMLAdapter(experiment);
        Assert.True(adapter.Validate());
        var native = Sorted(experiment.Run());
        var exported = Sorted(adapter.Run());
        Assert.Equal(native.Count, exported.Count);
        for (var column = 0; column < native.Count; column++)
        {
            for (var row = 0; row < native[column].Length; row++)
                Assert.Equal(native[column][row], exported[column][row], 1e-10);
        }

        // By what they hold, since modes that are copies are called otherwise.
        static List<double[]> Sorted(TvboRunResult run) => [.. run.Branches[0].Traces.Select(static one => one.Values.ToArray()).OrderBy(static one => one[^1]).ThenBy(static one => one[1])];
    }

    private static double Integral(double[] z, Func<int, double> value) => Enumerable.Range(1, z.Length - 1).Sum(place => (z[place] - z[place - 1]) * (value(place) + value(place - 1)) / 2);

    // By halving: twelve digits are enough.
    private static double Quantile(double probability)
    {
        var (low, high) = (-9.0, 9.0);
        for (var halving = 0; halving < 80; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Normal(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // The distribution function by its series, which converges everywhere (Marsaglia 2004).
    private static double Normal(double z)
    {
        if (Math.Abs(z) > 8)
            return z < 0 ? 0 : 1;
        var (sum, term) = (z, z);
        for (var k = 3; Math.Abs(term) > 1e-18; k += 2)
            sum += term *= z * z / k;
        return 0.5 + (sum * Elementary.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static List<double[]> Run(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;
}
