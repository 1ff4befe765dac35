using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;
using Xunit.Abstractions;
using static Neuroglot.Conformance.Tests.Brian.BrianReference;

namespace Neuroglot.Conformance.Tests.Brian;

/// <summary>Probes of when what happens in a step, all equal to Brian 2's.</summary>
public sealed class BrianProbeTests(ITestOutputHelper output)
{
    private const double Step = 1e-4;

    [Fact]
    public void Delays()
    {
        if (Probes() is not { } reference)
            return;
        var delays = reference["delay_probe"].Numbers("delay_ms");
        var session = Run(Network(3e-3, [
            Spikes("G", 1e-3), new NeuronGroup("H", delays.Length, Equations("v:1")),
            new Synapses("S", "G", "H", Equations("")) { Pathways = [new SynapticPathway("pre", true, "v_post+=1")] }, new StateMonitor("M", "H", ["v"], default),
        ], new Connect("S"), new Initializer("S", "delay", new BrianValue.List([.. delays.Select(delay => delay * 1e-3)], Dimension.Time))));
        Assert.Equal(
            reference["delay_probe"].Numbers("first_step_with_v"),
            Enumerable.Range(0, delays.Length).Select(k => (double)Array.FindIndex(session.States["M"].Trace(0, k), v => v > 0)));
    }

    [Fact]
    public void Refractory_periods()
    {
        if (Probes() is not { } reference)
            return;
        foreach (var row in reference.Table("refractory_isi_steps"))
        {
            var group = new NeuronGroup("X", 1, Equations("dv/dt=0/ms:1")) { Threshold = "v>0.5", Refractory = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row[0]}*ms") };
            var session = Run(Network(20e-3, [group, new EventMonitor("Q", "X")], new Initializer("X", "v", 1)));
            Assert.Equal(row[1], Math.Round((session.Events["Q"].Times[1] - session.Events["Q"].Times[0]) / Step));
        }
    }

    [Fact]
    public void Input_to_refractory_neurons()
    {
        if (Probes() is not { } reference)
            return;
        var target = new NeuronGroup("H", 1, Equations("dv/dt=0/ms:1 (unless refractory)")) { Threshold = "v>2.5", Reset = "v=0", Refractory = "2*ms", Method = "euler" };
        var session = Run(Network(5e-3, [
            Spikes("G", 0.5e-3, 0.9e-3, 1e-3, 1.1e-3, 1.5e-3, 2.9e-3, 3e-3, 3.1e-3), target, new Synapses("S", "G", "H", Equations("")) { Pathways = [new SynapticPathway("pre", true, "v_post+=1")] },
            new StateMonitor("M", "H", ["v", "not_refractory", "lastspike"], [0]), new EventMonitor("Q", "H"),
        ], new Connect("S")));
        Assert.Equal(reference["refractory_readonly"].Numbers("v"), session.States["M"].Trace(0, 0));
        Assert.Equal(reference["refractory_readonly"].Numbers("not_refractory"), session.States["M"].Trace(1, 0));
        Assert.Equal(reference["refractory_readonly"].Numbers("spike_t"), session.Events["Q"].Times);
    }

    [Fact]
    public void Order_of_slots()
    {
        if (Probes() is not { } reference)
            return;
        var group = new NeuronGroup("H", 1, Equations("x:1\ndv/dt=1/ms:1")) { Threshold = "v>0.95", Reset = "v=0; x=x*10+5", Method = "euler" };
        (string When, int Digit)[] slots = [("start", 1), ("before_groups", 2), ("after_groups", 3), ("before_synapses", 4), ("end", 6)];
        var session = Run(Network(0.2e-3, [
            group, .. slots.Select((slot, k) => new RunRegularly($"H_run_regularly_{k}", "H", $"x=x*10+{slot.Digit}") { When = slot.When, Step = Step }),
            new StateMonitor("M", "H", ["x", "v"], [0]), new StateMonitor("M2", "H", ["x", "v"], [0]) { When = "end" },
        ]));
        Assert.Equal(reference["order_probe"].Numbers("x_start"), session.States["M"].Trace(0, 0));
        Assert.Equal(reference["order_probe"].Numbers("x_end"), session.States["M2"].Trace(0, 0));
        Same("v_start", reference["order_probe"].Numbers("v_start"), session.States["M"].Trace(1, 0));
        Same("v_end", reference["order_probe"].Numbers("v_end"), session.States["M2"].Trace(1, 0));
    }

    [Fact]
    public void Order_of_pathways()
    {
        if (Probes() is not { } reference)
            return;
        var target = new NeuronGroup("H", 1, Equations("x:1")) { Threshold = "timestep(t,dt)==10", Reset = "x=x*10+9" };
        var session = Run(Network(2e-3, [
            Spikes("G", 1e-3), target,
            new Synapses("zz", "G", "H", Equations("y:1"))
            {
                Pathways = [new SynapticPathway("b", true, "x_post=x_post*10+2"), new SynapticPathway("a", true, "x_post=x_post*10+1"), new SynapticPathway("post", false, "x_post=x_post*10+3")],
            },
            new Synapses("aa", "G", "H", Equations("")) { Pathways = [new SynapticPathway("pre", true, "x_post=x_post*10+4")] },
        ], new Connect("zz"), new Connect("aa")));
        Assert.Equal(reference.Value("pathway_order_x"), session.Values("H", "x")![0]);

        session = Run(Network(2e-3, [
            Spikes("G", 1e-3), Spikes("H2", 1e-3),
            new Synapses("S2", "G", "H2", Equations("z:1")) { Pathways = [new SynapticPathway("pre", true, "z=z*10+1"), new SynapticPathway("post", false, "z=z*10+2")] },
        ], new Connect("S2")));
        Assert.Equal(reference.Value("pre_post_order_z"), session.Values("S2", "z")![0]);
    }

