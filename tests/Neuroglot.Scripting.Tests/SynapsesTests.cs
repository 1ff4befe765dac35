using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Scripts with synapses, inputs and all monitors; theory gives what is expected.</summary>
public sealed class SynapsesTests
{
    public SynapsesTests() => StartScope();

    [Fact]
    public void Listed_synapses_are_made_with_a_probability_and_several_times()
    {
        var group = new NeuronGroup(1000, "v : 1");
        var synapses = new Synapses(group, group);
        int[] all = [.. Enumerable.Range(0, 1000)];
        synapses.Connect(all, all, p: 0.5, n: 2);
        // 1000 draws with probability ½ have a deviation of 16; five of them on each side.
        Assert.InRange(synapses.N / 2, 420, 580);
        Assert.Equal(synapses.I, synapses.J);
        Assert.All(synapses.I.CountBy(i => i), one => Assert.Equal(2, one.Value));
    }

    [Fact]
    public void Connections_are_made_in_every_form()
    {
        var distance = 2;
        Assert.Equal(100, Made(s => s.Connect()));
        Assert.Equal(90, Made(s => s.Connect(condition: "i != j")));
        Assert.Equal(45, Made(s => s.Connect(j: "k for k in range(i)")));
        Assert.Equal(3, Made(s => s.Connect(i: [0, 1, 2], j: [3, 3, 3])));
        Assert.Equal(16, Made(s => s.Connect($"abs(i - j) == {distance}")));
        Assert.Equal(20, Made(s => s.Connect(j: "i", n: 2)));
        Assert.InRange(Made(s => s.Connect(p: 0.5)), 30, 70);
        Assert.Throws<ModelException>(() => Made(s => s.Connect(j: "i", p: 0.5)));

        static int Made(Action<Synapses> connect)
        {
            StartScope();
            var group = new NeuronGroup(10, "x : 1");
            var synapses = new Synapses(group);
            connect(synapses);
            return synapses.N;
        }
    }

    [Fact]
    public void Spikes_arrive_after_their_delay_and_add_their_weight()
    {
        var source = new SpikeGeneratorGroup(2, [0, 1], [1 * ms, 2 * ms]);
        var target = new NeuronGroup(2, "x : 1");
        var synapses = new Synapses(source, target, "w : 1", onPre: "x_post += w", delay: 5 * ms);
        synapses.Connect(j: "i");
        synapses["w"] = "1 + i";
        var trace = new StateMonitor(target, "x");
        Run(10 * ms);
        Assert.Equal([1.0, 2.0], target.Plain("x"));
        Assert.Equal(0, trace.Plain("x")[0][60]);
        Assert.Equal(1, trace.Plain("x")[0][62]);
        Assert.Equal([1.0, 2.0], synapses.Plain("w"));
        Assert.Equal([0, 1], synapses.J);
        Assert.Equal(100, trace.T.Length);
    }

