using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Standard;

/// <summary>Groups that are what a type of NeuroML describes become components of that type, whatever their variables are called, and spike in the same steps.</summary>
public sealed class StandardTypeTests : IDisposable
{
    private static readonly NeuroMLExportOptions Standard = new() { PreferStandardTypes = true };

    private static readonly (string, double, Dimension)[] Membrane =
    [
        ("Cm", 2e-10, Dimension.Capacitance), ("gL", 1e-8, Dimension.Conductance), ("EL", -0.07, Dimension.Voltage), ("Ee", 0, Dimension.Voltage), ("Ei", -0.08, Dimension.Voltage),
        ("te", 0.005, Dimension.Time), ("ti", 0.01, Dimension.Time),
    ];

    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData(null, "iafTauCell")]
    [InlineData("1.5*ms", "iafTauRefCell")]
    public void Leaky_neurons_at_rest(string? refractory, string type)
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = Group(2, $"du/dt = El/tau - u/tau : volt{flag}", "-50*mV < u", "u = -65*mV", refractory, ("El", -0.04, Dimension.Voltage), ("tau", 0.01, Dimension.Time));
        var network = new BrianNetwork([cells, new EventMonitor("spikes", "g")], [new BrianRun(0.05) { Before = [new Initializer("g", "u", "El")] }]);
        AssertIs(network, type);
        Assert.DoesNotContain(ExportLab.Export(network).Model!.Root!.Elements(), one => one.Name.LocalName == type);
        AssertIsNot(network with { Runs = [new BrianRun(0.05)] }, type);
        AssertIsNot(network with { Objects = [.. network.Objects, new RunRegularly("r", "g", "u += 1*mV")] }, type);
    }

    [Theory]
    [InlineData(null, "iafCell")]
    [InlineData("2*ms", "iafRefCell")]
    public void Leaky_neurons_with_currents(string? refractory, string type)
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = Group(3, $"dv/dt = (gL*(EL - v) + I)/Cm : volt{flag}\nI : amp", "v > -55*mV", "v = -72*mV", refractory, Membrane);
        AssertIs(
            new BrianNetwork(
                [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default)],
                [new BrianRun(0.06) { Before = [new Initializer("g", "v", "EL"), new Initializer("g", "I", "0.14*nA + 0.02*nA*i")] }]),
            type, refractory is null ? 0 : 1, "pulseGenerator");
    }

    [Fact]
    public void Gap_junctions_need_cells_that_are_written_out()
    {
        // Without the junctions, both are cells of NeuroML.
        const string equations = "dv/dt = (gL*(EL - v) + I + Igap)/Cm : volt\nI : amp\nIgap : amp";
        var (a, b) = (Group(3, equations, "v > -55*mV", "v = -72*mV", null, Membrane) with { Name = "a" }, Group(3, equations, "v > -55*mV", "v = -72*mV", null, Membrane) with { Name = "b" });
        var junctions = EquationParser.Parse("Igap_post = 2*nS*(v_pre - v_post) : amp (summed)");
        ImmutableArray<BrianAction> values = [new Initializer("a", "v", "EL"), new Initializer("b", "v", "EL"), new Initializer("a", "I", "0.2*nA"), new Initializer("b", "I", "0.1*nA")];
        Assert.Equal(2, Cells(ExportLab.Export(new BrianNetwork([a, b], [new BrianRun(0.02) { Before = values }]), Standard)));
        var there = new BrianNetwork([a, b, new Synapses("there", "a", "b", junctions)], [new BrianRun(0.02) { Before = [new Connect("there"), .. values] }]);
        Assert.Equal(0, Cells(ExportLab.Export(there, Standard)));
        lab.RunExport(there, Standard);
        var both = there with { Objects = [.. there.Objects, new Synapses("back", "b", "a", junctions)], Runs = [there.Runs[0] with { Before = [new Connect("back"), .. there.Runs[0].Before] }] };
        Assert.Equal(0, Cells(ExportLab.Export(both, Standard)));
        lab.RunExport(both, Standard);

        static int Cells(NeuroMLExporter exporter) => exporter.Model!.Root!.Elements().Count(one => one.Name.LocalName == "iafCell");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2*ms")]
    public void Leaky_neurons_with_synapses_and_currents(string? refractory)
    {
        // NeuroML's refractory cells show their synapses what they were a step before.
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = Group(
            4, $"dv/dt = (gL*(EL - v) + a*(Ee - v) - gi*(v - Ei) + I + stimulus(t))/Cm : volt{flag}\nda/dt = -a/te : siemens\ndgi/dt = -gi/ti : siemens\nI : amp", "v > -55*mV", "v = -72*mV", refractory, Membrane);
        cells = cells with { Namespace = cells.Namespace!.Over(new Namespace("more", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 5e-11, 5e-11, -1e-10, 2e-11], 3.5e-3, Dimension.Current))])) };
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1], [1e-3, 1e-3, 2.3e-3, 4e-3, 4.1e-3]) { Period = 7e-3 };
        var excitation = new Synapses("excitation", "given", "g", EquationParser.Parse("w : siemens\nfactor : 1")) { Pathways = [new SynapticPathway("pre", true, "a_post += w*factor")] };
        var inhibition = new Synapses("inhibition", "g", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "gi += 3*nS")] };
        var network = new BrianNetwork(
            [cells, given, excitation, inhibition, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default)],
            [
                new BrianRun(0.06)
                {
                    Before =
                    [
                        new Initializer("g", "v", "EL"), new Initializer("g", "I", "0.14*nA + 0.02*nA*i"), new Connect("excitation"), new Connect("inhibition") { Condition = "i != j" },
                        new Initializer("excitation", "w", "4*nS*rand()"), new Initializer("excitation", "factor", 1.5), new Initializer("excitation", "delay", "0.2*ms + 1*ms*rand()"),
                    ],
                },
            ])
        { Seed = 3 };
        if (refractory is null)
            AssertIs(network, "iafCell", 0, "expOneSynapse", "pulseGenerator", "spikeArray");
        else
            AssertIsNot(network, "iafRefCell");
    }

    [Theory]
    [InlineData(null, "j", "", "expCurrSynapse")]
    [InlineData("2*ms", "j", "", "expCurrSynapse")]
    [InlineData("2*ms", "h", "h/te\ndh/dt = -h/te : amp", "alphaCurrentSynapse")]
    public void Leaky_neurons_with_synaptic_currents(string? refractory, string target, string driver, string type)
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var more = driver.Split('\n');
        var cells = Group(
            3, $"dv/dt = (gL*(EL - v) + j - 0.5*k + I)/Cm : volt{flag}\ndj/dt = -j/te{(more[0].Length > 0 ? " + " + more[0] : string.Empty)} : amp\ndk/dt = -k/ti : amp\nI : amp\n{(more.Length > 1 ? more[1] : string.Empty)}",
            "v > -55*mV", "v = -72*mV", refractory, Membrane);
        var given = new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0, 1], [1e-3, 1e-3, 2.3e-3, 4e-3, 4.1e-3]) { Period = 7e-3 };
        var excitation = new Synapses("excitation", "given", "g", EquationParser.Parse("w : amp")) { Pathways = [new SynapticPathway("pre", true, target + "_post += w")] };
        var inhibition = new Synapses("inhibition", "g", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "k_post += 0.1*nA")] };
        AssertIs(
            new BrianNetwork(
                [cells, given, excitation, inhibition, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default)],
                [
                    new BrianRun(0.06)
                    {
                        Before =
                        [
                            new Initializer("g", "v", "EL"), new Initializer("g", "I", "0.14*nA + 0.02*nA*i"), new Connect("excitation"), new Connect("inhibition") { Condition = "i != j" },
                            new Initializer("excitation", "w", "0.2*nA*rand()"), new Initializer("excitation", "delay", "1*ms*rand()"),
                        ],
                    },
                ])
            { Seed = 5 },
            refractory is null ? "iafCell" : "iafRefCell", refractory is null ? 0 : 1, type, "expCurrSynapse", "pulseGenerator");
    }

    [Theory]
    [InlineData(20, 50)]
    [InlineData(400, 50)]
    public void Random_input_into_conductances_and_currents(int sources, double rate)
    {
        // On average the conductance is 5 nS and the current 50 pA, whatever the rate; 100 neurons over 0.2 s leave a standard error of some 0.2 mV.
        var all = sources * rate;
        var cells = Group(100, "dv/dt = (gL*(EL - v) + a*(Ee - v) + j)/Cm : volt\nda/dt = -a/te : siemens\ndj/dt = -j/ti : amp", "v > 20*mV", "v = -72*mV", null, Membrane);
        string Each(double mean, double tau) => (mean / (all * tau)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var network = new BrianNetwork(
            [
                cells, new PoissonInput("p", "g", "a", sources, rate, Each(5e-9, 0.005) + "*siemens"), new PoissonInput("q", new GroupRange("g", 50), "j", sources, rate, Each(1e-10, 0.01) + "*amp"),
                new StateMonitor("trace", "g", ["v"], default),
            ],
            [new BrianRun(0.3) { Before = [new Initializer("g", "v", "EL")] }]);
        var types = Types(network);
        Assert.Superset(new HashSet<string> { "iafCell", "poissonFiringSynapse", "expOneSynapse", "expCurrSynapse" }, types);
        Assert.DoesNotContain("ComponentType", types);
        var exported = lab.RunExport(network, Standard).Values;
        var session = ExportLab.Run(network).States["trace"].Samples;
        foreach (var (first, end) in ((int, int)[])[(0, 50), (50, 100)])
        {
            var (wanted, found) = (Moments(session.Skip(1000).SelectMany(row => row[first..end])), Moments(exported.Skip(1000).SelectMany(row => row[first..end])));
            Assert.Equal(wanted.Mean, found.Mean, 1e-3);
            Assert.InRange(found.Deviation / wanted.Deviation, 0.85, 1.15);
        }

        AssertIsNot(network with { Objects = network.Objects.Add(new PoissonInput("r", "g", "a", 10, 10, "1*nS*(1 + i)")) }, "iafCell");
        AssertIsNot(network with { Objects = network.Objects.Add(new PoissonInput("r", "g", "v", 10, 10, "1*mV")) }, "iafCell");
        AssertIsNot(network with { Objects = network.Objects.Add(new PoissonInput("r", "g", "a", 10_000, 200, "1*pS")) }, "iafCell");

        static (double Mean, double Deviation) Moments(IEnumerable<double> values)
        {
            var mean = values.Average();
            return (mean, Math.Sqrt(values.Average(one => (one - mean) * (one - mean))));
        }
    }

    [Theory]
    [InlineData("dg/dt = h/ms - g/te : siemens\ndh/dt = -h/te : siemens", "alphaSynapse")]
    [InlineData("dg/dt = (h - g)/te : siemens\ndh/dt = -h/(1*ms) : siemens", "expTwoSynapse")]
    [InlineData("dg/dt = (h - g)/te : siemens\ndh/dt = -h/(9*ms) : siemens", "expTwoSynapse")]
    public void Conductances_of_two_equations(string conductance, string type)
    {
        var cells = Group(3, $"dv/dt = (gL*(EL - v) + g*(Ee - v))/Cm : volt\n{conductance}", "v > -55*mV", "v = -72*mV", null, Membrane);
        var given = new SpikeGeneratorGroup("given", 2, [0, 1, 0], [1e-3, 2e-3, 4.5e-3]) { Period = 5e-3 };
        var synapses = new Synapses("s", "given", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "h_post += 7*nS")] };
        AssertIs(
            new BrianNetwork(
                [cells, given, synapses, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default)],
                [new BrianRun(0.05) { Before = [new Initializer("g", "v", new Quantity(-0.07, Dimension.Voltage)), new Connect("s") { Condition = "i <= j" }] }]),
            "iafCell", 0, type);
    }

    [Fact]
    public void Neurons_of_Izhikevich_in_units_of_the_membrane()
    {
        var cells = Group(
            2, "dvm/dt = (k*(vm - vr)*(vm - vt) - r + drive)/C : volt\ndr/dt = a*(b*(vm - vr) - r) : amp\ndrive : amp", "vm > 35*mV", "vm = -50*mV; r += 100*pA", null,
            ("C", 1e-10, Dimension.Capacitance), ("k", 7e-7, Dimension.ConductancePerVoltage), ("vr", -0.06, Dimension.Voltage), ("vt", -0.04, Dimension.Voltage), ("a", 30, Dimension.PerTime),
            ("b", -2e-9, Dimension.Conductance));
        AssertIs(
            new BrianNetwork(
                [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["vm", "r"], default)],
                [new BrianRun(0.2) { Before = [new Initializer("g", "vm", "-60*mV"), new Initializer("g", "drive", "0.1*nA + 0.02*nA*i")] }]),
            "izhikevich2007Cell", 0, "pulseGenerator");
    }

    [Fact]
    public void Neurons_of_Izhikevich_in_numbers()
    {
        var cells = Group(
            2, "dv/dt = 0.04/ms/mV*v**2 + 5/ms*v + 140*mV/ms - u : volt\ndu/dt = a*(b*v - u) : volt/second", "v > 30*mV", "v = -50*mV; u += 2*mV/ms", null, ("a", 20, Dimension.PerTime), ("b", 280, Dimension.PerTime));
        AssertIs(
            new BrianNetwork(
                [cells, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["v"], default)],
                [new BrianRun(0.2) { Before = [new Initializer("g", "v", "-60*mV"), new Initializer("g", "u", "b*(-60*mV)")] }]),
            "izhikevichCell", 0);
    }

    [Theory]
    [InlineData("2*ms", "vm = -70.6*mV; w += 0.08*nA")]
    [InlineData("0.3*ms", "w = w + 0.08*nA; vm = -65*mV")]
    [InlineData("1*ms", "vm = -60*mV")]
    [InlineData(null, "vm = -70.6*mV; w += 0.08*nA")]
    public void Exponential_neurons_with_adaptation(string? refractory, string reset)
    {
        var network = Adaptive(refractory, reset);
        var types = Types(network, "NG4113");
        Assert.Superset(new HashSet<string> { "adExIaFCell", "pulseGenerator", "expCurrSynapse" }, types);
        Assert.DoesNotContain("ComponentType", types);

        // NeuroML advances the adaptation with the new voltage, and without refractoriness lets a step pass after a spike.
        var twin = Adaptive(refractory ?? "0.2*ms", reset, "w : amp");
        lab.AssertSame(network, 1, Standard, twin with { Objects = [.. twin.Objects, new RunRegularly("r", "g", "w += dt*(a*(vm - EL) - w)/tauw") { When = "before_thresholds" }] }, ["NG4113"]);
        AssertIsNot(network with { Runs = [network.Runs[0] with { Before = [.. network.Runs[0].Before, new Initializer("g", "w", "0.1*nA")] }] }, "adExIaFCell");
        AssertIsNot(Adaptive(refractory, "vm = -60*mV; w *= 2"), "adExIaFCell");
        AssertIsNot(Adaptive(refractory, reset, "dw/dt = (a*(vm - EL) - 2*w)/tauw + j/second : amp"), "adExIaFCell");
    }

    private static BrianNetwork Adaptive(string? refractory, string reset, string adaptation = "dw/dt = (a*(vm - EL) - w)/tauw : amp")
    {
        var flag = refractory is null ? string.Empty : " (unless refractory)";
        var cells = Group(
            3, $"dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I + j - w)/C : volt{flag}\n{adaptation}\ndj/dt = -j/(5*ms) : amp\nI : amp", "vm > -40*mV", reset, refractory,
            ("C", 2.81e-10, Dimension.Capacitance), ("gL", 3e-8, Dimension.Conductance), ("EL", -0.0706, Dimension.Voltage), ("VT", -0.0504, Dimension.Voltage), ("DeltaT", 0.002, Dimension.Voltage),
            ("tauw", 0.144, Dimension.Time), ("a", 4e-9, Dimension.Conductance));
        var given = new SpikeGeneratorGroup("given", 2, [0, 1, 0], [1e-3, 2e-3, 4.5e-3]) { Period = 5e-3 };
        var synapses = new Synapses("s", "given", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, "j_post += 0.2*nA")] };
        return new BrianNetwork(
            [cells, given, synapses, new EventMonitor("spikes", "g"), new StateMonitor("trace", "g", ["vm", "w"], default)],
            [new BrianRun(0.1) { Before = [new Initializer("g", "vm", "EL"), new Initializer("g", "I", "0.8*nA + 0.1*nA*i"), new Connect("s") { Condition = "i <= j" }] }]);
    }

    [Theory]
    [InlineData("ms", 0.08, 0.25, "fitzHughNagumo1969Cell")]
    [InlineData("second", 0.08, 0, "fitzHughNagumoCell")]
    public void Oscillators_of_FitzHugh_and_Nagumo(string unit, double phi, double start, string type)
    {
        var cells = Group(1, $"dx/dt = (x - x*x*x/3 - y + 0.5)/{unit} : 1\ndy/dt = {phi}*(x + 0.7 - 0.8*y)/{unit} : 1", null, null, null);
        AssertIs(
            new BrianNetwork([cells, new StateMonitor("trace", "g", ["x", "y"], default)], [new BrianRun(0.05) { Before = [new Initializer("g", "x", start)] }]), type, 0);
    }

    [Theory]
    [InlineData("gL*(EL - v) + g", "g : 1", "g")]
    [InlineData("gL*(EL - v) + g*(Ee - v)", "dg/dt = -g*g/te/nS : siemens", "g")]
    [InlineData("gL*(EL - v) + g*(Ee - v)*v/mV", "dg/dt = -g/te : siemens", "g")]
    public void Neurons_that_only_look_like_one_are_written_out(string currents, string conductance, string target)
    {
        var cells = Group(2, $"dv/dt = ({currents.Replace("+ g", conductance.EndsWith(" 1", StringComparison.Ordinal) ? "+ g*amp" : "+ g", StringComparison.Ordinal)})/Cm : volt\n{conductance}", "v > -55*mV", "v = -72*mV", null, Membrane);
        var given = new SpikeGeneratorGroup("given", 1, [0], [1e-3]);
        var unit = conductance.EndsWith(" 1", StringComparison.Ordinal) ? "0.1" : "1*nS";
        var synapses = new Synapses("s", "given", "g", Equations.None) { Pathways = [new SynapticPathway("pre", true, $"{target}_post += {unit}")] };
        AssertIsNot(new BrianNetwork([cells, given, synapses, new EventMonitor("spikes", "g")], [new BrianRun(0.01) { Before = [new Initializer("g", "v", "EL"), new Connect("s")] }]), "iafCell");
    }

    private static NeuronGroup Group(int count, string equations, string? threshold, string? reset, string? refractory, params (string Name, double Value, Dimension Dimension)[] names) =>
        ExportLab.Group("g", count, equations, threshold, reset, refractory) with
        {
            Namespace = new Namespace("the group", names.Select(one => KeyValuePair.Create(one.Name, (NamespaceValue)new Quantity(one.Value, one.Dimension)))),
        };

    // Cells with regimes show values a row later.
    private void AssertIs(BrianNetwork network, string type, int rowsLate = 1, params string[] others)
    {
        var names = Types(network);
        Assert.Superset(others.Append(type).ToHashSet(), names);
        Assert.DoesNotContain("ComponentType", names);
        lab.AssertSame(network, rowsLate, Standard);
    }

    private static void AssertIsNot(BrianNetwork network, string type) => Assert.DoesNotContain(type, Types(network));

    private static HashSet<string> Types(BrianNetwork network, params ImmutableArray<string> said) => [.. ExportLab.Export(network, Standard, said: said).Model!.Root!.Elements().Select(one => one.Name.LocalName)];
}
