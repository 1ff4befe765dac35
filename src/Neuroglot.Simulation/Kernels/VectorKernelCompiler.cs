using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>Compiles kernels to machine code through expression trees, for one, four or eight instances at once.</summary>
/// <remarks>Code is made when it is first needed: a range without a whole aligned block of instances never pays for the vector code, and the
/// scalar code is made only for ragged ends and lists of indices.</remarks>
public sealed class VectorKernelCompiler : IKernelCompiler
{
    private readonly LaneSet _lanes;
    private readonly int _sectionLimit;

    /// <summary>A compiler for vectors of <paramref name="width"/>. A width that the machine lacks still gives the same results, slowly.</summary>
    /// <exception cref="DynamicCodeUnavailableException">Code cannot be compiled at run time here.</exception>
    public VectorKernelCompiler(KernelWidth width = KernelWidth.Best)
        : this(width, CompiledKernel.DefaultSectionLimit)
    {
    }

    internal VectorKernelCompiler(KernelWidth width, int sectionLimit)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            throw new DynamicCodeUnavailableException();
        _lanes = LaneSet.Of(width);
        _sectionLimit = sectionLimit;
    }

    /// <inheritdoc/>
    public ICompiledKernel Compile(Kernel kernel) => new CompiledKernel(kernel, _lanes, _sectionLimit);
}
