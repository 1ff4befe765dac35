#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Morphologies;
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Synapses onto the dendrite and the axon of a cell, and what reaches its soma. Argument: number of compartments of each.
var n = args.Length > 0 ? int.Parse(args[0]) : 50;
var shape = new Soma(30 * um);
shape["axon"] = new Cylinder(diameter: 1 * um, n: n, length: 300 * um);
shape["dendrite"] = new Cylinder(diameter: 1 * um, n: n, length: 100 * um);
var (gL, EL, Es) = (1e-4 * siemens / (1 * cm * cm), -70 * mV, 0 * mV);
var neuron = new SpatialNeuron(
    shape,
    $"""
    Im = {gL}*({EL} - v) : amp/meter**2
    Is = gs*({Es} - v) : amp (point current)
    dgs/dt = -gs/(1*ms) : siemens
    """,
    threshold: "v > -67*mV", refractory: "v > -67*mV", thresholdLocation: 0);
neuron["v"] = EL;

// One spike in each of two neurons, 15 ms apart: to the end of the dendrite, and to the middle of the axon.
var source = new SpikeGeneratorGroup(2, [0, 1], [1 * ms, 16 * ms]);
var onto = new Synapses(source, neuron, $"w : siemens", onPre: "gs_post += w");
onto.Connect(i: [0, 1], j: [neuron.IndexOf(("dendrite", 100 * um)), neuron.IndexOf(("axon", 150 * um))]);
onto["w"] = 4 * nS;
var soma = new StateMonitor(neuron.Main, "v");
var dendrite = new StateMonitor(neuron.Section("dendrite").Between(98 * um, 100 * um), "v");
var spikes = new SpikeMonitor(neuron);
Run(30 * ms);

double Peak(StateMonitor monitor, double from, double to) =>
    1e3 * monitor.PlainT.Zip(monitor.Plain("v")[0]).Where(one => one.First >= from && one.First < to).Max(one => one.Second - EL.Value);
Console.WriteLine($"peak at the end of the dendrite: {Peak(dendrite, 0, 0.015):F3} mV");
Console.WriteLine($"of which the soma gets: {Peak(soma, 0, 0.015):F3} mV");
Console.WriteLine($"from the axon: {Peak(soma, 0.016, 0.03):F3} mV");
Console.WriteLine($"spikes: {spikes.Count}");
