using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Xunit;
using Xunit.Abstractions;
using static Neuroglot.Conformance.Tests.Brian.BrianReference;

namespace Neuroglot.Conformance.Tests.Brian;

/// <summary>Models that Brian 2 ran too: the same spikes in the same steps, the same states but for rounding.</summary>
public sealed class BrianModelTests(ITestOutputHelper output)
{
    private const double Step = 1e-4;

    [Fact]
    public void A_ramp_of_leaky_neurons()
    {
        if (Load("m01_lif_ramp", output) is not { } reference)
            return;
        var group = new NeuronGroup("neurongroup", 50, Equations("dv/dt=(v0-v)/tau : volt (unless refractory)\nv0:volt"))
        {
            Threshold = "v>10*mV",
            Reset = "v=0*mV",
            Refractory = "5*ms",
            Method = "exact",
        };
        var session = Run(new BrianNetwork(
            [group, new StateMonitor("statemonitor", "neurongroup", ["v"], [10, 30, 49]), new EventMonitor("spikemonitor", "neurongroup"), new PopulationRateMonitor("ratemonitor", "neurongroup")],
            [new BrianRun(0.2) { Before = [new Initializer("neurongroup", "v0", "24*mV*i/(N-1)")], Namespace = Values(("tau", "10*ms")) }]));
        reference.SameSpikes(session.Events["spikemonitor"], Step);
        reference.Same("final_v", session.Values("neurongroup", "v")!);
        reference.Same("lastspike", session.Values("neurongroup", "lastspike")!);
        reference.Same("rate", session.Counts["ratemonitor"].Rates);
        reference.Same("smooth_gauss_1ms", session.Counts["ratemonitor"].SmoothGaussian(1e-3));
        reference.Same("smooth_flat_10p1ms", session.Counts["ratemonitor"].SmoothFlat(10.1e-3));
        var traces = reference.Table("trace_v");
        for (var k = 0; k < 3; k++)
            Same($"trace {k}", traces[k], session.States["statemonitor"].Trace(0, k));
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("rk2")]
    [InlineData("rk4")]
    [InlineData("heun")]
    public void Adaptive_exponential_neurons(string method)
    {
        if (Load("m02_adex", output) is not { } reference)
            return;
        var group = new NeuronGroup("cells", 8, Equations("""
            dvm/dt=(gL*(EL-vm)+gL*DeltaT*exp((vm-VT)/DeltaT)+I-w)/C : volt
            dw/dt=(a*(vm-EL)-w)/tauw : amp
            I : amp (constant)
            """)) { Threshold = "vm>Vcut", Reset = "vm=Vr; w+=b", Method = method };
        var values = Values(
            ("C", "281*pF"), ("gL", "30*nS"), ("EL", "-70.6*mV"), ("VT", "-50.4*mV"), ("DeltaT", "2*mV"), ("tauw", "144*ms"), ("a", "4*nS"), ("b", "0.0805*nA"),
            ("Vr", "-70.6*mV"), ("Vcut", "VT+5*DeltaT"));
        var session = Run(new BrianNetwork(
            [group, new EventMonitor("spikes", "cells")],
            [new BrianRun(0.3) { Before = [new Initializer("cells", "vm", "EL"), new Initializer("cells", "I", "0.3*nA+0.1*nA*i")], Namespace = values }]));
        var expected = reference["methods"][method];
        expected.SameSpikes(session.Events["spikes"], Step);
        expected.Same("final_vm", session.Values("cells", "vm")!);
        expected.Same("final_w", session.Values("cells", "w")!);
    }

    [Theory]
    [InlineData("exponential_euler", 1e-4, "exponential_euler_dt0.1")]
    [InlineData("exponential_euler", 1e-5, "exponential_euler_dt0.01")]
    [InlineData("rk4", 1e-5, "rk4_dt0.01")]
    public void Hodgkin_Huxley_neurons(string method, double step, string name)
    {
        if (Load("m04_hh", output) is not { } reference)
            return;
        var group = new NeuronGroup("cells", 10, Equations("""
            dv/dt=(gl*(El-v)-g_na*(m*m*m)*h*(v-ENa)-g_kd*(n*n*n*n)*(v-EK)+I)/Cm : volt
            dm/dt=0.32*(mV**-1)*4*mV/exprel((13.*mV-v+VT)/(4*mV))/ms*(1-m)-0.28*(mV**-1)*5*mV/exprel((v-VT-40.*mV)/(5*mV))/ms*m : 1
            dn/dt=0.032*(mV**-1)*5*mV/exprel((15.*mV-v+VT)/(5*mV))/ms*(1.-n)-.5*exp((10.*mV-v+VT)/(40.*mV))/ms*n : 1
            dh/dt=0.128*exp((17.*mV-v+VT)/(18.*mV))/ms*(1.-h)-4./(1+exp((40.*mV-v+VT)/(5.*mV)))/ms*h : 1
            I : amp
            """)) { Threshold = "v > -40*mV", Refractory = "v > -40*mV", Method = method };
        var session = Run(new BrianNetwork(
            [group, new EventMonitor("spikes", "cells"), new StateMonitor("trace", "cells", ["v"], [5, 9]) { Step = 1e-3 }],
            [new BrianRun(0.1) { Step = step, Before = [new Initializer("cells", "v", "El"), new Initializer("cells", "I", "0.7*nA*i/N")], Namespace = Membrane("-65*mV") }]));
        var expected = reference["runs"][name];
        expected.SameSpikes(session.Events["spikes"], step);
        foreach (var variable in (string[])["v", "m", "n", "h"])
            expected.Same("final_" + variable, session.Values("cells", variable)!);

        // The flanks of action potentials amplify rounding.
        var traces = expected.Table("trace_v_1ms");
        for (var k = 0; k < 2; k++)
            Same($"trace {k}", traces[k], session.States["trace"].Trace(0, k), 1e-6);
    }

