#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Morphologies;
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A spike runs along the axon of Hodgkin and Huxley (1952), at 6.3 degrees. Argument: number of compartments.
var n = args.Length > 0 ? int.Parse(args[0]) : 500;
DefaultClock.Dt = 0.01 * ms;
var (El, ENa, EK) = (10.613 * mV, 115 * mV, -12 * mV);
var cm2 = 1 * cm * cm;
var (gl, gNa, gK) = (0.3 * mS / cm2, 120 * mS / cm2, 36 * mS / cm2);
var axon = new SpatialNeuron(
    new Cylinder(diameter: 476 * um, n: n, length: 10 * cm, type: "axon"),
    $"""
    Im = {gl}*({El} - v) + {gNa}*m**3*h*({ENa} - v) + {gK}*n**4*({EK} - v) : amp/meter**2
    I : amp (point current)
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    alpha_m = 1/exprel((25*mV - v)/(10*mV))/ms : Hz
    beta_m = 4*exp(-v/(18*mV))/ms : Hz
    alpha_h = 0.07*exp(-v/(20*mV))/ms : Hz
    beta_h = 1/(exp((30*mV - v)/(10*mV)) + 1)/ms : Hz
    alpha_n = 0.1/exprel((10*mV - v)/(10*mV))/ms : Hz
    beta_n = 0.125*exp(-v/(80*mV))/ms : Hz
    """,
    threshold: "v > 50*mV", refractory: "v > 50*mV", method: "exponential_euler", cm: 1 * uF / cm2, ri: 35.4 * ohm * cm);
axon["m"] = 0.053;
axon["h"] = 0.596;
axon["n"] = 0.318;
var spikes = new SpikeMonitor(axon);
Run(5 * ms);
axon["I", [0]] = 5 * uA;
Run(2 * ms);
axon["I"] = 0 * amp;
Run(12 * ms);

// Between 3 and 8 cm, away from both ends.
double Arrival(double place) => spikes.Trains()[axon.IndexOf(place * cm)][0].Value;
Console.WriteLine($"velocity: {0.05 / (Arrival(8) - Arrival(3)):F2} m/s");
Console.WriteLine($"compartments with one spike: {spikes.Counts.Count(count => count == 1)}");
