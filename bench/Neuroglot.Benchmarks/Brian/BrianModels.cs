using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Benchmarks.Brian;

/// <summary>The networks on which simulators are compared; all run for a second in steps of 0.1 ms.</summary>
internal static class BrianModels
{
    private const double Membrane = 20000e-12 * 0.01;
    private const double Area = 20000e-12;

    /// <summary>Leaky neurons with exponential currents, 80 % excitatory, 80 synapses onto each.</summary>
    public static BrianNetwork Cuba(int count)
    {
        var group = new NeuronGroup("P", count, Read("""
            dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
            dge/dt = -ge/taue : volt
            dgi/dt = -gi/taui : volt
            """)) { Threshold = "v > Vt", Reset = "v = Vr", Refractory = "5*ms", Method = "exact" };
        var values = Values(("taum", 20e-3, Dimension.Time), ("taue", 5e-3, Dimension.Time), ("taui", 10e-3, Dimension.Time), ("Vt", -50e-3, Dimension.Voltage),
            ("Vr", -60e-3, Dimension.Voltage), ("El", -49e-3, Dimension.Voltage), ("we", 1.62e-3, Dimension.Voltage), ("wi", -9e-3, Dimension.Voltage));
        return Recurrent(group, "ge += we", "gi += wi", 80.0 / count, 0.1e-3, values, new Initializer("P", "v", "Vr + rand()*(Vt - Vr)"));
    }

    /// <summary>Leaky neurons with 400 synapses onto each, every one with a weight of its own; to see what such synapses take.</summary>
    public static BrianNetwork Weighted(int count)
    {
        var group = new NeuronGroup("P", count, Read("dv/dt = (ge - (v - El))/taum : volt\ndge/dt = -ge/taue : volt")) { Threshold = "v > Vt", Reset = "v = Vr", Method = "exact" };
        var synapses = new Synapses("S", "P", "P", Read("w : volt")) { Pathways = [new SynapticPathway("pre", true, "ge += w")] };
        var values = Values(("taum", 20e-3, Dimension.Time), ("taue", 5e-3, Dimension.Time), ("Vt", -50e-3, Dimension.Voltage), ("Vr", -60e-3, Dimension.Voltage), ("El", -49e-3, Dimension.Voltage));
        return new BrianNetwork(
            [group, Monitor, synapses],
            [
                new BrianRun(1)
                {
                    Namespace = values,
                    Before =
                    [
                        new Initializer("P", "v", "Vr + rand()*(Vt - Vr)"), new Connect("S") { Probability = (400.0 / count).ToString("R", System.Globalization.CultureInfo.InvariantCulture) },
                        new Initializer("S", "w", "0.01*mV*rand()"), new Initializer("S", "delay", new Quantity(0.1e-3, Dimension.Time)),
                    ],
                },
            ]);
    }

    /// <summary>Hodgkin–Huxley neurons of Traub and Miles with exponential conductances.</summary>
    public static BrianNetwork CobaHH(int count)
    {
        var group = new NeuronGroup("P", count, Read(Shared("coba_hh.txt"))) { Threshold = "v > -20*mV", Refractory = "3*ms", Method = "exponential_euler" };
        var values = Values(("Cm", Membrane, Dimension.Capacitance), ("gl", 0.5 * Area, Dimension.Conductance), ("El", -60e-3, Dimension.Voltage), ("EK", -90e-3, Dimension.Voltage),
            ("ENa", 50e-3, Dimension.Voltage), ("g_na", 1000 * Area, Dimension.Conductance), ("g_kd", 300 * Area, Dimension.Conductance), ("VT", -63e-3, Dimension.Voltage),
            ("taue", 5e-3, Dimension.Time), ("taui", 10e-3, Dimension.Time), ("Ee", 0, Dimension.Voltage), ("Ei", -80e-3, Dimension.Voltage),
            ("we", 6e-9, Dimension.Conductance), ("wi", 67e-9, Dimension.Conductance), ("drive", 200e-12, Dimension.Current));
        return Recurrent(group, "ge += we", "gi += wi", 80.0 / count, 0.1e-3, values, new Initializer("P", "v", "El + (randn()*5 - 5)*mV"));
    }

