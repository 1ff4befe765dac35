using BenchmarkDotNet.Running;
using Neuroglot.Benchmarks.Events;
using Neuroglot.Benchmarks.Kernels;
using Neuroglot.Benchmarks.Measuring;

// dotnet run -c Release --project bench/Neuroglot.Benchmarks -- --quick kernels     a table in seconds
// dotnet run -c Release --project bench/Neuroglot.Benchmarks -- --filter '*'        BenchmarkDotNet, in minutes
if (args is ["--quick", ..])
{
    var wanted = args.Length == 1 ? ["kernels", "delivery"] : args[1..];
    Calibration.Print();
    if (wanted.Contains("kernels"))
        QuickKernels.Run();
    if (wanted.Contains("delivery"))
        QuickDelivery.Run();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
return 0;