    [Fact]
    public void Synapses_end_at_other_synapses()
    {
        var source = new SpikeGeneratorGroup(2, [0, 1, 0], [1 * ms, 2 * ms, 3 * ms]);
        var target = new NeuronGroup(3, "x : 1");
        var inner = new Synapses(source, target, "gain : 1\nheard : 1", onPre: "x_post += gain");
        var control = new NeuronGroup(2, "level = 1 + i : 1\nsum : 1");
        var up = new Synapses(control, inner, "gain_post = level_pre/N_post : 1 (summed)");
        var down = new Synapses(inner, control, "sum_post = gain_pre*j_pre : 1 (summed)");
        var bell = new Synapses(source, inner, onPre: "heard_post += 1", delay: 0.5 * ms);
        inner.Connect();
        up.Connect("i == i_post");
        down.Connect("i_pre == j");
        bell.Connect("i != j_post");
        Assert.Equal((6, 6, 6, 8), (inner.N, up.N, down.N, bell.N));
        Run(5 * ms);
        Assert.Equal([1.0 / 6, 1.0 / 6, 1.0 / 6, 2.0 / 6, 2.0 / 6, 2.0 / 6], inner.Plain("gain"));
        Assert.Equal([1.0 / 6 * 3, 2.0 / 6 * 3], control.Plain("sum"));
        Assert.All(target.Plain("x"), x => Assert.Equal(4.0 / 6, x, 1e-15));
        Assert.Equal([1.0, 2, 3, 1, 2, 3], inner.Plain("heard"));
        inner.Connect(i: [0], j: [2]);
        down.Connect(i: [6], j: [1]);
        up.Connect(i: [1], j: [6]);
        Run(1 * ms);
        Assert.Equal([1.0 / 7, 1.0 / 7, 1.0 / 7, 2.0 / 7, 2.0 / 7, 2.0 / 7, 2.0 / 7], inner.Plain("gain"));
        Assert.Equal((2.0 / 7 * 3) + (2.0 / 7 * 2), control.Plain("sum")[1], 1e-12);
    }

    [Fact]
    public void Random_input_has_its_rate_and_repeats_with_the_seed()
    {
        int Spikes(ulong seed)
        {
            StartScope();
            Seed(seed);
            var group = new PoissonGroup(1000, 50 * Hz);
            var spikes = new SpikeMonitor(group[0..500]);
            var rate = new PopulationRateMonitor(group);
            Run(200 * ms);
            Assert.InRange(rate.PlainRate.Average(), 45, 55);
            Assert.Equal(2000, rate.T.Length);
            return spikes.Count;
        }

        Assert.InRange(Spikes(1), 4700, 5300);
        Assert.Equal(Spikes(1), Spikes(1));
        Assert.NotEqual(Spikes(1), Spikes(2));
    }

    [Fact]
    public void Poisson_input_adds_its_weight()
    {
        var weight = 0.5 * mV;
        var group = new NeuronGroup(1000, "v : volt");
        _ = new PoissonInput(group, "v", 100, 10 * Hz, $"{weight}");
        Run(100 * ms);
        Assert.InRange(group.Plain("v").Average(), 0.95 * 50e-3, 1.05 * 50e-3);
    }

    [Fact]
    public void Code_runs_at_a_clock_and_after_events()
    {
        var step = 2.0;
        var group = new NeuronGroup(2, "x : 1\ncount : 1", events: new() { ["high"] = "x > 5" });
        group.RunRegularly($"x += {step}", dt: 1 * ms);
        group.RunOnEvent("high", "x = 0; count += 1");
        var highs = new EventMonitor(group, "high", ["x"]);
        Run(10 * ms);
        Assert.Equal([3.0, 3.0], group.Plain("count"));
        Assert.Equal(6, highs.Count);
        Assert.All(highs["x"].Plain, x => Assert.Equal(6, x));
        Assert.Equal(3, highs.Trains()[1].Length);
    }

    [Fact]
    public void A_timed_array_is_read_at_its_time()
    {
        var stimulus = TimedArray([1 * mV, 3 * mV], 1 * ms);
        var group = new NeuronGroup(1, $"v = {stimulus}(t) : volt");
        var trace = new StateMonitor(group, "v");
        Run(2 * ms);
        Assert.Equal(1e-3, trace.Plain("v")[0][0], 12);
        Assert.Equal(3 * mV, trace["v"][0][^1]);
    }

    [Fact]
    public void Code_of_synapses_knows_the_numbers_of_their_neurons()
    {
        var source = new SpikeGeneratorGroup(3, [0, 1, 2], [1 * ms, 1 * ms, 1 * ms]);
        var target = new NeuronGroup(2, "x : 1");
        var synapses = new Synapses(source, target, onPre: "x_post += 10*i + j");
        synapses.Connect();
        Run(2 * ms);
        Assert.Equal([30.0, 33.0], target.Plain("x"));
    }
}