    [Fact]
    public void Lengths_of_runs()
    {
        if (Probes() is not { } reference)
            return;
        foreach (var row in reference.Table("duration_steps"))
        {
            var network = new BrianNetwork(
                [new NeuronGroup("H", 1, Equations("x:1")), new RunRegularly("H_run_regularly", "H", "x+=1") { Step = Step }], [new BrianRun(row[0] * 1e-3), new BrianRun(row[0] * 1e-3)]);
            var session = new BrianSession(network);
            Assert.True(session.RunNext());
            Assert.Equal(row[1], session.Values("H", "x")![0]);
            Assert.True(session.RunNext());
            Assert.Equal(row[2], session.Values("H", "x")![0]);
        }
    }

    [Fact]
    public void Times_of_generated_spikes()
    {
        if (Probes() is not { } reference)
            return;
        var times = reference["spikegen_bins"].Numbers("times_ms");
        var session = Run(Network(2e-3, [
            new SpikeGeneratorGroup("G", times.Length, [.. Enumerable.Range(0, times.Length)], [.. times.Select(time => time * 1e-3)]), new EventMonitor("Q", "G"),
        ]));
        var steps = session.Events["Q"].Indices.Zip(session.Events["Q"].Times).OrderBy(spike => spike.First).Select(spike => Math.Round(spike.Second / Step));
        Assert.Equal(reference["spikegen_bins"].Numbers("step"), steps);
    }

    [Fact]
    public void Timed_arrays()
    {
        if (Probes() is not { } reference)
            return;
        var arrays = new Namespace("the run", new Dictionary<string, NamespaceValue>
        {
            ["ta"] = new TimedArray([1, 2, 3], 1e-3, Dimension.None),
            ["tb"] = new TimedArray([1, 2, 3, 4, 5, 6], 0.25e-3, Dimension.None),
        });
        var network = Network(4e-3, [new NeuronGroup("H", 1, Equations("a=ta(t):1\nb=tb(t):1")), new StateMonitor("M", "H", ["a", "b"], [0])]);
        var session = Run(network with { Runs = [network.Runs[0] with { Namespace = arrays }] });
        Assert.Equal(reference["timedarray"].Numbers("a"), session.States["M"].Trace(0, 0));
        Assert.Equal(reference["timedarray"].Numbers("b"), session.States["M"].Trace(1, 0));
    }

    [Fact]
    public void A_chain_without_delay()
    {
        if (Probes() is not { } reference)
            return;
        var group = new NeuronGroup("H", 4, Equations("dv/dt=0/ms:1")) { Threshold = "v>0.5", Reset = "v=0", Method = "euler" };
        var session = Run(Network(
            1e-3, [group, new Synapses("S", "H", "H", Equations("")) { Pathways = [new SynapticPathway("pre", true, "v_post+=1")] }, new EventMonitor("Q", "H")],
            new Connect("S") { I = [0, 1, 2], J = [1, 2, 3] }, new Initializer("H", "v", 1) { Indices = [0] }));
        Assert.Equal(reference["zero_delay_chain_steps"].Numbers("i"), session.Events["Q"].Indices.Select(i => (double)i));
        Assert.Equal(reference["zero_delay_chain_steps"].Numbers("step"), session.Events["Q"].Times.Select(time => Math.Round(time / Step)));
    }

    [Fact]
    public void Values_of_functions()
    {
        if (Probes() is not { } reference)
            return;
        var probe = reference["func_probe"];
        var group = new NeuronGroup("H", 6, Equations("""
            x:1
            a=exprel(x):1
            b=x%3:1
            c=x//3:1
            d=int(x):integer
            s=sign(x):1
            f=clip(x,-1,1):1
            g=int(x>0):integer
            h=ceil(x)+floor(x):1
            """));
        string[] names = ["x", "a", "b", "c", "d", "s", "f", "g", "h"];
        var session = Run(Network(Step, [group, new StateMonitor("M", "H", [.. names], default)], new Initializer("H", "x", new BrianValue.List([.. probe.Numbers("x")], Dimension.None))));
        for (var k = 0; k < names.Length; k++)
            Same(names[k], probe.Numbers(names[k]), Enumerable.Range(0, 6).Select(i => session.States["M"].Trace(k, i)[0]), 1e-15);
    }

    private static SpikeGeneratorGroup Spikes(string name, params double[] times) => new(name, 1, [.. times.Select(_ => 0)], [.. times]);

    private static BrianNetwork Network(double duration, ImmutableArray<BrianObject> objects, params BrianAction[] before) =>
        new(objects, [new BrianRun(duration) { Before = [.. before] }]);

    private BrianReference? Probes() => Load("m10_timing_probes", output);
}
