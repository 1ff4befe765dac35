using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Noise, stimuli and steps of an adaptive method in networks.</summary>
public sealed class DrivenNetworkTests
{
    private const string Brain = """
        dynamics: {name: Generic2dOscillator}
        coupling: {name: Linear, parameters: {a: {value: 0.1}}}
        network: {name: TwoHemispheres12}

        """;

    private const string Pair = """
        dynamics: {name: Pair, state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}
        coupling: {}

        """;

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    public void Noise_without_strength_leaves_every_bit(string method)
    {
        string Text(string noise) => $"{Brain}integration: {{method: {method}, step_size: 0.1, duration: 20{noise}}}\n";
        Assert.Equal(Rows(Text(string.Empty)), Rows(Text(", noise: {intensity: {value: 0}}")));
    }

    [Fact]
    public void Each_node_has_draws_of_its_own_the_same_on_any_number_of_threads()
    {
        const string Text = $"{Brain}integration: {{method: heun, step_size: 0.1, duration: 20, noise: {{intensity: {{value: 0.001}}}}}}\n";
        var one = TvboRuns.Run(SimulationExperiment.FromString(Text), 1, 1).Rows;
        Assert.Equal(one, TvboRuns.Run(SimulationExperiment.FromString(Text), 1, 2).Rows);
        Assert.Equal(one[^1].Length, one[^1].Distinct().Count());
    }

    [Fact]
    public void A_stimulus_reaches_its_regions_with_their_weights()
    {
        var rows = Rows("""
            dynamics: {name: Still, state_variables: {x: {equation: {rhs: 0*x}, initial_value: 0}}}
            network: {number_of_nodes: 4}
            integration: {step_size: 0.5, duration: 1}
            stimulation: {equation: {rhs: '1'}, regions: [3, 1], weighting: [2, 5]}
            """);
        Assert.Equal([0.0, 5, 0, 2], rows[^1]);
    }

    [Fact]
    public void An_adaptive_method_couples_nodes_at_every_stage()
    {
        // x' = y/2 - x, y' = x/2 - y: their sum decays with 1/2, and their difference, which starts at 2, with 3/2.
        var rows = Rows($"{Pair}network: {{nodes: [{{id: 0, state: {{x: {{value: 3}}}}}}, {{id: 1}}], weights: [[0, 0.5], [0.5, 0]]}}\nintegration: {{method: dopri5, step_size: 0.5, duration: 4}}\n");
        for (var k = 0; k < rows.Count; k++)
        {
            var (sum, difference) = (4 * Elementary.Exp(-k * 0.25), 2 * Elementary.Exp(-k * 0.75));
            Assert.Equal((sum + difference) / 2, rows[k][0], 1e-8);
            Assert.Equal((sum - difference) / 2, rows[k][1], 1e-8);
        }
    }

    [Fact]
    public void An_adaptive_method_takes_no_delays()
    {
        var found = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString($"{Pair}network: {{number_of_nodes: 2, weights: [[0, 1], [1, 0]], lengths: [[0, 3], [3, 0]]}}\nintegration: {{method: dopri5, step_size: 0.5, duration: 4}}\n"), found));
        Assert.Contains("delays", Assert.Single(found, static one => one.Severity == Severity.Error).Message, StringComparison.Ordinal);
    }

    private static List<double[]> Rows(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;
}
