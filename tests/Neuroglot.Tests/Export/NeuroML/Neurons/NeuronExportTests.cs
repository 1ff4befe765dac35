using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Neurons;

/// <summary>Each form of equations, thresholds, resets and refractoriness: the export does in each step what the network does.</summary>
public sealed class NeuronExportTests : IDisposable
{
    private const string Leaky = "dv/dt = (drive - v)/(10*ms) : 1 (unless refractory)\ndrive : 1";

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("5*ms")]
    [InlineData("0.25*ms")]
    [InlineData("0.1*ms")]
    [InlineData("0*ms")]
    [InlineData("0.35*ms + drive*ms")]
    [InlineData("v > 0.3")]
    public void Refractoriness_takes_as_many_steps(string refractory) =>
        lab.AssertSame(Network(ExportLab.Group("g", 5, Leaky, "v > 1", "v = 0.1*drive", refractory) with { Count = 5 }, 0.03, record: false, ("drive", "1.5 + i")));

    [Fact]
    public void Several_equations_advance_together()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (drive - v - w)/(10*ms) : 1 (unless refractory)\ndw/dt = (v - w)/(30*ms) : 1\ndrive : 1", "v > 1 and not (w > 0.9)", "v = 0; w += 0.1", "2*ms");
        lab.AssertSame(Network(cells, 0.05, record: true, ("drive", "2 + i")));
    }

    [Theory]
    [InlineData("v -= 0.5")]
    [InlineData("v *= 0.5\nw = w + v")]
    [InlineData("x = v/2; v = x*x")]
    [InlineData("v //= 2; w %= 0.3")]
    [InlineData("v **= 2; v -= 1; w = clip(w + 0.4, 0, 0.5)")]
    [InlineData("v = int(w > 0.5)*0.5; w += sign(v - 0.25)")]
    [InlineData("v = floor(w) - ceil(w)/2; w += abs(v)")]
    public void Resets_of_every_form(string reset) =>
        lab.AssertSame(Network(ExportLab.Group("g", 3, "dv/dt = (drive - v)/(10*ms) : 1\nw : 1\ndrive : 1", "v > 1", reset), 0.05, record: true, ("drive", "1.5 + i"), ("w", "0.2*i")));

    [Theory]
    [InlineData("v = 0.3*on; w = v > 0.2", "i > 0 or i == 0")]
    [InlineData("v = 0; on = w; w += on", "i")]
    [InlineData("v = 0; on = not w; w += v > 0.5; w += on*0.25", "True")]
    public void Conditions_count_as_numbers_and_numbers_as_conditions(string reset, string on) =>
        lab.AssertSame(Network(ExportLab.Group("g", 3, "dv/dt = (drive + on - v)/(10*ms) : 1\nw : 1\ndrive : 1\non : boolean", "v > 1", reset), 0.05, record: true, ("drive", "1.5 + i"), ("on", on), ("w", "0.2*i")));

    [Fact]
    public void Subexpressions_and_functions_of_Hodgkin_and_Huxley()
    {
        const string equations = """
            dv/dt = (gl*(El - v) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) + I)/Cm : volt
            dm/dt = alpham*(1 - m) - betam*m : 1
            dn/dt = alphan*(1 - n) - betan*n : 1
            dh/dt = 0.128*exp((17*mV - v + VT)/(18*mV))/ms*(1 - h) - 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms*h : 1
            alpham = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
            betam = 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
            alphan = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
            betan = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
            I : amp
            """;
        var names = new Namespace("the group",
        [
            Named("Cm", 2e-10, Dimension.Capacitance), Named("gl", 1e-8, Dimension.Conductance), Named("El", -0.06, Dimension.Voltage), Named("EK", -0.09, Dimension.Voltage),
            Named("ENa", 0.05, Dimension.Voltage), Named("gNa", 2e-5, Dimension.Conductance), Named("gK", 6e-6, Dimension.Conductance), Named("VT", -0.063, Dimension.Voltage),
        ]);
        var cells = ExportLab.Group("g", 4, equations, "v > -20*mV", string.Empty, "v > -40*mV") with { Namespace = names };
        lab.AssertSame(new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v", "m"], [3])],
            [new BrianRun(0.03) { Step = 1e-5, Before = [new Initializer("g", "v", "El"), new Initializer("g", "I", "0.7*nA*(i + 1)/N")] }]));
    }

    [Fact]
    public void Exponential_integrate_and_fire_with_parameters_of_each_neuron()
    {
        const string equations = """
            dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
            dw/dt = (a*(vm - EL) - w)/tauw : amp
            I : amp
            slope : volt/second
            """;
        var names = new Namespace("the group",
        [
            Named("C", 281e-12, Dimension.Capacitance), Named("gL", 30e-9, Dimension.Conductance), Named("EL", -70.6e-3, Dimension.Voltage), Named("VT", -50.4e-3, Dimension.Voltage),
            Named("DeltaT", 2e-3, Dimension.Voltage), Named("tauw", 0.144, Dimension.Time), Named("a", 4e-9, Dimension.Conductance), Named("b", 0.0805e-9, Dimension.Current),
        ]);
        var cells = ExportLab.Group("g", 3, equations, "vm > VT + 5*DeltaT", "vm = EL + slope*ms; w += b") with { Namespace = names };
        lab.AssertSame(new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["vm", "w"], default)],
            [
                new BrianRun(0.05)
                {
                    Before =
                    [
                        new Initializer("g", "vm", "EL"), new Initializer("g", "I", new BrianValue.List([0.8e-9, 1e-9, 1.5e-9], Dimension.Current)),
                        new Initializer("g", "slope", new Quantity(1.25, Dimension.Voltage / Dimension.Time)),
                    ],
                },
            ]));
    }

    [Fact]
    public void Draws_and_arrays_become_values_of_each_neuron()
    {
        var cells = ExportLab.Group("g", 7, Leaky, "v > 1", "v = 0");
        var network = new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v", "drive"], default)],
            [
                new BrianRun(0.02)
                {
                    Before =
                    [
                        new Initializer("g", "v", "rand()"), new Initializer("g", "drive", new BrianValue.List([1, 2, 2, 3, 4, 5, 5], Dimension.None)),
                        new Initializer("g", "drive", 9) { Condition = "i > 4" }, new Initializer("g", "v", 0.25) { Indices = [0, 3] },
                    ],
                },
            ]);
        lab.AssertSame(network with { Seed = 5 });
    }

    [Fact]
    public void As_many_values_as_an_export_takes_can_be_read()
    {
        var cells = ExportLab.Group("g", 10_000, "dv/dt = -v/(5*ms) : 1");
        lab.AssertSame(new BrianNetwork([cells, new StateMonitor("trace", "g", ["v"], [0, 1, 4999, 9999])], [new BrianRun(5e-4) { Before = [new Initializer("g", "v", "randn()")] }]));
    }

    [Fact]
    public void Time_is_that_of_the_beginning_of_a_step()
    {
        var array = new TimedArray([0, 2, -1, 3, 0.5], 1.25e-3, Dimension.None);
        var names = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)array)]);
        var cells = ExportLab.Group("g", 3, "dv/dt = (3 + stimulus(t) + sin(t/ms) - v)/(2*ms) : 1\ncount : 1", "v > 1 + t/second", "v = t/(10*ms); count += t_in_timesteps") with { Namespace = names };
        lab.AssertSame(Network(cells, 0.015, record: true));
    }

    [Theory]
    [InlineData("0", "x = stimulus(t)")]
    [InlineData("stimulus(t)", "x = stimulus(t)")]
    [InlineData("field(t, i)", "x = field(t, i)")]
    [InlineData("stimulus(t - 0.8*ms*i) + stimulus(t)", "x += 0")]
    [InlineData("stimulus(v*2*ms)", "x = stimulus(t - 1.7*ms)")]
    public void Stimuli_are_read_at_any_time(string input, string code)
    {
        var names = new Namespace("the group",
        [
            KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 2, -1, 3, 0.5], 1.25e-3, Dimension.None)), KeyValuePair.Create("field", (NamespaceValue)new TimedArray([1, 2, 3, 4, 5, 6], 3, 4e-3, Dimension.None)),
        ]);
        var cells = ExportLab.Group("g", 3, $"dv/dt = (both + x + drive - v)/(2*ms) : 1\ninput = {input} : 1\nboth = 2 + input : 1\nx : 1\ndrive : 1", "v > 1", "v = 0.1*x") with { Namespace = names };
        lab.AssertSame(new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["x", "v"], default), new RunRegularly("regular", "g", code) { Step = 5e-4 }],
            [new BrianRun(0.012) { Before = [new Initializer("g", "drive", "0.1*i")] }, new BrianRun(0.003) { Before = [new Initializer("g", "drive", "stimulus(t)")] }]));
    }

    [Theory]
    [InlineData("clip(drive - v, -inf, 1.5)", "w = clip(w + 0.4, 0, inf)", "v > 1")]
    [InlineData("clip(drive - v, lowest, highest)", "w = clip(w - 0.4, -inf, inf)", "v > 1")]
    [InlineData("int(w < highest)*(drive - v)", "w = clip(w*ms, 0*ms, inf*second)/ms", "v > 1 and v < inf")]
    public void Bounds_at_infinity_are_none(string rate, string reset, string threshold)
    {
        var names = new Namespace("the group", [Named("lowest", double.NegativeInfinity, Dimension.None), Named("highest", double.PositiveInfinity, Dimension.None)]);
        var cells = ExportLab.Group("g", 3, $"dv/dt = {rate}/(10*ms) : 1\nw : 1\ndrive : 1", threshold, "v = 0; " + reset) with { Namespace = names };
        lab.AssertSame(Network(cells, 0.03, record: true, ("drive", "1.5 + i"), ("w", "0.2*i")));
    }

    [Theory]
    [InlineData("t > due", "due = t + 0.7*ms")]
    [InlineData("t - due >= 0.7*ms", "due = t")]
    [InlineData("v > 1", "v = 0; due = int(t >= 5*ms)*0.3*ms")]
    public void Times_are_whole_numbers_of_steps_where_they_are_compared(string threshold, string reset)
    {
        // LEMS adds up its time, Brian multiplies: what is due at a step must not come a step earlier or later.
        var cells = ExportLab.Group("g", 5, "dv/dt = (1.4 + due/ms + int(t > 10*ms) - v)/(3*ms) : 1\ndue : second", threshold, reset);
        lab.AssertSame(Network(cells, 0.1, record: true, ("due", "0.1*ms*(11*i + 3)")));
    }

    [Fact]
    public void Clocked_code_and_random_input_of_a_part_of_a_group()
    {
        var cells = ExportLab.Group("g", 6, "dv/dt = (drive - v)/(10*ms) : 1\nw : 1\ndrive : 1", "v > 1", "v = 0");
        var network = new BrianNetwork(
            [
                cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v", "w"], default),
                new RunRegularly("first", new GroupRange("g", 0, 2), "x = 0.01*sin(0.7*t/ms*(i + 1)); drive += x; w += i") { Step = 5e-4 },
                new RunRegularly("second", new GroupRange("g", 2, 5), "w = w*0.9 + i/N; drive -= 0.01*i") { Step = 1e-3 },

                // Each of two sources spikes in each step.
                new PoissonInput("input", new GroupRange("g", 3), "v", 2, 1e4, "0.003"),
            ],
            [new BrianRun(0.03) { Before = [new Initializer("g", "drive", "1.5 + 0.1*i")] }]);
        lab.AssertSame(network);
    }

    [Fact]
    public void Custom_events_and_clocked_code()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (drive - v)/(10*ms) : 1\nw : 1\ndrive : 1", "v > 1", "v = 0") with
        {
            Events = ImmutableSortedDictionary<string, string>.Empty.Add("high", "v > 0.5 and w < 3"),
        };
        lab.AssertSame(new BrianNetwork(
            [
                cells, new EventMonitor("highs", "g", "high"), new StateMonitor("trace", "g", ["v", "w"], default), new RunOnEvent("on_high", "g", "high", "w += 0.25"),
                new RunRegularly("regular", "g", "drive += 0.01*t/ms; w = w*0.9") { Step = 5e-4 },
            ],
            [new BrianRun(0.02) { Before = [new Initializer("g", "drive", "1.5 + i")] }]));
    }

    [Fact]
    public void Code_at_the_start_sees_what_code_before_it_has_left()
    {
        // Simulators carry out what happens at the start more than once.
        var cells = ExportLab.Group("g", 3, "dv/dt = (drive - v)/(10*ms) : 1\nw : 1\ndrive : 1", "v > 1", "v = 0");
        lab.AssertSame(new BrianNetwork(
            [cells, new EventMonitor("spikes", "g"), new RunRegularly("a", "g", "drive = 2 + 0.1*i + w") { Step = 1e-3 }, new RunRegularly("b", "g", "w += 0.5") { Step = 2e-3 }, new StateMonitor("trace", "g", ["v", "w", "drive"], default)],
            [new BrianRun(0.02)]));
    }

    [Fact]
    public void Code_at_a_clock_reads_nothing_that_is_constant_over_a_step()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (2 - v)/(10*ms) : 1\nw : 1\nx = 2*v : 1 (constant over dt)", "v > 1", "v = 0");
        Assert.Equal(["NG4112"], ExportLab.Refused(new BrianNetwork([cells, new RunRegularly("a", "g", "w = x")], [new BrianRun(0.02)])));
    }

    [Fact]
    public void Several_groups_share_a_network_and_do_not_share_names()
    {
        var first = ExportLab.Group("a", 2, "dv/dt = (x - v)/tau : 1\nx : 1", "v > 1", "v = 0") with { Namespace = Names(("tau", 0.01)) };
        var second = ExportLab.Group("b", 1, "dv/dt = (x - v)/tau : 1\nx : 1", "v > 1", "v = 0") with { Namespace = Names(("tau", 0.02)) };
        var network = new BrianNetwork(
            [first, second, new EventMonitor("of_b", "b"), new StateMonitor("trace", "b", ["v"], [0]), new StateMonitor("other", "a", ["v"], [1]), new EventMonitor("of_a", "a")],
            [new BrianRun(0.05) { Before = [new Initializer("a", "x", "i*6"), new Initializer("b", "x", 3)] }]);
        lab.AssertSame(network);
        var ids = ExportLab.Export(network).Model!.Descendants().Where(one => one.Name.LocalName is "OutputFile" or "EventOutputFile").Select(one => one.Attribute("fileName")!.Value);
        Assert.Equal(["recording.dat", "recording_other.dat", "recording.spikes", "recording_of_a.spikes"], ids);
    }

    [Theory]
    [InlineData("arctan", -3.0, 3.0)]
    [InlineData("arctan", -1e9, 1e9)]
    [InlineData("arctan", -1e-9, 1e-9)]
    [InlineData("arcsin", -1.0, 1.0)]
    [InlineData("arccos", -1.0, 1.0)]
    [InlineData("arccos", 0.999999, 1.0)]
    public void Inverse_functions_have_all_digits(string function, double from, double to)
    {
        const int count = 201;
        var group = ExportLab.Group("g", count, $"x : 1\ny = {function}(x) : 1\ndz/dt = y/(0.1*ms) : 1");
        var network = new BrianNetwork(
            [group, new StateMonitor("trace", "g", ["z"], default)],
            [new BrianRun(2e-4) { Before = [new Initializer("g", "x", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{from} + ({to} - {from})*i/{count - 1}"))] }]);
        lab.AssertSame(network);

        // The file has seven digits; what the expression gives is looked at by itself, to some units in the last place.
        var text = ExportLab.Export(network).Model!.Descendants().First(one => one.Name.LocalName == "DerivedVariable" && one.Attribute("name")!.Value == "y").Attribute("value")!.Value;
        var tree = ExpressionParser.Parse(text, Dialects.Lems)!;
        for (var neuron = 0; neuron < count; neuron++)
        {
            var x = from + ((to - from) * neuron / (count - 1));
            var wanted = function switch { "arctan" => Math.Atan(x), "arcsin" => Math.Asin(x), _ => Math.Acos(x) };
            Assert.Equal(0, (Evaluator.Evaluate(tree, _ => x) - wanted) / (wanted == 0 ? 1 : wanted), 2e-15);
        }
    }

    [Fact]
    public void Neurons_know_their_index()
    {
        var columns = new TimedArray([1, 2, 3, 4, 5, 6], 3, 4e-3, Dimension.None);
        var cells = ExportLab.Group("g", 3, "dv/dt = (1 + field(t, i) - v)/(2*ms) : 1", "v > 1 + i/N", "v = 0.1*i") with
        {
            Namespace = new Namespace("the group", [KeyValuePair.Create("field", (NamespaceValue)columns)]),
        };
        lab.AssertSame(Network(cells, 0.015, record: true));
    }

    [Fact]
    public void White_noise_has_its_variance()
    {
        // dv = -v/tau dt + sqrt(2/tau) dW has variance 1, sampled in 4 000 neurons after ten time constants: the standard error is 2 %, the bound five of them.
        var cells = ExportLab.Group("g", 4000, "dv/dt = -v/tau + sqrt(2/tau)*xi : 1") with { Namespace = Names(("tau", 0.005)) };
        var last = lab.RunExport(new BrianNetwork([cells, new StateMonitor("m", "g", ["v"], default)], [new BrianRun(0.05)])).Values[^1];
        Assert.InRange(last.Average(v => v * v), 0.9, 1.1);
    }

    [Fact]
    public void Shared_variables_have_one_value_for_all()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (drive + level*i - v)/(5*ms) : 1\ndrive : 1 (shared, constant)\nlevel : 1 (shared)", "v > 1", "v = 0");
        var network = new BrianNetwork(
            [cells, new EventMonitor("e", "g"), new RunRegularly("regular", "g", "level += 0.1") { Step = 1e-3 }],
            [new BrianRun(0.03) { Before = [new Initializer("g", "drive", 2), new Initializer("g", "level", 0.25)] }, new BrianRun(0.02) { Before = [new Initializer("g", "drive", "drive + level")] }]);
        lab.AssertSame(network);
        Assert.Equal(["NG4110"], ExportLab.Refused(network with { Objects = [cells, new RunRegularly("regular", "g", "level = rand()")] }));
    }

    [Fact]
    public void A_network_goes_on_from_where_it_stands()
    {
        var cells = ExportLab.Group("g", 3, "dv/dt = (2 + sin(t/(2*ms)) - v)/(5*ms) : 1 (unless refractory)", "v > 1", "v = 0", "2*ms");
        var network = Network(cells, 0.02, record: false, ("v", "0.1*i"), ("lastspike", "19.5*ms - 1*ms*i")) with { Start = new BrianStart(0.02, []) };
        lab.AssertSame(network);
    }

    private static BrianNetwork Network(NeuronGroup cells, double duration, bool record, params (string Variable, BrianValue Value)[] values) => new(
        [cells, new EventMonitor("spikes", cells.Name), .. record ? (BrianObject[])[new StateMonitor("trace", cells.Name, ["v"], default)] : []],
        [new BrianRun(duration) { Before = [.. values.Select(one => new Initializer(cells.Name, one.Variable, one.Value))] }]);

    private static Namespace Names(params (string Name, double Seconds)[] values) => new("the group", values.Select(one => Named(one.Name, one.Seconds, Dimension.Time)));

    private static KeyValuePair<string, NamespaceValue> Named(string name, double value, Dimension dimension) => KeyValuePair.Create(name, (NamespaceValue)new Quantity(value, dimension));
}
