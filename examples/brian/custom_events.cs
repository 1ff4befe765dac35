#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// An event beside the spike: a sensor tells when it has been warm for long, and is switched off. Argument: number of sensors.
var count = args.Length > 0 ? int.Parse(args[0]) : 5;
var sensors = new NeuronGroup(
    count, """
    dheat/dt = on*(1 + i)/(100*ms) - heat/(50*ms) : 1
    on : 1
    offs : 1
    """,
    events: new() { ["hot"] = "heat > 1" }, method: "euler");
sensors["on"] = 1;
sensors.RunOnEvent("hot", "on = 0; offs += 1; heat = 0");
sensors.RunRegularly("on = 1", dt: 100 * ms);
var hot = new EventMonitor(sensors, "hot", variables: ["heat"]);
Run(1 * second);

// Theory: sensor i tends to (1 + i)/2, so that the first two never reach 1; the rest do once in each 100 ms.
Console.WriteLine($"events: {string.Join(" ", hot.Counts)}");
Console.WriteLine($"switched off: {string.Join(" ", sensors.Plain("offs"))}");
