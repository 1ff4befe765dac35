#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Synapses with equations of their own, whose slow gates saturate and are summed by the neuron. Argument: number of inputs.
var count = args.Length > 0 ? int.Parse(args[0]) : 10;
var input = new PoissonGroup(count, 100 * Hz);
var neuron = new NeuronGroup(
    1, """
    dv/dt = (gtot - v)/(10*ms) : 1
    gtot : 1
    """,
    method: "exact");
var synapses = new Synapses(
    input, neuron, """
    dg/dt = -g/(100*ms) + x*(1 - g)/(2*ms) : 1 (clock-driven)
    dx/dt = -x/(2*ms) : 1 (clock-driven)
    gtot_post = g : 1 (summed)
    """,
    onPre: "x += 1", method: "euler");
synapses.Connect();
var gates = new StateMonitor(synapses, ["g"]);
var trace = new StateMonitor(neuron, "v");
Run(500 * ms);
Console.WriteLine($"greatest gate: {gates.Plain("g").Max(gate => gate.Max()):F4}");
Console.WriteLine($"sum per synapse in the end: {synapses["g"].Plain.Sum() / count:F4}");
Console.WriteLine($"v per synapse in the end: {trace.Plain("v")[0][^1] / count:F4}");
