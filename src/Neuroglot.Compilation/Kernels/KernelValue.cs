namespace Neuroglot.Compilation.Kernels;

/// <summary>A value inside a <see cref="KernelBuilder"/>. Operators add instructions to that builder; equality of two values means that they are
/// the same instruction (use <see cref="KernelBuilder.Equal"/> to compare what they hold).</summary>
/// <param name="Builder">The builder it belongs to.</param>
/// <param name="Place">Its place in the builder, which is not the place in the finished kernel.</param>
/// <param name="Type">What it is.</param>
public sealed record KernelValue(KernelBuilder Builder, int Place, KernelType Type)
{
    /// <summary>The number, if the value is a known one; otherwise null.</summary>
    public double? Known => Builder.KnownNumber(this);

    /// <summary>Sum.</summary>
    public static KernelValue operator +(KernelValue a, KernelValue b) => a.Builder.Add(a, b);

    /// <summary>Sum.</summary>
    public static KernelValue operator +(KernelValue a, double b) => a.Builder.Add(a, a.Builder.Constant(b));

    /// <summary>Sum.</summary>
    public static KernelValue operator +(double a, KernelValue b) => b.Builder.Add(b.Builder.Constant(a), b);

    /// <summary>Difference.</summary>
    public static KernelValue operator -(KernelValue a, KernelValue b) => a.Builder.Subtract(a, b);

    /// <summary>Difference.</summary>
    public static KernelValue operator -(KernelValue a, double b) => a.Builder.Subtract(a, a.Builder.Constant(b));

    /// <summary>Difference.</summary>
    public static KernelValue operator -(double a, KernelValue b) => b.Builder.Subtract(b.Builder.Constant(a), b);

    /// <summary>Product.</summary>
    public static KernelValue operator *(KernelValue a, KernelValue b) => a.Builder.Multiply(a, b);

    /// <summary>Product.</summary>
    public static KernelValue operator *(KernelValue a, double b) => a.Builder.Multiply(a, a.Builder.Constant(b));

    /// <summary>Product.</summary>
    public static KernelValue operator *(double a, KernelValue b) => b.Builder.Multiply(b.Builder.Constant(a), b);

    /// <summary>Quotient.</summary>
    public static KernelValue operator /(KernelValue a, KernelValue b) => a.Builder.Divide(a, b);

    /// <summary>Quotient.</summary>
    public static KernelValue operator /(KernelValue a, double b) => a.Builder.Divide(a, a.Builder.Constant(b));

    /// <summary>Quotient.</summary>
    public static KernelValue operator /(double a, KernelValue b) => b.Builder.Divide(b.Builder.Constant(a), b);

    /// <summary>Minus the value.</summary>
    public static KernelValue operator -(KernelValue a) => a.Builder.Call(KernelOp.Negate, a);

    /// <summary>Mask: a below b.</summary>
    public static KernelValue operator <(KernelValue a, KernelValue b) => a.Builder.Less(a, b);

    /// <summary>Mask: a above b.</summary>
    public static KernelValue operator >(KernelValue a, KernelValue b) => a.Builder.Greater(a, b);

    /// <summary>Mask: a not above b.</summary>
    public static KernelValue operator <=(KernelValue a, KernelValue b) => a.Builder.LessOrEqual(a, b);

    /// <summary>Mask: a not below b.</summary>
    public static KernelValue operator >=(KernelValue a, KernelValue b) => a.Builder.GreaterOrEqual(a, b);

    /// <summary>Both masks.</summary>
    public static KernelValue operator &(KernelValue a, KernelValue b) => a.Builder.And(a, b);

    /// <summary>Either mask.</summary>
    public static KernelValue operator |(KernelValue a, KernelValue b) => a.Builder.Or(a, b);

    /// <summary>Not the mask.</summary>
    public static KernelValue operator !(KernelValue a) => a.Builder.Not(a);

    /// <inheritdoc/>
    public override string ToString() => $"%{Place}";
}
