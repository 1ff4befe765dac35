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

    [Theory]
    [InlineData("dv/dt = (1.5 + 0.3*i - v)/(7*ms) : 1", "v > 1", "v = 0")]
    [InlineData("dv/dt = (1.5*w - v)/(7*ms) : 1\ndw/dt = (v - w + drive)/(20*ms) : 1\ndrive = 2 + sin(t/(3*ms)) : 1", "v > 1", "v -= 1; w = 0.5*w")]
    [InlineData("dv/dt = stimulus(t)/(2*ms) : 1\nlast : second", "v > 0.5 + 0.1*i and t - last > 2.5*ms", "v = 0; last = t")]
    [InlineData("dv/dt = stimulus(t - 1*ms*i)*int(t_in_timesteps > 2)/(2*ms) + dt/ms/second : 1", "v > 0.5", "v = 0")]
    public void Neurons_have_longer_steps_of_their_own(string equations, string threshold, string reset)
    {
        foreach (var step in (double[])[5e-4, 1e-3])
        {
            var network = Network("w : 1", "v_post += 0.2 + w", 3e-4, null);
            var slow = ExportLab.Group("slow", 4, equations, threshold, reset) with
            {
                Step = step,
                Namespace = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 0.5, 1.2, 0.7, 0.1, 0.9], 3.5e-3, Dimension.None))]),
            };
            var synapses = (Synapses)network.Objects[1] with { Source = "slow" };
            network = network with
            {
                Objects = [network.Objects[0], synapses, slow, network.Objects[2]],
                Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("slow", "v", "0.2*i"), new Initializer("s", "w", "0.1*i"), new Initializer("s", "delay", "0.7*ms*j") { Condition = "i > 1" }] }],
            };
            lab.AssertSame(network);
            lab.AssertSame(network with { Objects = [new EventMonitor("of_slow", "slow"), .. network.Objects] });
            var run = network.Runs[0] with { Duration = 0.0203 };
            lab.AssertSameRuns(network with { Runs = [run, run with { Before = [new Initializer("g", "x", "0.5*rand()")] }] });
        }
    }

    [Fact]
    public void Variables_are_linked_to_those_of_slow_neurons()
    {
        var slow = ExportLab.Group("slow", 4, "dv/dt = (1.5 + 0.3*i - v)/(7*ms) : 1", "v > 1", "v = 0") with { Step = 1e-3 };
        var group = ExportLab.Group("g", 4, "du/dt = (2*v - u)/(3*ms) : 1\nv : 1 (linked)", "u > 0.5", "u = 0") with
        {
            Linked = System.Collections.Immutable.ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("v", new LinkedVariable("slow", "v", [3, 2, 1, 0])),
        };
        lab.AssertSame(new BrianNetwork([slow, group, new EventMonitor("e", "g"), new StateMonitor("m", "g", ["u", "v"], default)], [new BrianRun(0.04)]));
        Assert.Equal(["NG4112"], ExportLab.Refused(new BrianNetwork([slow, group with { Name = "z" }], [new BrianRun(0.04)])));
    }

    [Fact]
    public void Random_sources_with_steps_of_their_own_spike_in_these()
    {
        // 2 000 spikes are expected, with a standard deviation of 41.
        var spikes = lab.RunExport(new BrianNetwork([new PoissonGroup("p", 100, new Quantity(200, Dimension.PerTime)) { Step = 1e-3 }, new EventMonitor("e", "p")], [new BrianRun(0.1)])).Events.ToList();
        Assert.InRange(spikes.Count, 1800, 2200);
        Assert.All(spikes, one => Assert.Equal(0, one.Step % 10));
    }

    [Theory]
    [InlineData("v > 1", "1*ms", "")]
    [InlineData("v > 1", null, "v_post += 0.1")]
    public void What_slow_neurons_cannot_have_is_refused(string threshold, string? refractory, string code)
    {
        var network = Network(string.Empty, "v_post += 0.1", 0, null);
        var slow = ExportLab.Group("slow", 4, "dv/dt = (1.5 + 0.3*i - v)/(7*ms) : 1", threshold, "v = 0", refractory) with { Step = 1e-3 };
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = [.. network.Objects, slow, .. code.Length == 0 ? (BrianObject[])[] : [network.Objects[1] with { Name = "back" } is Synapses back ? back with { Target = "slow" } : network.Objects[1]]], Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, .. code.Length == 0 ? (BrianAction[])[] : [new Connect("back")]] }] }));
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
