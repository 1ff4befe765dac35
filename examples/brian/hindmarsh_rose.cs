#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Bursts of spikes (Hindmarsh and Rose 1984), integrated by Runge and Kutta's method with two time steps. Argument: number of neurons.
var count = args.Length > 0 ? int.Parse(args[0]) : 10;
var neurons = new NeuronGroup(
    count, """
    dx/dt = (y - x**3 + 3*x**2 - z + current)/ms : 1
    dy/dt = (1 - 5*x**2 - y)/ms : 1
    dz/dt = 0.006*(4*(x + 1.6) - z)/ms : 1
    current : 1 (constant)
    """,
    threshold: "x > 1", refractory: "x > 0", method: "rk4");
neurons["x"] = -1.6;
neurons["y"] = -12;
neurons["current"] = "1 + 3*i/(N - 1.0)";
var spikes = new SpikeMonitor(neurons);
DefaultClock.Dt = 0.05 * ms;
Run(200 * ms);
var coarse = neurons["x"][count - 1].Value;
DefaultClock.Dt = 0.01 * ms;
Run(800 * ms);
var intervals = spikes.Trains()[count - 1].Select(time => time.Value).ToList();
Console.WriteLine($"x after 200 ms: {coarse:F6}");
Console.WriteLine($"spikes at the lowest current: {spikes.Counts[0]}");
Console.WriteLine($"spikes at the highest current: {intervals.Count}");
