using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Scripts with neurons alone; theory gives what is expected.</summary>
public sealed class NeuronGroupTests
{
    public NeuronGroupTests() => StartScope();

    [Fact]
    public void A_script_runs_and_its_spikes_come_when_theory_says()
    {
        var tau = 10 * ms;
        var group = new NeuronGroup(100, $"dv/dt = (v0 - v)/{tau} : volt (unless refractory)\n v0 : volt", threshold: "v > 10*mV", reset: "v = 0*mV", refractory: 5 * ms, method: "exact");
        group["v0"] = "20*mV * i / (N-1)";
        var spikes = new SpikeMonitor(group);
        Run(1 * second);

        // From 0 to 10 mV towards 20 mV takes tau·ln 2; the step in which it is reached counts, and the refractory period is added.
        var interval = Math.Ceiling(10e-3 * Elementary.Log(2) / 1e-4) * 1e-4 + 5e-3;
        var last = spikes.T.Zip(spikes.I).Where(one => one.Second == 99).Select(one => one.First.Value).ToArray();
        Assert.InRange(last[1] - last[0], interval - 1.01e-4, interval + 1.01e-4);
        Assert.All(spikes.I, neuron => Assert.True(neuron >= 50));
        Assert.Equal(spikes.Count, spikes.Counts.Sum());
    }

    [Fact]
    public void A_variable_has_three_views()
    {
        var group = new NeuronGroup(3, "v : volt");
        group["v"] = new[] { 1.0 * mV, 2.0 * mV, 3.0 * mV };
        Assert.Equal("volt", group["v"].Unit);
        Assert.Equal(2 * mV, group["v"].Values[1]);
        Assert.Equal([1e-3, 2e-3, 3e-3], group.Plain("v"));
    }

    [Fact]
    public void Values_are_assigned_in_every_form()
    {
        var group = new NeuronGroup(5, "x : 1");
        var two = 2.0;
        group["x"] = 1;
        group["x", 1..3] = $"i * {two}";
        group["x", "i > 3"] = 7;
        group["x", [0]] = new[] { 9.0 };
        Assert.Equal([9.0, 2, 4, 1, 7], group.Plain("x"));
        Assert.Equal([2.0, 4], group["x", 1..3].Plain);
        group[3..5]["x"] = 0;
        Assert.Equal([9.0, 2, 4, 0, 0], group.Plain("x"));
    }

    [Fact]
    public void Another_run_goes_on_with_more_objects()
    {
        var group = new NeuronGroup(1, "dx/dt = rate/second : 1\nrate : 1");
        group["rate"] = 2;
        Run(1 * second);
        group["rate"] = "rate + x";
        var more = new NeuronGroup(1, "dx/dt = 1/second : 1");
        Run(1 * second);
        Assert.Equal(6, group["x"][0].Value, 9);
        Assert.Equal(1, more["x"][0].Value, 9);
        Assert.Equal(2 * second, MagicNetwork.Time);
    }

    [Fact]
    public void Names_come_from_the_group_the_run_and_the_string()
    {
        var a = 1.0;
        var group = new NeuronGroup(1, $"dx/dt = ({a} + b + c + {3.0 + a})/second : 1", @namespace: new { b = 10.0 });
        Run(1 * second, new Dictionary<string, object> { ["c"] = 100 });
        Assert.Equal(115, group["x"][0].Value, 9);
    }

    [Fact]
    public void Mistakes_are_thrown_with_the_words_of_the_author_and_can_be_mended()
    {
        Assert.Contains("does not end with its unit", Assert.Throws<ModelException>(() => new NeuronGroup(1, "dv/dt = 1/second")).Message, StringComparison.Ordinal);
        StartScope();
        var group = new NeuronGroup(1, "dv/dt = v/tau : 1");
        Assert.Contains("tau", Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
        Run(1 * ms, new { tau = 10 * ms });
        Assert.Equal([0.0], group.Plain("v"));
        Assert.Throws<ModelException>(() => Run(1 * volt));
        Assert.Throws<ModelException>(() => group.Plain("w"));
        var v = 2.0;
        Assert.Contains("another name", Assert.Throws<ModelException>(() => new NeuronGroup(1, $"dv/dt = -v/({v}*second) : 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equations_know_the_number_of_their_neuron()
    {
        var group = new NeuronGroup(3, "dx/dt = i/second : 1\ny = 10*i : 1", method: "euler");
        var trace = new StateMonitor(group, "y");
        Run(1 * second);
        Assert.Equal([0.0, 1, 2], group.Plain("x").Select(x => Math.Round(x, 9)));
        Assert.Equal(20, trace.Plain("y")[2][0]);
    }

    [Fact]
    public void A_network_operation_reads_and_changes_values()
    {
        var group = new NeuronGroup(2, "dx/dt = 1/second : 1");
        var seen = new List<double>();
        _ = new NetworkOperation(time =>
        {
            seen.Add(group["x"][0].Value);
            group["x", [0]] = 0;
        }, dt: 10 * ms);
        Run(100 * ms);
        Assert.Equal(10, seen.Count);
        Assert.Equal(10e-3, seen[^1], 9);
        Assert.Equal(0.1, group["x"][1].Value, 9);
    }

    [Fact]
    public void A_network_of_its_own_leaves_the_magic_one_alone()
    {
        var one = new NeuronGroup(1, "dx/dt = 1/second : 1");
        var other = new NeuronGroup(1, "dx/dt = 1/second : 1");
        Assert.Equal("neurongroup_1", other.Name);
        new Network(other).Run(1 * second);
        Assert.Equal(1, other["x"][0].Value, 9);
        Assert.Equal(0, one["x"][0].Value);
        Assert.Throws<ModelException>(() => new Network(one));
    }
}
