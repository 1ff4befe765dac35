#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Connections that depend on the distance between neurons on a grid. Argument: rows of the grid.
var rows = args.Length > 0 ? int.Parse(args[0]) : 60;
var grid = 25 * um;
double width = rows;
var neurons = new NeuronGroup(rows * rows, """
    x : meter
    y : meter
    """);
neurons["x"] = $"(i // {width})*{grid} - {width}/2.0*{grid}";
neurons["y"] = $"(i % {width})*{grid} - {width}/2.0*{grid}";
var reach = 90 * um;
var near = new Synapses(neurons, neurons, name: "near");
near.Connect(condition: $"sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2) < {reach}");
var random = new Synapses(neurons, neurons, name: "random");
random.Connect(condition: "i != j", p: $"0.5*exp(-((x_pre - x_post)**2 + (y_pre - y_post)**2)/(2*(60*um)**2))");
var ring = new Synapses(neurons, neurons, name: "ring");
ring.Connect(j: "(i + k) % N_post for k in sample(-5, 6, size=4) if k != 0");
var middle = rows * (rows / 2) + rows / 2;
Console.WriteLine($"neighbours in reach of the middle: {near.I.Count(i => i == middle)}");
Console.WriteLine($"random connections of the middle: {random.I.Count(i => i == middle)}");
Console.WriteLine($"connections in the ring, each: {ring.N / (double)neurons.N:F2}");
