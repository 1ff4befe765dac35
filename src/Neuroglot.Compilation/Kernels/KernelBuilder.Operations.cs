namespace Neuroglot.Compilation.Kernels;

public sealed partial class KernelBuilder
{
    /// <summary>a + b.</summary>
    public KernelValue Add(KernelValue a, KernelValue b) => Call(KernelOp.Add, a, b);

    /// <summary>a − b.</summary>
    public KernelValue Subtract(KernelValue a, KernelValue b) => Call(KernelOp.Subtract, a, b);

    /// <summary>a · b.</summary>
    public KernelValue Multiply(KernelValue a, KernelValue b) => Call(KernelOp.Multiply, a, b);

    /// <summary>a / b.</summary>
    public KernelValue Divide(KernelValue a, KernelValue b) => Call(KernelOp.Divide, a, b);

    /// <summary>Minus a.</summary>
    public KernelValue Negate(KernelValue a) => Call(KernelOp.Negate, a);

    /// <summary>e to the a.</summary>
    public KernelValue Exp(KernelValue a) => Call(KernelOp.Exp, a);

    /// <summary>a rounded to single precision.</summary>
    public KernelValue Single(KernelValue a) => Call(KernelOp.Single, a);

    /// <summary>The smaller one; NaN when either is.</summary>
    public KernelValue Min(KernelValue a, KernelValue b) => Call(KernelOp.Min, a, b);

    /// <summary>The larger one; NaN when either is.</summary>
    public KernelValue Max(KernelValue a, KernelValue b) => Call(KernelOp.Max, a, b);

    /// <summary>a to the b.</summary>
    public KernelValue Pow(KernelValue a, KernelValue b) => Call(KernelOp.Pow, a, b);

    /// <summary>Mask: a below b.</summary>
    public KernelValue Less(KernelValue a, KernelValue b) => Call(KernelOp.Less, a, b);

    /// <summary>Mask: a not above b.</summary>
    public KernelValue LessOrEqual(KernelValue a, KernelValue b) => Call(KernelOp.LessOrEqual, a, b);

    /// <summary>Mask: a above b.</summary>
    public KernelValue Greater(KernelValue a, KernelValue b) => Call(KernelOp.Greater, a, b);

    /// <summary>Mask: a not below b.</summary>
    public KernelValue GreaterOrEqual(KernelValue a, KernelValue b) => Call(KernelOp.GreaterOrEqual, a, b);

    /// <summary>Mask: a equal to b as numbers.</summary>
    public KernelValue Equal(KernelValue a, KernelValue b) => Call(KernelOp.Equal, a, b);

    /// <summary>Mask: a not equal to b, or either NaN.</summary>
    public KernelValue NotEqual(KernelValue a, KernelValue b) => Call(KernelOp.NotEqual, a, b);

    /// <summary>Both masks.</summary>
    public KernelValue And(KernelValue a, KernelValue b) => Call(KernelOp.And, a, b);

    /// <summary>Either mask.</summary>
    public KernelValue Or(KernelValue a, KernelValue b) => Call(KernelOp.Or, a, b);

    /// <summary>Not the mask.</summary>
    public KernelValue Not(KernelValue a) => Call(KernelOp.Not, a);

    /// <summary><paramref name="whenTrue"/> where <paramref name="mask"/> holds, <paramref name="whenFalse"/> elsewhere. Both are computed, so
    /// neither can trap or have effects.</summary>
    public KernelValue Select(KernelValue mask, KernelValue whenTrue, KernelValue whenFalse) =>
        Call(KernelOp.Select, mask, whenTrue, whenFalse);

    /// <summary>Mask chosen by a mask: <paramref name="whenTrue"/> where <paramref name="mask"/> holds, <paramref name="whenFalse"/> elsewhere.</summary>
    public KernelValue SelectMask(KernelValue mask, KernelValue whenTrue, KernelValue whenFalse) =>
        Or(And(mask, whenTrue), And(Not(mask), whenFalse));
}
