#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Inhibitory synapses learn until their neurons have a wanted rate (Vogels et al. 2011). Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 100;
var seconds = args.Length > 1 ? double.Parse(args[1]) : 20;
var wanted = 10 * Hz;
var taustdp = 20 * ms;
var alpha = 2 * wanted * taustdp;
var neurons = new NeuronGroup(
    count, """
    dv/dt = (-60*mV - v + ge*(0*mV - v) + gi*(-80*mV - v))/(20*ms) : volt (unless refractory)
    dge/dt = -ge/(5*ms) : 1
    dgi/dt = -gi/(10*ms) : 1
    """,
    threshold: "v > -50*mV", reset: "v = -60*mV", refractory: 5 * ms, method: "euler");
neurons["v"] = -60 * mV;
_ = new PoissonInput(neurons, "ge", 200, 20 * Hz, weight: 0.03);
var inhibitory = new PoissonGroup(100, 20 * Hz);
var eta = 0.0;
Synapses learning = new(
    inhibitory, neurons, $"""
    w : 1
    eta : 1 (shared, constant)
    dApre/dt = -Apre/{taustdp} : 1 (event-driven)
    dApost/dt = -Apost/{taustdp} : 1 (event-driven)
    """,
    onPre: $"gi += w; Apre += 1; w = clip(w + (Apost - {alpha})*eta, 0, 1)", onPost: "Apost += 1; w = clip(w + Apre*eta, 0, 1)");
learning.Connect(p: 0.5);
learning["w"] = 1e-4;
learning["eta"] = eta;
var spikes = new SpikeMonitor(neurons);
Run(1 * second);
var before = spikes.Count;
learning["eta"] = 0.002;
Run(seconds * second);
var learnt = spikes.Count;
learning["eta"] = 0;
Run(1 * second);
Console.WriteLine($"rate before: {before / (double)count:F1} Hz");
Console.WriteLine($"rate after: {(spikes.Count - learnt) / (double)count:F1} Hz");