    [Fact]
    public void A_network_of_leaky_neurons_with_exponential_synapses()
    {
        if (Load("m05_cuba_det", output) is not { } reference)
            return;
        const int N = 400;
        const int Excitatory = 320;
        var u = Uniform((N * N) + N, 12345);
        var group = new NeuronGroup("P", N, Equations("""
            dv/dt=(ge+gi-(v-El))/taum : volt (unless refractory)
            dge/dt=-ge/taue : volt
            dgi/dt=-gi/taui : volt
            """)) { Threshold = "v>Vt", Reset = "v=Vr", Refractory = "5*ms", Method = "exact" };
        var values = Values(
            ("taum", "20*ms"), ("taue", "5*ms"), ("taui", "10*ms"), ("Vt", "-50*mV"), ("Vr", "-60*mV"), ("El", "-49*mV"), ("we", "60*0.27/10*mV"), ("wi", "-20*4.5/10*mV"));
        var session = Run(new BrianNetwork(
            [
                group, new EventMonitor("spikes", "P"),
                new Synapses("Ce", new GroupRange("P", 0, Excitatory), "P", Equations("")) { Pathways = [new SynapticPathway("pre", true, "ge+=we")] },
                new Synapses("Ci", new GroupRange("P", Excitatory), "P", Equations("")) { Pathways = [new SynapticPathway("pre", true, "gi+=wi")] },
            ],
            [
                new BrianRun(0.5)
                {
                    Namespace = values,
                    Before =
                    [
                        new Initializer("P", "v", new BrianValue.List([.. u.Take(N).Select(x => -60e-3 + (x * 10e-3))], Dimension.Voltage)),
                        Wire("Ce", u.AsSpan(N, Excitatory * N), N, 0.2), Wire("Ci", u.AsSpan(N + (Excitatory * N)), N, 0.2),
                    ],
                },
            ]));
        Assert.Equal(reference.Numbers("n_syn"), new[] { "Ce", "Ci" }.Select(name => (double)session.Connections(name)!.Value.Sources.Length));

        // The network is chaotic: rounding grows until spikes move, so only the first 100 ms are the same.
        reference.SameSpikes(session.Events["spikes"], Step, until: 0.1);
        Assert.InRange(session.Events["spikes"].Count / reference.Value("n_spikes"), 0.98, 1.02);
    }

    [Fact]
    public void A_network_of_Hodgkin_Huxley_neurons_with_delays()
    {
        if (Load("m06_cobahh_det", output) is not { } reference)
            return;
        const int N = 100;
        const int Excitatory = 80;
        var u = Uniform((N * N) + (3 * N), 777);
        var group = new NeuronGroup("P", N, Equations(CobaHH())) { Threshold = "v>-20*mV", Refractory = "3*ms", Method = "exponential_euler" };
        var session = Run(new BrianNetwork(
            [
                group, new EventMonitor("spikes", "P"), new StateMonitor("trace", "P", ["v"], [0, 50, 99]) { Step = 1e-3 },
                new Synapses("Ce", new GroupRange("P", 0, Excitatory), "P", Equations("")) { Pathways = [new SynapticPathway("pre", true, "ge+=we")] },
                new Synapses("Ci", new GroupRange("P", Excitatory), "P", Equations("")) { Pathways = [new SynapticPathway("pre", true, "gi+=wi")] },
            ],
            [
                new BrianRun(0.2)
                {
                    Namespace = Membrane("-60*mV"),
                    Before =
                    [
                        new Initializer("P", "v", new BrianValue.List([.. u.Take(N).Select(x => -60e-3 + (((x * 10) - 10) * 1e-3))], Dimension.Voltage)),
                        new Initializer("P", "ge", new BrianValue.List([.. u.Skip(N).Take(N).Select(x => ((x * 3) + 2.5) * 10 * 1e-9)], Dimension.Conductance)),
                        new Initializer("P", "gi", new BrianValue.List([.. u.Skip(2 * N).Take(N).Select(x => ((x * 24) + 8) * 10 * 1e-9)], Dimension.Conductance)),
                        Wire("Ce", u.AsSpan(3 * N, Excitatory * N), N, 0.2), Wire("Ci", u.AsSpan((3 * N) + (Excitatory * N)), N, 0.2),
                        new Initializer("Ce", "delay", new Quantity(2e-3, Dimension.Time)),
                        new Initializer("Ci", "delay", "0.5*ms + 0.03*ms*((i+j)%50)"),
                    ],
                },
            ]));
        reference.SameSpikes(session.Events["spikes"], Step, until: 0.1);
        Assert.InRange(session.Events["spikes"].Count / reference.Value("n_spikes"), 0.98, 1.02);
    }

