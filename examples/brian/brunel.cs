#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Sparsely connected excitatory and inhibitory neurons under random input (Brunel 2000). Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 12500;
var excitatory = count * 4 / 5;
var inputs = excitatory / 10;
var (tau, theta, Vr, D) = (20 * ms, 20 * mV, 10 * mV, 1.5 * ms);
var J = 100.0 / inputs * mV; // 0.1 mV with 1000 inputs
var g = 5.0;
var nu_thr = theta / (J * inputs * tau);
var neurons = new NeuronGroup(count, $"dv/dt = -v/{tau} : volt (unless refractory)", threshold: $"v > {theta}", reset: $"v = {Vr}", refractory: 2 * ms, method: "exact");
neurons["v"] = $"{Vr}*rand()*2";
var excitation = new Synapses(neurons[..excitatory], neurons, onPre: $"v += {J}", delay: D);
excitation.Connect(p: 0.1);
var inhibition = new Synapses(neurons[excitatory..], neurons, onPre: $"v -= {g}*{J}", delay: D);
inhibition.Connect(p: 0.1);
_ = new PoissonInput(neurons, "v", inputs, 2 * nu_thr, weight: $"{J}");
var rate = new PopulationRateMonitor(neurons);
Run(300 * ms);
Console.WriteLine($"mean rate: {rate.PlainRate[1000..].Average():F1} Hz");
