#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Many trials from one state: the network is settled once, stored, and goes on from there with other input in each trial. Argument: number of trials.
var trials = args.Length > 0 ? int.Parse(args[0]) : 10;
var neurons = new NeuronGroup(
    50, """
    dv/dt = (drive - v)/(20*ms) + 0.1*xi/sqrt(20*ms) : 1 (unless refractory)
    drive : 1 (shared, constant)
    """,
    threshold: "v > 1", reset: "v = 0", refractory: 5 * ms, method: "euler");
neurons["drive"] = 0.5;
var spikes = new SpikeMonitor(neurons);
Run(200 * ms);
Store("settled");
var before = spikes.Count;
var counts = new List<int>();
for (var trial = 0; trial < trials; trial++)
{
    Restore("settled");
    neurons["drive"] = 2.0 * trial / (trials - 1);
    Run(200 * ms);
    counts.Add(spikes.Count - before);
}

Restore("settled");
Console.WriteLine($"spikes in the trials: {string.Join(" ", counts)}");
Console.WriteLine($"rate without drive: {counts[0] / 0.2 / neurons.N:F1} Hz");
Console.WriteLine($"rate with the strongest: {counts[^1] / 0.2 / neurons.N:F1} Hz");

// Theory without noise: 1/(5 ms + 20 ms · ln 2) = 53 Hz.
Console.WriteLine($"time after all: {MagicNetwork.Time.In(ms)} ms");
