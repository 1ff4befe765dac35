using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tests.Tvbo.Cases;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>A stimulation in other forms: part of the rates, and the same steps with forward Euler.</summary>
public sealed class WrittenStimulusTests : IDisposable
{
    private const string Single = """
        dynamics: {name: JansenRit}
        stimulation: {equation: {rhs: "amp*sin(2*pi*t/50) + Heaviside(t - 3.05)"}, parameters: {amp: {value: 0.5}}, duration: 6.05}
        integration: {step_size: 0.1, duration: 10}
        """;

    private const string Regions = """
        dynamics: {name: Generic2dOscillator, parameters: {a: {value: -1}}}
        coupling: {name: Linear, parameters: {a: {value: 0.1}}}
        network: {number_of_nodes: 4, graph_generator: {type: Cycle}}
        stimulation: {equation: {rhs: "exp(-t/5)"}, regions: [0, 2, 3], weighting: [3, -2, 0.5]}
        integration: {step_size: 0.1, duration: 20}
        """;

    private const string Marked = """
        dynamics:
          name: Two
          parameters: {stimulus_weight: {value: 7}}
          state_variables:
            x: {equation: {rhs: "-x/stimulus_weight"}, initial_value: 1}
            y: {equation: {rhs: "x - y"}, stimulation_variable: true}
        stimulation: {equation: {rhs: t**2}, weighting: [0.3]}
        integration: {step_size: 0.1, duration: 5}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-stimulus").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Single)]
    [InlineData(Regions)]
    [InlineData(Marked)]
    public void Lems_gives_the_native_steps(string text) => CaseTests.Same(SimulationExperiment.FromString(text));

    [NumPyTheory]
    [InlineData(Single)]
    [InlineData(Regions)]
    [InlineData(Marked)]
    public void A_program_gives_the_native_steps(string text)
    {
        var experiment = SimulationExperiment.FromString(text);
        var row = TvboRuns.Run(experiment).Rows[^1];
        // Programs print nine digits.
        foreach (var (wanted, got) in row.Zip(PythonRuns.Last(experiment.Render("python"), folder)))
            Assert.Equal(wanted, got, 1e-8 * Math.Max(1, Math.Abs(wanted)));
    }

    [Fact]
    public void Within_the_steps_of_another_method_it_would_change()
    {
        var refusal = Assert.Throws<TvboException>(() => SimulationExperiment.FromString(Single.Replace("{step_size", "{method: heun, step_size", StringComparison.Ordinal)).Render("python")).Diagnostics;
        Assert.Equal("NG7200", Assert.Single(refusal, static one => one.Severity == Severity.Error).Code);
        Assert.Throws<TvboException>(() => SimulationExperiment.FromString(Single.Replace("duration: 6.05", "regions: [4]", StringComparison.Ordinal)).Render("lems"));
    }

    [Fact]
    public void Dynamics_that_all_nodes_have_are_those_of_the_experiment()
    {
        const string Text = """
            coupling: {name: Difference, parameters: {a: {value: 0.3}}}
            network:
              nodes: [{id: 0, dynamics: Own}, {id: 1, dynamics: Own, state: {x: {value: 2}}}]
              edges: [{source: 0, target: 1}]
              dynamics:
                Own: {coupling_inputs: [c], state_variables: {x: {equation: {rhs: "c - x/9"}, coupling_variable: true}}}
            integration: {step_size: 0.1, duration: 5}
            """;
        CaseTests.Same(SimulationExperiment.FromString(Text));
        var other = Text.Replace("{id: 0, dynamics: Own}", "{id: 0, dynamics: Kuramoto}", StringComparison.Ordinal);
        Assert.Contains("dynamics for all nodes", Assert.Throws<TvboException>(() => new NeuroMLAdapter(SimulationExperiment.FromString(other))).Message, StringComparison.Ordinal);
        Assert.Contains("dynamics for all nodes", Assert.Throws<TvboException>(() => SimulationExperiment.FromString(other).Render("python")).Message, StringComparison.Ordinal);
    }
}
