using BenchmarkDotNet.Attributes;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Benchmarks.Kernels;

/// <summary>Time per neuron and step of compiled kernels, beside plain loops and a memory calibration.</summary>
public class KernelBenchmarks
{
    private KernelArguments _arguments = new();
    private ICompiledKernel? _kernel;

    [Params("hodgkin-huxley", "integrate-and-fire", "triad")]
    public string Model { get; set; } = "triad";

    [Params(4000, 100_000)]
    public int Neurons { get; set; }

    [Params(KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512)]
    public KernelWidth Width { get; set; }

    [GlobalSetup]
    public void Compile()
    {
        var kernel = Model switch
        {
            "hodgkin-huxley" => BenchmarkKernels.HodgkinHuxley(),
            "integrate-and-fire" => BenchmarkKernels.IntegrateAndFire(),
            _ => BenchmarkKernels.Triad(),
        };
        _kernel = new VectorKernelCompiler(Width).Compile(kernel);
        _arguments = BenchmarkKernels.Arguments(kernel, Neurons);
    }

    [Benchmark]
    public void Step() => _kernel!.Run(_arguments, 0, Neurons);
}
