namespace Neuroglot.Compilation.Kernels;

/// <summary>What a value of a kernel is.</summary>
public enum KernelType
{
    /// <summary>A double-precision number.</summary>
    F64,

    /// <summary>A truth value, one per instance.</summary>
    Mask,
}
