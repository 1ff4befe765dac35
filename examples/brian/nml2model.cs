#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// The example of the NeuroML exporter of brian2tools: writes nml2model.xml instead of simulating. Argument: the file.
var n = 100;
var duration = 1 * second;
var tau = 10 * ms;
SetDevice("neuroml2", filename: args.Length > 0 ? args[0] : "nml2model.xml");

var eqs = (Code)$"""
    dv/dt = (v0 - v) / {tau} : volt (unless refractory)
    v0 : volt
    """;
var group = new NeuronGroup(n, eqs, threshold: "v > 10*mV", reset: "v = 0*mV", refractory: 5 * ms, method: "linear");
group["v"] = 0 * mV;
group["v0"] = "20*mV * i / (N-1)";

int[] rec_idx = [2, 63];
var statemonitor = new StateMonitor(group, "v", record: rec_idx);
var spikemonitor = new SpikeMonitor(group, record: rec_idx);
Run(duration);
Console.WriteLine($"neurons written: {group.N}");
