#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Neurons joined by gap junctions pull each other's potentials together. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 10;
var tau = 10 * ms;
var neurons = new NeuronGroup(
    count, $"""
    dv/dt = (v0 - v + Igap)/{tau} : 1
    v0 : 1
    Igap : 1
    """,
    method: "euler");
neurons["v"] = "i/(N - 1.0)";
neurons["v0"] = 0.5;
var junctions = new Synapses(neurons, neurons, """
    w : 1
    Igap_post = w*(v_pre - v_post) : 1 (summed)
    """);
junctions.Connect();
junctions["w"] = 2.0 / count;
var trace = new StateMonitor(neurons, "v", record: [0, count - 1]);
Run(10 * ms);

// Theory: the difference of two potentials falls three times as fast as each alone would, by (1 - 3·dt/tau) in each step.
var v = neurons["v"].Plain;
Console.WriteLine($"difference left: {v[^1] - v[0]:F6}");
Console.WriteLine($"difference in theory: {Math.Pow(1 - 3 * 0.01, 100):F6}");
Console.WriteLine($"samples: {trace.T.Length}");
