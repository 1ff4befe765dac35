using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Export.NeuroML.Cells;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Cells;

/// <summary>Spatial neurons as cells of NeuroML; that they are the same neurons when they are read again is tested with scripts.</summary>
public sealed class SpatialCellExportTests : IDisposable
{
    private const string Passive = "Im = gL*(-70*mV - v) : amp/meter**2\ngL : siemens/meter**2\nI : amp (point current)\n";
    private const string Gated = "Im = gL*(-70*mV - v) + 3*siemens/meter**2*n**2*(-90*mV - v) : amp/meter**2\ngL : siemens/meter**2\n";
    private const string Gate = "dn/dt = (1/(1 + exp((-50*mV - v)/(5*mV))) - n)/(2*ms) : 1";

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    public static TheoryData<string, string> NoCells => new()
    {
        { Passive.Replace("gL*", "gL*sin(t*10*Hz)*", StringComparison.Ordinal), "`sin(t*10*Hz)` in its membrane current is no conductance" },
        { "Im = gL*(-70*mV - v) + 1*amp/meter**2 : amp/meter**2\ngL : siemens/meter**2", "is no conductance times the distance from a reversal potential" },
        { Gated + "dn/dt = n*(1 - n)/(2*ms) : 1", "the gate `n` does not move linearly to a steady state" },
        { Gated + "dn/dt = (k - n)/(2*ms) : 1\ndk/dt = -k/(5*ms) : 1", "the gate `n` depends on `k`" },
        { Gated + "dn/dt = (part - n)/(2*ms) : 1\npart : 1", "the gate `n` depends on `part`, which differs from compartment to compartment" },
        { Passive + "dc/dt = -c/(5*ms) : 1", "`c` is neither a gate nor a conductance of synapses" },
        { Passive + "late = v : volt (constant over dt)", "`late` is constant over a step" },
        { Passive + "J = 1*nA*sin(t*10*Hz) : amp (point current)", "changes in another way than by timed arrays" },
        { Passive + "J = 1*nS*(v/mV)*(0*mV - v) : amp (point current)", "are none of NeuroML's synapses" },
    };

