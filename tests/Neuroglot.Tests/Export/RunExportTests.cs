using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export;

/// <summary>Several runs: a file for each, which begins with what those before have left.</summary>
public sealed class RunExportTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("2*ms")]
    [InlineData("v > 0.5")]
    [InlineData(null)]
    public void Runs_go_on_with_values_and_refractoriness(string? refractory)
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = ExportLab.Group("g", 4, $"dv/dt = (drive + sin(t/(3*ms)) - v)/(5*ms) : 1{flag}\ndw/dt = -w/(20*ms) : 1\ndrive : 1", "v > 1 + w", "v = 0; w += 0.05", refractory);
        var said = lab.AssertSameRuns(new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new RunRegularly("regular", "g", "drive += 0.02") { Step = 4e-4 }],
            [
                new BrianRun(0.0203) { Before = [new Initializer("g", "drive", "2 + i")] }, new BrianRun(0.0151) { Before = [new Initializer("g", "drive", "drive*2")] },
                new BrianRun(0.01) { Before = [new Initializer("g", "v", "0.1*i")] },
            ]));
        Assert.Empty(said);
    }

    [Fact]
    public void Sources_stimuli_and_synapses_go_on()
    {
        var stimulus = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 0.5, -0.2, 0.7, 0.1, 0.9], 3.5e-3, Dimension.None))]);
        var cells = ExportLab.Group("g", 3, "dv/dt = (stimulus(t) - v)/(5*ms) : 1", "v > 0.8", "v = 0", "1*ms") with { Namespace = stimulus };
        var synapses = new Synapses("s", "given", "g", EquationParser.Parse("w : 1\ndr/dt = -r/(6*ms) : 1 (event-driven)")) { Pathways = [new SynapticPathway("pre", true, "r += 0.5; v_post += w*r")] };
        var network = new BrianNetwork(
            [cells, new SpikeGeneratorGroup("given", 2, [0, 1, 0], [1e-3, 2e-3, 4.5e-3]) { Period = 5e-3 }, synapses, new EventMonitor("spikes", "g")],
            [new BrianRun(0.0122) { Before = [new Connect("s"), new Initializer("s", "w", "1 + rand()")] }, new BrianRun(0.02)]);
        Assert.Empty(lab.AssertSameRuns(network));
        var delayed = network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("s", "delay", new Quantity(1e-4, Dimension.Time))] }, network.Runs[1]] };
        Assert.Equal("NG4113", Assert.Single(lab.AssertSameRuns(delayed)));
    }
}
