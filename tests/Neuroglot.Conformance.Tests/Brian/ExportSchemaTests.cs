using System.Collections.Immutable;
using System.Xml.Linq;
using System.Xml.Schema;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Units;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Brian;

/// <summary>What an export of a Brian network has of NeuroML's own types, as a document of NeuroML, is valid by the published schema.</summary>
public sealed class ExportSchemaTests(ITestOutputHelper output)
{
    private static readonly XNamespace NeuroML = "http://www.neuroml.org/schema/neuroml2";

    // The order of the schema.
    private static readonly string[] Order =
        ["ionChannelHH", "alphaCurrentSynapse", "alphaSynapse", "expOneSynapse", "expTwoSynapse", "cell", "iafTauCell", "iafTauRefCell", "iafCell", "iafRefCell", "izhikevichCell", "izhikevich2007Cell", "fitzHughNagumoCell", "fitzHughNagumo1969Cell", "pulseGenerator", "spikeArray", "spikeGeneratorPoisson", "poissonFiringSynapse", "expCurrSynapse", "network", "ComponentType"];

    [Fact]
    public void Standard_types_are_valid_by_the_published_schema()
    {
        if (ConformanceData.Folder("neuroml2-coretypes", output) is not { } folder)
            return;
        AssertValid(
            Network(), folder,
            "alphaCurrentSynapse", "alphaSynapse", "expOneSynapse", "expTwoSynapse", "iafTauRefCell", "iafCell", "iafRefCell", "izhikevichCell", "izhikevich2007Cell", "fitzHughNagumo1969Cell", "pulseGenerator", "spikeArray", "spikeGeneratorPoisson", "poissonFiringSynapse", "expCurrSynapse", "network");
    }

    [Fact]
    public void Cells_with_segments_are_valid_by_the_published_schema()
    {
        if (ConformanceData.Folder("neuroml2-coretypes", output) is { } folder)
            AssertValid(Spatial(), folder, "ionChannelHH", "expOneSynapse", "cell", "pulseGenerator", "spikeArray", "poissonFiringSynapse", "network", "ComponentType");
    }

