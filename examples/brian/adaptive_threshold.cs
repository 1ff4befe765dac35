#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A threshold that rises with each spike and falls again makes a neuron sensitive to changes. Argument: number of inputs.
var count = args.Length > 0 ? int.Parse(args[0]) : 500;
var input = new PoissonGroup(count, 50 * Hz);
var neuron = new NeuronGroup(
    1, """
    dv/dt = -v/(10*ms) : volt
    dvt/dt = (10*mV - vt)/(15*ms) : volt
    """,
    threshold: "v > vt", reset: "v = 0*mV; vt += 3*mV", method: "exact");
neuron["vt"] = 10 * mV;
var weight = 100.0 / count * mV;
var synapses = new Synapses(input, neuron, onPre: $"v += {weight}");
synapses.Connect();
var trace = new StateMonitor(neuron, ["v", "vt"], record: [0]);
var spikes = new SpikeMonitor(neuron, variables: ["v", "vt"]);
Run(500 * ms);
Console.WriteLine($"spikes: {spikes.Count}");
Console.WriteLine($"v above vt at each spike: {spikes["v"].Plain.Zip(spikes["vt"].Plain).All(one => one.First > one.Second)}");
Console.WriteLine($"lowest threshold: {trace["vt"][0].Min()}");
