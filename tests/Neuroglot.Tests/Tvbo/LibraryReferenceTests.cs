using Neuroglot.Export.Lems;
using Neuroglot.Running;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Writing;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>What an experiment changes of dynamics and networks that it takes from the library by name counts in runs, exports and YAML.</summary>
public sealed class LibraryReferenceTests
{
    private const string Short = "integration: {step_size: 0.1, duration: 5}";

    [Fact]
    public void Parameters_beside_a_name_are_those_of_the_run()
    {
        var changed = SimulationExperiment.FromString($"dynamics: {{name: JansenRit, parameters: {{mu: {{value: 0.3}}}}}}\n{Short}");
        var known = Dynamics.FromDb("JansenRit");
        var written = SimulationExperiment.FromString($"dynamics: {{name: JansenRit}}\n{Short}") with { Dynamics = known with { Parameters = [.. known.Parameters.Select(static one => one.Name == "mu" ? one with { Value = 0.3 } : one)] } };
        double[] Column(SimulationExperiment experiment) => [.. experiment.Run().Trace("y1")!.Values];
        Assert.Equal(Column(written), Column(changed));
        Assert.NotEqual(Column(SimulationExperiment.FromString($"dynamics: {{name: JansenRit}}\n{Short}")), Column(changed));
        Assert.Contains("mu=\"0.3\"", changed.Render("lems"), StringComparison.Ordinal);
    }

    [Fact]
    public void Modes_beside_a_name_are_run()
    {
        var run = SimulationExperiment.FromString($"dynamics: {{name: Generic2dOscillator, number_of_modes: 3}}\n{Short}").Run();
        Assert.NotNull(run.Trace("V[2]"));
    }

    [Fact]
    public void A_network_of_the_library_may_have_another_speed()
    {
        double[] Last(string network) => [.. SimulationExperiment.FromString($"dynamics: {{name: Generic2dOscillator}}\ncoupling: {{name: Linear, parameters: {{a: {{value: 1}}}}}}\nnetwork: {network}\nintegration: {{step_size: 0.1, duration: 20}}").Run().Trace("V_3")!.Values];
        var slow = Last("{name: Ring8}");
        var fast = Last("{name: Ring8, conduction_speed: {value: 30}}");
        Assert.NotEqual(slow, fast);
        Assert.Equal(fast, Last("{name: Ring8, parameters: {conduction_speed: {value: 30}}}"));

        // Weights of all edges, too.
        Assert.NotEqual(slow, Last("{name: Ring8, parameters: {weight: {value: 2}}}"));
    }

    [Theory]
    [InlineData("dynamics: {name: JansenRit, parameters: {mu: {value: 0.3}}, number_of_modes: 2}")]
    [InlineData("dynamics: {name: Kuramoto}\ncoupling: {name: Linear, delayed: false, incoming_states: [theta]}\nnetwork: {name: Ring8, conduction_speed: {value: 7}}")]
    public void Yaml_keeps_what_is_changed(string text)
    {
        var written = TvboWriter.Write(SimulationExperiment.FromString(text));
        Assert.Equal(written, TvboWriter.Write(SimulationExperiment.FromString(written)));
        Assert.All(new[] { "0.3", "number_of_modes", "delayed", "incoming_states", "conduction_speed" }, part => Assert.Equal(text.Contains(part, StringComparison.Ordinal), written.Contains(part, StringComparison.Ordinal)));
    }
}