    // The parts of an export, as a document of NeuroML in the order of the schema.
    private static void AssertValid(BrianNetwork network, string folder, params string[] kinds)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Join(folder, "NeuroML_v2.3.1.xsd"));
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions { PreferStandardTypes = true });
        Assert.True(exporter.CreateLemsModel(network));
        Assert.Empty(exporter.Diagnostics);
        var parts = exporter.Model!.Root!.Elements().Where(one => one.Name.LocalName is not ("Include" or "Dimension" or "Unit" or "Simulation" or "Target")).Select(one => new XElement(one)).ToList();
        foreach (var element in parts.SelectMany(one => one.DescendantsAndSelf()))
            element.Name = NeuroML + element.Name.LocalName;
        Assert.Equal(kinds, parts.Select(one => one.Name.LocalName).Distinct().OrderBy(name => Array.IndexOf(Order, name)));
        var document = new XDocument(new XElement(NeuroML + "neuroml", new XAttribute("id", "exported"), parts.OrderBy(one => Array.IndexOf(Order, one.Name.LocalName))));
        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        Assert.Empty(problems);
    }

    // A channel of each kind of gate, a synapse and a current.
    private static BrianNetwork Spatial()
    {
        const string equations = """
            Im = gL*(-70*mV - v) + gNa*m**3*pinf*(50*mV - v) + gK*n**4*(-90*mV - v) : amp/meter**2
            dm/dt = 0.1/mV*10*mV/exprel(-(v + 40*mV)/(10*mV))/ms*(1 - m) - 4*exp(-(v + 65*mV)/(18*mV))/ms*m : 1
            dn/dt = (1/(1 + exp((-50*mV - v)/(5*mV))) - n)/(1*ms + 2*ms*exp(-((v + 40*mV)/(25*mV))**2)) : 1
            pinf = 1 - 0.9/(1 + exp(-(v + 48*mV)/(6*mV))) : 1
            gL : siemens/meter**2
            gNa : siemens/meter**2
            gK : siemens/meter**2
            Is = g*(0*mV - v) : amp (point current)
            dg/dt = -g/(3*ms) : siemens
            I : amp (point current)
            """;
        const double D = 1e-6, L = 2e-5;
        ImmutableArray<double> Each(double value, int count = 4) => [.. Enumerable.Repeat(value, count)];
        var cable = new Cable([-1, 0, 1, 1], [0, 1, 3, 4])
        {
            Names = ["main", "axon", "axon.1", "axon.2nd"], Length = [3e-5, .. Each(L)], Diameter = [3e-5, .. Each(D)], Area = [Math.PI * 9e-10, .. Each(Math.PI * D * L)], Volume = Each(1e-17, 5), Distance = Each(1, 5),
            RLength1 = [1, .. Each(Math.PI / 2 * D * D / L)], RLength2 = [1, .. Each(Math.PI / 2 * D * D / L)], Capacitance = [0.01, 0.01, 0.02, 0.01, 0.01], Resistivity = 2,
        };
        return new BrianNetwork(
            [
                new NeuronGroup("cell", 5, EquationParser.Parse(equations)) { Cable = cable, Method = "exponential_euler", Threshold = "v > -20*mV", Refractory = "v > -20*mV" },
                new SpikeGeneratorGroup("given", 1, [0], [1e-3]), Synapses("s", "given", "cell", "g_post += 2*nS"), new PoissonInput("noise", new GroupRange("cell", 2), "g", 100, 10, "0.5*nS"), new EventMonitor("spikes", "cell"), new StateMonitor("trace", "cell", ["v"], default),
            ],
            [
                new BrianRun(0.01)
                {
                    Before =
                    [
                        new Initializer("cell", "v", "-70*mV"), new Initializer("cell", "gL", new Quantity(1, Dimension.ConductanceDensity)), new Initializer("cell", "gNa", "100*siemens/meter**2*(1 + i)"),
                        new Initializer("cell", "gK", "30*siemens/meter**2*int(i > 1)"), new Initializer("cell", "I", new Quantity(1e-10, Dimension.Current)) { Indices = [0, 2] }, new Connect("s") { I = [0], J = [3] },
                        new Initializer("cell", "n", "1/(1 + exp((-50*mV - v)/(5*mV)))"),
                        new Initializer("cell", "m", "1/exprel(-(v + 40*mV)/(10*mV))/(1/exprel(-(v + 40*mV)/(10*mV)) + 4*exp(-(v + 65*mV)/(18*mV)))"),
                    ],
                },
            ]);
    }

    private static BrianNetwork Network()
    {
        const string pair = "\ndg/dt = (h - g)/(5*ms) : siemens\ndh/dt = -h/({0}*ms) : siemens";
        const string leaky = "dv/dt = (10*nS*(-70*mV - v) + g*(0*mV - v) + I)/(200*pF) : volt\nI : amp";
        return new BrianNetwork(
            [
                Group("a", leaky + "\ndg/dt = -g/(5*ms) : siemens"), Group("b", leaky + string.Format(null, pair, 5)), Group("c", leaky + string.Format(null, pair, 1)),
                Group("d", "dv/dt = (10*nS*(-70*mV - v) + I + j + a)/(200*pF) : volt (unless refractory)\nI : amp\ndj/dt = -j/(3*ms) : amp\nda/dt = (b - a)/(3*ms) : amp\ndb/dt = -b/(3*ms) : amp") with { Refractory = "2*ms" },
                Group("e", "dv/dt = (-70*mV - v)/(10*ms) : volt (unless refractory)") with { Refractory = "2*ms" },
                new NeuronGroup("f", 2, EquationParser.Parse("dv/dt = 0.04/ms/mV*v**2 + 5/ms*v + 140*mV/ms - u : volt\ndu/dt = 20*Hz*(200*Hz*v - u) : volt/second")) { Threshold = "v > 30*mV", Reset = "v = -50*mV; u += 2*mV/ms" },
                new NeuronGroup("k", 2, EquationParser.Parse("dv/dt = (0.7*uS/volt*(v + 60*mV)*(v + 40*mV) - u)/(100*pF) : volt\ndu/dt = 30*Hz*(-2*nS*(v + 60*mV) - u) : amp")) { Threshold = "v > 35*mV", Reset = "v = -50*mV; u += 100*pA" },
                new NeuronGroup("m", 2, EquationParser.Parse("dv/dt = (v - v**3/3 - w + 0.5)/ms : 1\ndw/dt = 0.08*(v + 0.7 - 0.8*w)/ms : 1")),
                new SpikeGeneratorGroup("given", 2, [0, 1], [1e-3, 2e-3]), new PoissonGroup("random", 3, new Quantity(100, Dimension.PerTime)),
                Synapses("s", "given", "a", "g_post += w", "w : siemens"), Synapses("t", "random", "b", "h_post += 1*nS"), Synapses("u", "a", "c", "h_post += 1*nS"), Synapses("x", "a", "d", "j_post += 0.1*nA"), Synapses("y", "a", "d", "b_post += 0.1*nA"),
                new PoissonInput("noise", "a", "g", 100, 100, "1*nS"), new PoissonInput("more", new GroupRange("d", 1), "j", 10, 10, "0.1*nA"),
                new EventMonitor("spikes", "a"), new StateMonitor("trace", "d", ["v"], default),
            ],
            [
                new BrianRun(0.01)
                {
                    Before =
                    [
                        .. ((string[])["a", "b", "c", "d", "e"]).Select(name => new Initializer(name, "v", "-70*mV")), new Initializer("f", "v", "-60*mV"), new Initializer("f", "u", "200*Hz*(-60*mV)"),
                        new Initializer("k", "v", "-60*mV"), new Initializer("a", "I", "0.1*nA*i"), new Connect("s"), new Connect("t"), new Connect("u"), new Connect("x"), new Connect("y"), new Initializer("s", "w", "rand()*nS"),
                    ],
                },
            ]);
    }

    private static NeuronGroup Group(string name, string equations) => new(name, 2, EquationParser.Parse(equations)) { Threshold = "v > -50*mV", Reset = "v = -70*mV" };

    private static Synapses Synapses(string name, string source, string target, string code, string equations = "") =>
        new(name, source, target, EquationParser.Parse(equations)) { Pathways = [new SynapticPathway("pre", true, code)] };
}
