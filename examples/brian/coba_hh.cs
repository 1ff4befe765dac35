#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Hodgkin-Huxley neurons coupled by conductances (Brette et al. 2007, benchmark 3). Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 4000;
var area = 20000 * um2;
var Cm = 1 * uF / cm2 * area;
var gl = 5e-5 * siemens / cm2 * area;
var El = -65 * mV;
var EK = -90 * mV;
var ENa = 50 * mV;
var gNa = 100 * mS / cm2 * area;
var gKd = 30 * mS / cm2 * area;
var VT = -63 * mV;
var Ee = 0 * mV;
var Ei = -80 * mV;
var eqs = (Code)$"""
    dv/dt = ({gl}*({El}-v) + ge*({Ee}-v) + gi*({Ei}-v) - {gNa}*m**3*h*(v-{ENa}) - {gKd}*n**4*(v-{EK}))/{Cm} : volt
    dge/dt = -ge/(5*ms) : siemens
    dgi/dt = -gi/(10*ms) : siemens
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
var P = new NeuronGroup(count, eqs, threshold: "v > -20*mV", refractory: 3 * ms, method: "exponential_euler");
P["v"] = $"{El} + (randn()*5 - 5)*mV";
P["ge"] = "(randn()*1.5 + 4)*10*nS";
P["gi"] = "(randn()*12 + 20)*10*nS";
var excitation = new Synapses(P[..(count * 4 / 5)], P, onPre: "ge += 6*nS");
var inhibition = new Synapses(P[(count * 4 / 5)..], P, onPre: "gi += 67*nS");
excitation.Connect(p: 80.0 / count);
inhibition.Connect(p: 80.0 / count);
var spikes = new SpikeMonitor(P);
var duration = (args.Length > 1 ? double.Parse(args[1]) : 1000) * ms;
Run(duration);
Console.WriteLine($"mean rate: {spikes.Count / (double)count / duration.Value:F2} Hz");
