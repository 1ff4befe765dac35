#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Weights that learn from the timing of spikes (Song, Miller and Abbott 2000). Argument: number of inputs.
var count = args.Length > 0 ? int.Parse(args[0]) : 1000;
var duration = (args.Length > 1 ? double.Parse(args[1]) : 100) * second;
var (taum, taupre, taupost) = (10 * ms, 20 * ms, 20 * ms);
var (vt, vr, El, Ee) = (-54 * mV, -60 * mV, -74 * mV, 0 * mV);
var gmax = 10.0 / count;
var dApre = 0.01 * gmax;
var dApost = -1.05 * dApre;
var input = new PoissonGroup(count, 15 * Hz);
var neuron = new NeuronGroup(
    1, $"""
    dv/dt = (ge*({Ee}-v) + {El} - v)/{taum} : volt
    dge/dt = -ge/(5*ms) : 1
    """,
    threshold: $"v > {vt}", reset: $"v = {vr}", method: "euler");
neuron["v"] = vr;
var synapses = new Synapses(
    input, neuron, $"""
    w : 1
    dApre/dt = -Apre/{taupre} : 1 (event-driven)
    dApost/dt = -Apost/{taupost} : 1 (event-driven)
    """,
    onPre: $"ge += w; Apre += {dApre}; w = clip(w + Apost, 0, {gmax})", onPost: $"Apost += {dApost}; w = clip(w + Apre, 0, {gmax})");
synapses.Connect();
synapses["w"] = $"rand()*{gmax}";
var weights = new StateMonitor(synapses, ["w"], record: [0, 1], dt: 1 * second);
var spikes = new SpikeMonitor(input);
Run(duration);
var w = synapses["w"].Plain;
Console.WriteLine($"input rate: {spikes.Count / duration.Value / count:F2} Hz");
Console.WriteLine($"least and greatest weight: {w.Min() / gmax:F3} and {w.Max() / gmax:F3} of the maximum");
Console.WriteLine($"mean weight: {w.Average() / gmax:F3} of the maximum");
Console.WriteLine($"samples of weights: {weights.T.Length}");
