#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Spikes of Hodgkin-Huxley neurons under currents of different strength; a neuron is refractory while it is depolarised. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 100;
var area = 20000 * um2;
var Cm = 1 * uF / cm2 * area;
var gl = 5e-5 * siemens / cm2 * area;
var El = -65 * mV;
var EK = -90 * mV;
var ENa = 50 * mV;
var gNa = 100 * mS / cm2 * area;
var gKd = 30 * mS / cm2 * area;
var VT = -63 * mV;
var eqs = (Code)$"""
    dv/dt = ({gl}*({El}-v) - {gNa}*m**3*h*(v-{ENa}) - {gKd}*n**4*(v-{EK}) + I)/{Cm} : volt
    I : amp
    dm/dt = alpha_m*(1-m) - beta_m*m : 1
    dn/dt = alpha_n*(1-n) - beta_n*n : 1
    dh/dt = alpha_h*(1-h) - beta_h*h : 1
    alpha_m = 1.28/exprel((13*mV - v + {VT})/(4*mV))/ms : Hz
    beta_m = 1.4/exprel((v - {VT} - 40*mV)/(5*mV))/ms : Hz
    alpha_h = 0.128*exp((17*mV - v + {VT})/(18*mV))/ms : Hz
    beta_h = 4/(1 + exp((40*mV - v + {VT})/(5*mV)))/ms : Hz
    alpha_n = 0.16/exprel((15*mV - v + {VT})/(5*mV))/ms : Hz
    beta_n = 0.5*exp((10*mV - v + {VT})/(40*mV))/ms : Hz
    """;
var group = new NeuronGroup(count, eqs, threshold: "v > -40*mV", refractory: "v > -40*mV", method: "exponential_euler");
group["v"] = El;
group["I"] = "0.7*nA*i/(N-1)";
var spikes = new SpikeMonitor(group);
Run(500 * ms);
Console.WriteLine($"spikes without current: {spikes.Counts[0]}");
Console.WriteLine($"spikes at 0.7 nA: {spikes.Counts[count - 1]}");
