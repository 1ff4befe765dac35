#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Excitatory and inhibitory neurons of different kinds under noise (Izhikevich 2003). Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 1000;
var excitatory = count * 4 / 5;
var neurons = new NeuronGroup(
    count, """
    dv/dt = (0.04*v**2 + 5*v + 140 - u + I + noise)/ms : 1
    du/dt = a*(b*v - u)/ms : 1
    dI/dt = -I/(1*ms) : 1
    noise : 1
    strength : 1 (constant)
    a : 1 (constant)
    b : 1 (constant)
    c : 1 (constant)
    d : 1 (constant)
    """,
    threshold: "v >= 30", reset: "v = c; u += d", method: "euler");
var (cortical, fast) = (neurons[..excitatory], neurons[excitatory..]);
(cortical["a"], cortical["b"], cortical["strength"]) = (0.02, 0.2, 5);
cortical["c"] = "-65 + 15*rand()**2";
cortical["d"] = "8 - 6*rand()**2";
(fast["c"], fast["d"], fast["strength"]) = (-65, 2, 2);
fast["a"] = "0.02 + 0.08*rand()";
fast["b"] = "0.25 - 0.05*rand()";
neurons["v"] = -65;
neurons["u"] = "b*v";
neurons.RunRegularly("noise = strength*randn()", dt: 1 * ms);
var scale = 1000.0 / count;
var excitation = new Synapses(cortical, neurons, "w : 1", onPre: "I += w");
excitation.Connect();
excitation["w"] = $"0.5*{scale}*rand()";
var inhibition = new Synapses(fast, neurons, "w : 1", onPre: "I -= w");
inhibition.Connect();
inhibition["w"] = $"{scale}*rand()";
var spikes = new SpikeMonitor(neurons);
Run(500 * ms);
Console.WriteLine($"mean rate: {spikes.Count / 0.5 / count:F2} Hz");
