#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Leaky integrate-and-fire neurons with different drives, sparsely connected. Run it with `dotnet run lif.cs`.
var tau = 10 * ms;
var neurons = new NeuronGroup(
    100, $"""
    dv/dt = (v0 - v)/{tau} : volt (unless refractory)
    v0 : volt
    """,
    threshold: "v > 10*mV", reset: "v = 0*mV", refractory: 5 * ms, method: "exact");
neurons["v0"] = "20*mV * i / (N-1)";

var synapses = new Synapses(neurons, neurons, onPre: "v += 0.1*mV", delay: 1 * ms);
synapses.Connect(condition: "i != j", p: 0.1);

var spikes = new SpikeMonitor(neurons);
var trace = new StateMonitor(neurons, "v", record: [0, 99]);
Run(1 * second);

Console.WriteLine($"{synapses.N} synapses, {spikes.Count} spikes in {MagicNetwork.Time}");
Console.WriteLine($"neuron 99: {spikes.Counts[99]} spikes, at most {trace["v"][1].Max()}");
