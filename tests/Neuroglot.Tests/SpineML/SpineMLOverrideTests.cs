using System.Runtime.InteropServices;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>What <c>--set</c> changes in an experiment of SpineML.</summary>
public sealed class SpineMLOverrideTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("cells.v_rest=-58", "cells.v_rest=-58mV")]
    [InlineData("cells.v_rest=-58", "cells.v_rest=-0.058V")]
    [InlineData("cells.cm=0.25", "cells.cm=250pF")]
    [InlineData("cells.tau_m=15", "cells.tau_m = 0.015s")]
    [InlineData("junctions.g=0.04", "junctions.g=40nS")]
    [InlineData("cells.v=-55.5", "cells.v=-55.5mV")]
    [InlineData("cells.I_syn=0.4", "drive.value=400pA")]
    [InlineData("junctions.I_a:cells.I_syn.delay=0.3", "junctions.I_a:cells.I_syn.delay=300us")]
    public void A_value_with_a_unit_is_the_plain_number_in_the_unit_that_is_declared(string plain, string withUnit)
    {
        var usual = Potentials("gap-junctions");
        var expected = Potentials("gap-junctions", plain);
        Assert.NotEqual(usual, expected);
        Assert.Equal(expected, Potentials("gap-junctions", withUnit));
    }

    [Fact]
    public void The_last_of_several_changes_counts() =>
        Assert.Equal(Potentials("gap-junctions", "cells.cm=0.3"), Potentials("gap-junctions", "cells.cm=7", "cells.cm=0.3"));

    [Fact]
    public void Values_are_drawn_from_distributions_by_their_seed()
    {
        var first = Starts("cells.v=uniform(-60mV, -50, 5)");
        Assert.Equal(4, first.Distinct().Count());
        Assert.All(first, value => Assert.InRange(value, -60, -50));
        Assert.Equal(first, Starts("cells.v=UNI(-60,-50,5)"));
        Assert.NotEqual(first, Starts("cells.v=uniform(-60, -50, 6)"));
        Assert.Equal(4, Starts("cells.v=normal(-60, 0.25, 5)").Distinct().Count());
        Assert.All(Starts("cells.v=poisson(3)"), value => Assert.Equal(Math.Round(value), value, 6));
        Assert.All(Starts("cells.v=exponential(2, 1)"), value => Assert.True(value > 0));
    }

    [Fact]
    public void An_input_keeps_its_place_and_its_times_and_a_new_one_reaches_all()
    {
        // The example drives the first cell from 20 ms on; without it, and with junctions closed, nothing moves until then.
        var driven = Potentials("gap-junctions", "drive.value=0.5", "junctions.g=0");
        Assert.Equal(Enumerable.Repeat(-60.0, 4), driven[..4]);
        Assert.NotEqual(-60, driven[^4]);
        Assert.Equal([-60.0, -60, -60], driven[^3..]);
        var varying = Potentials("gap-junctions", "cells.I_syn=0ms:0, 30ms:0.1nA", "junctions.g=0");
        Assert.Equal(-60, varying[4 * 299]);
        Assert.NotEqual(-60, varying[4 * 302]);
        var offsets = Potentials("gap-junctions", "cells.i_offset=0.05", "drive.value=0", "junctions.g=0");
        Assert.Equal(4, offsets[^4..].Count(value => value > -60));
    }

    [Fact]
    public void Delays_and_probabilities_of_projections_change()
    {
        var usual = Spikes();
        Assert.NotEqual(usual, Spikes("Excitatory:Inhibitory.delay=2ms"));
        Assert.Equal(Spikes("Excitatory:Inhibitory.delay=2ms"), Spikes("Excitatory:Inhibitory[0].delay = 0.002 s"));
        Assert.NotEqual(usual, Spikes("Excitatory:Excitatory.delay=uniform(0.1ms, 3ms, 4)"));
        Assert.Equal(usual, Spikes("Excitatory:Inhibitory.probability=0.02"));
        Assert.NotEqual(usual, Spikes("Excitatory:Inhibitory.probability=0.03"));
    }

    [Theory]
    [InlineData("NG4120", "Excitatry.cm=1", "Excitatry", "Excitatory")]
    [InlineData("NG4120", "anything.cm=1", "anything", "Inhibitory")]
    [InlineData("NG4121", "Excitatory.tau_n=1", "tau_n", "tau_m")]
    [InlineData("NG4121", "Excitatory:Inhibitory.weight=1", "weight", "delay")]
    [InlineData("NG4122", "Excitatory:Inhibitry.delay=1", "Inhibitry", "Excitatory:Inhibitory")]
    [InlineData("NG4122", "Excitatory:Inhibitory[3].delay=1", "3", "1")]
    [InlineData("NG4122", "Excitatory.v:Inhibitory.I_syn.delay=1", "Excitatory.v", "Excitatory:")]
    [InlineData("NG4125", "Excitatory:Inhibitory.delay=-1ms", "negative", "0")]
    [InlineData("NG4125", "Excitatory:Inhibitory.probability=1.5", "between 0 and 1", "0.02")]
    [InlineData("NG4125", "Excitatory:Inhibitory.probability=1mV", "unit", "plain")]
    [InlineData("NG4125", "Excitatory.tau_m=3mV", "3mV", "ms")]
    [InlineData("NG4125", "Excitatory.tau_m=fast", "fast", "-60mV")]
    [InlineData("NG4125", "Excitatory.tau_m=1e999", "too large", "")]
    [InlineData("NG4125", "Excitatory.tau_m=3parsec", "parsec", "")]
    [InlineData("NG4125", "Excitatory.v=gamma(1,2)", "no distribution", "uniform(a, b, seed)")]
    [InlineData("NG4125", "Excitatory.v=uniform(1)", "no distribution", "uniform(a, b, seed)")]
    [InlineData("NG4125", "Excitatory.v=uniform(1,2,x)", "seed 'x'", "whole")]
    [InlineData("NG4125", "Excitatory.v=normal(1,-2)", "variance", "square")]
    [InlineData("NG4125", "Excitatory.I_syn=0ms:1,0ms:2", "out of order", "ascend")]
    [InlineData("NG4125", "Excitatory.I_syn=0ms:1:2", "no pair", "0ms:0")]
    public void What_makes_no_sense_is_told_with_what_there_is(string code, string change, string message, string hint)
    {
        var found = Assert.Single(Model("vogels-abbott").Prepare(new RunOptions { Overrides = [Override(change)] }).Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
        Assert.Contains(hint, found.Hint ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_without_a_probability_or_with_delays_of_their_own_are_named()
    {
        var found = Assert.Single(Model("stdp").Prepare(new RunOptions { Overrides = [Override("inputs:cell.probability=0.5")] }).Diagnostics);
        Assert.Equal("NG4123", found.Code);
        Assert.Contains("AllToAllConnection", found.Message, StringComparison.Ordinal);
        Copy("vogels-abbott");
        var network = Path.Join(folder, "model.xml");
        var text = File.ReadAllText(network);
        var (start, end) = (text.IndexOf("<FixedProbabilityConnection", StringComparison.Ordinal), text.IndexOf("</FixedProbabilityConnection>", StringComparison.Ordinal));
        File.WriteAllText(network, text[..start] + "<ConnectionList><Connection src_neuron=\"0\" dst_neuron=\"1\" delay=\"0.5\"/></ConnectionList>" + text[(end + "</FixedProbabilityConnection>".Length)..]);
        found = Assert.Single(NeuralModel.Load(Path.Join(folder, "experiment0.xml")).Prepare(new RunOptions { Overrides = [Override("Excitatory:Excitatory.delay=1ms")] }).Diagnostics, one => one.Code[..4] == "NG41");
        Assert.Equal("NG4123", found.Code);
    }

    [Fact]
    public void Of_several_inputs_to_a_port_one_is_named()
    {
        Copy("gap-junctions");
        var file = Path.Join(folder, "experiment0.xml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("<LogOutput name=\"spikes\"", "<ConstantInput name=\"more\" target=\"cells\" port=\"I_syn\" value=\"0.1\"/><LogOutput name=\"spikes\"", StringComparison.Ordinal));
        var model = NeuralModel.Load(file);
        var found = Assert.Single(model.Prepare(new RunOptions { Overrides = [Override("cells.I_syn=0.2")] }).Diagnostics);
        Assert.Equal("NG4124", found.Code);
        Assert.Contains("drive.value, more.value", found.Hint, StringComparison.Ordinal);
        Assert.Empty(model.Prepare(new RunOptions { Overrides = [Override("more.value=200pA")] }).Diagnostics);
    }

    private static ParameterOverride Override(string text) => new(text[..text.IndexOf('=', StringComparison.Ordinal)].Trim(), text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim());

    private static NeuralModel Model(string example) => NeuralModel.Load(Path.Join(ExampleFolder.Path, "spineml", example, "experiment0.xml"));

    private void Copy(string example)
    {
        foreach (var file in Directory.GetFiles(Path.Join(ExampleFolder.Path, "spineml", example)))
            File.Copy(file, Path.Join(folder, Path.GetFileName(file)));
    }

    private double[] Potentials(string example, params string[] changes)
    {
        var summary = Model(example).Prepare(new RunOptions { Duration = 0.05, OutputFolder = folder, Overrides = [.. changes.Select(Override)] }).Run();
        Assert.Equal((RunOutcome.Completed, 0), (summary.Outcome, summary.Diagnostics.Length));
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "cells_v_log.bin"))).ToArray();
    }

    // The log begins after the first step, in which values move by far less than they differ.
    private double[] Starts(string change) => Potentials("gap-junctions", change, "junctions.g=0", "cells.tau_m=1e12", "cells.v_thresh=1e9")[..4];

    private string Spikes(params string[] changes)
    {
        var summary = Model("vogels-abbott").Prepare(new RunOptions { Duration = 0.05, OutputFolder = folder, Overrides = [.. changes.Select(Override)] }).Run();
        Assert.Equal((RunOutcome.Completed, 0), (summary.Outcome, summary.Diagnostics.Length));
        return File.ReadAllText(Path.Join(folder, "Excitatory_spike_log.csv"));
    }
}
