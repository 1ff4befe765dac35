using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Several pathways of one kind of synapse, their delays and their order.</summary>
public sealed class PathwayTests
{
    public PathwayTests() => StartScope();

    [Fact]
    public void Pathways_have_names_and_delays_of_their_own()
    {
        var source = new SpikeGeneratorGroup(2, [0, 1], [1 * ms, 1 * ms]);
        var target = new NeuronGroup(2, "fast : second\nslow : second");
        var step = 1.0;
        var synapses = new Synapses(
            source, target, "count : 1", onPre: new() { ["quick"] = "fast_post = t", ["late"] = $"slow_post = t; count += {step}" },
            delay: new() { ["quick"] = 1 * ms, ["late"] = 3 * ms });
        synapses.Connect(j: "i");
        synapses.FindPathway("late").Delay = "(2 + i)*ms";
        Run(10 * ms);
        Assert.Equal([2e-3, 2e-3], Rounded(target.Plain("fast")));
        Assert.Equal([3e-3, 4e-3], Rounded(target.Plain("slow")));
        Assert.Equal([1e-3, 1e-3], synapses["quick.delay"].Plain);
        Assert.Equal(3 * ms, synapses.FindPathway("late").Delay.Values[1]);
        Assert.Equal("second", synapses["late.delay"].Unit);
        Assert.Equal([1.0, 1.0], synapses.Plain("count"));
    }

    [Fact]
    public void Delays_are_read_as_they_were_given()
    {
        var group = new NeuronGroup(3, "dv/dt = 0/second : 1", threshold: "v > 1");
        var synapses = new Synapses(group, group, "w : 1", onPre: "w += 1", onPost: "w -= 1", delay: 2 * ms);
        synapses.Connect(j: "i");
        Assert.Equal([2e-3, 2e-3, 2e-3], synapses["delay"].Plain);
        synapses.Post.Delay = new[] { 1 * ms, 2 * ms, 3 * ms };
        synapses["delay", 1..2] = 5 * ms;
        Assert.Equal([1e-3, 2e-3, 3e-3], synapses.Post.Delay.Plain);
        Assert.Equal([2e-3, 5e-3, 2e-3], synapses.Pre.Delay.Plain);
        Assert.Throws<ModelException>(() => synapses.FindPathway("other"));
    }

    [Fact]
    public void The_order_of_pathways_can_be_turned()
    {
        double First(int? order)
        {
            StartScope();
            var source = new SpikeGeneratorGroup(1, [0], [1 * ms]);
            var target = new NeuronGroup(1, "x : 1");
            var add = new Synapses(source, target, onPre: "x_post += 1", name: "a");
            var twice = new Synapses(source, target, onPre: "x_post *= 2", name: "b");
            add.Connect();
            twice.Connect();
            twice.Pre.Order = order;
            Run(2 * ms);
            return target.Plain("x")[0];
        }

        Assert.Equal(2, First(null));
        Assert.Equal(1, First(-2));
    }

    [Fact]
    public void Pathways_wait_for_events_of_the_author()
    {
        var group = new NeuronGroup(1, "dx/dt = 1/ms : 1", events: new() { ["full"] = "x > 5" }, method: "euler");
        group.RunOnEvent("full", "x = 0");
        var target = new NeuronGroup(1, "count : 1");
        var synapses = new Synapses(group, target, onPre: "count_post += 1", onEvent: "full");
        synapses.Connect();
        Run(21 * ms);
        Assert.Equal(4, target.Plain("count")[0]);
    }

    [Fact]
    public void Synapses_between_given_neurons_are_found()
    {
        var group = new NeuronGroup(4, "v : 1");
        var synapses = new Synapses(group, group, "w : 1");
        synapses.Connect(condition: "i != j");
        Assert.Equal([0, 1, 2], synapses[0, ..]);
        Assert.Equal([2], synapses[0, 3]);
        synapses["w", 1, new[] { 0, 3 }] = 2;
        Assert.Equal(4, synapses.Plain("w").Sum());
        Assert.Equal([2.0, 0, 2], synapses["w", 1, ..].Plain);
        Assert.Throws<ModelException>(() => synapses[4, ..]);
    }

    [Fact]
    public void Synapses_without_code_and_groups_without_equations_are_counted()
    {
        var group = new NeuronGroup(50, "");
        var synapses = new Synapses(group, group);
        synapses.Connect(j: "i + k for k in range(-1, 2)", skipIfInvalid: true);
        Assert.Equal(148, synapses.N);
        Run(1 * ms);
        Assert.Equal(148, synapses.N);
    }

    private static double[] Rounded(double[] values) => Array.ConvertAll(values, value => Math.Round(value, 9));
}