    /// <summary>The balanced network of Brunel: 10 000 excitatory and 2 500 inhibitory neurons, 1 250 synapses onto each, jumps of the potential.</summary>
    public static BrianNetwork Brunel()
    {
        var group = new NeuronGroup("P", 12500, Read("dv/dt = -v/(20*ms) : volt (unless refractory)")) { Threshold = "v > 20*mV", Reset = "v = 10*mV", Refractory = "2*ms", Method = "exact" };
        var network = Recurrent(group, "v += 0.1*mV", "v -= 0.5*mV", 0.1, 1.5e-3, Values(), new Initializer("P", "v", "rand()*20*mV"));
        return network with { Objects = network.Objects.Add(new PoissonInput("input", "P", "v", 1000, 20, "0.1*mV")) };
    }

    /// <summary>Neurons of Izhikevich without connections.</summary>
    public static BrianNetwork Izhikevich(int count)
    {
        var group = new NeuronGroup("P", count, Read("dv/dt = (0.04*v**2 + 5*v + 140 - u + 10)/ms : 1\ndu/dt = 0.02*(0.2*v - u)/ms : 1"))
        {
            Threshold = "v > 30",
            Reset = "v = -65; u += 8",
            Method = "euler",
        };
        return new BrianNetwork([group, Monitor], [new BrianRun(1) { Before = [new Initializer("P", "v", "-65 + 10*rand()"), new Initializer("P", "u", "0.2*v")] }]);
    }

    /// <summary>Additive spike-timing-dependent plasticity between 1 000 Poisson neurons and <paramref name="count"/> leaky ones.</summary>
    public static BrianNetwork Plasticity(int count)
    {
        var group = new NeuronGroup("P", count, Read("dv/dt = (ge*(Ee-v) + El - v)/taum : volt\ndge/dt = -ge/taue : 1")) { Threshold = "v > vt", Reset = "v = vr", Method = "euler" };
        var synapses = new Synapses("S", "input", "P", Read("w : 1\ndApre/dt = -Apre/taupre : 1 (event-driven)\ndApost/dt = -Apost/taupre : 1 (event-driven)"))
        {
            Pathways = [new SynapticPathway("pre", true, "ge += w; Apre += dA; w = clip(w + Apost, 0, gmax)"), new SynapticPathway("post", false, "Apost += -1.05*dA; w = clip(w + Apre, 0, gmax)")],
        };
        var values = Values(("taum", 10e-3, Dimension.Time), ("taue", 5e-3, Dimension.Time), ("taupre", 20e-3, Dimension.Time), ("Ee", 0, Dimension.Voltage), ("El", -74e-3, Dimension.Voltage),
            ("vt", -54e-3, Dimension.Voltage), ("vr", -60e-3, Dimension.Voltage), ("gmax", 0.01, Dimension.None), ("dA", 0.0001, Dimension.None));
        return new BrianNetwork(
            [new PoissonGroup("input", 1000, new Quantity(15, Dimension.Time.Power(new Rational(-1)))), group, synapses, Monitor],
            [new BrianRun(1) { Namespace = values, Before = [new Initializer("P", "v", "vr"), new Connect("S"), new Initializer("S", "w", "rand()*gmax")] }]);
    }

    private static EventMonitor Monitor { get; } = new("spikes", "P");

    private static BrianNetwork Recurrent(NeuronGroup group, string excites, string inhibits, double probability, double delay, Namespace values, Initializer start)
    {
        var excitatory = group.Count * 4 / 5;
        var chance = probability.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return new BrianNetwork(
            [
                group, Monitor,
                new Synapses("Ce", new GroupRange("P", 0, excitatory), "P", Equations.None) { Pathways = [new SynapticPathway("pre", true, excites)] },
                new Synapses("Ci", new GroupRange("P", excitatory), "P", Equations.None) { Pathways = [new SynapticPathway("pre", true, inhibits)] },
            ],
            [
                new BrianRun(1)
                {
                    Namespace = values,
                    Before =
                    [
                        start, new Connect("Ce") { Probability = chance }, new Connect("Ci") { Probability = chance },
                        new Initializer("Ce", "delay", new Quantity(delay, Dimension.Time)), new Initializer("Ci", "delay", new Quantity(delay, Dimension.Time)),
                    ],
                },
            ]);
    }

    // What peer.py reads, too.
    private static string Shared(string name)
    {
        using var reader = new StreamReader(typeof(BrianModels).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static Equations Read(string text) => EquationParser.Parse(text, "equations", new DiagnosticBag());

    private static Namespace Values(params (string Name, double Value, Dimension Dimension)[] values) =>
        new("the run", values.Select(value => KeyValuePair.Create(value.Name, (NamespaceValue)new ScalarValue(new Quantity(value.Value, value.Dimension)))));
}
