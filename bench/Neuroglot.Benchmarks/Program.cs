using BenchmarkDotNet.Running;
using Neuroglot.Benchmarks.Kernels;

// dotnet run -c Release --project bench/Neuroglot.Benchmarks -- --quick kernels     a table in seconds
// dotnet run -c Release --project bench/Neuroglot.Benchmarks -- --filter '*'        BenchmarkDotNet, in minutes
if (args is ["--quick", ..])
{
    if (args.Length == 1 || args.Contains("kernels"))
        QuickKernels.Run();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
return 0;
