using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;
using static Neuroglot.Scripting.Brian;

namespace Neuroglot.Scripting.Tests;

/// <summary>The scripts of <c>examples/brian</c> at small size; each prints named figures, which are compared with theory or with bounds.</summary>
[Collection("console")]
public sealed partial class ExampleTests
{
    // Script, arguments, figure, least and greatest value.
    public static TheoryData<string, string, string, double, double> Figures() => new()
    {
        { "lif", "", "neuron 99", 80, 90 },

        // Brian's own run of 4000 neurons has 6.0 Hz; with a tenth of them, each connection ten times as probable, it stays in this range.
        { "cuba", "400", "mean rate", 2, 15 },

        // 1/(5 ms + 10 ms · ln 2) is 84 Hz; whole steps make it a little less.
        { "if_curve", "50", "rate at 20 mV", 83, 85 },
        { "coba_hh", "100 100", "mean rate", 1, 100 },
        { "if_curve_hh", "10", "spikes without current", 0, 0 },
        { "if_curve_hh", "10", "spikes at 0.7 nA", 20, 100 },

        // 20 inputs of 15 Hz in 20 s: 6000 ± 77 spikes.
        { "stdp", "20 20", "input rate", 14, 16 },
        { "stdp", "20 20", "least and greatest weight", 0, 1 },

        // Neuron 3 gets a spike from neuron 0 alone, of weight (0 + 3) mV, after 0.5 ms · 3.
        { "delayed_synapses", "", "v of neuron 3", 3, 3 },
        { "delayed_synapses", "", "arrival at neuron 3", 2.5, 2.5 },
        { "delayed_synapses", "", "longest delay", 9.5, 9.5 },
        { "adaptive_threshold", "100", "spikes", 5, 200 },

        // The threshold never falls below what it tends to.
        { "adaptive_threshold", "100", "lowest threshold", 10, 10.01 },
        { "reliability", "25", "shared", 0.7, 1 },

        // Mean-field theory: (ν_ext - ν_thr)/(g/4 - 1) = 40 Hz in the limit of small weights; those of a fifth of the network are 5 times as large, and excite by their noise.
        { "brunel", "2500", "mean rate", 30, 80 },
        { "adex", "", "spikes of the strongest driven", 10, 60 },
        { "izhikevich", "200", "mean rate", 2, 30 },
        { "gap_junctions", "", "difference left", 0.047552, 0.047553 },

        // Closed by x/(1 + x), where x is the mean that synapses release: 1 and 3, less e⁻⁸ after 8 time constants, and the ripple that spikes leave.
        { "astrocytes", "20", "closed at 20 Hz", 0.498, 0.501 },
        { "astrocytes", "20", "closed at 60 Hz", 0.748, 0.751 },

        // Brian's own run of the same compartments has 12.25 m/s, which is 408 steps for 5 cm.
        { "axon", "500", "velocity", 12.22, 12.29 },
        { "axon", "500", "compartments with one spike", 500, 500 },

        // Compartments of 30 um put 1 um on 707 um.
        { "passive_cables", "", "length constant", 706, 709 },
        { "passive_cables", "", "branches and one cable differ by", 0, 0.001 },

        // Brian's own run has 22.38, 4.3116 and 4.0658 mV, and two spikes.
        { "bipolar_cell", "", "peak at the end of the dendrite", 22.382, 22.384 },
        { "bipolar_cell", "", "of which the soma gets", 4.311, 4.313 },
        { "bipolar_cell", "", "from the axon", 4.065, 4.067 },
        { "bipolar_cell", "", "spikes", 2, 2 },

        // A gate cannot open by more than all of it.
        { "nmda", "", "greatest gate", 0.5, 1 },
        { "inhibitory_plasticity", "50 10", "rate after", 5, 15 },
        { "synfire", "4", "spikes of the last group", 90, 130 },

        // Steps of 0.1 ms make the intervals of the slowest a little longer than 200 ms.
        { "short_term_plasticity", "", "amplitude", 0.24, 0.25 },
        { "decision", "50", "rate of the stronger", 20, 400 },

        // The row of 21 detectors spans ± 1 ms, and the ears differ by 0.5 ms.
        { "jeffress", "", "best detector", 14, 16 },

        // Grid points within less than 3.6 grid constants of one: 37, itself included.
        { "spatial_connections", "20", "neighbours in reach of the middle", 37, 37 },

        // 4 of 11 neighbours, of which one is the neuron itself.
        { "spatial_connections", "20", "connections in the ring, each", 3.5, 3.8 },
        { "custom_events", "", "events", 0, 0 },

        // 10 ms · 5 · ln 3 is 54.9 ms, of which the last round is not complete; then up to 1 ms until the network operation looks.
        { "stop", "", "stopped after", 49, 57 },
        { "stochastic", "2000", "deviation", 0.28, 0.32 },

        // Four times the deviation of the mean of 2000 copies, 0.014 and 0.009.
        { "stochastic", "2000", "milstein", 1.755 - 0.056, 1.755 + 0.056 },
        { "stochastic", "2000", "heun", 1.064 - 0.036, 1.064 + 0.036 },
        // 1/(5 ms + 20 ms · ln 2) is 53 Hz, which noise does not change much.
        { "multiple_runs", "3", "rate with the strongest", 48, 60 },
        { "multiple_runs", "3", "time after all", 200, 200 },
        { "hindmarsh_rose", "3", "spikes at the highest current", 20, 200 },

        // 20 candidates each less those over the edges, half of them: 2·(10·100 - 55)·½ = 945 ± 22.
        { "synapses", "", "synapses", 850, 1040 },

        // Σ (500 - |k|)·exp(-(k/1000)²) is 240 104, give or take 100.
        { "many_synapses", "500", "synapses", 239_700, 240_500 },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_script_tells_the_figure_that_is_expected(string script, string arguments, string figure, double least, double greatest)
    {
        var told = Run(script, arguments);
        var line = told.Split('\n').FirstOrDefault(one => one.StartsWith(figure + ":", StringComparison.Ordinal));
        Assert.True(line is not null, told);
        var value = double.Parse(Number().Match(line[(figure.Length + 1)..]).Value, CultureInfo.InvariantCulture);
        Assert.True(value >= least && value <= greatest, told);
    }

    [Fact]
    public void The_example_of_the_exporter_writes_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot");
        try
        {
            var file = Path.Combine(folder.FullName, "nml2model.xml");
            Assert.Contains("neurons written: 100", Run("nml2model", file), StringComparison.Ordinal);
            Assert.Contains("neuron1Multipop[63]/v", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("adex", "last interval", "first interval")]
    [InlineData("decision", "rate of the stronger", "rate of the weaker")]
    [InlineData("inhibitory_plasticity", "rate before", "rate after")]
    public void A_script_tells_a_figure_that_is_greater_than_another(string script, string greater, string less)
    {
        var told = Run(script, string.Empty);
        Assert.True(Value(told, greater) > Value(told, less), told);
    }

    [Fact]
    public void Every_script_has_a_figure()
    {
        var covered = Figures().Select(row => (string)((object[])row)[0]).Append("nml2model").ToHashSet();
        var scripts = typeof(ExampleTests).Assembly.GetTypes().Where(type => type is { Namespace: "Examples", IsNested: false }).Select(type => type.Name);
        Assert.Empty(scripts.Except(covered));
    }

    private static double Value(string told, string figure) =>
        double.Parse(Number().Match(told.Split('\n').First(one => one.StartsWith(figure + ":", StringComparison.Ordinal))[(figure.Length + 1)..]).Value, CultureInfo.InvariantCulture);

    private static string Run(string script, string arguments)
    {
        var before = Console.Out;
        using var told = new StringWriter();
        Console.SetOut(told);
        try
        {
            StartScope();
            typeof(ExampleTests).Assembly.GetType($"Examples.{script}")!.GetMethod("Start")!.CreateDelegate<Action<string[]>>()(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            Console.SetOut(before);
        }

        return told.ToString();
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?(e-?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
