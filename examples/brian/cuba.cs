#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Excitation and inhibition by currents in a random network, the example of the Brian documentation (Vogels and Abbott 2005). Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 4000;
var Vt = -50 * mV;
var Vr = -60 * mV;
var eqs = """
    dv/dt = (ge+gi-(v + 49*mV))/(20*ms) : volt (unless refractory)
    dge/dt = -ge/(5*ms) : volt
    dgi/dt = -gi/(10*ms) : volt
    """;
var P = new NeuronGroup(count, eqs, threshold: $"v>{Vt}", reset: $"v = {Vr}", refractory: 5 * ms, method: "linear");
P["v"] = $"{Vr} + rand() * ({Vt} - {Vr})";
P["ge"] = 0 * mV;

var we = 60 * 0.27 / 10 * mV;
var wi = -20 * 4.5 / 10 * mV;
var Ce = new Synapses(P[..(count * 4 / 5)], P, onPre: $"ge += {we}");
var Ci = new Synapses(P[(count * 4 / 5)..], P, onPre: $"gi += {wi}");
Ce.Connect(p: 80.0 / count);
Ci.Connect(p: 80.0 / count);

var spikes = new SpikeMonitor(P);
var rate = new PopulationRateMonitor(P);
var state = new StateMonitor(P, "v", record: [0, count / 40, count / 4]);
Run(1 * second);

Console.WriteLine($"mean rate: {spikes.Count / (double)count} Hz");
Console.WriteLine($"highest rate: {rate.SmoothRate(10.1 * ms, "flat").Max()}");
Console.WriteLine($"v between: {state["v"].Min(trace => trace.Min())} and {state["v"].Max(trace => trace.Max())}");
