using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Attached;

/// <summary>Synapses that see variables of the neurons before them, in each step or when events arrive, whatever the order of cells.</summary>
public sealed class CouplingExportTests : IDisposable
{
    private const string Cells = "dv/dt = (drive + coupling - v)/(5*ms) : 1\ndw/dt = (v - w)/(20*ms) : 1\ncoupling : 1\ndrive : 1";

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)", "v > 1")]
    [InlineData("g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)", null)]
    [InlineData("g : 1\ncoupling_post = g*clip(v_pre, 0.2, 0.8)*w_pre : 1 (summed)", "v > 1")]
    [InlineData("g : 1\ncoupling_post = s : 1 (summed)\nds/dt = (g*v_pre - s)/(3*ms) : 1 (clock-driven)", "v > 1")]
    [InlineData("g : 1\ncoupling_post = s : 1 (summed)\nds/dt = (g*v_pre*w_post - s)/(3*ms) : 1 (clock-driven)\ndh/dt = s*(1 - h)/(9*ms) : 1 (clock-driven)", "v > 1")]
    public void Neurons_see_each_other_whatever_their_order(string equations, string? threshold)
    {
        // Equations of synapses are integrated before neurons or after them, as their names are ordered.
        foreach (var name in (string[])["s", "a"])
            lab.AssertSame(Network(ExportLab.Group("g", 5, Cells, threshold, threshold is null ? null : "v = 0; w += 0.1", threshold is null ? null : "1*ms"), equations, name));
    }

    [Theory]
    [InlineData("coupling_post = g*gate_pre : 1 (summed)")]
    [InlineData("coupling_post = g*(both_pre - both_post) : 1 (summed)")]
    [InlineData("coupling_post = g*v_pre*4/N_incoming + 0.01*N_outgoing*N_pre/N_post : 1 (summed)")]
    [InlineData("coupling_post = g*gate : 1 (summed)")]
    public void Subexpressions_of_neurons_are_written_out(string equation)
    {
        const string more = "\ngate = 1/(1 + exp(-v/slope)) + 0.01*i : 1\nboth = 2*half*drive : 1\nhalf = v + w : 1 (constant over dt)";
        var names = new Namespace("the group", [KeyValuePair.Create("slope", (NamespaceValue)new Quantity(0.3, Dimension.None))]);
        lab.AssertSame(Network(ExportLab.Group("g", 5, Cells + more, "v > 1", "v = 0; w += 0.1", "1*ms") with { Namespace = names }, "g : 1\n" + equation));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("z", false)]
    public void Sums_of_sums_are_those_of_the_step_before(string back, bool isPossible)
    {
        // Three pools add up what their members have; each member gets back what all pools have. Brian adds up by name: by "a" before the pools have their sums of the step, by "z" after that.
        var cells = ExportLab.Group("g", 6, "dv/dt = (1.2 + 0.1*i - total - v)/(5*ms) : 1\nds/dt = -s/(4*ms) : 1\ntotal : 1", "v > 1", "v = 0; s += 1", "1*ms");
        var network = new BrianNetwork(
            [
                cells, ExportLab.Group("pools", 3, "level : 1"), new Synapses("pooling", "g", "pools", EquationParser.Parse("level_post = s_pre : 1 (summed)")) { Method = "euler" },
                new Synapses(back, "pools", "g", EquationParser.Parse("w : 1\ntotal_post = w*level_pre : 1 (summed)")) { Method = "euler" }, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default),
            ],
            [
                new BrianRun(0.03)
                {
                    Before = [new Initializer("pools", "level", "0.5*i"), new Connect("pooling") { Targets = "int(i/2)" }, new Connect(back), new Initializer(back, "w", "0.1 + 0.05*int(i == int(j/2))"), new Initializer("g", "v", "0.1*i")],
                },
            ]);
        if (isPossible)
            lab.AssertSame(network);
        else
            Assert.Equal(["NG4112"], ExportLab.Refused(network));
    }

    [Theory]
    [InlineData("a", "w_post += 0.1*g*v_post", true)]
    [InlineData("a", "g = clip(g + 0.1*(v_post - 0.4), 0, 1); w_post += 0.2*g*v_pre", true)]
    [InlineData("z", "w_post += 0.1*g*v_post", false)]
    public void Events_see_variables_at_which_others_arrive_after_them(string name, string code, bool isPossible)
    {
        var network = new BrianNetwork(
            [
                ExportLab.Group("g", 5, Cells.Replace("- v)", "+ w - v)", StringComparison.Ordinal), "v > 1", "v = 0"),
                new Synapses(name, "g", "g", EquationParser.Parse("g : 1")) { Pathways = [new SynapticPathway("pre", true, code)] },
                new Synapses("more", "g", "g", EquationParser.Parse("w_syn : 1")) { Pathways = [new SynapticPathway("pre", true, "v_post += w_syn")] },
                new Synapses("uniform", "g", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "v_post -= 0.02")] }, new EventMonitor("spikes", "g"),
            ],
            [
                new BrianRun(0.04)
                {
                    Before =
                    [
                        new Connect(name) { Condition = "i != j" }, new Connect("more") { Condition = "i != j" }, new Connect("uniform"), new Initializer(name, "g", "0.2 + 0.05*j"), new Initializer("more", "w_syn", "0.05 + 0.02*i"),
                        new Initializer(name, "delay", "0.1*ms*((i + 2*j) % 4)"), new Initializer("more", "delay", "0.1*ms*((2*i + j) % 3)"), new Initializer("g", "v", "0.2*i"), new Initializer("g", "drive", "1.1 + 0.05*i"),
                    ],
                },
            ]);
        if (isPossible)
            lab.AssertSame(network);
        else
            Assert.Equal(["NG4112"], ExportLab.Refused(network));
    }

    [Fact]
    public void Synapses_need_no_spikes_of_the_neurons_before_them() =>
        lab.AssertSame(Network(ExportLab.Group("g", 5, Cells), "g : 1\ncoupling_post = g*v_post + 0.1*j : 1 (summed)"));

    [Fact]
    public void Groups_see_each_other_across()
    {
        const string equations = "g : 1\ncoupling_post = g*(v_pre - v_post) : 1 (summed)";
        var network = Network(ExportLab.Group("g", 5, Cells, "v > 1", "v = 0"), equations);
        var other = ExportLab.Group("h", 4, Cells, "v > 0.9", "v = 0.1");
        network = network with
        {
            Objects = [other, .. network.Objects.Where(one => one is not StateMonitor), new Synapses("there", "g", new GroupRange("h", 1), EquationParser.Parse(equations)) { Method = "euler" }, new Synapses("back", "h", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "w_post += 0.1")] }],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("there"), new Connect("back"), new Initializer("there", "g", "0.1*i"), new Initializer("h", "drive", "1 + 0.2*i")] }],
        };
        lab.AssertSame(network);
    }

    [Theory]
    [InlineData("w_post += g*v_pre", "")]
    [InlineData("w_post += g*x_pre", "")]
    [InlineData("g = clip(g + 0.05*(x_pre - x_post), 0, 1); w_post += g", "")]
    [InlineData("h = 0.5*v_pre; g *= 1.01; w_post += g*h; g += 0.01*h", "")]
    [InlineData("w_post += g*a*v_pre; a += 0.3", "\nda/dt = -a/(7*ms) : 1 (event-driven)")]
    [InlineData("s += x_pre", "\ncoupling_post = g*s*(1 + 0.2*v_pre) : 1 (summed)\nds/dt = -s/(3*ms) : 1 (clock-driven)")]
    [InlineData("g *= 0.99", "\ncoupling_post = g*(v_pre - v_post) : 1 (summed)")]
    public void Events_see_neurons_as_they_are_before_the_reset(string code, string equations)
    {
        foreach (var delay in (string[])["0*ms", "0.7*ms", "0.1*ms*i + 0.3*ms*j"])
        {
            lab.AssertSame(Hearing(code, equations, null, delay, null));
            lab.AssertSame(Hearing(code, equations, null, delay, "1*ms"));
        }
    }

    [Theory]
    [InlineData("w_post += g", "g = clip(g + 0.05*x_pre - 0.02*v_post, 0, 1)", "", "0*ms")]
    [InlineData("w_post += g", "g = clip(g + 0.05*x_pre, 0, 1)", "", "0.5*ms")]
    [InlineData("w_post += g; a += 0.1", "g = clip(g + a*x_post, 0, 1); b += 0.2", "\nda/dt = -a/(7*ms) : 1 (event-driven)\ndb/dt = -b/(5*ms) : 1 (event-driven)", "0*ms")]
    [InlineData("w_post += g*s", "s += 1", "\nds/dt = -s/(3*ms) : 1 (clock-driven)\ncoupling_post = 0.1*s : 1 (summed)", "0*ms")]
    public void Weights_follow_variables_of_both_sides(string onPre, string onPost, string equations, string later)
    {
        lab.AssertSame(Hearing(onPre, equations, onPost, "0*ms", null, later));
        lab.AssertSame(Hearing(onPre, equations, onPost, "0.4*ms + 0.1*ms*i", "0.5*ms", later));
    }

    [Fact]
    public void Synapses_have_several_pathways_with_delays_of_their_own()
    {
        var network = Hearing("w_post += g", string.Empty, null, "0.8*ms", null);
        var synapses = (Synapses)network.Objects[1];
        lab.AssertSame(network with
        {
            Objects = network.Objects.Replace(synapses, synapses with { Pathways = [new SynapticPathway("transmission", true, "w_post += g"), new SynapticPathway("plasticity", true, "g = clip(g*0.97 + 0.01*v_post, 0, 1)"), new SynapticPathway("post", false, "g += 0.01")] }),
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before.Where(one => one is not Initializer { Variable: "pre.delay" }), new Initializer("s", "transmission.delay", "0.3*ms*(j + 1)")] }],
        });
    }

    [Fact]
    public void Sources_that_only_spike_reach_synapses_that_read_what_is_behind_them()
    {
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1, 2], [1e-3, 1e-3, 2.3e-3, 4e-3, 4.1e-3, 9e-3]);
        var network = Hearing("w_post += g; g = clip(g + 0.2*(0.5 - x_post), 0, 2)", string.Empty, null, "0.2*ms", null);
        lab.AssertSame(network with { Objects = network.Objects.Replace(network.Objects[1], ((Synapses)network.Objects[1]) with { Source = "given" }).Add(given), Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before.Select(one => one is Connect ? new Connect("s") : one)] }] });
    }

    [Theory]
    [InlineData("w_post += g*x_pre", "g = clip(g + 0.02*v_post, 0, 1)", "0*ms")]
    [InlineData("w_post += g*x_pre; g *= 0.99", "", "0.1*ms*i + 0.3*ms*j")]
    [InlineData("w_post += g", "g += 0.01", "0.2*ms")]
    public void Custom_events_are_heard_like_spikes(string onPre, string onPost, string delay)
    {
        var network = Hearing(onPre, string.Empty, onPost.Length == 0 ? null : onPost, delay, null);
        var (cells, synapses) = ((NeuronGroup)network.Objects[0], (Synapses)network.Objects[1]);
        cells = cells with { Events = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("half", "v > 0.5 and v < 0.6") };
        var heard = synapses with { Pathways = [.. synapses.Pathways.Select(one => one with { Event = "half" })] };
        network = network with { Objects = network.Objects.Replace(network.Objects[0], cells).Replace(synapses, heard) };
        lab.AssertSame(network);
        lab.AssertSame(network with { Objects = network.Objects.Replace(heard, synapses with { Pathways = [.. synapses.Pathways, new SynapticPathway("more", true, "w_post += 0.1*g*v_post") { Event = "half" }] }) });
        var run = network.Runs[0] with { Duration = 0.02 };
        lab.AssertSameRuns(network with { Runs = [run, run with { Before = [new Initializer("g", "drive", "1.4 + 0.5*rand()")] }] });
    }

    [Fact]
    public void Many_spikes_are_under_way() => lab.AssertSame(Hearing("w_post += g*x_pre", string.Empty, null, "1*ms + 15*ms*rand()", null));

    [Theory]
    [InlineData("g : 1\ncoupling_pre = g*(v_post - v_pre) : 1 (summed)")]
    [InlineData("g : 1\ncoupling_pre = g*v_post*N_outgoing/N_incoming + 0.01*i - 0.02*j : 1 (summed)")]
    [InlineData("g : 1\ncoupling_pre = s : 1 (summed)\nds/dt = (g*w_post - s)/(3*ms) : 1 (clock-driven)")]
    [InlineData("g : 1\ncoupling_pre = g*v_post : 1 (summed)\nback_post = 0.5*g*w_pre : 1 (summed)")]
    public void Sums_for_the_neurons_before_are_those_of_synapses_turned_round(string equations)
    {
        foreach (var name in (string[])["s", "a"])
        {
            var network = Network(ExportLab.Group("g", 5, Cells.Replace("+ coupling", "+ coupling + back", StringComparison.Ordinal) + "\nback : 1", "v > 1", "v = 0; w += 0.1", "1*ms"), equations, name);
            lab.AssertSame(network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect(name) { Condition = "i == 2 and j < 2" }, new Initializer(name, "g", "0.1*rand()")] }] });
        }
    }

    [Theory]
    [InlineData("w_pre += g", null, "")]
    [InlineData("w_pre += 0.3*g; g *= 0.99", "w_pre += g*x_post; g = clip(g*1.02, 0, 1)", "")]
    [InlineData("w_post += g", "w_pre += 0.5*g; g *= 0.97", "")]
    [InlineData("w_post += g*a; a += 0.2", "w_pre += 0.5*g*a; g *= 0.97", "\nda/dt = -a/(6*ms) : 1 (event-driven)")]
    [InlineData("w_post += g*s; s += 0.1", "w_post += 0.1*g", "\nds/dt = -s/(6*ms) : 1 (clock-driven)\ncoupling_pre = s*(x_post - 0.1) : 1 (summed)")]
    [InlineData("w_pre += 0.05; w_post += 0.1", null, "")]
    [InlineData("s += 0.1", "w_post += g*v_post*s", "\nds/dt = -s/(6*ms) : 1 (clock-driven)")]
    public void Events_change_neurons_of_both_sides(string onPre, string? onPost, string equations)
    {
        foreach (var delay in (string[])["0*ms", "0.1*ms*i + 0.3*ms*j"])
        {
            foreach (var refractory in (string?[])[null, "1*ms"])
            {
                var network = Hearing(onPre, equations, onPost, delay, refractory, "0.2*ms");
                lab.AssertSame(network);
                var run = network.Runs[0] with { Duration = 0.02 };
                lab.AssertSame(network with { Runs = [run, run with { Before = [new Initializer("s", "g", "0.5*g")] }] });
                lab.AssertSameRuns(network with { Runs = [run, run with { Before = [new Initializer("g", "drive", "1.4 + 0.5*rand()")] }] });
            }
        }
    }

    [Fact]
    public void Synapses_that_are_turned_round_are_recorded_in_their_order()
    {
        // What events change is seen a row later.
        var network = Hearing("w_pre += g; g *= 0.95", string.Empty, null, "0.2*ms", null);
        lab.AssertSame(network with { Objects = network.Objects.Add(new StateMonitor("weights", "s", ["g"], [0, 3, 7, 12])) }, rowsLate: 1);
    }

    [Theory]
    [InlineData("f")]
    [InlineData("z")]
    public void Quantities_keep_their_units(string name)
    {
        // Gap junctions beside synapses with weights, currents for the neurons before synapses, a link to what these synapses change, and a slow group.
        var names = new Namespace("the group", [KeyValuePair.Create("Cm", (NamespaceValue)new Quantity(2e-10, Dimension.Capacitance)), KeyValuePair.Create("gL", (NamespaceValue)new Quantity(1e-8, Dimension.Conductance)), KeyValuePair.Create("EL", (NamespaceValue)new Quantity(-0.07, Dimension.Voltage))]);
        var cells = ExportLab.Group("g", 4, "dv/dt = (gL*(EL - v) + gap + back + I)/Cm : volt\ngap : amp\nback : amp\nI : amp\ndtrace/dt = -trace/(10*ms) : volt", "v > -55*mV", "v = -70*mV; trace += 1*mV") with { Namespace = names };
        var reader = ExportLab.Group(name, 3, "du/dt = (10*seen - 70*mV - u)/(3*ms) : volt\nseen : volt (linked)", "u > -64*mV and seen > 0.3*mV", "u = -66*mV") with
        {
            Linked = System.Collections.Immutable.ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("seen", new LinkedVariable("g", "trace", [3, 1, 0])),
        };
        var slow = ExportLab.Group("slow", 2, "dx/dt = (-50*mV - x)/(5*ms) : volt", "x > -55*mV", "x = -70*mV") with { Step = 5e-4 };
        lab.AssertSame(new BrianNetwork(
            [
                cells, reader, slow, new EventMonitor("spikes", "g"),
                new Synapses("junctions", "g", "g", EquationParser.Parse("w : siemens\ngap_post = w*(v_pre - v_post) : amp (summed)")),
                new Synapses("kicks", "slow", "g", EquationParser.Parse("w : volt")) { Pathways = [new SynapticPathway("pre", true, "v_post += w; w *= 0.98")] },
                new Synapses("turned", "g", name, EquationParser.Parse("r : siemens\nback_pre = r*(u_post - v_pre) : amp (summed)")),
                new Synapses("traces", "g", name, EquationParser.Parse("q : volt")) { Pathways = [new SynapticPathway("post", false, "trace_pre += q; q = clip(1.1*q, 0*mV, 2*mV)")] },
            ],
            [
                new BrianRun(0.05)
                {
                    Before =
                    [
                        new Initializer("g", "v", "EL + 2*mV*i"), new Initializer("g", "I", "0.14*nA + 0.02*nA*i"), new Initializer("slow", "x", "-70*mV"), new Initializer(name, "u", "-70*mV"), new Connect("junctions") { Condition = "i != j" },
                        new Initializer("junctions", "w", "0.5*nS*rand()"), new Connect("kicks"), new Initializer("kicks", "w", "2*mV*rand()"), new Initializer("kicks", "delay", "2*ms*rand()"), new Connect("turned"), new Initializer("turned", "r", "1*nS*rand()"),
                        new Connect("traces"), new Initializer("traces", "q", "1*mV*rand()"), new Initializer("traces", "post.delay", "1*ms"),
                    ],
                },
            ])
        { Seed = 5 });
    }

    [Fact]
    public void What_they_cannot_see_is_refused()
    {
        var cells = ExportLab.Group("g", 5, Cells + "\nx = v + rand() : 1 (constant over dt)\nsum = v + coupling : 1", "v > 1", "v = 0");
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(cells, "g : 1\ncoupling_post = g*x_pre : 1 (summed)")));
        Assert.Equal(["NG4112"], ExportLab.Refused(Network(cells, "g : 1\ncoupling_post = g*sum_pre : 1 (summed)")));
        var more = new Synapses("more", "g", "g", EquationParser.Parse("w : 1\nda/dt = -a/ms : 1 (event-driven)")) { Pathways = [new SynapticPathway("pre", true, "a += w; v_post += a")] };
        var network = Network(cells, "g : 1\ncoupling_post = g*v_pre : 1 (summed)");
        Assert.Equal(["NG4112"], ExportLab.Refused(network with { Objects = [.. network.Objects, more], Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("more"), new Initializer("more", "w", "rand()")] }] }));
        Assert.Equal(["NG4112"], ExportLab.Refused(Hearing("w_post += g*w_pre", string.Empty, null, "0*ms", null)));
        Assert.Equal(["NG4112"], ExportLab.Refused(Hearing("w_post += g*v_pre", string.Empty, null, "200*ms", null)));
        Assert.Equal(["NG4112"], ExportLab.Refused(Hearing("w_post += g*lastspike_pre/second", string.Empty, null, "0*ms", "1*ms")));
    }

    [Theory]
    [InlineData("coupling_post = g*(v_pre - v_post) : 1 (summed)")]
    [InlineData("coupling_post = g*v_pre : 1 (summed)")]
    [InlineData("coupling_post = g*s : 1 (summed)\nds/dt = (v_post - s)/(4*ms) : 1 (clock-driven)")]
    public void Events_that_reach_neurons_are_seen_in_the_next_step(string equations)
    {
        var network = Network(ExportLab.Group("g", 5, Cells, "v > 1", "v = 0"), "g : 1\n" + equations);
        var more = new Synapses("more", "g", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "v_post += 0.1")] };
        lab.AssertSame(network with
        {
            Objects = [.. network.Objects.Where(one => one is not StateMonitor), more],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("more") { Condition = "i != j" }] }],
        });
    }

    [Theory]
    [InlineData("coupling_post = g*(v_pre - v_post) : 1 (summed)", "v_post += w_syn")]
    [InlineData("coupling_post = g*v_pre : 1 (summed)", "v_post += w_syn*(1 + i)/(1 + j)*drive_pre; w_syn *= 0.97")]
    [InlineData("coupling_post = g*s : 1 (summed)\nds/dt = (v_post - s)/(4*ms) : 1 (clock-driven)", "v_post += w_syn*(1 - w_post)/N_incoming")]
    [InlineData("coupling_pre = g*(v_post - v_pre) : 1 (summed)", "v_pre += 0.5*w_syn; w_syn = clip(w_syn*1.05, 0, 0.2)")]
    public void Events_of_synapses_with_weights_are_seen_in_the_next_step(string equations, string code)
    {
        foreach (var refractory in (string?[])[null, "1*ms"])
        {
            var network = Network(ExportLab.Group("g", 5, Cells.Replace("/(5*ms) : 1", "/(5*ms) : 1 (unless refractory)", StringComparison.Ordinal), "v > 1", "v = 0.2*v", refractory), "g : 1\n" + equations);
            var more = new Synapses("more", "g", "g", EquationParser.Parse("w_syn : 1")) { Pathways = [new SynapticPathway("pre", true, code)] };
            network = network with
            {
                Objects = [.. network.Objects.Where(one => one is not StateMonitor), more],
                Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Connect("more") { Condition = "i != j", Probability = "0.7" }, new Initializer("more", "w_syn", "0.2*rand()"), new Initializer("more", "delay", "1*ms*rand()")] }],
            };
            lab.AssertSame(network);
            var run = network.Runs[0] with { Duration = 0.02 };
            lab.AssertSameRuns(network with { Runs = [run, run with { Before = [new Initializer("g", "drive", "1.4 + 0.5*rand()")] }] });
        }
    }

    [Theory]
    [InlineData("g : 1\ndh/dt = (v_post - h)/(9*ms) : 1 (clock-driven)", "v_post += 0.1*g*h")]
    [InlineData("g : 1\ndh/dt = (v_pre*v_post - h)/(9*ms) : 1 (clock-driven)", "v_post += 0.1*g*h; h += 0.1")]
    public void Equations_of_synapses_see_what_has_arrived_through_them(string equations, string onPre)
    {
        var network = Network(ExportLab.Group("g", 5, Cells, "v > 1", "v = 0"), equations);
        lab.AssertSame(network with { Objects = [.. network.Objects.Where(one => one is not StateMonitor).Select(one => one is Synapses s ? s with { Pathways = [new SynapticPathway("pre", true, onPre)] } : one)] });
    }

    [Theory]
    [InlineData("w_post += g*x_pre", "", "0*ms", null)]
    [InlineData("w_post += g*x_pre", "", "0.2*ms + 1.1*ms*j", null)]
    [InlineData("w_post += g; g = clip(g + 0.05*(0.4 - x_post), 0, 1)", "", "0.7*ms", "1*ms")]
    [InlineData("g = clip(g + 0.01*v_post, 0, 1)", "\ncoupling_post = g*(v_pre - v_post) : 1 (summed)", "0*ms", "1*ms")]
    [InlineData("w_post += 0.2*h", "\ndh/dt = (v_post - h)/(4*ms) : 1 (clock-driven)", "0.3*ms", null)]
    [InlineData("w_post += g*a; a += 0.2*v_pre", "\nda/dt = -a/(6*ms) : 1 (event-driven)", "0*ms", "1*ms")]
    public void They_go_on_in_the_file_of_the_next_run(string code, string equations, string delay, string? refractory)
    {
        var network = Hearing(code, equations, null, delay, refractory);
        var run = network.Runs[0] with { Duration = 0.02 };
        lab.AssertSameRuns(network with { Runs = [run, run with { Before = [new Initializer("g", "drive", "1.4 + 0.5*rand()")] }] });
    }

    // Synapses of neurons with a trace of their own spikes, of which events change w.
    private static BrianNetwork Hearing(string onPre, string equations, string? onPost, string delay, string? refractory, string later = "0*ms")
    {
        var cells = ExportLab.Group("g", 5, "dv/dt = (drive + w + coupling - v)/(5*ms) : 1 (unless refractory)\ndw/dt = -w/(20*ms) : 1\ndx/dt = -x/(8*ms) : 1\ncoupling : 1\ndrive : 1", "v > 1", "v = 0; x += 0.5", refractory);
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse("g : 1" + equations)) { Method = "euler", Pathways = [new SynapticPathway("pre", true, onPre), .. onPost is null ? (SynapticPathway[])[] : [new SynapticPathway("post", false, onPost)]] };
        return new([cells, synapses, new EventMonitor("spikes", "g")],
            [
                new BrianRun(0.04)
                {
                    Before =
                    [
                        new Connect("s") { Condition = "i != j" }, new Initializer("s", "g", "0.05*(1 + i + 2*j)/5"), new Initializer("g", "drive", "1.1 + 0.2*i"), new Initializer("s", "pre.delay", delay),
                        .. onPost is null || later == "0*ms" ? (BrianAction[])[] : [new Initializer("s", "post.delay", later)],
                    ],
                },
            ])
        { Seed = 3 };
    }

    private static BrianNetwork Network(NeuronGroup cells, string equations, string name = "s") => new(
        [cells, new Synapses(name, "g", "g", EquationParser.Parse(equations)) { Method = "euler" }, .. cells.Threshold is null ? (BrianObject[])[] : [new EventMonitor("spikes", "g")], new StateMonitor("trace", "g", ["v", "w"], default)],
        [
            new BrianRun(0.03)
            {
                Before =
                [
                    new Connect(name) { Condition = "i != j" }, new Initializer(name, "g", "0.05*(1 + i + 2*j)/5"), new Initializer("g", "drive", "0.8 + 0.2*i"), new Initializer("g", "v", "0.1*i"),
                    new Initializer("g", "w", "0.3 - 0.05*i"),
                ],
            },
        ])
    { Seed = 3 };
}
