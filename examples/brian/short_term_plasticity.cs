#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Synapses tire under regular spikes and recover between them (Tsodyks and Markram 1997). Argument: number of neurons, which differ in their rates.
var count = args.Length > 0 ? int.Parse(args[0]) : 10;
var taurec = 500 * ms;
var U = 0.5;
var source = new NeuronGroup(
    count, """
    dv/dt = rate : 1
    rate : Hz
    """,
    threshold: "v > 1", reset: "v -= 1", method: "euler");
source["rate"] = "5*Hz*(1 + i)";
var target = new NeuronGroup(count, "amplitude : 1");
var synapses = new Synapses(
    source, target, $"dx/dt = (1 - x)/{taurec} : 1 (event-driven)", onPre: $"amplitude_post = {U}*x; x -= {U}*x");
synapses.Connect(j: "i");
synapses["x"] = 1;
Run(4 * second);

// Theory: in the long run what a spike takes comes back until the next, after 1/rate.
var decay = Math.Exp(-(1 / source["rate"][0] / taurec).Value);
Console.WriteLine($"amplitude: {target["amplitude"][0].Value:F5}");
Console.WriteLine($"amplitude in theory: {U * (1 - decay) / (1 - (1 - U) * decay):F5}");
