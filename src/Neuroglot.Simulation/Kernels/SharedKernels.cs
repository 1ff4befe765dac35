using System.Collections.Concurrent;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>Compiles equal kernels once, for all runs of a process that use this compiler, on any number of threads.</summary>
/// <param name="compiler">Compiles what is new.</param>
public sealed class SharedKernels(IKernelCompiler compiler) : IKernelCompiler
{
    private readonly ConcurrentDictionary<Kernel, Lazy<ICompiledKernel>> known = new();

    /// <summary>Number of kernels compiled so far.</summary>
    public int Count => known.Count;

    /// <inheritdoc/>
    public ICompiledKernel Compile(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return known.GetOrAdd(kernel, static (one, compiler) => new Lazy<ICompiledKernel>(() => compiler.Compile(one)), compiler).Value;
    }
}
