namespace Neuroglot.Compilation.Kernels;

/// <summary>One step of a <see cref="Kernel"/>; its place in <see cref="Kernel.Instructions"/> is the name of its value.</summary>
/// <param name="Op">What to do.</param>
/// <param name="A">First operand, the place of an earlier instruction; −1 when there is none.</param>
/// <param name="B">Second operand or −1.</param>
/// <param name="C">Third operand or −1.</param>
/// <param name="Index">Column, scalar, flag, scheme or ordinal, as <see cref="KernelOpInfo.Names"/> says; otherwise −1.</param>
/// <param name="Map">Map of a gather or a scatter; otherwise −1.</param>
/// <param name="Bits">The bits of a constant, so that −0 and +0 stay different; otherwise 0.</param>
public sealed record Instruction(KernelOp Op, int A = -1, int B = -1, int C = -1, int Index = -1, int Map = -1, long Bits = 0)
{
    /// <summary>The number of a <see cref="KernelOp.Constant"/>.</summary>
    public double Number => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The signature of <see cref="Op"/>.</summary>
    public KernelOpInfo Info => KernelOpInfo.Of(Op);

    /// <summary>How many operands there are.</summary>
    public int OperandCount => C >= 0 ? 3 : B >= 0 ? 2 : A >= 0 ? 1 : 0;

    /// <summary>Operand number <paramref name="position"/> (0, 1 or 2); −1 when there is none.</summary>
    public int Operand(int position) => position switch { 0 => A, 1 => B, _ => C };

    /// <summary>The same instruction with each operand replaced.</summary>
    public Instruction WithOperands(Func<int, int> place) => this with
    {
        A = A < 0 ? -1 : place(A),
        B = B < 0 ? -1 : place(B),
        C = C < 0 ? -1 : place(C),
    };
}
