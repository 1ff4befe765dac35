namespace Neuroglot.Simulation.Kernels;

/// <summary>How many instances <see cref="VectorKernelCompiler"/> computes at once. The results do not depend on it.</summary>
public enum KernelWidth
{
    /// <summary>One.</summary>
    Scalar,

    /// <summary>Four doubles, 256 bits.</summary>
    Vector256,

    /// <summary>Eight doubles, 512 bits.</summary>
    Vector512,

    /// <summary>The widest that this machine computes in hardware.</summary>
    Best,
}
