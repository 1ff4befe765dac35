#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// A volley of spikes travels down a chain of groups (Diesmann et al. 1999). Arguments: number of groups, neurons in each.
var groups = args.Length > 0 ? int.Parse(args[0]) : 10;
var size = args.Length > 1 ? int.Parse(args[1]) : 100;
var (taum, taupsp) = (10 * ms, 0.325 * ms);
var weight = 4.86 * 100 / size * mV;
var chain = new NeuronGroup(
    groups * size, $"""
    dV/dt = (-(V + 70*mV) + x)/{taum} : volt
    dx/dt = (-x + y)/{taupsp} : volt
    dy/dt = -y/{taupsp} + 25.27*mV/ms + 39.24*mV/sqrt(ms)*xi : volt
    """,
    threshold: "V > -55*mV", reset: "V = -70*mV", refractory: 1 * ms, method: "euler");
var volley = new SpikeGeneratorGroup(size, [.. Enumerable.Range(0, size)], [.. Enumerable.Range(0, size).Select(neuron => 50 * ms + neuron % 10 * 0.1 * ms)]);
double per = size;
var link = new Synapses(chain, chain, onPre: $"y += {weight}", delay: 5 * ms);
link.Connect(j: $"k for k in range(int((int(i/{per}) + 1)*{per}), int((int(i/{per}) + 2)*{per})) if i < N_pre - {per}");
var start = new Synapses(volley, chain[..size], onPre: $"y += {weight}");
start.Connect();
chain["V"] = "-70*mV + rand()*10*mV";
var spikes = new SpikeMonitor(chain);
Run((60 + 8 * groups) * ms);
var last = spikes.T.Zip(spikes.I).Where(one => one.Second >= (groups - 1) * size && one.First > 50 * ms).Select(one => one.First.Value).ToList();
Console.WriteLine($"synapses: {link.N}");
Console.WriteLine($"spikes of the last group: {last.Count}");
Console.WriteLine($"their median time: {(last.Count > 0 ? last.Order().ElementAt(last.Count / 2) : 0) * 1e3:F1} ms");
