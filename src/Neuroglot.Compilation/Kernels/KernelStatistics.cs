using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>What one application of a kernel to one instance costs, for reports and estimates.</summary>
/// <param name="Instructions">Number of instructions.</param>
/// <param name="Counts">How often each operation occurs, in the order of <see cref="KernelOp"/>; operations that do not occur are absent.</param>
/// <param name="BytesRead">Bytes read from columns, maps and flags per instance; flags count an eighth, rounded up in all.</param>
/// <param name="BytesWritten">Bytes written to columns and flags per instance, likewise. What schemes touch is not counted.</param>
public sealed record KernelStatistics(int Instructions, ImmutableSortedDictionary<KernelOp, int> Counts, int BytesRead, int BytesWritten)
{
    /// <summary>How many instructions evaluate an elementary function, <see cref="KernelOp.Exp"/> to <see cref="KernelOp.Factorial"/>,
    /// <see cref="KernelOp.Pow"/> or <see cref="KernelOp.Atan2"/>.</summary>
    public int ElementaryFunctions => Counts.Where(count => IsElementary(count.Key)).Sum(count => count.Value);

    /// <summary>The statistics of <paramref name="kernel"/>.</summary>
    public static KernelStatistics Of(Kernel kernel)
    {
        var counts = kernel.Instructions.CountBy(instruction => instruction.Op).ToImmutableSortedDictionary();
        int Count(KernelOp op) => counts.GetValueOrDefault(op);
        var scatters = Count(KernelOp.ScatterAdd) + Count(KernelOp.ScatterMultiply);
        var flagBytes = (Count(KernelOp.Flag) + 7) / 8;
        var flaggedBytes = (Count(KernelOp.Flag) + Count(KernelOp.Flagged) + 7) / 8;
        return new KernelStatistics(
            kernel.Instructions.Length,
            counts,
            (8 * Count(KernelOp.Load)) + (12 * Count(KernelOp.Gather)) + (12 * scatters) + (4 * Count(KernelOp.Scatter)) + flaggedBytes,
            (8 * Count(KernelOp.Store)) + (8 * (scatters + Count(KernelOp.Scatter))) + flagBytes);
    }

    /// <summary>Whether <paramref name="op"/> evaluates an elementary function, which costs about ten times as much as an addition.</summary>
    public static bool IsElementary(KernelOp op) =>
        op is (>= KernelOp.Exp and <= KernelOp.Factorial) or KernelOp.Pow or KernelOp.Atan2;
}
