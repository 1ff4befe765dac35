using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Events;

/// <summary>Objects with time steps of their own: delays count the steps of the neurons that send events, and what LEMS would have to compute in other steps is refused.</summary>
public sealed class OwnStepTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("", "v_post += 0.1", 0.0)]
    [InlineData("", "v_post += 0.1", 3e-4)]
    [InlineData("w : 1", "v_post += 0.1*(1 + i) + w", 3e-4)]
    public void Events_come_in_steps_of_their_neurons_whatever_the_step_of_the_synapses(string equations, string code, double delay) => lab.AssertSame(Network(equations, code, delay, 1e-3));

    [Theory]
    [InlineData("dk/dt = -k/(5*ms) : 1 (clock-driven)", "v_post += k; k += 0.1")]
    [InlineData("w : 1\nx_post = w : 1 (summed)", "w += 0.1")]
    [InlineData("", "v_post += 0.1*dt/ms")]
    public void Synapses_that_count_steps_are_refused(string equations, string code) => Assert.Equal(["NG4112"], ExportLab.Refused(Network(equations, code, 0, 1e-3)));

    [Theory]
    [InlineData(3e-4)]
    [InlineData(6e-4)]
    public void Given_spikes_have_steps_of_their_own(double delay)
    {
        var network = Network(string.Empty, "v_post += 0.3", delay, null);
        var given = new SpikeGeneratorGroup("given", 4, [0, 1, 2, 0, 1, 2, 0], [1e-3, 1.5e-3, 3.4e-3, 7e-3, 8.2e-3, 9e-3, 10.3e-3]);
        var synapses = (Synapses)network.Objects[1] with { Source = "given" };
        lab.AssertSame(network with { Objects = [network.Objects[0], synapses, given with { Step = 1e-3 }, network.Objects[2]] });
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = [network.Objects[0], synapses, given with { Step = 2.5e-4 }, network.Objects[2]] }));
    }

    [Fact]
    public void What_runs_in_between_is_refused()
    {
        var network = Network(string.Empty, "v_post += 0.1", 0, null);
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = network.Objects.Add(new PoissonInput("p", "g", "x", 1, 1000, "0.1") { Step = 1e-3 }) }));
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = network.Objects.Add(new RunRegularly("r", "g", "x += 0.1") { Step = 2.5e-4 }) }));
    }

    private static BrianNetwork Network(string equations, string code, double delay, double? step)
    {
        var cells = ExportLab.Group("g", 4, "dv/dt = (1.3 + 0.2*i + x - v)/(5*ms) : 1\nx : 1", "v > 1", "v = 0");
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse(equations)) { Pathways = [new SynapticPathway("pre", true, code)], Step = step, Method = "euler" };
        return new BrianNetwork([cells, synapses, new EventMonitor("e", "g")], [new BrianRun(0.04) { Before = [new Connect("s") { Condition = "i != j" }, new Initializer("s", "delay", new Quantity(delay, Dimension.Time))] }]);
    }
}
