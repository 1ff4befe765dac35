namespace Neuroglot.Compilation.Kernels;

/// <summary>Rewrites of one instruction that keep every bit of the result (but for the sign and payload of a NaN, which the language leaves open):
/// <c>x*1 → x</c>, <c>x + (−0) → x</c>, <c>x − 0 → x</c>, <c>x/2ⁿ → x*2⁻ⁿ</c>, <c>−(−x) → x</c>, <c>select(true, a, b) → a</c>, and constant
/// operands folded by <see cref="KernelMath"/>. <c>x + 0</c> stays, since it turns −0 into +0, except where x is never −0, or where the sum is added to what is never −0.</summary>
internal static class KernelIdentities
{
    /// <summary>The outcome of a rewrite: either an earlier value (<paramref name="Same"/>), or another instruction, whose second operand
    /// may be a constant still to be made (<paramref name="Operand"/>).</summary>
    internal readonly record struct Simpler(int? Same, Instruction? Instruction = null, Instruction? Operand = null);

    /// <summary>A simpler form of <paramref name="x"/>, or null.</summary>
    /// <param name="x">The instruction.</param>
    /// <param name="at">Gives the instruction at a place.</param>
    internal static Simpler? Apply(Instruction x, Func<int, Instruction> at) => Fold(x, at) ?? x.Op switch
    {
        KernelOp.Add when IsNumber(at(x.B), -0.0) => new(x.A),
        KernelOp.Add when IsNumber(at(x.A), -0.0) => new(x.B),
        KernelOp.Add when IsNumber(at(x.B), 0.0) && IsNeverMinusZero(x.A, at) => new(x.A),
        KernelOp.Add when IsNumber(at(x.A), 0.0) && IsNeverMinusZero(x.B, at) => new(x.B),
        KernelOp.Add when WithoutZero(x.A, at) is { } bare && IsNeverMinusZero(x.B, at) => new(null, x with { A = bare }),
        KernelOp.Add when WithoutZero(x.B, at) is { } bare && IsNeverMinusZero(x.A, at) => new(null, x with { B = bare }),
        KernelOp.Subtract when IsNumber(at(x.B), 0.0) => new(x.A),
        KernelOp.Multiply when IsNumber(at(x.B), 1.0) => new(x.A),
        KernelOp.Multiply when IsNumber(at(x.A), 1.0) => new(x.B),
        KernelOp.Multiply when IsNumber(at(x.B), -1.0) => new(null, new Instruction(KernelOp.Negate, x.A)),
        KernelOp.Multiply when IsNumber(at(x.A), -1.0) => new(null, new Instruction(KernelOp.Negate, x.B)),
        KernelOp.Divide when IsNumber(at(x.B), 1.0) => new(x.A),
        KernelOp.Divide when ExactReciprocal(at(x.B)) is { } reciprocal => new(null, new Instruction(KernelOp.Multiply, x.A), Number(reciprocal)),
        KernelOp.Min or KernelOp.Max when x.A == x.B => new(x.A),
        KernelOp.Negate when at(x.A).Op == KernelOp.Negate => new(at(x.A).A),
        KernelOp.Abs when at(x.A).Op == KernelOp.Abs => new(x.A),
        KernelOp.Abs when at(x.A).Op == KernelOp.Negate => new(null, new Instruction(KernelOp.Abs, at(x.A).A)),
        KernelOp.Floor or KernelOp.Ceiling or KernelOp.Round or KernelOp.Truncate when IsIntegral(at(x.A).Op) => new(x.A),
        KernelOp.Single when at(x.A).Op == KernelOp.Single => new(x.A),
        KernelOp.Not when at(x.A).Op == KernelOp.Not => new(at(x.A).A),
        KernelOp.And => Conjunction(x, at, absorbing: KernelOp.False, neutral: KernelOp.True),
        KernelOp.Or => Conjunction(x, at, absorbing: KernelOp.True, neutral: KernelOp.False),
        KernelOp.Select when x.B == x.C => new(x.B),
        KernelOp.Select when at(x.A).Op == KernelOp.True => new(x.B),
        KernelOp.Select when at(x.A).Op == KernelOp.False => new(x.C),
        KernelOp.Select when at(x.A).Op == KernelOp.Not => new(null, new Instruction(KernelOp.Select, at(x.A).A, x.C, x.B)),
        _ => null,
    };

