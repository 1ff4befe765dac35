using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>What can be done with whole networks: runs, states, reports, summaries.</summary>
[Collection("console")]
public sealed class NetworkTests
{
    public NetworkTests() => StartScope();

    [Theory]
    [InlineData("eular", "error NG2001: There is no integration method 'eular'. (did you mean `euler`?)")]
    [InlineData("leapfrog", "error NG2001: There is no integration method 'leapfrog'. (Methods: euler, ")]
    public void Methods_that_there_are_not_are_told(string method, string message)
    {
        _ = new NeuronGroup(1, "dv/dt = 1/(10*ms) : 1", method: method);
        Assert.StartsWith(message, Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_objects_have_their_turn_where_the_script_wants_it()
    {
        var group = new NeuronGroup(1, "dv/dt = 1/(10*ms) : 1\nn : 1", threshold: "v > 0.05", reset: "v = 0");
        var synapses = new Synapses(group, group, "g : 1", onPre: "n_post = v_post");
        synapses.Connect();
        Run(0.7 * ms);
        Assert.Equal(0.06, group.Plain("n")[0], 12);
        group.Resetter["spike"].When = "thresholds";
        group.Resetter["spike"].Order = 1;
        Run(0.7 * ms);
        Assert.Equal(0, group.Plain("n")[0]);
        synapses.Pre.When = "thresholds";
        synapses.Pre.Order = 0;
        group.Thresholder["spike"].Order = -1;
        group.StateUpdater.When = "start";
        Run(0.7 * ms);
        Assert.Equal(0.06, group.Plain("n")[0], 12);
        var rows = SchedulingSummary();
        string[] order = ["neurongroup_stateupdater", "neurongroup_spike_thresholder", "synapses_pre", "neurongroup_spike_resetter"];
        Assert.Equal(order, order.OrderBy(name => rows.IndexOf(name, StringComparison.Ordinal)));
        Assert.DoesNotContain(order, name => !rows.Contains(name, StringComparison.Ordinal));
        group.Resetter["spike"].When = "never";
        Assert.Contains("never", Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_of_a_part_of_a_group_counts_from_its_first_neuron()
    {
        var group = new NeuronGroup(6, "x : 1\ny : 1");
        group[2..5].RunRegularly("x = i + 10*N");
        _ = new PoissonInput(group[1..3], "y", 1, 1 / (0.1 * ms), "i + 1");
        Run(0.1 * ms);
        Assert.Equal([0, 0, 30, 31, 32, 0], group.Plain("x"));
        Assert.Equal([0, 1, 2, 0, 0, 0], group.Plain("y"));
    }

    [Fact]
    public void A_monitor_shows_what_it_has_of_one_neuron()
    {
        var group = new NeuronGroup(6, "x : volt");
        group["x"] = "i*mV";
        var some = new StateMonitor(group[1..], "x", record: [1, 4]);
        var all = new StateMonitor(group, "x");
        Run(0.2 * ms);
        Assert.Equal([5 * mV, 5 * mV], some[4]["x"]);
        Assert.Equal([[4e-3, 4e-3], [0, 0]], all[[4, 0]].Select(view => view.Plain("x")));
        Assert.Equal(some.T, some[1].T);
        Assert.Throws<ModelException>(() => some[0]);
        Assert.Throws<ModelException>(() => all[6]);
        Assert.Throws<ModelException>(() => all[1]["y"]);
    }

    [Fact]
    public void The_time_step_can_change_between_runs()
    {
        var group = new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler");
        var trace = new StateMonitor(group, "x");
        Run(1 * ms);
        DefaultClock.Dt = 0.5 * ms;
        Run(1 * ms);
        Assert.Equal(12, trace.T.Length);
        Assert.Equal(1.5 * ms, trace.T[^1]);
        Assert.Equal(2e-3, group.Plain("x")[0], 12);
        Assert.Throws<ModelException>(() => DefaultClock.Dt = 1 * mV);
    }

    [Fact]
    public void Objects_have_clocks_of_their_own()
    {
        var slow = new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler", dt: 1 * ms);
        var seldom = new StateMonitor(slow, "x", dt: 2 * ms);
        Run(10 * ms);
        Assert.Equal(5, seldom.T.Length);
        Assert.Equal(0.01, slow.Plain("x")[0], 12);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("state")]
    public void A_stored_state_comes_back_from_memory_or_file(string? file)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot");
        try
        {
            var path = file is null ? null : Path.Combine(folder.FullName, file);
            var group = new NeuronGroup(5, "dx/dt = rate*(1 + 0.1*xi*sqrt(second)) : 1\nrate : Hz", method: "euler");
            group["rate"] = "i*Hz";
            var trace = new StateMonitor(group, "x");
            Run(10 * ms);
            Store(filename: path);
            var before = group.Plain("x");
            Run(10 * ms);
            var first = group.Plain("x");
            Restore(filename: path);
            Assert.Equal(before, group.Plain("x"));
            Assert.Equal(100, trace.T.Length);
            Assert.Equal(10 * ms, MagicNetwork.Time);
            Run(10 * ms);
            Assert.NotEqual(first, group.Plain("x"));
            Restore(filename: path, restoreRandomState: true);
            Run(10 * ms);
            Assert.Equal(first, group.Plain("x"));
            Assert.Throws<ModelException>(() => Restore("other", path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_state_in_a_file_is_for_another_process_too()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot");
        try
        {
            var path = Path.Combine(folder.FullName, "state");
            Model();
            Run(10 * ms);
            Store(filename: path);
            StartScope();
            var synapses = Model();
            Restore(filename: path);
            Assert.Equal(10 * ms, MagicNetwork.Time);
            Assert.Equal([0.0, 1, 2], synapses.Plain("w"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Synapses Model()
        {
            var group = new NeuronGroup(3, "dx/dt = 1/second : 1", threshold: "x > 1", method: "euler");
            var synapses = new Synapses(group, group, "w : 1", onPre: "x_post += w");
            synapses.Connect(j: "i");
            synapses["w"] = "i";
            return synapses;
        }
    }

    [Fact]
    public void A_network_stops_when_it_is_told()
    {
        var group = new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler");
        _ = new NetworkOperation(time =>
        {
            if (time >= 5 * ms)
                Stop();
        });
        Run(1 * second);
        Assert.Equal(5.1, MagicNetwork.Time.In(ms), 9);
        Assert.Equal(5.1e-3, group.Plain("x")[0], 9);
        Assert.Throws<ModelException>(Stop);
    }

    [Fact]
    public void Progress_is_told_to_a_function_and_as_text()
    {
        _ = new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler");
        var told = new List<double>();
        Run(10 * ms, report: (elapsed, completed, start, duration) => told.Add(completed));
        Assert.Equal([0.0, 1.0], told);
        var text = Written(() => Run(10 * ms, report: "text"));
        Assert.Contains("Running from 10 ms for 10 ms", text, StringComparison.Ordinal);
        Assert.Contains("10 ms (100 %) simulated", text, StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => Run(1 * ms, report: "loud"));
    }

    [Fact]
    public void Summaries_tell_what_happens_in_a_step_and_how_long_it_takes()
    {
        var group = new NeuronGroup(1, "dx/dt = 1/second : 1", threshold: "x > 1", reset: "x = 0", method: "euler", name: "cells");
        _ = new StateMonitor(group, "x", dt: 1 * ms, name: "trace");
        group.RunRegularly("x += 0", when: "end", name: "late");
        var lines = SchedulingSummary().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        Assert.Equal(["what", "trace", "cells_stateupdater", "cells_spike_thresholder", "cells_spike_resetter", "late"], lines);
        Assert.Contains("1 ms", SchedulingSummary(), StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => ProfilingSummary());
        Run(10 * ms, profile: true);
        Assert.Contains("late", ProfilingSummary(), StringComparison.Ordinal);
        Assert.Equal(2, ProfilingSummary(show: 1).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_slots_of_a_step_can_be_others()
    {
        var group = new NeuronGroup(1, "x : 1\ny : 1");
        group.RunRegularly("y = x", when: "first");
        group.RunRegularly("x += 1", when: "then");
        MagicNetwork.Schedule = ["first", "start", "groups", "thresholds", "synapses", "resets", "then", "end"];
        Run(1 * ms);
        Assert.Equal(10, group.Plain("x")[0]);
        Assert.Equal(9, group.Plain("y")[0]);
    }

    [Fact]
    public void Objects_come_and_go_between_runs()
    {
        var group = new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler");
        var trace = new StateMonitor(group, "x");
        var network = new Network(Collect());
        network.Run(1 * ms);
        network.Remove(trace);
        network.Run(1 * ms);
        Assert.Equal(10, trace.T.Length);
        network.Add(trace);
        network.Run(1 * ms);
        Assert.Equal(20, trace.T.Length);
        network.Remove(group);
        Assert.Throws<ModelException>(() => network.Add(group));
        Assert.Throws<ModelException>(() => network.Remove(new NeuronGroup(1, "y : 1")));
        Assert.Throws<ModelException>(() => new Network().Run(1 * ms));
    }

    [Fact]
    public void Spikes_come_again_after_their_period_and_can_be_changed()
    {
        var source = new SpikeGeneratorGroup(2, [0, 1], [1 * ms, 2 * ms], period: 5 * ms);
        var spikes = new SpikeMonitor(source);
        Run(10 * ms);
        Assert.Equal([1e-3, 2e-3, 6e-3, 7e-3], spikes.PlainT.Select(time => Math.Round(time, 9)));
        source.SetSpikes([1], [12 * ms]);
        Run(10 * ms);
        Assert.Equal(5, spikes.Count);
        Assert.Equal(1, spikes.I[^1]);
        Assert.Throws<ModelException>(() => source.SetSpikes([2], [12 * ms]));
    }

    [Fact]
    public void The_rate_is_smoothed_by_three_kinds_of_windows()
    {
        var source = new SpikeGeneratorGroup(1, [0], [5 * ms]);
        var rate = new PopulationRateMonitor(source);
        Run(10 * ms);

        // One spike in a step of 0.1 ms is 10 kHz for that step; smoothed over 11 steps, 10 kHz/11 for 11 steps.
        Assert.Equal(1e4 / 11, rate.SmoothRate(1 * ms, "flat")[50].Value, 6);
        Assert.Equal(1e4, rate.SmoothRate(0.5 * ms).Sum(one => one.Value), 6);
        Assert.Equal([0, 2500.0, 5000, 2500, 0], rate.SmoothRate([1, 2, 1])[48..53].Select(one => one.Value));
        Assert.Throws<ModelException>(() => rate.SmoothRate([1, 1]));
        Assert.Throws<ModelException>(() => rate.SmoothRate(1 * ms, "square"));
    }

    [Fact]
    public void A_script_that_is_interpreted_is_told_the_cure()
    {
        using var told = new StringWriter();
        Interpreted.Warn(told);
        Assert.Contains("#:property PublishAot=false", told.ToString(), StringComparison.Ordinal);
    }

    private static string Written(Action action)
    {
        var before = Console.Out;
        using var told = new StringWriter();
        Console.SetOut(told);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(before);
        }

        return told.ToString();
    }
}
