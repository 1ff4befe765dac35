using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>What is assigned to variables, what is read from them, and what is told of mistakes at once.</summary>
public sealed class AssignmentTests
{
    public AssignmentTests() => StartScope();

    [Fact]
    public void Truths_and_whole_numbers_are_values_too()
    {
        var group = new NeuronGroup(4, "on : boolean\nall : boolean\nn : integer\nx : 1");
        group["on"] = new[] { true, false, true, false };
        group["all"] = true;
        group["n"] = new[] { 1, 2, 3, 4 };
        group["x"] = "n + 10*on + all";
        Assert.Equal([12, 3, 14, 5], group.Plain("x"));
    }

    [Fact]
    public void Variables_say_their_name_and_their_first_values()
    {
        var group = new NeuronGroup(8, "v : volt");
        group["v"] = "i*mV";
        Assert.Equal("v = 0 mV, 1 mV, 2 mV, 3 mV, 4 mV, 5 mV, … (8 values)", $"{group["v"]}");
        Assert.Equal("v = 3 mV (1 value)", $"{group[3..4]["v"]}");
    }

    [Fact]
    public void Synapses_know_how_many_there_are_at_their_neurons()
    {
        var group = new NeuronGroup(4, "v : 1");
        var synapses = new Synapses(group, group);
        synapses.Connect("i < j");
        Assert.Equal([1, 2, 3, 2, 3, 3], synapses.Plain("N_incoming"));
        Assert.Equal([3, 3, 3, 2, 2, 1], synapses.Plain("N_outgoing"));
    }

    [Fact]
    public void Mistakes_are_told_where_they_are_made()
    {
        var group = new NeuronGroup(3, "v : volt\nw = v/mV : 1\nn : integer", threshold: "v > 1*mV", name: "cells");
        Told("`v` of cells", () => group["v"] = 1 * ms);
        Told("`v`", () => group["v"] = "3*ms");
        Told("no variable `u`", () => group["u"] = 1);
        Told("`w` of cells cannot be set", () => group["w"] = 1);
        Told("`i` of cells cannot be set", () => group["i"] = 1);
        Told("2 values, but there are 3", () => group["v"] = new[] { 1 * mV, 2 * mV });
        Told("1 values, but there are 2", () => group["v", 1..3] = new[] { 1 * mV });
        Told("the value of 'v' of cells", () => group["v"] = "3*(mV");
        Told("condition", () => group["v", "i + 1"] = 1 * mV);
        Told("`n`", () => group["n"] = 1.5);
        Told("no variable 'u'", () => _ = group["u"]);
        var synapses = new Synapses(group, group, "g : 1", onPre: new() { ["fast"] = "g += 1" });
        Told("belongs to the neurons", () => synapses["v"] = 1 * mV);
        Told("should be a time", () => synapses["delay"] = 1 * mV);
        Told("no pathway 'slow'; it has 'fast'", () => synapses["slow.delay"] = 1 * ms);
        Run(0 * ms);
    }

    [Fact]
    public void A_name_that_only_the_run_knows_is_looked_up_then()
    {
        var group = new NeuronGroup(2, "v : volt");
        group["v"] = "i*step";
        Assert.Contains("step", Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
        Run(1 * ms, new { step = 2 * mV });
        Assert.Equal([0.0, 2e-3], group.Plain("v"));
    }

    [Fact]
    public void Subexpressions_conditions_and_indices_can_be_read()
    {
        var stimulus = TimedArray([1 * mV, 3 * mV], 1 * ms);
        var group = new NeuronGroup(4, $"v : volt\nshown = v + {stimulus}(t) : volt");
        group["v"] = "i*mV";
        Assert.Equal([1e-3, 2e-3, 3e-3, 4e-3], Rounded(group.Plain("shown")));
        Run(1.5 * ms);
        Assert.Equal([3e-3, 4e-3, 5e-3, 6e-3], Rounded(group.Plain("shown")));
        Assert.Equal("volt", group["shown"].Unit);
        var limit = 1.5 * mV;
        Assert.Equal([2e-3, 3e-3], group["v", $"v > {limit}"].Plain);
        Assert.Equal([0.0, 1, 2, 3], group.Plain("i"));
    }

    [Fact]
    public void Parts_of_a_group_count_from_their_first_neuron()
    {
        var group = new NeuronGroup(6, "x : 1");
        var part = group[2..5];
        part["x"] = "10*(i + 1) + N";
        Assert.Equal([0.0, 0, 13, 23, 33, 0], group.Plain("x"));
        part["x", "i > 1"] = "i";
        Assert.Equal([0.0, 0, 13, 23, 2, 0], group.Plain("x"));
        part[1..]["x"] = 7;
        Assert.Equal([13.0, 7, 7], part["x"].Plain);
    }

    [Fact]
    public void A_linked_variable_is_that_of_the_other_group()
    {
        var source = new NeuronGroup(3, "dx/dt = 1/second : 1");
        source["x"] = "i";
        var same = new NeuronGroup(3, "x : 1 (linked)\ny = 2*x : 1");
        var chosen = new NeuronGroup(2, "x : 1 (linked)\ndz/dt = x/second : 1", method: "euler");
        same["x"] = LinkedVar(source, "x");
        chosen["x"] = LinkedVar(source, "x", index: [2, 0]);
        var trace = new StateMonitor(same, "y");
        Run(100 * ms);
        Assert.Equal(2 + (2 * 0.0999), trace.Plain("y")[1][^1], 9);
        Assert.Equal(0.2 + 0.005, chosen.Plain("z")[0], 4);
        Assert.Equal([0.1, 1.1, 2.1], Rounded(same.Plain("x")));
        Told("(linked)", () => source["x"] = LinkedVar(same, "y"));
        Told("is linked", () => same["x"] = 3);
        Told("no variable `w`", () => LinkedVar(source, "w"));
    }

    private static double[] Rounded(double[] values) => Array.ConvertAll(values, value => Math.Round(value, 9));

    private static void Told(string words, Action mistake) => Assert.Contains(words, Assert.Throws<ModelException>(mistake).Message, StringComparison.Ordinal);
}
