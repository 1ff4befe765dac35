#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Two pools that excite themselves slowly and inhibit each other decide which input is stronger (after Wang 2002). Argument: neurons in a pool.
var size = args.Length > 0 ? int.Parse(args[0]) : 50;
var stimulus = TimedArray([0 * Hz, 0 * Hz, 400 * Hz, 400 * Hz, 400 * Hz, 0 * Hz, 0 * Hz], 100 * ms);
var input = new PoissonGroup(2 * size, $"{stimulus}(t)*(1 + 0.1*int(i < {(double)size}))");
var pools = new NeuronGroup(
    2 * size, """
    dv/dt = (-v + drive + 3*(own - other))/(20*ms) : 1 (unless refractory)
    ddrive/dt = -drive/(5*ms) : 1
    ds/dt = -s/(100*ms) : 1
    own : 1
    other : 1
    """,
    threshold: "v > 1", reset: "v = 0; s += 0.2*(1 - s)", refractory: 2 * ms, method: "euler");
pools.RunRegularly("v = clip(v, -2, 2)", dt: 1 * ms);
var relay = new Synapses(input, pools, onPre: "drive += 0.45");
relay.Connect(j: "i");
_ = new PoissonInput(pools, "drive", 10, 20 * Hz, weight: 0.3);
double half = size;
var within = new Synapses(pools, pools, $"own_post = s_pre/{half} : 1 (summed)");
within.Connect(condition: $"int(i/{half}) == int(j/{half})");
var across = new Synapses(pools, pools, $"other_post = s_pre/{half} : 1 (summed)");
across.Connect(condition: $"int(i/{half}) != int(j/{half})");
var (one, two) = (new PopulationRateMonitor(pools[..size]), new PopulationRateMonitor(pools[size..]));
Run(700 * ms);
double Late(PopulationRateMonitor rate) => rate.SmoothRate(5 * ms)[4000..5000].Average(value => value.Value);
Console.WriteLine($"rate of the stronger: {Late(one):F1} Hz");
Console.WriteLine($"rate of the weaker: {Late(two):F1} Hz");