    private static Simpler? Fold(Instruction x, Func<int, Instruction> at)
    {
        for (var k = 0; k < x.OperandCount; k++)
        {
            if (at(x.Operand(k)).Op is not (KernelOp.Constant or KernelOp.True or KernelOp.False))
                return null;
        }

        var info = x.Info;
        if (info.Names != KernelNames.None || info.Operands.IsEmpty)
            return null;
        var folded = (info.Operands.Length, info.Operands[0], info.Result) switch
        {
            (1, KernelType.F64, KernelType.F64) => Number(KernelMath.Unary(x.Op, at(x.A).Number)),
            (2, KernelType.F64, KernelType.F64) => Number(KernelMath.Binary(x.Op, at(x.A).Number, at(x.B).Number)),
            (2, KernelType.F64, KernelType.Mask) => Truth(KernelMath.Compare(x.Op, at(x.A).Number, at(x.B).Number)),
            (3, KernelType.F64, KernelType.F64) => Number(Math.FusedMultiplyAdd(at(x.A).Number, at(x.B).Number, at(x.C).Number)),
            _ => (Instruction?)null,
        };
        if (folded is null && x.Op == KernelOp.Not)
            folded = Truth(at(x.A).Op == KernelOp.False);
        return folded is null ? null : new Simpler(null, folded);
    }

    private static Simpler? Conjunction(Instruction x, Func<int, Instruction> at, KernelOp absorbing, KernelOp neutral)
    {
        if (x.A == x.B || at(x.B).Op == neutral || at(x.A).Op == absorbing)
            return new(x.A);
        return at(x.A).Op == neutral || at(x.B).Op == absorbing ? new(x.B) : null;
    }

    private static bool IsNumber(Instruction x, double number) =>
        x.Op == KernelOp.Constant && x.Bits == BitConverter.DoubleToInt64Bits(number);

    // A sum is −0 only where both operands are.
    private static bool IsNeverMinusZero(int place, Func<int, Instruction> at, int depth = 0)
    {
        const int Deepest = 4;
        var x = at(place);
        return x.Op switch
        {
            KernelOp.Constant => !IsNumber(x, -0.0),
            KernelOp.Abs or KernelOp.Exp => true,
            KernelOp.Add when depth < Deepest => IsNeverMinusZero(x.A, at, depth + 1) || IsNeverMinusZero(x.B, at, depth + 1),
            _ => false,
        };
    }

    // What zero has been added to.
    private static int? WithoutZero(int place, Func<int, Instruction> at) =>
        at(place) is not { Op: KernelOp.Add } sum ? null : IsNumber(at(sum.A), 0.0) ? sum.B : IsNumber(at(sum.B), 0.0) ? sum.A : null;

    private static bool IsIntegral(KernelOp op) => op is KernelOp.Floor or KernelOp.Ceiling or KernelOp.Round or KernelOp.Truncate;

    // Dividing by a power of two and multiplying by its reciprocal round the same exact number, if the reciprocal is exact and normal.
    private static double? ExactReciprocal(Instruction x)
    {
        if (x.Op != KernelOp.Constant)
            return null;
        var reciprocal = 1.0 / x.Number;
        var isPowerOfTwo = (x.Bits & 0x000F_FFFF_FFFF_FFFF) == 0;
        return isPowerOfTwo && double.IsNormal(x.Number) && double.IsNormal(reciprocal) ? reciprocal : null;
    }

    private static Instruction Number(double number) =>
        new(KernelOp.Constant, Bits: BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number));

    private static Instruction Truth(bool truth) => new(truth ? KernelOp.True : KernelOp.False);
}
