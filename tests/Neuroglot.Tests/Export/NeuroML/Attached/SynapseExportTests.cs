using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Attached;

/// <summary>Synapses and inputs: what arrives in the export arrives in the step in which it does in the network.</summary>
public sealed class SynapseExportTests : IDisposable
{
    private const string Currents = "dv/dt = (g - v)/(10*ms) : 1 (unless refractory)\ndg/dt = -g/(5*ms) : 1";

    private static readonly SpikeGeneratorGroup Given = new("given", 3, [0, 1, 2, 0, 1], [1e-3, 1e-3, 2.3e-3, 4e-3, 4.1e-3]);

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("g += 3", 0.0)]
    [InlineData("g += 3", 1e-3)]
    [InlineData("v += 0.9", 0.0)]
    [InlineData("v_post += 0.9; g_post *= 1.1", 0.00035)]
    public void Events_reach_the_cells_in_their_step(string code, double delay) =>
        lab.AssertSame(Network(
            [ExportLab.Group("g", 4, Currents, "v > 0.8", "v = 0", "1*ms"), Given, Synapses("s", "given", "g", code)],
            [new Connect("s"), new Initializer("s", "delay", new Quantity(delay, Dimension.Time))]));

    [Theory]
    [InlineData(null, "v = 0")]
    [InlineData(null, "v -= 1")]
    [InlineData(null, "v = 0.5*v")]
    [InlineData("v > 0.5", "v = 0")]
    public void Inputs_in_the_step_of_a_spike_go_through_the_reset(string? refractory, string reset) =>
        lab.AssertSame(Network(
            [ExportLab.Group("g", 6, "dv/dt = (drive - v)/(3*ms) : 1\ndrive : 1", "v > 1", reset, refractory), Synapses("s", "g", "g", "v += 0.45")],
            [new Initializer("g", "drive", "1.3 + 0.1*i"), new Connect("s") { Condition = "i != j" }]));

    [Theory]
    [InlineData("g += w")]
    [InlineData("v += w")]
    [InlineData("v_post += w*u; u = clip(u*0.7, 0.1, 1)")]
    [InlineData("r += 0.5; v_post += w*r")]
    public void Synapses_have_weights_and_states_of_their_own(string code) =>
        lab.AssertSame(Network(
            [
                ExportLab.Group("g", 4, Currents, "v > 0.8", "v = 0", "1*ms"), Given,
                Synapses("s", "given", "g", code) with { Equations = EquationParser.Parse("w : 1\nu : 1\ndr/dt = -r/(4*ms) : 1 (event-driven)") },
            ],
            [new Connect("s") { Probability = "0.8" }, new Initializer("s", "w", "0.5 + rand()"), new Initializer("s", "u", 1), new Initializer("s", "delay", "0.2*ms + 1*ms*rand()")]));

    [Theory]
    [InlineData("v += w*stimulus(t)", "")]
    [InlineData("v += w*r", "dr/dt = (stimulus(t) - r)/(2*ms) : 1 (clock-driven)")]
    [InlineData("v += w*by_source(t, i)", "")]
    public void Code_of_synapses_looks_into_timed_arrays(string code, string equations)
    {
        var names = new Namespace(
            "the synapses",
            [
                KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0.5, 1, 0.2, 0.9], 1.3e-3, Dimension.None)),
                KeyValuePair.Create("by_source", (NamespaceValue)new TimedArray([0.5, 1, 0.2, 0.9, 0.4, 1.1], 3, 2.5e-3, Dimension.None)),
            ]);
        var synapses = Synapses("s", "given", "g", code) with { Equations = EquationParser.Parse("w : 1\n" + equations), Namespace = names, Method = "euler" };
        lab.AssertSame(Network(
            [ExportLab.Group("g", 4, Currents, "v > 0.8", "v = 0", "1*ms"), Given, synapses],
            [new Connect("s"), new Initializer("s", "w", "0.4 + 0.3*j"), new Initializer("s", "delay", "0.1*ms*j")]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" + 0*v_post/tau")]
    public void Noise_of_synapses_has_its_variance(string more)
    {
        // As that of neurons: variance 1 in 4 000 synapses after ten time constants, the standard error is 2 %, the bound five of them.
        var names = new Namespace("the synapses", [KeyValuePair.Create("tau", (NamespaceValue)new Quantity(0.005, Dimension.Time))]);
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse($"dx/dt = -x/tau + sqrt(2/tau)*xi{more} : 1 (clock-driven)\nshown_post = x : 1 (summed)")) { Method = "euler", Namespace = names };
        var network = new BrianNetwork([ExportLab.Group("g", 4000, "shown : 1\ndv/dt = -v/(5*ms) : 1"), synapses, new StateMonitor("m", "g", ["shown"], default)], [new BrianRun(0.05) { Before = [new Connect("s") { Targets = "i" }] }]);
        Assert.InRange(lab.RunExport(network).Values[^1].Average(x => x * x), 0.9, 1.1);
    }

    [Theory]
    [InlineData("v += w")]
    [InlineData("v += w*(1 + k)/3")]
    public void Several_synapses_of_a_pair_have_numbers(string code) =>
        lab.AssertSame(Network(
            [ExportLab.Group("g", 4, Currents, "v > 0.8", "v = 0", "1*ms"), Given, Synapses("s", "given", "g", code) with { Equations = EquationParser.Parse("w : 1"), MultisynapticIndex = "k" }],
            [new Connect("s") { Copies = "3" }, new Initializer("s", "w", "0.2 + 0.1*k"), new Initializer("s", "delay", "0.1*ms + k*0.3*ms")]));

    [Theory]
    [InlineData("g_post = w", "v = 0", "1*ms")]
    [InlineData("g_post = w*u; u *= 0.8", "v = 0", null)]
    [InlineData("v_post = 0.3*w", "v = 0", "1*ms")]
    [InlineData("v_post = 0.3*w", "v = 0", null)]
    [InlineData("v = 0.3*v + 0.2*w; v += 0.1*u; g = w*g", "v = 0", null)]
    public void Events_set_variables_to_values_of_the_synapse(string code, string reset, string? refractory)
    {
        var equations = refractory is null ? Currents.Replace(" (unless refractory)", string.Empty, StringComparison.Ordinal) : Currents;
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1], [1e-3, 1e-3, 2.3e-3, 4e-3, 4.1e-3]) { Period = 5e-3 };
        var network = Network(
            [
                ExportLab.Group("g", 4, equations, "v > 0.8", reset, refractory), given,
                Synapses("s", "given", "g", code) with { Equations = EquationParser.Parse("w : 1\nu : 1") },
            ],
            [new Connect("s") { Targets = "i" }, new Initializer("s", "w", "1 + 3*rand()"), new Initializer("s", "u", 1), new Initializer("s", "delay", "0.2*ms + 1*ms*rand()"), new Initializer("g", "g", "1 + i")]);
        lab.AssertSame(network);

        // What has arrived at a variable itself is shown a row later.
        if (code[0] == 'g')
            lab.AssertSame(network with { Objects = [.. network.Objects, new StateMonitor("trace", "g", ["v"], default)] });
        IEnumerable<BrianNetwork> others =
        [
            network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("s") { Targets = "i" }] }] },
            network with { Objects = [.. network.Objects, new RunRegularly("r", "g", "v += 0.1; g += 0.1")] },
            network with { Objects = [.. network.Objects, new PoissonInput("p", "g", "v", 10, 10, "0.1") { Order = -1 }, new PoissonInput("q", "g", "g", 10, 10, "0.1") { Order = -2 }] },
        ];
        Assert.All(others, other => Assert.Equal(["NG4112"], ExportLab.Refused(other)));
    }

    [Theory]
    [InlineData("g_post += w*(1 - g_post)", "g_post += 0.3*w*(1 - g_post)", "v = 0", "1*ms", true)]
    [InlineData("g_post += w*(top - g_post); w *= 0.95", "g_post = g_post*(1 - w) + w*top", "v = 0; x += 1", null, true)]
    [InlineData("v_post = 0", "v_post *= 1 - w", "v = 0", "1*ms", true)]
    [InlineData("g_post = 0.7", "g_post += w*(0.7 - g_post)", "v = 0.1", null, true)]
    [InlineData("g_post += w*(1 - g_post)", "g_post += w*(0.9 - g_post)", "v = 0", null, true)]
    [InlineData("g_post += w*(1 - g_post)", "g_post += w", "v = 0", "1*ms", true)]
    [InlineData("g_post += 0.3", "g_post *= 0.7", "v = 0", null, true)]
    [InlineData("v_post = 0.1*v_post", "v_post += w", "v = 0", "1*ms", true)]
    [InlineData("g_post = w", "g_post += 0.1*(1 - g_post)", "v = 0", null, false)]
    [InlineData("g_post += w*(1 - g_post)", "g_post += w*(1 - g_post)", "v = 0; g *= 0.5", null, false)]
    public void Events_of_one_kind_that_move_a_variable_come_in_any_order_and_kinds_one_after_the_other(string code, string other, string reset, string? refractory, bool isPossible)
    {
        var equations = (refractory is null ? Currents.Replace(" (unless refractory)", string.Empty, StringComparison.Ordinal) : Currents) + "\nx : 1";
        var given = new SpikeGeneratorGroup("given", 4, [0, 1, 2, 3, 0, 1], [1e-3, 1e-3, 1e-3, 2.3e-3, 4e-3, 4e-3]) { Period = 5e-3 };
        var names = new Namespace("the synapses", [KeyValuePair.Create("top", (NamespaceValue)new Quantity(1.2, Dimension.None))]);
        var network = Network(
            [
                ExportLab.Group("g", 4, equations.Replace("(g - v)", "(3*g - v)", StringComparison.Ordinal), "v > 0.8", reset, refractory), given,
                Synapses("s", "given", "g", code) with { Equations = EquationParser.Parse("w : 1"), Namespace = names },
                Synapses("o", "g", "g", other) with { Equations = EquationParser.Parse("w : 1"), Namespace = names },
            ],
            [
                new Connect("s"), new Connect("o") { Condition = "i != j" }, new Initializer("s", "w", "0.1 + 0.5*rand()"), new Initializer("o", "w", "0.1 + 0.1*i"), new Initializer("s", "delay", "0.3*ms*rand()"),
                new Initializer("g", "v", "0.2*i"), new Initializer("g", "g", "1 + i"),
            ]);
        if (!isPossible)
        {
            Assert.Equal(["NG4112"], ExportLab.Refused(network));
            return;
        }

        // "o" has its turn before "s", and after it when that is called "a"; random input, of which there is one spike in each step, comes after both.
        lab.AssertSame(network);
        lab.AssertSame(network with { Objects = [.. network.Objects, new PoissonInput("p", new GroupRange("g", 1), code.StartsWith('v') ? "v" : "g", 1, 1e4, "0.004")] });
        lab.AssertSame(network with
        {
            Objects = [.. network.Objects.Select(one => one.Name == "s" ? one with { Name = "a" } : one)],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before.Select(one => one switch { Connect { Synapses: "s" } connect => connect with { Synapses = "a" }, Initializer { Object: "s" } value => value with { Object = "a" }, _ => one })] }],
        });
    }

    [Theory]
    [InlineData("w *= 0.9", "", true)]
    [InlineData("share = 0.5/N_incoming_all; w = clip(w - share + 0.02*i, 0, 1) + 0.01*sin(t/ms)", "", true)]
    [InlineData("w = top_post*w", "", true)]
    [InlineData("w = clip(w, 0, 2.0/N_incoming)*(1 + 0.1/N_post)", "", true)]
    [InlineData("r *= 0.5; w += r", "dr/dt = -r/(4*ms) : 1 (event-driven)", true)]
    [InlineData("w *= v_post", "", false)]
    [InlineData("w *= 0.9", "x_post = w*v_pre : 1 (summed)", false)]
    public void Code_at_a_clock_changes_synapses(string code, string more, bool isPossible)
    {
        foreach (var onPre in (string[])["g_post += w; w = clip(w + 0.05, 0, 1)", "g_post += w*(1 + v_post)"])
        {
            var equations = EquationParser.Parse("w : 1\n" + (more.Length > 0 ? more : "u : 1"));
            var network = Network(
                [
                    ExportLab.Group("g", 4, "dv/dt = (1.3 + 0.1*i + g + x - v)/(5*ms) : 1\ndg/dt = -g/(5*ms) : 1\ntop : 1\nx : 1", "v > 1", "v = 0"),
                    Synapses("s", "g", "g", more.Contains("dr", StringComparison.Ordinal) ? onPre + "; r += 0.1" : onPre) with { Equations = equations },
                    new RunRegularly("regular", "s", code.Replace("N_incoming_all", "3", StringComparison.Ordinal)) { Step = 7e-4 },
                ],
                [new Connect("s") { Condition = "i != j" }, new Initializer("s", "w", "0.2 + 0.05*i"), new Initializer("g", "top", "0.8 + 0.05*i"), new Initializer("g", "v", "0.2*i")]);
            if (isPossible)
                lab.AssertSame(network);
            else
                Assert.Equal(["NG4112"], ExportLab.Refused(network));
        }
    }

    [Fact]
    public void Slow_gates_of_each_synapse_are_summed_by_the_neuron()
    {
        const string equations = """
            w : 1
            dg/dt = -g/(20*ms) + x*(1 - g)/(2*ms) : 1 (clock-driven)
            dx/dt = -x/(2*ms) : 1 (clock-driven)
            gtot_post = w*g*block : 1 (summed)
            block = 1/(1 + exp(-3*v_post)) : 1
            """;
        var cells = ExportLab.Group("g", 3, "dv/dt = (drive + gtot - v)/(5*ms) : 1\ngtot : 1\ndrive : 1", "v > 1", "v = 0");
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1], [1e-3, 1.5e-3, 2.3e-3, 3e-3, 3.3e-3]) { Period = 4e-3 };
        var synapses = Synapses("s", "given", "g", "x += 0.5") with { Equations = EquationParser.Parse(equations), Method = "euler" };
        var network = Network(
            [cells, given, synapses, new StateMonitor("trace", "g", ["v", "gtot"], default)],
            [new Connect("s"), new Initializer("s", "w", "0.2 + 0.5*rand()"), new Initializer("g", "drive", "0.3 + 0.3*i"), new Initializer("s", "delay", "0.5*ms*rand()")]);
        lab.AssertSame(network with { Runs = [network.Runs[0] with { Duration = 0.04 }] });
    }

    [Theory]
    [InlineData("s += 0.2*(1 - s)", "")]
    [InlineData("v = 0.1; s = s + a/4", "")]
    [InlineData("s += 0.2*(1 - s)", "w *= 0.95")]
    public void Gates_of_the_neurons_before_are_copied_into_synapses(string reset, string onPre)
    {
        var cells = ExportLab.Group("g", 4, "dv/dt = (drive + 0.3*own - v)/(5*ms) : 1\nds/dt = -s/(a*20*ms) : 1\nown : 1\ndrive : 1\na : 1", "v > 1", "v = 0; " + reset);
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse("w : 1\nown_post = w*s_pre : 1 (summed)")) { Pathways = onPre.Length == 0 ? [] : [new SynapticPathway("pre", true, onPre)] };
        var network = Network(
            [cells, synapses, new StateMonitor("trace", "g", ["v", "s"], default)],
            [new Connect("s"), new Initializer("s", "w", "rand()"), new Initializer("g", "drive", "1 + 0.3*i"), new Initializer("g", "s", "0.1*i"), new Initializer("g", "a", "1 + 0.5*i")]);
        lab.AssertSame(network with { Runs = [network.Runs[0] with { Duration = 0.05 }] });

        // No copy can follow these.
        foreach (var other in (BrianNetwork[])[network with { Objects = [.. network.Objects, new RunRegularly("r", "g", "s *= 0.5")] }, network with { Objects = [cells with { Reset = "s += v; v = 0" }, .. network.Objects.RemoveAt(0)] }])
            lab.AssertSame(other);
    }

    [Fact]
    public void Synapses_read_what_never_changes_in_the_neurons_around_them()
    {
        var before = ExportLab.Group("before", 3, "dv/dt = (2 - v)/(4*ms) : 1\ngain : 1", "v > 1", "v = 0.1*gain");
        var cells = ExportLab.Group("g", 4, "dv/dt = -v/(5*ms) : 1\ngain : 1", "v > 1", "v = 0");
        var synapses = Synapses("s", new GroupRange("before", 1), "g", "v_post += w*gain_pre/gain_post*(1 + i + j)/4; w *= 0.99") with { Equations = EquationParser.Parse("w : 1") };
        lab.AssertSame(Network(
            [before, cells, synapses],
            [new Connect("s"), new Initializer("s", "w", "8 + 8*rand()"), new Initializer("before", "gain", "rand()"), new Initializer("g", "gain", "1 + i")]));
    }

    [Fact]
    public void Weights_follow_the_spikes_of_both_sides()
    {
        const string equations = "w : 1\ndapre/dt = -apre/(5*ms) : 1 (event-driven)\ndapost/dt = -apost/(7*ms) : 1 (event-driven)";
        var plastic = new Synapses("s", "given", "g", EquationParser.Parse(equations))
        {
            Pathways = [new SynapticPathway("pre", true, "v_post += w; apre += 0.2; w = clip(w + apost, 0, 2)"), new SynapticPathway("post", false, "apost -= 0.21; w = clip(w + apre, 0, 2)")],
        };
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1], [1e-3, 1.5e-3, 2.3e-3, 3e-3, 3.3e-3]) { Period = 4e-3 };
        var cells = ExportLab.Group("g", 4, "dv/dt = (drive - v)/(5*ms) : 1\ndrive : 1", "v > 1", "v = 0");
        var network = Network([cells, given, plastic], [new Connect("s"), new Initializer("s", "w", "0.2 + 0.5*rand()"), new Initializer("g", "drive", "0.6 + 0.3*i")]);
        lab.AssertSame(network);
        lab.AssertSame(network with { Objects = [.. network.Objects, new StateMonitor("weights", "s", ["w", "apre", "apost"], [0, 5, 7, 11])] }, rowsLate: 1);
        lab.AssertSame(network with { Runs = [network.Runs[0] with { Duration = 0.1, Before = [.. network.Runs[0].Before, new Initializer("s", "delay", "0.5*ms*rand()")] }] });
        lab.AssertSame(network with { Runs = [network.Runs[0], new BrianRun(0.03)] });
        Assert.Empty(lab.AssertSameRuns(network with { Runs = [network.Runs[0], new BrianRun(0.03) { Before = [new Initializer("s", "w", "w + 0*rand()")] }] }));
    }

    [Fact]
    public void A_recurrent_network_with_excitation_and_inhibition_spikes_in_the_same_steps()
    {
        const string equations = "dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)\ndge/dt = -ge/taue : volt\ndgi/dt = -gi/taui : volt";
        var names = new Namespace("the group",
        [
            KeyValuePair.Create("taum", (NamespaceValue)new Quantity(0.02, Dimension.Time)), KeyValuePair.Create("taue", (NamespaceValue)new Quantity(0.005, Dimension.Time)),
            KeyValuePair.Create("taui", (NamespaceValue)new Quantity(0.01, Dimension.Time)), KeyValuePair.Create("El", (NamespaceValue)new Quantity(-0.049, Dimension.Voltage)),
        ]);
        var cells = ExportLab.Group("cells", 100, equations, "v > -50*mV", "v = -60*mV", "5*ms") with { Namespace = names };
        var network = new BrianNetwork(
            [
                cells, Synapses("excitation", new GroupRange("cells", 0, 80), "cells", "ge += 6*mV"), Synapses("inhibition", new GroupRange("cells", 80), "cells", "gi -= 20*mV"),
                new EventMonitor("spikes", "cells"),
            ],
            [new BrianRun(0.1) { Before = [new Initializer("cells", "v", "-60*mV + rand()*10*mV"), new Connect("excitation") { Probability = "0.1" }, new Connect("inhibition") { Probability = "0.1" }] }]);
        lab.AssertSame(network);
    }

    [Theory]
    [InlineData(1000, 10.0)]
    [InlineData(20, 30.0)]
    public void Poisson_input_has_its_mean_and_variance(int sources, double rate)
    {
        var cells = ExportLab.Group("g", 2000, "x : 1");
        var network = new BrianNetwork([cells, new PoissonInput("p", "g", "x", sources, rate, "1"), new StateMonitor("m", "g", ["x"], default)], [new BrianRun(0.1)]);
        var x = lab.RunExport(network).Values[^1];
        var mean = sources * rate * 0.1;

        // Standard errors: of the mean sqrt(mean/2000), of the variance sqrt(2/2000) of itself; four of each.
        Assert.InRange(x.Average(), mean - (4 * Math.Sqrt(mean / 2000)), mean + (4 * Math.Sqrt(mean / 2000)));
        Assert.InRange(x.Average(one => (one - x.Average()) * (one - x.Average())) / mean, 0.87, 1.13);
    }

    [Theory]
    [InlineData("500*Hz")]
    [InlineData("int(t < 50*ms)*1000*Hz*int(i >= 0)")]
    public void Random_sources_spike_at_their_rates(string rates)
    {
        var network = new BrianNetwork([new PoissonGroup("p", 500, rates), new EventMonitor("e", "p")], [new BrianRun(0.1)]);

        // 25 000 spikes are expected, with a standard deviation of about 160.
        Assert.InRange(lab.RunExport(network).Events.Count(), 24_200, 25_800);
    }

    [Fact]
    public void Random_sources_of_one_rate_are_generators_of_NeuroML()
    {
        var network = new BrianNetwork([new PoissonGroup("p", 500, "500*Hz"), new EventMonitor("e", "p")], [new BrianRun(0.1)]);
        var uniform = network with { Objects = [new PoissonGroup("p", 500, new Quantity(500, Dimension.PerTime)), network.Objects[1]] };
        var standard = new NeuroMLExportOptions { PreferStandardTypes = true };
        Assert.Single(ExportLab.Export(uniform, standard).Model!.Root!.Elements(), one => one.Name.LocalName == "spikeGeneratorPoisson");

        // 25 000 spikes are expected, with a standard deviation of about 160; a step holds at most one, which takes away 2 %.
        Assert.InRange(lab.RunExport(uniform, standard).Events.Count(), 23_500, 25_800);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_other_methods_the_difference_is_in_proportion_to_the_step(bool isStandard)
    {
        // Brian integrates the conductance exactly, and the membrane with it by its exponential method; LEMS does both by the method of Euler.
        var cells = ExportLab.Group("g", 2, "dv/dt = (10*nS*(-70*mV - v) + x*(0*mV - v))/(200*pF) : volt\ndx/dt = -x/(5*ms) : siemens", "v > 0*mV", "v = -70*mV") with { Method = "exponential_euler" };
        var network = Network(
            [cells, Given, Synapses("s", "given", "g", "x_post += 2*nS"), new StateMonitor("trace", "g", ["v"], default)], [new Connect("s"), new Initializer("g", "v", "-70*mV")]);
        var reference = Run(1e-6).Wanted;
        var differences = ((double[])[1e-4, 5e-5, 2.5e-5]).Select(step => Math.Abs(Run(step).Found - reference)).ToList();

        // Halves but for the square of the step, of which a step of 0.1 ms and a time of 5 ms leave some percent.
        Assert.InRange(differences[0] / differences[1], 1.9, 2.1);
        Assert.InRange(differences[1] / differences[2], 1.9, 2.1);

        (double Wanted, double Found) Run(double step)
        {
            var one = network with { Runs = [network.Runs[0] with { Step = step, Duration = 0.01 }] };
            var session = ExportLab.Run(one);
            return (session.Values("g", "v")![0], step < 1e-5 ? 0 : lab.RunExport(one, new NeuroMLExportOptions { PreferStandardTypes = isStandard }).Values[^1][0]);
        }
    }

    [Fact]
    public void Spikes_that_come_again_come_again()
    {
        var given = Given with { Period = 5e-3 };
        var cells = ExportLab.Group("g", 3, "v : 1", "v > 1", "v = 0");
        lab.AssertSame(Network([given, cells, Synapses("s", "given", "g", "v += 0.4"), new EventMonitor("of_given", "given")], [new Connect("s") { Targets = "i" }]));
        lab.AssertSame(Network([given, cells, Synapses("s", "given", "g", "v += 0.4")], [new Connect("s") { Targets = "i" }]));
    }

    [Theory]
    [InlineData("v += w", "v *= 0.5")]
    [InlineData("v += 0.1; x += w", "v = 0.2; x = 0.7*x")]
    [InlineData("v += 0.1", "v = (0.5 + 0.1*i)*v + 0.1*sin(t/ms)")]
    [InlineData("v += 0.1", "h = 0.5*v; v = h + 0.2")]
    [InlineData("x = 0.3*x + w", "v *= 0.5")]
    public void Code_at_a_clock_leaves_a_part_of_what_has_arrived(string onEvent, string regular)
    {
        foreach (var (step, refractory, part) in ((double, string?, GroupRange)[])[(8e-4, null, "g"), (3e-3, "1*ms", "g"), (2e-3, "v > 0.2", new GroupRange("g", 1)), (2e-3, null, new GroupRange("g", 1, 3))])
        {
            var cells = ExportLab.Group("g", 4, "dv/dt = (9 + x - v)/(5*ms) : 1 (unless refractory)\nx : 1", "v > 1", "v = 0.3*v", refractory);
            var synapses = Synapses("s", "g", "g", onEvent) with { Equations = EquationParser.Parse("w : 1") };
            var network = Network(
                [cells, synapses, new RunRegularly("r", part, regular) { Step = step }], [new Connect("s") { Targets = onEvent.StartsWith("x = ", StringComparison.Ordinal) ? "(i + 1) % N_post" : "k for k in range(N_post)" }, new Initializer("g", "v", "0.1*i"), new Initializer("s", "w", "0.2*rand()"), new Initializer("s", "delay", "1*ms*rand()")]);
            lab.AssertSame(network);
            var run = network.Runs[0] with { Duration = 0.0101 };
            lab.AssertSame(network with { Runs = [run, run with { Before = [new Initializer("g", "v", "0.5*v")] }] });
        }
    }

    [Theory]
    [InlineData("v += 0.1", "x *= 0.5", "v = 0", "", true)]
    [InlineData("v += 0.1", "v += 0.01", "v = 0", "", true)]
    [InlineData("v += 0.1*(1 - v)", "x *= 0.5", "v = 0", "", true)]
    [InlineData("v += 0.1", "v = clip(v, 0, 0.5)", "v = 0", "", false)]
    [InlineData("v += 0.1", "v = v*x; x += 0.1", "v = 0", "", false)]
    [InlineData("v += 0.1", "x = v", "v = 0", "", false)]
    [InlineData("v += 0.1*x", "x *= 0.5", "v = 0", "", true)]
    [InlineData("v += 0.1*x", "v += 0.01", "v -= 1; x += 1", "", true)]
    [InlineData("x += 0.1*(1 - x)", "v += 0.01", "v = 0", "x += 0.2", true)]
    public void What_depends_on_the_order_within_a_step_is_the_same_or_refused(string onEvent, string regular, string reset, string other, bool isPossible)
    {
        var cells = ExportLab.Group("g", 4, "dv/dt = (1.5 + x - v)/(5*ms) : 1\nx : 1", "v > 1", reset);
        var network = Network([cells, Given, Synapses("s", "given", "g", onEvent), Synapses("o", "g", "g", other), new RunRegularly("r", "g", regular)], [new Connect("s"), new Connect("o"), new Initializer("g", "v", "0.1*i")]);
        if (isPossible)
            lab.AssertSame(network);
        else
            Assert.Equal(["NG4112"], ExportLab.Refused(network));
    }

    [Fact]
    public void What_no_attached_synapse_can_do_is_refused()
    {
        var cells = ExportLab.Group("g", 2, "dv/dt = -v/ms : 1\nx : 1", "v > 1", "v = 0");
        Assert.Equal(["NG4112"], ExportLab.Refused(Network([cells, Synapses("s", "g", "g", "v_post += 1") with { Equations = EquationParser.Parse("w : 1\nx_post = w*v_pre : 1 (summed)") }], [new Connect("s")])));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network([cells, Synapses("s", "g", "g", "v_post += w*v_pre") with { Equations = EquationParser.Parse("w : 1") }], [new Connect("s"), new Initializer("s", "w", "rand()")])));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network([cells, Synapses("s", "g", "g", "v_post += 1"), new StateMonitor("m", "s", ["delay"], default)], [new Connect("s")])));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network([cells, Synapses("s", "g", "g", "x_pre += w*rand(); v_post += w") with { Equations = EquationParser.Parse("w : 1") }], [new Connect("s"), new Initializer("s", "w", "rand()")])));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network([cells, Synapses("s", "g", "g", "x_post += 1") with { Equations = EquationParser.Parse("w : 1\nx_post = w : 1 (summed)") }], [new Connect("s")])));
    }

    private static Synapses Synapses(string name, GroupRange source, GroupRange target, string code) =>
        new(name, source, target, Equations.None) { Pathways = [new SynapticPathway("pre", true, code)] };

    private static BrianNetwork Network(IEnumerable<BrianObject> objects, IEnumerable<BrianAction> before) =>
        new([.. objects, new EventMonitor("spikes", "g")], [new BrianRun(0.02) { Before = [.. before] }]) { Seed = 3 };
}
