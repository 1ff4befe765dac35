#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Neurons with the same noise in common, and little of their own, spike together. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 25;
var tau = 5 * ms;
var common = new NeuronGroup(1, $"dx/dt = -x/{tau} + 0.5*sqrt(2/{tau})*xi : 1", method: "euler");
var neurons = new NeuronGroup(
    count, """
    dv/dt = (-v + x + 0.95)/(10*ms) + 0.02*sqrt(2/(10*ms))*xi : 1 (unless refractory)
    x : 1 (linked)
    """,
    threshold: "v > 1", reset: "v = 0", refractory: 2 * ms, method: "euler");
neurons["x"] = LinkedVar(common, "x");
neurons["v"] = "rand()";
var spikes = new SpikeMonitor(neurons);
Run(1 * second);

// With how many of the others a spike of neuron 0 is shared, within 3 ms, in the second half.
var late = spikes.T.Zip(spikes.I).Where(one => one.First > 0.5 * second).ToList();
var first = late.Where(one => one.Second == 0).Select(one => one.First.Value).ToList();
var shared = first.Average(time => late.Where(one => Math.Abs(one.First.Value - time) < 3e-3).Select(one => one.Second).Distinct().Count() / (double)count);
Console.WriteLine($"spikes: {spikes.Count}");
Console.WriteLine($"shared: {shared:F2}");
