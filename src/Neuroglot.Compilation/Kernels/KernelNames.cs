namespace Neuroglot.Compilation.Kernels;

/// <summary>What the indices of an <see cref="Instruction"/> point to.</summary>
[Flags]
public enum KernelNames
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="Instruction.Index"/> is a place in <see cref="Kernel.Columns"/>.</summary>
    Column = 1,

    /// <summary><see cref="Instruction.Map"/> is a place in <see cref="Kernel.Maps"/>.</summary>
    Map = 2,

    /// <summary><see cref="Instruction.Index"/> is a place in <see cref="Kernel.Scalars"/>.</summary>
    Scalar = 4,

    /// <summary><see cref="Instruction.Index"/> is a place in <see cref="Kernel.Flags"/>.</summary>
    Flag = 8,

    /// <summary><see cref="Instruction.Index"/> is a place in <see cref="Kernel.Schemes"/>.</summary>
    Scheme = 16,

    /// <summary><see cref="Instruction.Index"/> is the ordinal of a random draw.</summary>
    Ordinal = 32,
}
