#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A large matrix of connections between neurons without equations. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 10000;
var big_group = new NeuronGroup(count, "");
var many_synapses = new Synapses(big_group, big_group);
many_synapses.Connect(j: "i+k for k in range(-2000, 2000) if rand() < exp(-(k/1000.)**2)", skipIfInvalid: true);
Console.WriteLine($"synapses: {many_synapses.N}");
