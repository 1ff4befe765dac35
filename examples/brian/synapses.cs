#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Connections and weights that depend on how far apart neurons are. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 100;
var group = new NeuronGroup(count, "dv/dt = -v / (10*ms) : volt", threshold: "v > -50*mV", reset: "v = -60*mV");
var synapses = new Synapses(group, group, "w : volt", onPre: "v += w");

// Each neuron reaches about half of those at most 10 away from it, and never itself; at the ends there are fewer.
synapses.Connect(j: "i+k for k in sample(-10, 10, p=0.5) if k != 0", skipIfInvalid: true);
synapses["w"] = "(exp(-(i - j)**2/10.) + 0.5 * rand())*mV";
synapses["delay"] = "1*ms + 2*ms*rand()";

var w = synapses["w"];
Console.WriteLine($"synapses: {synapses.N}");
Console.WriteLine($"{w.Name} in {w.Unit}: {w.Values.Min()} to {w.Values.Max()}");
Console.WriteLine($"delays: {synapses["delay"].Values.Min()} to {synapses["delay"].Values.Max()}");

// The same again: some pairs now have two synapses.
synapses.Connect(j: "i+k for k in sample(-10, 10, p=0.5) if k != 0", skipIfInvalid: true);
Console.WriteLine($"pairs with two: {synapses.I.Zip(synapses.J).CountBy(pair => pair).Count(pair => pair.Value == 2)}");
