#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Morphologies;
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A current into cables without channels: how far it spreads, and that branches after Rall are one cable. Argument: number of compartments.
var n = args.Length > 0 ? int.Parse(args[0]) : 100;
var gL = 1e-4 * siemens / (1 * cm * cm);
var EL = -70 * mV;

SpatialNeuron Passive(Morphology shape)
{
    var neuron = new SpatialNeuron(
        shape, $"""
        Im = {gL}*({EL} - v) : amp/meter**2
        I : amp (point current)
        """,
        ri: 100 * ohm * cm);
    neuron["v"] = EL;
    neuron["I", [0]] = 20 * pA;
    return neuron;
}

// A cable of several length constants.
var one = Passive(new Cylinder(diameter: 2 * um, n: n, length: 3 * mm));

// Diameters of branches to the power of 3/2 add up to that of their parent.
var thick = Math.Pow(2, 2.0 / 3);
var tree = new Cylinder(diameter: thick * um, n: n, length: 200 * um);
tree["L"] = new Cylinder(diameter: 1 * um, n: n, length: 300 * um);
tree["R"] = new Cylinder(diameter: 1 * um, n: n, length: 300 * um);
var branches = Passive(tree);
var trunk = new Cylinder(diameter: thick * um, n: n, length: 200 * um);
trunk["on"] = new Cylinder(diameter: thick * um, n: n, length: 300 * um * Math.Sqrt(thick));
var equivalent = Passive(trunk);
Run(100 * ms);

// Where the potential has fallen to 1/e of what it is at the first compartment.
var v = one["v"].Plain.Select(value => value - EL.Value).ToArray();
var x = one["distance"].Plain;
var k = Array.FindIndex(v, value => value < v[0] / Math.E);
Console.WriteLine($"length constant: {1e6 * (x[k - 1] + (x[k] - x[k - 1]) * (v[k - 1] - v[0] / Math.E) / (v[k - 1] - v[k]) - x[0]):F0} um");
Console.WriteLine($"length constant in theory: {one["space_constant"].Plain[0] * 1e6:F0} um");
var difference = branches.Section("L")["v"].Plain.Zip(equivalent.Section("on")["v"].Plain, (left, right) => Math.Abs(left - right)).Max();
Console.WriteLine($"branches and one cable differ by: {1e9 * difference:F6} nV");
