#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Spikes arrive after the delay of their synapse and do several things there. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 20;
var source = new SpikeGeneratorGroup(count, [0], [1 * ms]);
var target = new NeuronGroup(count, """
    v : volt
    last : second
    arrived : 1
    """);
var synapses = new Synapses(source, target, "w : volt", onPre: """
    v_post += w
    last_post = t
    arrived_post += 1
    """);
synapses.Connect(condition: "i != j");
synapses["w"] = "(i + j)*mV";
synapses["delay"] = "0.5*ms*abs(i - j)";
Run(20 * ms);
Console.WriteLine($"synapses: {synapses.N}");
Console.WriteLine($"v of neuron 3: {target["v"][3]}");
Console.WriteLine($"arrival at neuron 3: {target["last"][3]}");
Console.WriteLine($"longest delay: {synapses["delay"].Values.Max()}");
