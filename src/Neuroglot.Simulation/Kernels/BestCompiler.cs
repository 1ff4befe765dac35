using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>The compiler to take where nobody wants a certain one.</summary>
public static class BestCompiler
{
    /// <summary>Machine code for the widest vectors of the machine; kernels are interpreted where a program cannot make code, because it was built ahead of time.</summary>
    public static IKernelCompiler Create() => RuntimeFeature.IsDynamicCodeCompiled ? new VectorKernelCompiler(KernelWidth.Best) : new KernelInterpreter();
}
