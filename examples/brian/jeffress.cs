#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Which ear a sound reaches first is read off a row of coincidence detectors with different delays (Jeffress 1948). Argument: number of detectors.
var count = args.Length > 0 ? int.Parse(args[0]) : 21;
var shift = 0.5 * ms; // the sound reaches ear 1 so much later
var sound = TimedArray([.. Enumerable.Range(0, 2000).Select(step => Math.Max(0, Math.Sin(2 * Math.PI * 0.02 * step * (1 + step / 4000.0))))], 0.1 * ms);
var ears = new NeuronGroup(
    2, $"""
    dx/dt = (3*{sound}(t - {shift}*i) - x)/(1*ms) + 0.05*sqrt(2/(1*ms))*xi : 1 (unless refractory)
    """,
    threshold: "x > 1", reset: "x = 0", refractory: 2.5 * ms, method: "euler");
var largest = 1 * ms;
var detectors = new NeuronGroup(count, "dv/dt = -v/(0.2*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "exact");
var nerves = new Synapses(ears, detectors, onPre: "v += 0.9");
nerves.Connect();
nerves["delay", "i == 0"] = $"{largest}*j/(N_post - 1)";
nerves["delay", "i == 1"] = $"{largest}*(1 - j/(N_post - 1))";
var spikes = new SpikeMonitor(detectors);
Run(200 * ms);

// Where the delays differ by as much as the ears do, the spikes meet.
var best = spikes.Counts.Select((number, detector) => (number, detector)).Max(one => one.number);
var at = spikes.Counts.Select((number, detector) => (number, detector)).Where(one => one.number == best).Average(one => one.detector);
Console.WriteLine($"spikes: {spikes.Count}");
Console.WriteLine($"best detector: {at:F1}");
Console.WriteLine($"best detector in theory: {(1 + (shift / largest).Value) / 2 * (count - 1):F1}");
