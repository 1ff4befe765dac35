#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Astrocytes take up what synapses release, and close these: synapses that end at synapses. Argument: number of synapses in reach of each of the two astrocytes.
var count = args.Length > 0 ? int.Parse(args[0]) : 20;
var inputs = new NeuronGroup(
    2 * count, """
    dx/dt = rate : 1
    rate : Hz
    """,
    threshold: "x >= 1", reset: "x -= 1", method: "exact");
inputs["x"] = "rand()";
inputs["rate"] = $"(20 + 40*int(i >= {count}))*Hz";
var targets = new NeuronGroup(2 * count, "dv/dt = -v/(10*ms) : 1", method: "exact");
var synapses = new Synapses(
    inputs, targets, """
    dreleased/dt = -released/(100*ms) : 1 (clock-driven)
    closed : 1
    """,
    onPre: """
    released += 0.5
    v_post += 1 - closed
    """,
    method: "exact");
synapses.Connect(j: "i");
var astrocytes = new NeuronGroup(
    2, """
    dtaken/dt = (reached - taken)/(1*second) : 1
    reached : 1
    """,
    method: "exact");
var up = new Synapses(synapses, astrocytes, "reached_post = released_pre/N_incoming : 1 (summed)");
up.Connect($"j == int(i_pre >= {count})");
var down = new Synapses(astrocytes, synapses, "closed_post = taken_pre/(1 + taken_pre) : 1 (summed)");
down.Connect($"i == int(i_post >= {count})");
Run(8 * second);

// Theory: a mean of rate · 0.5 · 100 ms is released, 1 at 20 Hz and 3 at 60 Hz.
var closed = synapses["closed"].Plain;
Console.WriteLine($"closed at 20 Hz: {closed[0]:F4}");
Console.WriteLine($"closed at 60 Hz: {closed[^1]:F4}");
Console.WriteLine($"synapses at synapses: {up.N + down.N}");
