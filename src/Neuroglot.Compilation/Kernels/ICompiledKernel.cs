namespace Neuroglot.Compilation.Kernels;

/// <summary>A kernel that can run. Safe for several threads at once, on ranges of instances that share nothing (cut at multiples of 8 when
/// there are flags).</summary>
public interface ICompiledKernel
{
    /// <summary>What was compiled.</summary>
    Kernel Kernel { get; }

    /// <summary>Makes the code for the instances from <paramref name="start"/> up to, not including, <paramref name="end"/>, so that the first of many runs need not wait for it.</summary>
    void Prepare(int start, int end);

    /// <summary>Applies the kernel to the instances from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException">An array is missing or too short.</exception>
    /// <exception cref="IndexOutOfRangeException">A map names an element that its column does not have.</exception>
    void Run(KernelArguments arguments, int start, int end);

    /// <summary>Applies the kernel to the instances <c>indices[start]</c> to <c>indices[start + count - 1]</c>, in this order.</summary>
    /// <exception cref="ArgumentException">An array is missing, or <paramref name="indices"/> is too short.</exception>
    /// <exception cref="IndexOutOfRangeException">An index or the entry of a map names an element that its column does not have.</exception>
    void RunAt(KernelArguments arguments, int[] indices, int start, int count);
}
