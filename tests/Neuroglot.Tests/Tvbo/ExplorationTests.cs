using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;
using Neuroglot.Tests.Sweeps;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Explorations that a document states, as sweeps; many sets of parameters in one run.</summary>
public sealed class ExplorationTests : IDisposable
{
    private const string Node = """
        dynamics: {name: JansenRit}
        integration: {method: heun, step_size: 0.1, duration: 20}

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("domain: {lo: 0.1, hi: 0.5, n: 5}", new[] { 0.1, 0.2, 0.3, 0.4, 0.5 })]
    [InlineData("domain: {lo: 0, hi: 1, step: 0.25}", new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData("domain: {lo: 0, hi: 0.95, step: 0.3}", new[] { 0, 0.3, 0.6, 0.9 })]
    [InlineData("domain: {lo: 1, hi: 100, n: 3, log_scale: true}", new[] { 1.0, 10, 100 })]
    [InlineData("domain: {explored_values: [3, 1, 2]}", new[] { 3.0, 1, 2 })]
    [InlineData("explored_values: [3, 1, 2]", new[] { 3.0, 1, 2 })]
    [InlineData("value: 7", new[] { 7.0 })]
    public void Values_are_those_of_the_range(string range, double[] expected)
    {
        var model = NeuralModel.Load(Write($"{Node}explorations: {{grid: {{parameters: {{mu: {{{range}}}}}}}}}\n"));
        Assert.Equal(expected, Assert.Single(model.StatedSweeps[0].Axes).Values.ToArray());
    }

    [Theory]
    [InlineData("{space: {mu: {domain: {lo: 0.1, hi: 0.3, n: 3}}}, n_parallel: 4, observable: {function: f}}")]
    [InlineData("{space: {dynamics.mu: {domain: {lo: 0.1, hi: 0.3, n: 3}}}}")]
    public void The_space_of_an_exploration_is_its_parameters(string exploration)
    {
        var model = NeuralModel.Load(Write($"{Node}explorations: {{grid: {exploration}}}\n"));
        Assert.Empty(model.Validate());
        Assert.Equal(("JansenRit.mu", 3), model.StatedSweeps[0].Axes.Select(static one => (one.Path, one.Values.Length)).Single());
    }

    [Theory]
    [InlineData("{parameters: {mu: {domain: {lo: 1, hi: 0, n: 3}}}}")]
    [InlineData("{parameters: {mu: {domain: {lo: 0, hi: 1, n: 3, log_scale: true}}}}")]
    [InlineData("{parameters: {mu: {domain: {lo: 0, hi: 1, step: 0}}}}")]
    [InlineData("{parameters: {mu: {domain: {lo: 0, hi: 1, n: 100000000}}}}")]
    [InlineData("{parameters: {mu: {explored_values: [low]}}}")]
    [InlineData("{parameters: {mu: {}}}")]
    [InlineData("{n_trials: 0}")]
    [InlineData("{mode: zip}")]
    public void What_has_no_values_is_refused(string exploration)
    {
        var found = new DiagnosticBag();
        Assert.Null(TvboBuilder.Build(SimulationExperiment.FromString($"{Node}explorations: {{grid: {exploration}}}\n"), found));
        Assert.Equal("NG7156", Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }

    [Fact]
    public void A_grid_has_a_named_axis_for_each_parameter()
    {
        var (summary, arrays) = Sweep($"{Node}explorations: {{grid: {{parameters: {{mu: {{domain: {{lo: 0.1, hi: 0.3, n: 3}}}}, A: {{domain: {{explored_values: [3, 3.25]}}}}}}}}}}\n", 1);
        Assert.Equal([3, 2], summary.Shape.ToArray());
        Assert.Equal(1, summary.Plans);
        Assert.Equal([0.1, 0.2, 0.3], arrays.Doubles("axes/JansenRit.mu"));
        Assert.Equal([3, 2, 201], arrays.ShapeOf("values/JansenRit.y0").Select(static length => (int)length));
    }

    [Fact]
    public void Parameters_that_go_together_share_an_axis()
    {
        var (summary, _) = Sweep($"{Node}explorations: {{line: {{mode: zip, parameters: {{mu: {{explored_values: [0.1, 0.2]}}, A: {{explored_values: [3, 4]}}}}}}}}\n", 1);
        Assert.Equal([2], summary.Shape.ToArray());
    }

    [Fact]
    public void Trials_differ_in_their_noise()
    {
        var (summary, arrays) = Sweep("""
            dynamics: {name: One, state_variables: {x: {equation: {rhs: -x}, noise: {intensity: {value: 1}}}}}
            integration: {method: heun, step_size: 0.1, duration: 1}
            explorations: {again: {n_trials: 3}}
            """, 1);
        Assert.Equal([3], summary.Shape.ToArray());
        Assert.Equal(3, arrays.Doubles("values/One.x").Chunk(11).Select(static run => run[^1]).Distinct().Count());
    }

    [Fact]
    public void Parameters_of_couplings_vary_too()
    {
        var (summary, arrays) = Sweep("""
            dynamics: {name: Decay, state_variables: {x: {equation: {rhs: c - x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}
            coupling: {name: Own, parameters: {a: {value: 1}}, post_expression: {rhs: a*gx}}
            network: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}
            integration: {step_size: 0.5, duration: 0.5}
            explorations: {strength: {parameters: {a: {explored_values: [0, 2, 4]}}}}
            """, 1);
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        Assert.Equal([3, 2, 2], arrays.ShapeOf("values/Decay.x").Select(static length => (int)length));

        // x0 after a step is 1 + (a - 1)/2.
        Assert.Equal([0.5, 1.5, 2.5], arrays.Doubles("values/Decay.x").Chunk(4).Select(static run => run[2]));
    }

    [Theory]
    [InlineData("Own.a")]
    [InlineData("coupling.a")]
    public void A_parameter_that_names_its_coupling_is_never_that_of_the_dynamics(string name)
    {
        var (summary, arrays) = Sweep("""
            dynamics: {name: Decay, parameters: {a: {value: 1}}, state_variables: {x: {equation: {rhs: c - a*x}, initial_value: 1, coupling_variable: true}}, coupling_inputs: {c: {}}}
            coupling: {name: Own, parameters: {a: {value: 1}}, post_expression: {rhs: a*gx}}
            network: {number_of_nodes: 2, weights: [[0, 1], [0, 0]]}
            integration: {step_size: 0.5, duration: 0.5}
            explorations: {both: {mode: zip, parameters: {NAME: {explored_values: [0, 2, 4]}, a: {explored_values: [1, 2, 3]}}}}
            """.Replace("NAME", name, StringComparison.Ordinal), 1);
        Assert.Equal(RunOutcome.Completed, summary.Outcome);

        // x0 after a step is 1 + (a of the coupling - a of the dynamics)/2.
        Assert.Equal([0.5, 1, 1.5], arrays.Doubles("values/Decay.x").Chunk(4).Select(static run => run[2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_hundred_runs_side_by_side_have_the_bits_of_each_by_itself(int threads)
    {
        const string Exploration = "explorations: {grid: {parameters: {mu: {domain: {lo: 0.1, hi: 0.4, n: 11}}, J: {domain: {lo: 100, hi: 160, n: 10}}}}}\n";
        var (summary, arrays) = Sweep(Node + Exploration, threads);
        Assert.Equal(110, summary.Points);
        var all = arrays.Doubles("values/JansenRit.y1").Chunk(201).ToList();
        foreach (var (mu, j, point) in new[] { (0.1, 100.0, 0), (0.22, 140.0, (4 * 10) + 6), (0.4, 160.0, 109) })
        {
            var dynamics = Dynamics.FromDb("JansenRit");
            dynamics = dynamics with { Parameters = [.. dynamics.Parameters.Select(one => one.Name == "mu" ? one with { Value = mu } : one.Name == "J" ? one with { Value = arrays.Doubles("axes/JansenRit.J")[point % 10] } : one)] };
            Assert.Equal(point % 10 == 6 ? 140 : j, arrays.Doubles("axes/JansenRit.J")[point % 10]);
            Assert.Equal(TvboRuns.Run(dynamics.With("heun", 0.1, 20)).Rows.Select(static row => row[1]), all[point]);
        }
    }

    [Fact]
    public void A_run_that_fails_leaves_the_others_alone()
    {
        // x' = x² from a on: infinite at 1/a, within the time for one of the three.
        var (summary, arrays) = Sweep("""
            dynamics: {name: Burst, parameters: {a: {value: 1}}, state_variables: {x: {equation: {rhs: a*x**2}, initial_value: 1}}}
            integration: {step_size: 0.01, duration: 3}
            explorations: {rates: {parameters: {a: {explored_values: [0.1, 0.9, 0.2]}}}}
            """, 1);
        Assert.Equal(RunOutcome.Failed, summary.Outcome);
        Assert.Equal([1], Assert.Single(summary.Failures).Index.ToArray());
        Assert.All([0, 2], point => Assert.All(arrays.Doubles("values/Burst.x").Chunk(301).ElementAt(point), static value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void A_run_by_itself_says_that_it_does_no_exploration()
    {
        var model = NeuralModel.Load(Write($"{Node}explorations: {{grid: {{parameters: {{mu: {{explored_values: [1, 2]}}}}}}}}\n"));
        Assert.Equal("grid", Assert.Single(model.StatedSweeps).Name);
        Assert.Equal("NG7157", Assert.Single(model.Prepare(new RunOptions { WriteFiles = false }).Diagnostics).Code);
    }

    private (SweepSummary Summary, NumpyZip Arrays) Sweep(string text, int threads)
    {
        var model = NeuralModel.Load(Write(text));
        var output = Path.Join(folder, "sweep.npz");
        var summary = model.Sweep(model.StatedSweeps[0].In(new SweepOptions { OutputFile = output, Threads = threads }));
        Assert.True(summary.File is not null || summary.Outcome == RunOutcome.Failed, string.Join("\n", summary.Diagnostics));
        return (summary, new NumpyZip(output));
    }

    private string Write(string text)
    {
        var path = Path.Join(folder, "experiment.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
