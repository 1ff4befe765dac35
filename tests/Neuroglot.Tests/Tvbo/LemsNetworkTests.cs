using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Numerics;
using Neuroglot.Results;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Networks exported to LEMS do what a direct computation of their equations does.</summary>
public sealed class LemsNetworkTests : IDisposable
{
    private const string Network = """
        network:
          number_of_nodes: 4
          weights: [[0, 1.0, 0.5, 0], [0.2, 0, 1.0, 0.3], [0, 0.8, 0, 1.0], [1.0, 0, 0.4, 0]]
        """;

    private static readonly double[,] Weights = { { 0, 1.0, 0.5, 0 }, { 0.2, 0, 1.0, 0.3 }, { 0, 0.8, 0, 1.0 }, { 1.0, 0, 0.4, 0 } };

    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-lems-network").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_network_gives_the_steps_of_its_equations_under_neural_mass_semantics()
    {
        var experiment = Oscillators(0.1);
        var rows = Run(new NeuroMLAdapter(experiment).RenderCode(), "neural-mass", "Oscillator");
        Assert.Equal(301, rows.Count);
        var expected = Direct(0.1);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < 8; column++)
                Assert.Equal(expected[row][column], rows[row][column], 1e-10 * Math.Max(1, Math.Abs(expected[row][column])));
        }
    }

    [Fact]
    public void Under_plain_semantics_the_difference_halves_with_the_step()
    {
        var differences = new[] { 0.1, 0.05, 0.025 }.Select(step =>
        {
            var rows = Run(new NeuroMLAdapter(Oscillators(step)).RenderCode(), "lems", "Oscillator");
            return rows[^1].Zip(Direct(step)[^1], static (one, other) => Math.Abs(one - other)).Max();
        }).ToList();
        Assert.InRange(differences[0], 1e-6, 1);
        // A first-order difference: what is left of higher orders at these steps stays within a tenth.
        Assert.InRange(differences[0] / differences[1], 1.8, 2.2);
        Assert.InRange(differences[1] / differences[2], 1.8, 2.2);
    }

    [Fact]
    public void Each_coupling_variable_feeds_an_input_of_its_own()
    {
        var experiment = SimulationExperiment.FromString($"dynamics: {{name: SupHopf}}\ncoupling: {{name: Difference}}\n{Network}\n  nodes: [{{id: 0, state: {{x: {{value: 0.5}}}}}}, {{id: 1}}, {{id: 2, state: {{y: {{value: -1}}}}}}, {{id: 3}}]\nintegration: {{step_size: 0.1, duration: 20}}");
        var rows = Run(new NeuroMLAdapter(experiment).RenderCode(), "neural-mass", "SupHopf");
        double[] x = [0.5, 0.1, 0.1, 0.1], y = [0.1, 0.1, -1, 0.1];
        for (var step = 0; step < 200; step++)
        {
            var (before, other) = (x.ToArray(), y.ToArray());
            for (var i = 0; i < 4; i++)
            {
                double sum = 0, second = 0;
                for (var j = 0; j < 4; j++)
                {
                    sum += Weights[i, j] * (before[j] - before[i]);
                    second += Weights[i, j] * (other[j] - other[i]);
                }

                var radius = -0.5 - (before[i] * before[i]) - (other[i] * other[i]);
                x[i] = before[i] + (0.1 * ((0.1 * sum) - other[i] + (before[i] * radius)));
                y[i] = other[i] + (0.1 * ((0.1 * second) + before[i] + (other[i] * radius)));
            }
        }

        foreach (var (expected, actual) in x.Concat(y).Zip(rows[^1]))
            Assert.Equal(expected, actual, 1e-10);
    }

    [Fact]
    public void Elements_have_the_names_of_the_original()
    {
        var document = XDocument.Parse(new NeuroMLAdapter(SimulationExperiment.FromString($"label: four\ndynamics: {{name: Generic2dOscillator}}\ncoupling: {{name: Linear}}\n{Network}")).RenderCode()).Root!;
        var coupling = document.Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "Coupling");
        Assert.Equal(["V_j", "pre", "gx"], coupling.Element("Dynamics")!.Elements().Select(static one => (string)one.Attribute("name")!));
        Assert.Equal("V_j", (string)coupling.Descendants("DerivedVariable").Single(static one => (string)one.Attribute("name")! == "pre").Attribute("value")!);
        var values = document.Elements("Component").Single(static one => (string)one.Attribute("id")! == "coupling");
        Assert.Equal("0.00390625", (string)values.Attribute("global_coupling")!);
        var node = document.Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "Generic2dOscillator").Element("Dynamics")!.Elements("DerivedVariable").ToList();
        Assert.Equal(["gx", "post", "c_glob"], node.Take(3).Select(static one => (string)one.Attribute("name")!));
        Assert.Equal("global_coupling*gx + coupling_b", (string)node[1].Attribute("value")!);
        Assert.Equal("post", (string)node[2].Attribute("value")!);
        var network = document.Elements("Component").Single(static one => (string)one.Attribute("id")! == "net");
        Assert.Equal("pop0", (string)network.Elements().First().Attribute("id")!);
        Assert.Equal("4", (string)network.Elements().First().Attribute("size")!);
        Assert.Equal(9, network.Elements().Count(static one => (string)one.Attribute("type")! == "edge"));
    }

    [Fact]
    public void Three_files_of_a_network_run_as_one_does()
    {
        var adapter = new NeuroMLAdapter(Oscillators(0.1));
        var whole = Run(adapter.RenderCode(), "neural-mass", "Oscillator");
        var paths = adapter.Export(folder, split: true);
        Assert.DoesNotContain("<Simulation", File.ReadAllText(paths["dynamics"]), StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Completed, NeuralModel.Load(paths["simulation"]).Prepare(new RunOptions { Semantics = "neural-mass", Method = "euler", OutputFolder = folder, Format = OutputFormat.Csv }).Run().Outcome);
        Assert.Equal(whole[^1][..4], Rows("Oscillator_V")[^1]);
        Assert.Equal(whole[^1][4..], Rows("Oscillator_W")[^1]);
        foreach (var path in paths.Values)
            Assert.DoesNotContain(NeuralModel.Load(path).Validate(), static one => one.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("dynamics: {name: JansenRit}\ncoupling: {name: SigmoidalJansenRit, incoming_states: [y1, y2]}\nnetwork: {name: Ring8, number_of_nodes: 8, graph_generator: {type: Cycle}}")]
    [InlineData("dynamics: {name: MontbrioPazoRoxin}\ncoupling: {name: Linear, parameters: {a: {value: 0.02}, b: {value: 0.1}}}\nnetwork: {number_of_nodes: 6, graph_generator: {type: ErdosRenyi, seed: 3, parameters: {p: {value: 0.5}}}}")]
    [InlineData("dynamics: {name: Kuramoto}\ncoupling: {name: KuramotoCoupling}\nnetwork: {number_of_nodes: 5, graph_generator: {type: Complete}}")]
    [InlineData("dynamics: {name: ReducedWongWang}\nnetwork: {weights: [[0, 1], [0.5, 0]], coupling: {c_pop0: {post_expression: {rhs: 0.3*gx}}, local_coupling: {post_expression: {rhs: 0.1*gx + x_i}}}}")]
    [InlineData("dynamics: {name: WilsonCowan}\ncoupling: {name: HyperbolicTangent}\nnetwork: {weights: [[0.1, 1, 0], [0.5, 0, 2], [1, 0, 0]], nodes: [{id: 4}, {id: 2, state: {E: {value: 0.3}}}, {id: 9}]}")]
    public void A_run_through_LEMS_and_a_program_give_what_a_native_run_of_a_network_gives(string text)
    {
        var experiment = SimulationExperiment.FromString($"{text}\nintegration: {{method: euler, step_size: 0.05, duration: 10}}");
        var native = experiment.Run();
        var exported = experiment.Run("neuroml");
        Assert.Equal(native.Branches[0].Shape.ToArray(), exported.Branches[0].Shape.ToArray());
        foreach (var trace in native.Branches[0].Traces)
        {
            var other = exported.Trace(trace.Name)!;
            for (var row = 0; row < trace.Length; row++)
                // Sums over edges are in another order.
                Assert.Equal(trace.Values[row], other.Values[row], 1e-10 * Math.Max(1, Math.Abs(trace.Values[row])));
        }
    }

    [NumPyTheory]
    [InlineData("euler", "Difference")]
    [InlineData("heun", "Linear")]
    [InlineData("rk4", "Sigmoidal")]
    public void A_program_of_a_network_with_delays_gives_the_native_trajectory(string method, string coupling)
    {
        var experiment = SimulationExperiment.FromString($"dynamics: {{name: Generic2dOscillator}}\ncoupling: {{name: {coupling}}}\nnetwork: {{name: TwoHemispheres12}}\nintegration: {{method: {method}, step_size: 0.1, duration: 60}}");
        var native = experiment.Run();
        var last = PythonRuns.Last(experiment.Render("python"), folder);
        Assert.Equal(24, last.Length);
        for (var node = 0; node < 12; node++)
        {
            Assert.Equal(native.Trace($"V_{node}")!.Values[^1], last[node], 1e-10);
            Assert.Equal(native.Trace($"W_{node}")!.Values[^1], last[12 + node], 1e-10);
        }
    }

    [Fact]
    public void Delays_are_refused_unless_they_are_to_be_left_out()
    {
        var experiment = SimulationExperiment.FromString("dynamics: {name: Generic2dOscillator}\ncoupling: {name: Linear}\nnetwork: {name: TwoHemispheres12}");
        var refusal = Assert.Single(Assert.Throws<TvboException>(() => new NeuroMLAdapter(experiment)).Diagnostics);
        Assert.Equal("NG7201", refusal.Code);
        Assert.Contains("48 ms", refusal.Message, StringComparison.Ordinal);
        var adapter = new NeuroMLAdapter(experiment, new LemsAdapterOptions { IgnoreDelays = true });
        Assert.Equal("NG7201", Assert.Single(adapter.Diagnostics).Code);
        Assert.True(adapter.Validate());
    }

    [Theory]
    [InlineData("network: {number_of_nodes: 2, weights: [[0, 1], [1, 0]], coupling: {c: {pre_expression: {rhs: 'x_j[2]'}}}}", "NG7102")]
    [InlineData("network: {nodes: [{id: 0, dynamics: SupHopf}, {id: 1}]}", "NG7200")]
    public void What_of_a_network_is_not_written_is_refused(string network, string code) =>
        Assert.Equal(code, Assert.Single(Assert.Throws<TvboException>(() => new NeuroMLAdapter(SimulationExperiment.FromString($"dynamics: {{name: Kuramoto}}\n{network}"))).Diagnostics).Code);

    [Theory]
    [InlineData("network: {nodes: [{id: 0}, {id: 1}], edges: [{source: 0, target: 7}]}", "NG7049")]
    [InlineData("network: {number_of_nodes: 3, weights: [[0, 1], [1, 0]]}", "NG7052")]
    [InlineData("network: {weights: [[0, 1], [1, 0]]}\nintegration: {step_size: 0}", "NG7047")]
    [InlineData("network: {weights: [[0, 1], [1, 0]], lengths: [[0, 1.0e300], [1, 0]]}", "NG7200")]
    public void Wrong_networks_are_refused_in_every_form(string network, string code)
    {
        var experiment = SimulationExperiment.FromString($"dynamics: {{name: Kuramoto}}\ncoupling: {{name: Difference}}\n{network}");
        Assert.Contains(Assert.Throws<TvboException>(() => experiment.Render("python")).Diagnostics, one => one.Code == code);
        Assert.Contains(Assert.Throws<TvboException>(() => experiment.Render("lems")).Diagnostics, one => one.Code == (code == "NG7200" ? "NG7201" : code));
    }

    private List<double[]> Run(string text, string semantics, string name)
    {
        var path = Path.Combine(folder, "network.xml");
        File.WriteAllText(path, text);
        var model = NeuralModel.Load(path);
        Assert.DoesNotContain(model.Validate(), static one => one.Severity == Severity.Error);
        var run = model.Prepare(new RunOptions { Semantics = semantics, Method = "euler", OutputFolder = folder, Format = OutputFormat.Csv }).Run();
        Assert.True(run.Outcome == RunOutcome.Completed, string.Join("\n", run.Diagnostics));
        return Rows(name);
    }

    private List<double[]> Rows(string name) =>
        [.. File.ReadLines(Path.Combine(folder, "results", $"{name}.csv")).Skip(1).Select(static line => line.Split(',').Skip(1).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];

    private static SimulationExperiment Oscillators(double step) => SimulationExperiment.FromString(string.Create(CultureInfo.InvariantCulture, $$$$"""
        dynamics:
          name: Oscillator
          parameters: {a: {value: 0.3}, b: {value: 1.4}}
          coupling_inputs: {c_pop0: {}}
          state_variables:
            V: {equation: {rhs: "V - V**3/3 - W + 0.5 + c_pop0"}, initial_value: 0.1, coupling_variable: true}
            W: {equation: {rhs: "0.08*(V + a - b*W)"}, initial_value: 0.2}
        coupling:
          name: Saturating
          parameters: {a: {value: 0.4}, b: {value: 0.05}, k: {value: 1.5}}
          pre_expression: {rhs: "tanh(k*(x_j - x_i))"}
          post_expression: {rhs: "a*gx + b"}
        {{{{Network}}}}
          nodes: [{id: 0}, {id: 1, state: {V: {value: -1}}}, {id: 2, parameters: {a: {value: 0.7}}}, {id: 3, state: {V: {value: -1}}}]
        integration: {method: euler, step_size: {{{{step}}}}, duration: 30}
        """));

    // V_0 … V_3, W_0 … W_3.
    private static List<double[]> Direct(double step)
    {
        double[] state = [0.1, -1, 0.1, -1, 0.2, 0.2, 0.2, 0.2];
        double[] a = [0.3, 0.3, 0.7, 0.3];
        var rows = new List<double[]> { state };
        for (var count = (int)Math.Round(30 / step); count > 0; count--)
        {
            var next = new double[8];
            for (var i = 0; i < 4; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < 4; j++)
                    sum += Weights[i, j] * Elementary.Tanh(1.5 * (state[j] - state[i]));
                var (v, w) = (state[i], state[4 + i]);
                next[i] = v + (step * (v - (v * v * v / 3) - w + 0.5 + (0.4 * sum) + 0.05));
                next[4 + i] = w + (step * 0.08 * (v + a[i] - (1.4 * w)));
            }

            rows.Add(state = next);
        }

        return rows;
    }
}