    [Fact]
    public void Gap_junctions_custom_events_and_operations()
    {
        if (Load("m08_summed_gap", output) is not { } reference)
            return;
        var group = new NeuronGroup("G", 10, Equations("""
            dv/dt=(v0-v+Igap)/tau : 1
            Igap:1
            v0:1 (constant)
            cnt:integer
            flag:boolean
            """))
        {
            Threshold = "v>1",
            Reset = "v=0",
            Method = "euler",
            Events = ImmutableSortedDictionary<string, string>.Empty.Add("half", "v>0.5 and not flag"),
        };
        var times = new List<double>();
        var session = new BrianSession(new BrianNetwork(
            [
                group,
                new RunOnEvent("G_half_resetter", "G", "half", "flag=True; cnt+=1"),
                new Synapses("S", "G", "G", Equations("w:1\nIgap_post=w*(v_pre-v_post):1 (summed)")),
                new RunRegularly("G_run_regularly", "G", "flag=False") { Step = 5e-3 },
                new NetworkOperation("op") { Step = 20e-3, When = "end" },
                new EventMonitor("E1", "G", "half"), new EventMonitor("SM", "G"),
                new StateMonitor("M", "G", ["v", "Igap"], default) { Step = 1e-3 },
            ],
            [
                new BrianRun(0.05)
                {
                    Namespace = Values(("tau", "10*ms")),
                    Before =
                    [
                        new Initializer("G", "v0", "1.05+0.02*i"), new Initializer("G", "v", "i/10.0"),
                        new Connect("S") { Condition = "i!=j" }, new Initializer("S", "w", 0.02),
                    ],
                },
                new BrianRun(0.05) { Namespace = Values(("tau", "10*ms")) },
            ]))
        { OnOperation = (_, time, _) => times.Add(time) };
        Assert.True(session.RunNext() && session.Store("a") && session.RunAll(), string.Join('\n', session.Diagnostics));
        reference.SameSpikes(session.Events["SM"], Step);
        reference.SameSpikes(session.Events["E1"], Step, "half");
        reference.Same("final_v", session.Values("G", "v")!);
        Assert.Equal(reference.Numbers("cnt"), session.Values("G", "cnt")!);
        Assert.Equal(reference.Numbers("op_times").Select(time => Math.Round(time, 9)), times.Select(time => Math.Round(time, 9)));
        var (v, gap) = (reference.Table("trace_v"), reference.Table("trace_Igap"));
        for (var k = 0; k < 10; k++)
        {
            Same($"v {k}", v[k], session.States["M"].Trace(0, k));
            Same($"Igap {k}", gap[k], session.States["M"].Trace(1, k));
        }

        // Back to 50 ms, and on to the end in two runs.
        var values = Values(("tau", "10*ms"));
        Assert.True(session.Restore("a"));
        Assert.Equal(0.05, session.Time);
        Assert.True(session.Run(new BrianRun(0.03) { Namespace = values }) && session.Run(new BrianRun(0.02) { Namespace = values }));
        reference.SameSpikes(session.Events["SM"], Step);
        reference.Same("final_v", session.Values("G", "v")!);
    }

    private static Neuroglot.Brian.Language.Namespace Membrane(string rest) => Values(
        ("area", "20000*umetre**2"), ("Cm", "1*ufarad*cm**-2*area"), ("gl", "5e-5*siemens*cm**-2*area"), ("El", rest), ("EK", "-90*mV"), ("ENa", "50*mV"),
        ("g_na", "100*msiemens*cm**-2*area"), ("g_kd", "30*msiemens*cm**-2*area"), ("VT", "-63*mV"), ("taue", "5*ms"), ("taui", "10*ms"), ("Ee", "0*mV"), ("Ei", "-80*mV"),
        ("we", "30*nS"), ("wi", "300*nS"), ("drive", "0*amp"));

    // The equations of the benchmarks, which have a current besides.
    private static string CobaHH()
    {
        using var reader = new StreamReader(typeof(BrianModelTests).Assembly.GetManifestResourceStream("coba_hh.txt")!);
        return reader.ReadToEnd();
    }

    // Connections where the number of a pair is below the probability, row by row.
    private static Connect Wire(string name, ReadOnlySpan<double> numbers, int columns, double probability)
    {
        var sources = ImmutableArray.CreateBuilder<int>();
        var targets = ImmutableArray.CreateBuilder<int>();
        for (var k = 0; k < numbers.Length; k++)
        {
            if (numbers[k] >= probability)
                continue;
            sources.Add(k / columns);
            targets.Add(k % columns);
        }

        return new Connect(name) { I = sources.ToImmutable(), J = targets.ToImmutable() };
    }
}
