#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// The adaptive exponential integrate-and-fire neuron (Brette and Gerstner 2005). Argument: number of neurons, which differ in their current.
var count = args.Length > 0 ? int.Parse(args[0]) : 5;
var (C, gL, EL, VT, DeltaT) = (281 * pF, 30 * nS, -70.6 * mV, -50.4 * mV, 2 * mV);
var (tauw, a, b, Vr) = (144 * ms, 4 * nS, 80.5 * pA, -70.6 * mV);
var Vcut = VT + 5 * DeltaT;
var neurons = new NeuronGroup(
    count, $"""
    dvm/dt = ({gL}*({EL} - vm) + {gL}*{DeltaT}*exp((vm - {VT})/{DeltaT}) + I - w)/{C} : volt
    dw/dt = ({a}*(vm - {EL}) - w)/{tauw} : amp
    I : amp (constant)
    """,
    threshold: $"vm > {Vcut}", reset: $"vm = {Vr}; w += {b}", method: "euler");
neurons["vm"] = EL;
neurons["I"] = "0.5*nA + 0.5*nA*i/N";
var spikes = new SpikeMonitor(neurons);
Run(500 * ms);
var times = spikes.Trains()[count - 1];
Console.WriteLine($"spikes of the strongest driven: {times.Length}");
Console.WriteLine($"first interval: {times[1] - times[0]}");
Console.WriteLine($"last interval: {times[^1] - times[^2]}");
