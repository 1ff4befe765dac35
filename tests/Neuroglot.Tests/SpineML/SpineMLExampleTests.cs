using System.Globalization;
using System.Runtime.InteropServices;
using Neuroglot.Numerics;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>Runs each example of SpineML and asserts a figure of it.</summary>
public sealed class SpineMLExampleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Excitation_and_inhibition_are_irregular_at_a_few_hertz(Fidelity fidelity)
    {
        // Vogels and Abbott (2005) have rates of some hertz in this regime; 300 ms include the transient of the start.
        var summary = Run("vogels-abbott", fidelity, 0.3);
        Assert.Equal(["Excitatory", "Inhibitory"], summary.Activity.Select(one => one.Population));
        Assert.All(summary.Activity, one => Assert.InRange(one.RateHertz, 2, 20));
    }

    [Fact]
    public void Without_inhibition_the_network_runs_away()
    {
        var whole = Run("vogels-abbott", Fidelity.Native, 0.2).Spikes;
        Assert.InRange(Run("vogels-abbott", Fidelity.Native, 0.2, "lesion.xml").Spikes, 5 * whole, long.MaxValue);
    }

    [Fact]
    public void Gap_junctions_make_a_cell_without_input_follow()
    {
        var summary = Run("gap-junctions", Fidelity.Brahms, null);
        Assert.InRange(summary.Spikes, 5, 100);
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "cells_v_log.bin"))).ToArray();
        Assert.Equal(4 * summary.Steps, values.Length);

        // The potentials of the cells differ, and none stays where it was: current flows to all of them.
        for (var cell = 0; cell < 4; cell++)
            Assert.InRange(Enumerable.Range(0, (int)summary.Steps).Max(step => values[(4 * step) + cell]) - values[cell], 0.1, double.MaxValue);
    }

    [Fact]
    public void Weights_that_learn_stay_in_their_bounds_and_part()
    {
        Run("stdp", Fidelity.Native, 9.1);
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "weights_w_log.bin"))).ToArray();
        var last = values[^100..];
        Assert.InRange(Spread(last), 1e-3, double.MaxValue);
        Assert.All(last, weight => Assert.InRange(weight, 0, 1));

        static double Spread(double[] weights) => weights.Max() - weights.Min();
    }

    [Fact]
    public void A_push_at_a_corner_of_a_sheet_reaches_the_other_corner_last()
    {
        Run("distance", Fidelity.Native, null);
        var first = new Dictionary<int, double>();
        foreach (var line in File.ReadLines(Path.Join(folder, "sheet_spike_log.csv")).Select(line => line.Split(',')))
            first.TryAdd(int.Parse(line[1], CultureInfo.InvariantCulture), double.Parse(line[0], CultureInfo.InvariantCulture));
        Assert.True(first[0] < first[210] && first[210] < first[399], $"{first[0]}, {first[210]}, {first[399]}");
    }

    /// <summary>
    /// With other noise the oracle's rates differ by 2 %, hence the tolerance of 5 %.
    /// </summary>
    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void A_thousand_neurons_fire_as_a_plain_loop_makes_them(Fidelity fidelity)
    {
        var (excitatory, inhibitory) = new IzhikevichOracle((from, to) => fidelity == Fidelity.Brahms ? 123 : 21 + (2 * from) + to, 1).Rates(1);
        var summary = Run("izhikevich", fidelity, null);
        Assert.InRange(RateOf("Excitatory"), 0.95 * excitatory, 1.05 * excitatory);
        Assert.InRange(RateOf("Inhibitory"), 0.95 * inhibitory, 1.05 * inhibitory);

        double RateOf(string population) => summary.Activity.Single(one => one.Population == population).RateHertz;
    }

    /// <summary>
    /// The eligibility that a pair of spikes leaves decays until the reward, and is multiplied with the dopamine from then on:
    /// Δw = ±A exp(-Δt/τ) · exp(-wait/τe) · amount / (τ_learning (1/τe + 1/τd)), with A 0.1 for a cue before the cell's spike and 0.12 after it. Euler's steps of 0.1 ms change each
    /// decay by half of a step over its time constant and steps of delay by as much, of all less than 2 %.
    /// </summary>
    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void A_reward_that_comes_late_changes_what_the_timing_of_spikes_has_marked(Fidelity fidelity)
    {
        Run("neuromodulation", fidelity, null);
        var weights = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "weights_w_log.bin"))).ToArray();
        double[] spikes = [.. File.ReadLines(Path.Join(folder, "cell_spike_log.csv")).Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];
        Assert.Equal(2, spikes.Length);

        // Cues and the reward arrive a millisecond after they are sent.
        const double FirstCue = 101, SecondCue = 121, Reward = 301, Trace = 20, Eligibility = 200, Dopamine = 100, Learning = 100;
        double Change(double size, double first, double second) =>
            size * Elementary.Exp((first - second) / Trace) * Elementary.Exp((second - Reward) / Eligibility) / (Learning * ((1 / Eligibility) + (1 / Dopamine)));
        var (before, after) = (Change(0.1, FirstCue, spikes[0]), -Change(0.12, spikes[0], SecondCue));
        Assert.Equal(before, weights[^3] - 0.1, 0.02 * before);
        Assert.Equal(after, weights[^2] - 0.1, -0.02 * after);

        // The second trial is marked as the first was, but seventeen time constants after the only reward no dopamine is left.
        Assert.Equal(0, weights[^1] - 0.1, 1e-6);
    }

    [Fact]
    public void The_same_bits_come_out_on_any_number_of_threads()
    {
        Assert.Equal(Spikes(1), Spikes(3));

        byte[] Spikes(int threads)
        {
            Model("vogels-abbott").Prepare(new RunOptions { Duration = 0.1, Threads = threads, OutputFolder = folder }).Run();
            return File.ReadAllBytes(Path.Join(folder, "Excitatory_spike_log.csv"));
        }
    }

    [Fact]
    public void What_SpineML_does_not_have_is_refused()
    {
        var options = new RunOptions { Fidelity = Fidelity.Fast, Semantics = "lems", SaveFile = "x.npz" };
        Assert.Equal(["NG4029", "NG4029", "NG4029"], Model("vogels-abbott").Prepare(options).Diagnostics.Select(one => one.Code));
        Assert.Equal("NG6500", Assert.Single(Model("vogels-abbott", "model.xml").Prepare(new RunOptions()).Diagnostics).Code);
    }

    [Fact]
    public void Parameters_are_changed_for_a_run()
    {
        // No cell can reach a threshold of 1 V.
        var options = new RunOptions { Duration = 0.05, WriteFiles = false, Overrides = [new ParameterOverride("Excitatory.v_thresh", "1000"), new ParameterOverride("Inhibitory.v_thresh", "1e3")] };
        Assert.Equal(0, Model("vogels-abbott").Prepare(options).Run().Spikes);
    }

    private static NeuralModel Model(string example, string file = "experiment0.xml") => NeuralModel.Load(Path.Join(ExampleFolder.Path, "spineml", example, file));

    private RunSummary Run(string example, Fidelity fidelity, double? duration, string file = "experiment0.xml")
    {
        var summary = Model(example, file).Prepare(new RunOptions { Fidelity = fidelity, Duration = duration, OutputFolder = folder }).Run();
        Assert.Equal((RunOutcome.Completed, 0), (summary.Outcome, summary.Diagnostics.Length));
        return summary;
    }
}
