using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Xunit;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>A spatial neuron that has been written as a cell of NeuroML and read again is the same neuron.</summary>
public sealed class SpatialCellTests : IDisposable
{
    // Of the greatest potential. Numbers are printed with 15 digits, and a gate of NeuroML moves by (inf - q)/tau where the author writes alpha*(1 - m) - beta*m: rounding (found: 3e-15), which a spike can make greater.
    private const double Agreement = 1e-10;

    private const string Squid = """
        Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
        I : amp (point current)
        dm/dt = alpham*(1 - m) - betam*m : 1
        dn/dt = alphan*(1 - n) - betan*n : 1
        dh/dt = alphah*(1 - h) - betah*h : 1
        alpham = 0.1/mV*10*mV/exprel((-v + 25*mV)/(10*mV))/ms : Hz
        betam = 4*exp(-v/(18*mV))/ms : Hz
        alphah = 0.07*exp(-v/(20*mV))/ms : Hz
        betah = 1/(exp((-v + 30*mV)/(10*mV)) + 1)/ms : Hz
        alphan = 0.01/mV*10*mV/exprel((-v + 10*mV)/(10*mV))/ms : Hz
        betan = 0.125*exp(-v/(80*mV))/ms : Hz
        gNa : siemens/meter**2
        """;

    // A delayed rectifier by time constant and steady state, a current of type A whose rates are none of the forms of Hodgkin and Huxley, and a persistent current that follows the potential at once.
    private const string Pyramid = """
        Im = gL*(EL - v) + INa + IK + gA*a*b*(EK - v) + gP*pinf**2*(ENa - v) : amp/meter**2
        INa = -gNa*m**3*h*(v - ENa) : amp/meter**2
        IK = (EK - v)*gK*n**4 : amp/meter**2
        dm/dt = 3*(alpham*(1 - m) - betam*m) : 1
        dh/dt = 3*alphah*(1 - h) - betah*h*3 : 1
        dn/dt = (ninf - n)/taun : 1
        da/dt = (1/(1 + exp(-(v + 45*mV)/(9*mV))) - a)/(2*ms) : 1
        db/dt = 20*Hz*(1 + tanh((v + 60*mV)/(20*mV))**2) - b*40*Hz*(2 + exp((v + 60*mV)/(12*mV))) : 1
        alpham = 0.32/mV/ms*(v + 50*mV)/(1 - exp(-(v + 50*mV)/(4*mV))) : Hz
        betam = 0.28/mV*5*mV/exprel((v + 23*mV)/(5*mV))/ms : Hz
        alphah = 0.128*exp(-(v + 46*mV)/(18*mV))/ms : Hz
        betah = 4/(1 + exp(-(v + 23*mV)/(5*mV)))/ms : Hz
        ninf = 1/(1 + exp((-35*mV - v)/(8*mV))) : 1
        taun = 1*ms + 4*ms*exp(-((v + 40*mV)/(25*mV))**2) : second
        pinf = 1/(1 + exp(-(v + 48*mV)/(6*mV))) : 1
        gNa : siemens/meter**2
        gK : siemens/meter**2
        gA : siemens/meter**2
        gP : siemens/meter**2
        I : amp (point current)
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public SpatialCellTests() => StartScope();

    private string Model => Path.Combine(folder, "model.xml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_axon_of_Hodgkin_and_Huxley()
    {
        var names = new { gl = PerArea(3), gK = PerArea(360), El = 10.613 * mV, ENa = 115 * mV, EK = -12 * mV };
        AssertSame(
            () => new Cylinder(238 * um, 40, 4 * cm),
            shape => new SpatialNeuron(shape, Squid, method: "exponential_euler", cm: new Quantity(0.01, Dimension.SpecificCapacitance), ri: new Quantity(0.354, Dimension.Resistivity), @namespace: names),
            neuron =>
            {
                neuron["gNa"] = PerArea(1200);
                foreach (var gate in (string[])["m", "h", "n"])
                    neuron[gate] = $"alpha{gate}/(alpha{gate} + beta{gate})";
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_passive_cell_with_branches(bool hasPlaces) => AssertSame(
        () => hasPlaces ? Branching().GenerateCoordinates() : Branching(),
        shape => new SpatialNeuron(shape, "Im = gL*(EL - v) : amp/meter**2\nI : amp (point current)", @namespace: new { gL = PerArea(1), EL = -70 * mV }),
        neuron => neuron["v"] = -65 * mV);

    [Fact]
    public void A_cell_with_other_channels_in_each_section() => AssertSame(
        Branching,
        shape => new SpatialNeuron(shape, Pyramid, method: "exponential_euler", @namespace: new { gL = PerArea(1), EL = -70 * mV, ENa = 50 * mV, EK = -90 * mV }),
        neuron =>
        {
            neuron["v"] = -70 * mV;
            neuron["gNa"] = "1000*siemens/meter**2*int(i == 0) + 2000*siemens/meter**2*int(i > 0 and i <= 15)";
            neuron["gK"] = PerArea(300);
            neuron.Section("dend")["gA"] = PerArea(50);
            neuron.Section("axon")["gP"] = PerArea(1);
            neuron["m"] = "alpham/(alpham + betam)";
            neuron["h"] = "alphah/(alphah + betah)";
            neuron["n"] = "ninf";
            neuron["a"] = "1/(1 + exp(-(v + 45*mV)/(9*mV)))";
            neuron["b"] = "20*(1 + tanh((v + 60*mV)/(20*mV))**2)/(40*(2 + exp((v + 60*mV)/(12*mV))))";
        });

    // A sphere with an axon that branches, and a dendrite that gets thinner.
    private static Morphology Branching()
    {
        var shape = new Soma(30 * um);
        shape["axon"] = new Cylinder(1 * um, 5, 100 * um);
        shape["axon"]["L"] = new Cylinder(0.7 * um, 5, 50 * um);
        shape["axon"]["R"] = new Cylinder(0.5 * um, 5, 80 * um);
        shape["dend"] = new Section([4 * um, 3 * um, 2 * um, 1 * um], 3, length: [30 * um, 40 * um, 50 * um]);
        return shape;
    }

    private static Quantity PerArea(double siemens) => new(siemens, Dimension.ConductanceDensity);

    // Two pulses between runs, once for the neuron as it is and once for what becomes of its export.
    private void AssertSame(Func<Morphology> shape, Func<Morphology, SpatialNeuron> make, Action<SpatialNeuron> begin)
    {
        double[][] Record(SpatialNeuron neuron, bool isExported = false)
        {
            var monitor = new StateMonitor(neuron, "v");
            neuron["I", [0, 7]] = neuron.N == 40 ? 2 * uA : 0.3 * nA;
            Run(3 * ms);
            neuron["I"] = 0 * amp;
            Run(9 * ms);
            if (isExported)
                Build();
            return isExported ? [] : monitor.Plain("v");
        }

        StartScope();
        SetDevice("neuroml2", filename: Model, buildOnRun: false, options: new NeuroMLExportOptions { PreferStandardTypes = true });
        var written = make(shape());
        begin(written);
        Record(written, isExported: true);
        Assert.Single(XDocument.Load(Model).Root!.Elements(), one => one.Name.LocalName == "cell");
        var model = NeuralModel.Load(Model);
        Assert.Empty(model.Validate());
        var import = model.ImportCells();
        Assert.Empty(import.Diagnostics);

        StartScope();
        var original = make(shape());
        begin(original);
        var expected = Record(original);

        StartScope();
        var again = Imported(import);
        Assert.Equal(original.Plain("area").Select(one => (float)one), again.Plain("area").Select(one => (float)one));
        if (original.Morphology.HasCoordinates)
        {
            foreach (var axis in (string[])["x", "y", "z"])
                Assert.All(original.Plain(axis).Zip(again.Plain(axis)), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }

        var actual = Record(again);
        var scale = expected.Max(row => row.Max(Math.Abs));
        var difference = expected.Zip(actual, (one, other) => one.Zip(other, (left, right) => Math.Abs(left - right)).Max()).Max() / scale;
        Assert.InRange(difference, 0, Agreement);
    }

    // A spatial neuron of an imported cell, with the conductances and reversal potentials of its groups.
    private static SpatialNeuron Imported(CellImport import)
    {
        var cell = Assert.Single(import.Cells);
        var equations = import.Channels.Aggregate(EquationParser.Parse("I : amp (point current)"), (all, channel) => all.Add(channel.Equations));
        var current = string.Join(" + ", import.Channels.Select(channel => $"I_{channel.Channel}"));
        var model = equations + "\nIm = " + current + " : amp/meter**2";
        var neuron = new SpatialNeuron(
            cell.Morphology.ToMorphology(), model, method: "exponential_euler", cm: Assert.Single(cell.Biophysics.Capacitance).Value, ri: Assert.Single(cell.Biophysics.Resistivity).Value);
        neuron["v"] = cell.Biophysics.InitialPotential!.Value;

        // Compartments are segments, section by section.
        string[] segments = [.. cell.Morphology.Sections.SelectMany(section => section.Segments)];
        foreach (var density in cell.Biophysics.Channels)
        {
            int[] places = [.. Enumerable.Range(0, segments.Length).Where(at => density.SegmentGroup is null || cell.Morphology.Group(density.SegmentGroup)!.Segments.Contains(segments[at]))];
            neuron[$"g_{density.Channel}", places] = density.Amount!.Value;
            neuron[$"E_{density.Channel}"] = density.Reversal!.Value;
        }

        foreach (var start in import.Channels.SelectMany(channel => channel.InitialValues))
            neuron[start.Variable] = start.Value;
        return neuron;
    }
}
