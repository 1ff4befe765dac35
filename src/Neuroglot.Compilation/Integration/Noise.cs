using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Integration;

/// <summary>Sums over the noises of a block.</summary>
internal static class Noise
{
    /// <summary>Adds Σ g·ΔW to each value.</summary>
    public static void Add(KernelValue[] values, KernelValue?[][] intensities, KernelValue[] increments)
    {
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < increments.Length; k++)
            {
                if (intensities[i][k] is { } g)
                    values[i] += g * increments[k];
            }
        }
    }
}
