#:property PublishAot=false
#:project ../../src/Neuroglot.Scripting
using Neuroglot.Scripting;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

// Noise: a process that returns to its mean, and one that grows in proportion to itself. Argument: number of copies.
var count = args.Length > 0 ? int.Parse(args[0]) : 1000;
var (tau, sigma) = (10 * ms, 0.3);
var returning = new NeuronGroup(count, $"dx/dt = -x/{tau} + {sigma}*sqrt(2/{tau})*xi : 1", method: "euler");
var growing = new NeuronGroup(count, "dx/dt = x*(1/second) + 0.5*x*xi_1/sqrt(second) : 1", method: "milstein");
var turning = new NeuronGroup(count, "dx/dt = 0.5*x*xi_2/sqrt(second) : 1", method: "heun");
growing["x"] = 1;
turning["x"] = 1;
new Network(returning).Run(200 * ms);
var two = new Network(growing, turning);
two.Run(500 * ms);
Console.WriteLine($"deviation: {Math.Sqrt(returning.Plain("x").Average(x => x * x)):F3}");
Console.WriteLine($"deviation in theory: {sigma:F3}");

// Brian reads equations with noise in the sense of Stratonovich: half the square of the noise, 1/8 per second, adds to the growth.
Console.WriteLine($"milstein: {growing.Plain("x").Average():F3}");
Console.WriteLine($"milstein in theory: {Math.Exp(0.5 * (1 + 1 / 8.0)):F3}");
Console.WriteLine($"heun: {turning.Plain("x").Average():F3}");
Console.WriteLine($"heun in theory: {Math.Exp(0.5 / 8):F3}");
