namespace Neuroglot.Compilation.Kernels;

/// <summary>Turns kernels into something that runs. All compilers give the same bits.</summary>
public interface IKernelCompiler
{
    /// <summary>Compiles <paramref name="kernel"/>, which must be valid (see <see cref="KernelVerifier"/>).</summary>
    ICompiledKernel Compile(Kernel kernel);
}
