using BenchmarkDotNet.Running;
using Neuroglot.Benchmarks.Brian;
using Neuroglot.Benchmarks.Events;
using Neuroglot.Benchmarks.Kernels;
using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Benchmarks.Networks;
using Neuroglot.Benchmarks.Plots;
using Neuroglot.Benchmarks.Reading;
using Neuroglot.Benchmarks.Recording;
using Neuroglot.Benchmarks.Runs;
using Neuroglot.Benchmarks.SpineML;
using Neuroglot.Benchmarks.Tvbo;

// How to use it is in the README beside this project.
if (args is ["--network", var single, var threads, var loops])
{
    QuickBrian.RunOne(single, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture), int.Parse(loops, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["--spineml", var experiment, var fidelity, var times])
{
    QuickSpineML.RunOne(experiment, fidelity, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["--tvbo", var document, .. { Length: 3 } counts])
{
    var numbers = Array.ConvertAll(counts, static count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    QuickTvbo.RunOne(document, numbers[0], numbers[1], numbers[2]);
    return 0;
}

if (args is ["--plots", var plot, var folder])
{
    QuickPlots.RunOne(plot, folder);
    return 0;
}

if (args is ["--reading"])
{
    Calibration.Print();
    Console.WriteLine(QuickSpineML.Reading());
    return 0;
}

if (args is not ["--quick", .. var wanted])
{
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
    return 0;
}

Calibration.Print();
if (wanted is ["runs", .. var paths])
{
    QuickRuns.Run(paths);
    return 0;
}

if (wanted is ["brian", .. var networks])
{
    QuickBrian.Run(networks);
    return 0;
}

if (wanted is ["spineml", .. var experiments])
{
    QuickSpineML.Run(experiments);
    return 0;
}

foreach (var name in wanted.Length == 0 ? ["kernels", "delivery", "reading", "networks", "recording", "runs", "brian", "spineml", "plots"] : wanted)
{
    switch (name)
    {
        case "kernels":
            QuickKernels.Run();
            break;
        case "delivery":
            QuickDelivery.Run();
            break;
        case "reading":
            QuickReading.Run();
            break;
        case "networks":
            QuickNetworks.Run();
            break;
        case "recording":
            QuickRecording.Run();
            break;
        case "runs":
            QuickRuns.Run([]);
            break;
        case "brian":
            QuickBrian.Run([]);
            break;
        case "spineml":
            QuickSpineML.Run([]);
            break;
        case "plots":
            QuickPlots.Run();
            break;
        default:
            Console.Error.WriteLine($"There is no quick mode '{name}'; there are kernels, delivery, reading, networks, recording, runs, brian, spineml, plots.");
            return 2;
    }
}

return 0;
