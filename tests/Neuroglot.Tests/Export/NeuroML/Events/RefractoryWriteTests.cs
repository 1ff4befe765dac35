using Neuroglot.Brian.Objects;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Events;

/// <summary>Variables that stand still while a neuron is refractory: code at a clock and random input do not change them then; code after events of the neuron, and the script between runs, do.</summary>
public sealed class RefractoryWriteTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("2*ms", "v += 0.1", 5e-4)]
    [InlineData("2*ms", "v += 0.03", 1e-4)]
    [InlineData("v > 0.3", "v += 0.03", 1e-4)]
    [InlineData("1*ms + 0.5*ms*i", "v = 0.95*v + 0.1", 5e-4)]
    public void Code_at_a_clock_waits(string refractory, string code, double step) => lab.AssertSame(Network(refractory, new RunRegularly("r", "g", code) { Step = step }));

    [Theory]
    [InlineData("2*ms")]
    [InlineData("v > 0.3")]
    public void Random_input_is_lost(string refractory) => lab.AssertSame(Network(refractory, new PoissonInput("p", "g", "v", 1, 1e4, "0.03")));

    [Theory]
    [InlineData("spike", "v += 0.3")]
    [InlineData("low", "v += 0.01")]
    public void Code_after_events_writes(string name, string code)
    {
        var network = Network("2*ms", new RunOnEvent("r", "g", name, code));
        var cells = (NeuronGroup)network.Objects[0];
        lab.AssertSame(network with { Objects = network.Objects.Replace(cells, cells with { Events = cells.Events.Add("low", "v < 0.3") }) });
    }

    [Fact]
    public void Values_between_runs_are_given()
    {
        var network = Network("3*ms");
        lab.AssertSame(network with { Runs = [new BrianRun(0.0093), new BrianRun(0.01) { Before = [new Initializer("g", "v", 0.7)] }, new BrianRun(0.02) { Before = [new Initializer("g", "v", "v + 0.3")] }] });
    }

    private static BrianNetwork Network(string refractory, params BrianObject[] more) =>
        new([ExportLab.Group("g", 4, "dv/dt = (1.3 + 0.2*i - v)/(5*ms) : 1 (unless refractory)", "v > 1", "v = 0", refractory), .. more, new EventMonitor("e", "g")], [new BrianRun(0.04)]);
}