    [Theory]
    [MemberData(nameof(NoCells))]
    public void What_is_no_cell_is_written_as_compartments_and_the_reason_told(string equations, string reason)
    {
        var network = Network(equations);
        var part = EquationParser.Parse(equations).Find("part") is null ? [] : ImmutableArray.Create<BrianAction>(new Initializer("cell", "part", "0.1*i"));
        AssertIsNone(network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, .. part] }] }, reason);
    }

    [Fact]
    public void What_spikes_or_is_driven_in_another_way_is_no_cell()
    {
        var network = Network(Passive);
        BrianNetwork With(Func<NeuronGroup, NeuronGroup> change, params BrianObject[] more) => network with { Objects = [change((NeuronGroup)network.Objects[0]), .. more] };
        AssertIsNone(With(one => one with { Threshold = "v > -50*mV", Reset = "v = -70*mV" }), "has no reset");
        AssertIsNone(With(one => one with { Threshold = "v > -50*mV*(1 + t/second)", Refractory = "1*ms" }), "is none of the potential");
        AssertIsNone(With(one => one with { Threshold = "v > -50*mV" }, new EventMonitor("spikes", "cell")), "spikes in each step");
        AssertIsNone(With(one => one, new RunRegularly("often", "cell", "v += 1*uV")), "something beside its equations");
        AssertIsNone(With(one => one, new StateMonitor("m", "cell", ["Im"], [0])), "records `Im`");
        AssertIsNone(network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("cell", "v", "-70*mV + 1*mV*i")] }] }, "does not start with the same value everywhere");
        AssertIsNone(network with { Runs = [network.Runs[0], network.Runs[0] with { Before = [new Initializer("cell", "gL", new Quantity(2, Dimension.ConductanceDensity))] }] }, "`gL` in its membrane current is given a value between runs");
        AssertIsNone(network with { Runs = [network.Runs[0], network.Runs[0] with { Step = 5e-5, Before = [] }] }, "no single simulation");
    }

    [Fact]
    public void Currents_are_pulses_into_segments()
    {
        // 0.1 nA from a timed array at 1 to 2 ms in all, a current of its own in two of them, from 3 ms on in one other.
        var stimulus = new TimedArray([0, 1e-10], 1e-3, Dimension.Current);
        var network = Network(Passive + "J = stimulus(t) : amp (point current)");
        var run = network.Runs[0] with
        {
            Duration = 3e-3,
            Namespace = new Namespace("the run", [KeyValuePair.Create<string, NamespaceValue>("stimulus", stimulus)]),
            Before = [.. network.Runs[0].Before, new Initializer("cell", "I", new BrianValue.List([1e-9, 2e-9], Dimension.Current)) { Indices = [0, 3] }],
        };
        var exported = Export(network with { Runs = [run, run with { Before = [new Initializer("cell", "I", new Quantity(0, Dimension.Current)), new Initializer("cell", "I", "1*nA") { Indices = [2] }] }] });
        var pulses = exported.Elements().Where(one => one.Name.LocalName == "pulseGenerator").ToDictionary(Id, one => $"{one.Attribute("delay")!.Value}, {one.Attribute("duration")!.Value}, {one.Attribute("amplitude")!.Value}");
        var lists = exported.Descendants().Where(one => one.Name.LocalName == "inputList")
            .Select(one => $"{pulses[one.Attribute("component")!.Value]}: {string.Join(' ', one.Elements().Select(input => input.Attribute("segmentId")!.Value))}");
        Assert.Equal(
            ["0 ms, 1 ms, 1 nA: 0", "0 ms, 1 ms, 2 nA: 3", "1 ms, 0.0051 s, 100 pA: 1 4 5", "1 ms, 2 ms, 1.1 nA: 0", "1 ms, 2 ms, 100 pA: 2", "1 ms, 2 ms, 2.1 nA: 3", "3 ms, 0.0031 s, 1.1 nA: 2", "3 ms, 0.0031 s, 100 pA: 0 3"],
            lists.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Currents_over_the_area_in_the_membrane_current_are_point_currents()
    {
        var network = Network("Im = gL*(-70*mV - v) - 2*I/area + Is/area : amp/meter**2\ngL : siemens/meter**2\nI : amp\nIs = g*(0*mV - v) : amp\ndg/dt = -g/(3*ms) : siemens");
        network = network with
        {
            Objects = [.. network.Objects, new SpikeGeneratorGroup("given", 1, [0], [1e-3]), new Synapses("s", "given", "cell", Equations.None) { Pathways = [new SynapticPathway("pre", true, "g_post += 2*nS")] }],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("cell", "I", new Quantity(1e-9, Dimension.Current)) { Indices = [3] }, new Connect("s") { I = [0], J = [5] }] }],
        };
        var exported = Export(network);
        Assert.Equal("-2 nA", Assert.Single(exported.Elements(), one => one.Name.LocalName == "pulseGenerator").Attribute("amplitude")!.Value);
        Assert.Equal("3", Assert.Single(exported.Descendants(), one => one.Name.LocalName == "input").Attribute("segmentId")!.Value);
        Assert.Equal("5", Assert.Single(exported.Descendants(), one => one.Name.LocalName == "connectionWD").Attribute("postSegmentId")!.Value);
        Assert.Equal("1 S_per_m2", Assert.Single(exported.Descendants(), one => one.Name.LocalName == "channelDensity").Attribute("condDensity")!.Value);
    }

    [Fact]
    public void Spikes_synapses_and_gates_have_their_segments()
    {
        var network = Network(Gated + Gate + "\nIs = g*(0*mV - v) : amp (point current)\ndg/dt = -g/(3*ms) : siemens");
        var cell = (NeuronGroup)network.Objects[0] with { Threshold = "v > -40*mV and i == 4", Refractory = "v > -40*mV" };
        network = network with
        {
            Objects =
            [
                cell, new SpikeGeneratorGroup("given", 1, [0], [1e-3]), new Synapses("s", "given", "cell", Equations.None) { Pathways = [new SynapticPathway("pre", true, "g_post += 2*nS")] },
                new EventMonitor("spikes", "cell"), new StateMonitor("m", "cell", ["v", "n"], [2]),
            ],
            Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("cell", "n", "1/(1 + exp((-50*mV - v)/(5*mV)))"), new Connect("s") { I = [0], J = [5] }] }],
        };
        var exported = Export(network);
        string[] Texts(string element, string attribute) => [.. exported.Descendants().Where(one => one.Name.LocalName == element).Select(one => one.Attribute(attribute)!.Value)];
        Assert.Equal(["-40 mV"], Texts("spikeThresh", "value"));
        Assert.Equal(["neuron1Multipop/0/neuron1/4"], Texts("EventSelection", "select"));
        Assert.Equal(["../neuron1Multipop/0/neuron1"], Texts("connectionWD", "postCellId"));
        Assert.Equal(["5"], Texts("connectionWD", "postSegmentId"));
        Assert.Equal(["3 ms"], Texts("expOneSynapse", "tauDecay"));
        Assert.Equal(["neuron1Multipop/0/neuron1/2/v", "neuron1Multipop/0/neuron1/2/biophys/membraneProperties/channel_density/channel/n/q"], Texts("OutputColumn", "quantity"));
        Assert.Equal(["2"], Texts("gateHHtauInf", "instances"));

        // Another period than that of the crossing, and another start of the gate, are told.
        Assert.Equal(["NG4117", "NG4113"], Told(network with { Objects = network.Objects.SetItem(0, cell with { Refractory = "5*ms" }), Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("cell", "n", "0.5")] }] }));
    }

    [Fact]
    public void A_cell_of_one_segment_runs_as_the_neuron_does()
    {
        // The engine for LEMS takes cells of one segment, and steps of Euler, so that both come together in proportion to the step.
        double Difference(double step)
        {
            using var own = new ExportLab();
            const string equations = """
                Im = gL*(-70*mV - v) + 1000*siemens/meter**2*m**3*pinf*(50*mV - v) + 300*siemens/meter**2*n**4*(-90*mV - v) : amp/meter**2
                dm/dt = 0.1/mV*10*mV/exprel(-(v + 40*mV)/(10*mV))/ms*(1 - m) - 4*exp(-(v + 65*mV)/(18*mV))/ms*m : 1
                dn/dt = (1/(1 + exp((-50*mV - v)/(5*mV))) - n)/(1*ms + 2*ms*exp(-((v + 40*mV)/(25*mV))**2)) : 1
                pinf = 1 - 0.9/(1 + exp(-(v + 48*mV)/(6*mV))) : 1
                gL : siemens/meter**2
                I : amp (point current)
                """;
            var cell = new NeuronGroup("cell", 1, EquationParser.Parse(equations)) { Method = "exponential_euler" };
            var run = Network(equations).Runs[0];
            var network = new BrianNetwork(
                [
                    cell with { Cable = Sphere }, new StateMonitor("m", "cell", ["v", "n"], [0]),
                ],
                [
                    run with
                    {
                        Step = step, Duration = 6e-3,
                        Before =
                        [
                            .. run.Before, new Initializer("cell", "n", "1/(1 + exp((-50*mV - v)/(5*mV)))"), new Initializer("cell", "I", new Quantity(5e-10, Dimension.Current)),
                            new Initializer("cell", "m", "1/exprel(-(v + 40*mV)/(10*mV))/(1/exprel(-(v + 40*mV)/(10*mV)) + 4*exp(-(v + 65*mV)/(18*mV)))"),
                        ],
                    },
                ]);
            var exported = own.RunExport(network, new NeuroMLExportOptions { PreferStandardTypes = true });
            var record = ExportLab.Run(network).States["m"];
            Assert.True(record.Samples.Max(row => row[0]) > -0.04);
            return record.Samples.Index().Max(row => Math.Abs(row.Item[0] - exported.Values[row.Index][0]));
        }

        var (coarse, fine) = (Difference(4e-6), Difference(2e-6));
        Assert.InRange(coarse, 1e-7, 5e-3);
        Assert.InRange(coarse / fine, 1.7, 2.3);
    }

    [Theory]
    [InlineData("3*exp((v + 0.04)/0.01)", "HHExp 3 -0.04 0.01")]
    [InlineData("3/exp((v + 0.04)/0.01)", "HHExp 3 -0.04 -0.01")]
    [InlineData("2/(1 + exp(-(v + 0.04)/0.01))", "HHSigmoid 2 -0.04 0.01")]
    [InlineData("4/(exp((v + 0.04)/0.01) + 2*1)/5", "HHSigmoid 0.4 -0.0330685281944 -0.01")]
    [InlineData("-300*(v + 0.04)/(exp(-(v + 0.04)/0.01) - 1)", "HHExpLinear 3 -0.04 0.01")]
    [InlineData("300*(-0.04 - v)/(1 - exp((v + 0.04)/0.01))", "HHExpLinear 3 -0.04 -0.01")]
    [InlineData("3/exprel(-(v + 0.04)/0.01)", "HHExpLinear 3 -0.04 0.01")]
    [InlineData("300*(v + 0.041)/(1 - exp(-(v + 0.04)/0.01))", null)]
    [InlineData("1/(2 - exp(-v/0.01))", null)]
    [InlineData("3*exp(v**2)", null)]
    [InlineData("3*exp(v/0.01) + 1", null)]
    [InlineData("exp(v/0.01)*v", null)]
    public void Rates_of_Hodgkin_and_Huxley_are_found_however_they_are_written(string rate, string? expected)
    {
        var written = ExpressionParser.Parse(rate, Dialects.Brian);
        var form = RateForm.Of(written);
        Assert.Equal(expected, form is null ? null : string.Create(CultureInfo.InvariantCulture, $"{form.Name} {form.Rate:G12} {form.Midpoint:G12} {form.Scale:G12}"));
        if (form is null)
            return;
        for (var v = -0.0823; v < 0.05; v += 0.01)
        {
            var x = (v - form.Midpoint) / form.Scale;
            var value = form.Name switch { "HHExp" => Elementary.Exp(x), "HHSigmoid" => 1 / (1 + Elementary.Exp(-x)), _ => x / (1 - Elementary.Exp(-x)) };

            // A few roundings, of which the difference in the denominator makes at most ten times as much here.
            var wanted = Evaluator.Evaluate(written, _ => v);
            Assert.Equal(wanted, form.Rate * value, 1e-13 * Math.Abs(wanted));
        }
    }

    private static Cable Sphere => new([-1], [0])
    {
        Length = [3e-5], Diameter = [3e-5], Area = [Math.PI * 9e-10], Volume = [Math.PI / 6 * 27e-15], Distance = [0], RLength1 = [1], RLength2 = [1], Capacitance = [0.01], Resistivity = 2,
    };

    private static BrianNetwork Network(string equations)
    {
        const double D = 1e-6, L = 2e-5;
        ImmutableArray<double> Each(double value) => [.. Enumerable.Repeat(value, 6)];
        var cable = new Cable([-1, 0, 0], [0, 2, 4])
        {
            Names = ["main", "axon", "dend"], Length = Each(L), Diameter = Each(D), Area = Each(Math.PI * D * L), Volume = Each(1e-17), Distance = Each(1),
            RLength1 = Each(Math.PI / 2 * D * D / L), RLength2 = Each(Math.PI / 2 * D * D / L), Capacitance = [0.01], Resistivity = 2,
        };
        return new BrianNetwork(
            [new NeuronGroup("cell", 6, EquationParser.Parse(equations)) { Cable = cable, Method = "exponential_euler" }],
            [new BrianRun(2e-3) { Before = [new Initializer("cell", "v", new Quantity(-0.07, Dimension.Voltage)), new Initializer("cell", "gL", new Quantity(1, Dimension.ConductanceDensity))] }]);
    }

    private static string Id(XElement element) => element.Attribute("id")!.Value;

    private XElement Export(BrianNetwork network)
    {
        var exporter = ExportLab.Export(network, new NeuroMLExportOptions { PreferStandardTypes = true });
        Assert.Contains(exporter.Model!.Root!.Elements(), one => one.Name.LocalName == "cell");
        var model = NeuralModel.Load(lab.Write(exporter));
        Assert.Empty(model.Validate());
        return exporter.Model!.Root!;
    }

    private static IEnumerable<string> Told(BrianNetwork network)
    {
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { PreferStandardTypes = true });
        Assert.True(exporter.CreateLemsModel(network));
        return exporter.Diagnostics.Select(one => one.Code);
    }

    private static void AssertIsNone(BrianNetwork network, string reason)
    {
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { PreferStandardTypes = true });
        var isMade = exporter.CreateLemsModel(network);
        var told = Assert.Single(exporter.Diagnostics, one => one.Code == "NG4116");
        Assert.Equal(Severity.Warning, told.Severity);
        Assert.Contains(reason, told.Message, StringComparison.Ordinal);
        if (isMade)
            Assert.DoesNotContain(exporter.Model!.Root!.Elements(), one => one.Name.LocalName == "cell");
        else
            Assert.Contains(exporter.Diagnostics, one => one.Severity == Severity.Error);
    }
}
