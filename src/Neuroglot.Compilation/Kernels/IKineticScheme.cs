namespace Neuroglot.Compilation.Kernels;

/// <summary>What <see cref="KernelOp.Scheme"/> calls: a kinetic scheme (or another block too irregular for the kernel language) that advances one
/// instance by reading and writing columns.</summary>
public interface IKineticScheme
{
    /// <summary>Advances instance <paramref name="instance"/>. May touch that element of the named columns and nothing else, so that the order in
    /// which instances are advanced does not matter; must not throw; may be called from several threads for different instances.</summary>
    /// <param name="arguments">The arguments of the running kernel.</param>
    /// <param name="reads">Columns to read, as places in <see cref="KernelArguments.Columns"/>, in the order given to the builder.</param>
    /// <param name="writes">Columns to write, likewise.</param>
    /// <param name="instance">The instance.</param>
    void Advance(KernelArguments arguments, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int instance);
}
