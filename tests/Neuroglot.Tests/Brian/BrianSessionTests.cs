using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>Networks of Brian from their objects to results; theory gives what is expected.</summary>
public sealed class BrianSessionTests
{
    private static readonly NeuronGroup Leaky = new("cells", 2, Equations("dv/dt = -v/(10*ms) : 1\nw : 1")) { Threshold = "v > 10", Reset = "v = 0" };

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Equal(["NG5101"], Refused(new StateMonitor("m", "cell", ["v"], default)));
        Assert.Equal(["NG5104"], Refused(new NeuronGroup("mute", 1, Equations("x : 1")), new Synapses("s", "mute", "cells", Neuroglot.Brian.Language.Equations.None) { Pathways = [new SynapticPathway("pre", true, "v += 1")] }));
        Assert.Equal(["NG5104"], Refused(new EventMonitor("m", "cells", "burst")));
        Assert.Equal(["NG5104"], Refused(new NeuronGroup("mute", 1, Equations("x : 1")), new PopulationRateMonitor("m", "mute")));
        Assert.Equal(["NG5104"], Refused(new RunOnEvent("r", "cells", "burst", "v = 0")));
        Assert.Equal(["NG5105"], Refused(Leaky));
        Assert.Equal(["NG5106"], Refused(new StateMonitor("m", new GroupRange("cells", 1, 3), ["v"], default)));
        Assert.Equal(["NG5106"], Refused(new StateMonitor("m", "cells", ["v"], [2])));
        Assert.Equal(["NG5109"], Refused(new StateMonitor("m", "cells", ["u"], default)));
        Assert.Equal(["NG5108"], Refused([], new Initializer("cells", "i", 1)));
        Assert.Equal(["NG5107"], Refused(new NeuronGroup("others", 1, Equations("x : 1 (linked)"))));
        Synapses Between(string name, string source, string target) => new(name, source, target, Equations("x : 1"));
        Assert.Equal(["NG5106"], Refused(Between("s", "cells", "cells"), new StateMonitor("m", new GroupRange("s", 0, 1), ["x"], default)));
        Assert.Equal(["NG5117"], Refused(Between("s", "cells", "s")));
        Assert.Equal(["NG5117"], Refused(Between("a", "b", "cells"), Between("b", "cells", "a")));
        var linked = new NeuronGroup("others", 1, Equations("x : 1 (linked)")) { Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("x", new LinkedVariable("s", "x", [])) };
        Assert.Equal(["NG5107"], Refused(Between("s", "cells", "cells"), linked));
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 1e-3 })]
    [InlineData(new[] { 2 }, new[] { 1e-3 })]
    [InlineData(new[] { 0, 0 }, new[] { 1e-3, 1.01e-3 })]
    [InlineData(new[] { 0 }, new[] { -1e-3 })]
    [InlineData(new[] { 0 }, new[] { double.NaN })]
    [InlineData(new[] { 0 }, new[] { 1e-3 }, 2.05e-3)]
    [InlineData(new[] { 0 }, new[] { 0.0 }, 1e-9)]
    [InlineData(new[] { 0 }, new[] { 0.0 }, -1e-3)]
    [InlineData(new[] { 0, 1 }, new[] { 1e-3, 2e-3 }, 2e-3)]
    [InlineData(new[] { 0, 1 }, new[] { 1e-3, 12e-3 }, 2e-3)]
    public void Impossible_spikes_are_refused(int[] indices, double[] times, double period = 0) =>
        Assert.Equal(["NG5103"], Refused(new SpikeGeneratorGroup("g", 2, [.. indices], [.. times]) { Period = period }));

    [Fact]
    public void A_second_run_goes_on_with_what_the_script_changes()
    {
        var values = new NeuronGroup("g", 1, Equations("dx/dt = rate/second : 1\nrate : 1"));
        var session = Run(new BrianNetwork([values], [new BrianRun(1) { Before = [new Initializer("g", "rate", 2)] }, new BrianRun(1) { Before = [new Initializer("g", "rate", "rate + x")] }]));
        Assert.Equal(2 + 4, session.Values("g", "x")![0], 9);
        Assert.Equal(2, session.Time);
    }

    [Fact]
    public void Events_on_their_way_survive_the_end_of_a_run()
    {
        var session = Run(new BrianNetwork(
            [new SpikeGeneratorGroup("g", 1, [0], [0.5e-3]), Leaky, new Synapses("s", "g", "cells", Neuroglot.Brian.Language.Equations.None) { Pathways = [new SynapticPathway("pre", true, "w += 1")] }],
            [new BrianRun(1e-3) { Before = [new Connect("s"), new Initializer("s", "delay", new Quantity(1e-3, Dimension.Time))] }, new BrianRun(1e-3)]));
        Assert.Equal([1.0, 1.0], session.Values("cells", "w")!);
    }

    [Theory]
    [InlineData(5e-5)]
    [InlineData(1e-4)]
    [InlineData(2e-4)]
    public void Events_on_their_way_arrive_at_their_time_after_another_step(double step)
    {
        var session = Run(new BrianNetwork(
            [
                new SpikeGeneratorGroup("g", 1, [0], [0.4e-3]), Leaky, new Synapses("s", "g", "cells", Neuroglot.Brian.Language.Equations.None) { Pathways = [new SynapticPathway("pre", true, "w += 1")] },
                new StateMonitor("trace", "cells", ["w"], [0]),
            ],
            [new BrianRun(1e-3) { Before = [new Connect("s"), new Initializer("s", "delay", new Quantity(1e-3, Dimension.Time))] }, new BrianRun(1e-3) { Step = step }]));

        // It arrives in the step at 1.4 ms, and the monitor sees it at the beginning of the next.
        var trace = session.States["trace"];
        Assert.Equal(1.4e-3 + step, trace.Times[trace.Samples.FindIndex(sample => sample[0] > 0)], 12);
    }

    [Fact]
    public void Spike_timing_dependent_plasticity_follows_the_time_between_spikes()
    {
        // Pre at 10 and 30 ms, post at 15 ms: w grows by exp(-5/20) and shrinks by exp(-15/20).
        var synapses = new Synapses("s", "pre", "post", Equations("w : 1\ndapre/dt = -apre/(20*ms) : 1 (event-driven)\ndapost/dt = -apost/(20*ms) : 1 (event-driven)"))
        {
            Pathways = [new SynapticPathway("pre", true, "apre += 1; w += apost"), new SynapticPathway("post", false, "apost -= 1; w += apre")],
        };
        var session = Run(new BrianNetwork(
            [new SpikeGeneratorGroup("pre", 1, [0, 0], [10e-3, 30e-3]), new SpikeGeneratorGroup("post", 1, [0], [15e-3]), synapses], [new BrianRun(40e-3) { Before = [new Connect("s")] }]));
        Assert.Equal(Elementary.Exp(-0.25) - Elementary.Exp(-0.75), session.Values("s", "w")![0], 12);
    }

    [Fact]
    public void Only_spikes_are_counted_as_spikes()
    {
        var group = new NeuronGroup("cells", 1, Equations("dv/dt = 1/second : 1")) { Threshold = "v > 4.5e-4", Reset = "v = 0", Events = ImmutableSortedDictionary<string, string>.Empty.Add("late", "v > 2.5e-4") };
        var session = Run(new BrianNetwork([group, new EventMonitor("late", "cells", "late")], [new BrianRun(1e-3)]));
        Assert.Equal((2L, 6), (session.Spikes["cells"], session.Events["late"].Count));
    }

    [Fact]
    public void Random_numbers_follow_the_seed_and_nothing_else()
    {
        var network = Noisy();
        var one = Run(network).Values("cells", "v")!;
        Assert.Equal(one, Run(network).Values("cells", "v")!);
        var threaded = new BrianSession(network, threads: 3);
        Assert.True(threaded.RunAll());
        Assert.Equal(one, threaded.Values("cells", "v")!);
        Assert.NotEqual(one, Run(network with { Seed = 1 }).Values("cells", "v")!);
    }

    [Fact]
    public void White_noise_gives_the_variance_of_an_Ornstein_Uhlenbeck_process()
    {
        // dv = -v/tau dt + sigma sqrt(2/tau) dW has variance sigma², sampled here from 20 000 neurons: its standard error is 1 %.
        var v = Run(Noisy()).Values("cells", "v")!;
        Assert.InRange(v.Sum(x => x * x) / v.Length, 0.97, 1.03);
        Assert.InRange(v.Average(), -0.03, 0.03);
    }

    [Theory]
    [InlineData(1000, 10.0)]
    [InlineData(20, 10.0)]
    [InlineData(1000, 9985.0)]
    public void Poisson_input_has_the_mean_and_variance_of_its_spikes(int sources, double rate)
    {
        // 0.1 s of input to 5 000 neurons; mean and variance of the count are N·rate·T, but for the probability of a step.
        var group = new NeuronGroup("cells", 5000, Equations("x : 1"));
        var x = Run(new BrianNetwork([group, new PoissonInput("p", "cells", "x", sources, rate, "1")], [new BrianRun(0.1)])).Values("cells", "x")!;
        var mean = x.Average();
        Assert.InRange(mean / (sources * rate * 0.1), 0.98, 1.02);
        Assert.InRange(x.Sum(one => (one - mean) * (one - mean)) / x.Length / (sources * rate * 0.1 * (1 - (rate * 1e-4))), 0.9, 1.1);
    }

    [Fact]
    public void Names_given_to_an_input_are_its_own()
    {
        // Probability 1 in each of ten steps: exactly ten times each weight.
        var group = new NeuronGroup("cells", 1, Equations("x : 1\ny : 1"));
        var session = Run(new BrianNetwork([group, Input("p", "x", 2), Input("q", "y", 3)], [new BrianRun(1e-3)]));
        Assert.Equal([20.0, 30.0], [Math.Round(session.Values("cells", "x")![0], 9), Math.Round(session.Values("cells", "y")![0], 9)]);

        static PoissonInput Input(string name, string variable, double weight) => new(name, "cells", variable, 1, 1e4, "w")
        {
            Namespace = new Namespace("the input", [KeyValuePair.Create("w", (NamespaceValue)weight)]),
        };
    }

    [Fact]
    public void Names_given_to_an_assignment_count_before_those_of_the_group()
    {
        var group = new NeuronGroup("cells", 1, Equations("x : 1")) { Namespace = Names(("a", 1), ("b", 10)) };
        var session = Run(new BrianNetwork([group], [new BrianRun(0) { Before = [new Initializer("cells", "x", "a + b + c") { Namespace = Names(("a", 2)) }], Namespace = Names(("c", 100)) }]));
        Assert.Equal([112.0], session.Values("cells", "x")!);

        static Namespace Names(params (string Name, double Value)[] values) =>
            new("names", values.Select(value => KeyValuePair.Create(value.Name, (NamespaceValue)value.Value)));
    }

    [Fact]
    public void Events_under_way_change_each_trace_once_when_delays_become_equal()
    {
        var synapses = new Synapses("s", "g", "cells", Equations("dtrace/dt = -trace/(20*ms) : 1 (event-driven)")) { Pathways = [new SynapticPathway("pre", true, "trace += 1; x_post += trace")] };
        var session = Run(new BrianNetwork(
            [new SpikeGeneratorGroup("g", 1, [0], [0]), new NeuronGroup("cells", 2, Equations("x : 1")), synapses, new StateMonitor("m", "cells", ["x"], [0, 1])],
            [
                new BrianRun(0.5e-3) { Before = [new Connect("s"), new Initializer("s", "delay", "1*ms*(j + 1)")] },
                new BrianRun(5e-3) { Before = [new Initializer("s", "delay", "0.5*ms")] },
            ]));
        Assert.Equal([1.0, 1.0], session.Values("cells", "x")!);
        Assert.Equal([10, 20], Enumerable.Range(0, 2).Select(cell => session.States["m"].Trace(0, cell).ToArray().Count(x => x == 0) - 1));
    }

    [Fact]
    public void Poisson_groups_spike_at_their_rates()
    {
        var session = Run(new BrianNetwork([new PoissonGroup("p", 1000, new Quantity(50, Dimension.Time.Power(new Rational(-1)))), new EventMonitor("m", "p")], [new BrianRun(1)]));
        Assert.InRange(session.Events["m"].Count, 50_000 - (4 * 224), 50_000 + (4 * 224));
    }

    [Fact]
    public void Connections_are_made_in_every_form()
    {
        var group = new NeuronGroup("g", 10, Equations("x : 1"));
        Assert.Equal(90, Count(new Connect("s") { Condition = "i != j" }));
        Assert.Equal(20, Count(new Connect("s") { Targets = "i", Copies = "2" }));
        Assert.Equal(9, Count(new Connect("s") { Targets = "i + 1", SkipsInvalid = true }));
        Assert.Equal(45, Count(new Connect("s") { Targets = "k for k in range(i)" }));
        Assert.Equal(5, Count(new Connect("s") { Sources = "j for _k in range(1) if j % 2 == 0" }));
        Assert.Equal(30, Count(new Connect("s") { Targets = "k for k in sample(N_post, size=3)" }));
        Assert.Equal(3, Count(new Connect("s") { I = [0, 1, 2], J = [3, 3, 3] }));
        Assert.Equal(25, Count(new Initializer("g", "x", "i % 2"), new Connect("s") { Condition = "x_pre < 1 and x_post > 0" }));
        Assert.InRange(Count(new Connect("s") { Probability = "0.5" }), 30, 70);
        Assert.Equal(110, Count(new Connect("s"), new Connect("s") { Targets = "i" }));

        int Count(params BrianAction[] before) => Run(new BrianNetwork([group, new Synapses("s", "g", "g", Neuroglot.Brian.Language.Equations.None)], [new BrianRun(0) { Before = [.. before] }])).Connections("s")!.Value.Sources.Length;
    }

    [Fact]
    public void A_linked_variable_is_read_where_it_is()
    {
        var noise = new NeuronGroup("noise", 1, Equations("dx/dt = 1/second : 1"));
        var cells = new NeuronGroup("cells", 3, Equations("y : 1 (linked)\nz = 2*y : 1")) { Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("y", new LinkedVariable("noise", "x", [])) };
        var session = Run(new BrianNetwork([noise, cells, new StateMonitor("m", "cells", ["z"], default)], [new BrianRun(1e-3)]));
        Assert.Equal([2 * 0.9e-3, 2 * 0.9e-3, 2 * 0.9e-3], session.States["m"].Samples[^1].Select(z => Math.Round(z, 12)));
    }

    [Fact]
    public void Mistakes_are_told_in_the_words_of_the_author()
    {
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("cells", 1, Equations("dv/dt = (v0 - v)/tau : volt"))], [new BrianRun(1)]));
        Assert.False(session.RunAll());
        Assert.Contains(session.Diagnostics, one => one.Message.Contains("tau", StringComparison.Ordinal) && one.Message.Contains("cells", StringComparison.Ordinal));
    }

    private static Equations Equations(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text, "equations", diagnostics);
        Assert.Empty(diagnostics);
        return equations;
    }

    private static BrianNetwork Noisy() => new(
        [new NeuronGroup("cells", 20_000, Equations("dv/dt = -v/(5*ms) + (2/(5*ms))**0.5*xi : 1")) { Method = "euler" }], [new BrianRun(0.03) { Before = [new Initializer("cells", "v", "randn()")] }]);

    private static BrianSession Run(BrianNetwork network)
    {
        var session = new BrianSession(network);
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }

    private static string[] Refused(params BrianObject[] objects) => Refused([.. objects], []);

    private static string[] Refused(ImmutableArray<BrianObject> objects, params BrianAction[] before)
    {
        var session = new BrianSession(new BrianNetwork([Leaky, .. objects], [new BrianRun(1e-3) { Before = [.. before] }]));
        Assert.False(session.RunAll());
        return [.. session.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.Code)];
    }
}
