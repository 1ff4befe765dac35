#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// How often a leaky integrate-and-fire neuron spikes depends on its drive. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 1000;
var duration = 1 * second;
var tau = 10 * ms;
var group = new NeuronGroup(
    count, $"""
    dv/dt = (v0 - v)/{tau} : volt (unless refractory)
    v0 : volt
    """,
    threshold: "v > 10*mV", reset: "v = 0*mV", refractory: 5 * ms, method: "exact");
group["v0"] = "20*mV*i/(N-1)";
var spikes = new SpikeMonitor(group);
Run(duration);

// Theory: the way from 0 to 10 mV towards v0 takes tau·ln(v0/(v0 - 10 mV)).
var drive = group["v0"][count - 1];
var interval = 5 * ms + tau * Math.Log((drive / (drive - 10 * mV)).Value);
Console.WriteLine($"rate at {drive}: {spikes.Counts[count - 1]} Hz");
Console.WriteLine($"rate in theory: {(1 / interval.Value):F2} Hz");
