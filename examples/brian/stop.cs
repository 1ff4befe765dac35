#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A network operation watches a network and stops it. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 100;
var neurons = new NeuronGroup(count, "dv/dt = (1.5 - v)/(10*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "exact");
neurons["v"] = "rand()";
var spikes = new SpikeMonitor(neurons);
_ = new NetworkOperation(
    time =>
    {
        if (spikes.Count >= 5 * count)
            Stop();
    }, dt: 1 * ms);
Run(10 * second);

// Theory: an interval lasts 10 ms · ln 3, and each of 5 rounds gives a spike of every neuron.
Console.WriteLine($"stopped after: {MagicNetwork.Time.In(ms):F1} ms");
Console.WriteLine($"in theory after: {5 * 10 * Math.Log(3):F1} ms");
