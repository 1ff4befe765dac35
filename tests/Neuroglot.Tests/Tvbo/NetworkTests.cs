using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>What networks of TVBO mean, on cases that can be computed by hand.</summary>
public sealed class NetworkTests
{
    private const string Decay = "dynamics: {state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}\nintegration: {method: euler, step_size: 0.5, duration: 1}\n";

    [Fact]
    public void Weights_lead_from_columns_to_rows()
    {
        // x0 <- 2 x1: after one step 1 + 0.5 (2 - 1), after two 1.5 + 0.5 (2 * 0.5 - 1.5).
        var rows = Run(Decay + "coupling: {pre_expression: {rhs: x_j}}\nnetwork: {number_of_nodes: 2, weights: [[0, 2], [0, 0]]}");
        Assert.Equal([1.0, 1.0], rows[0]);
        Assert.Equal([1.5, 0.5], rows[1]);
        Assert.Equal([1.25, 0.25], rows[2]);
    }

    [Fact]
    public void Post_sees_the_sum_the_number_of_nodes_and_the_target_before_the_step()
    {
        // Node 0: c = (2*1 + 1)/2 + 1 - x_0.
        var rows = Run(Decay + "coupling: {parameters: {b: {value: 1}}, post_expression: {rhs: (gx + b)/N + 1 - x_i}}\nnetwork: {number_of_nodes: 2, weights: [[0, 2], [0, 0]]}");
        Assert.Equal(1 + (0.5 * (1.5 + 1 - 1 - 1)), rows[1][0]);
    }

    [Fact]
    public void A_delay_shows_the_past_and_before_the_start_the_initial_value()
    {
        // Lengths of 3 mm at 3 mm/ms: 1 ms, two steps.
        var rows = Run(Decay.Replace("duration: 1", "duration: 2", StringComparison.Ordinal) + "coupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]], lengths: [[0, 3], [0, 0]]}");
        Assert.Equal([1, 0.5, 0.25, 0.125, 0.0625], rows.Select(static row => row[1]));
        Assert.Equal([1, 1, 1, 1, 0.75], rows.Select(static row => row[0]));
    }

    [Theory]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true, parameters: {weight: {value: 2}}}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, parameters: {weight: {value: 2}}}]}", 1.5, 1.5)]
    [InlineData("network: {nodes: [{id: 7}, {id: 3}], edges: [{source: 7, target: 3, directed: true, parameters: {weight: {value: 2}}}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, parameters: {weight: {value: 2}}, edges: [{source: 0, target: 1, directed: true}]}", 0.5, 1.5)]
    [InlineData("network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true}, {source: 0, target: 1, directed: true}]}", 0.5, 1.5)]
    [InlineData("connectivity: {number_of_regions: 2, weights: [[0, 0], [2, 0]]}", 0.5, 1.5)]
    [InlineData("network: {nodes: [{id: 0, state: {x: {value: 3}}}, {id: 1}]}", 1.5, 0.5)]
    public void Edges_and_nodes_say_what_they_differ_in(string network, double first, double second)
    {
        var rows = Run($"{Decay}coupling: {{}}\n{network}");
        Assert.Equal([first, second], rows[1]);
    }

    [Theory]
    [InlineData("network: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7100")]
    [InlineData("coupling: {}\nnetwork: {nodes: [{id: 0, parameters: {k: {value: 1}}}, {id: 1}]}", "NG7101")]
    [InlineData("coupling: {pre_expression: {rhs: 'x_j[1]'}}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7102")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2000000000}", "NG7104")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, conduction_speed: {value: 1.0e-200}, edges: [{source: 0, target: 1, parameters: {length: {value: 1.0e+200}}}]}", "NG7105")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1, 0], [0, 0, 0], [0, 0, 0]]}", "NG7052")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, edges: [{source: 0, target: 2}]}", "NG7049")]
    [InlineData("coupling: {}\nnetwork: {number_of_nodes: 2, distance_unit: mile, edges: [{source: 0, target: 1}]}", "NG7109")]
    [InlineData("coupling: {name: Linear, parameters: {alpha: {value: 1}}}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}", "NG7040")]
    public void What_cannot_be_is_refused_with_its_place(string more, string code)
    {
        var (diagnostics, experiment) = Build(Decay + more);
        Assert.Null(experiment);
        var problem = Assert.Single(diagnostics, static one => one.Severity == Severity.Error);
        Assert.Equal(code, problem.Code);
        Assert.NotEqual(default, problem.Span);
    }

    [Fact]
    public void Dynamics_without_an_input_cannot_be_coupled()
    {
        var (diagnostics, experiment) = Build("dynamics: {state_variables: {x: {equation: {rhs: -x}, coupling_variable: true}}}\ncoupling: {}\nnetwork: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}");
        Assert.Null(experiment);
        Assert.Equal("NG7103", Assert.Single(diagnostics).Code);
    }

    private static List<double[]> Run(string text) => TvboRuns.Run(SimulationExperiment.FromString(text)).Rows;

    private static (DiagnosticBag Diagnostics, Model.Experiments.Experiment? Experiment) Build(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (diagnostics, TvboBuilder.Build(SimulationExperiment.FromString(text), diagnostics));
    }
}
