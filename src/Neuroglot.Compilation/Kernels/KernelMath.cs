using System.Diagnostics;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Kernels;

/// <summary>What each pure operation means, for one instance. The builder folds constants with it, the interpreter runs on it, and the vector compiler
/// must agree with it bit for bit.</summary>
public static class KernelMath
{
    /// <summary>The operation <paramref name="op"/>, one that takes one number and gives a number.</summary>
    public static double Unary(KernelOp op, double x) => op switch
    {
        KernelOp.Negate => -x,
        KernelOp.Abs => Math.Abs(x),
        KernelOp.Sqrt => Math.Sqrt(x),
        KernelOp.Floor => Math.Floor(x),
        KernelOp.Ceiling => Math.Ceiling(x),
        KernelOp.Round => Math.Round(x, MidpointRounding.ToEven),
        KernelOp.Truncate => Math.Truncate(x),
        KernelOp.Sign => Elementary.Sign(x),
        KernelOp.Heaviside => Elementary.Heaviside(x),
        KernelOp.Single => (float)x,
        KernelOp.Exp => Elementary.Exp(x),
        KernelOp.Expm1 => Elementary.Expm1(x),
        KernelOp.Log => Elementary.Log(x),
        KernelOp.Log1p => Elementary.Log1p(x),
        KernelOp.Log10 => Elementary.Log10(x),
        KernelOp.Log2 => Elementary.Log2(x),
        KernelOp.Exprel => Elementary.Exprel(x),
        KernelOp.Sin => Elementary.Sin(x),
        KernelOp.Cos => Elementary.Cos(x),
        KernelOp.Tan => Elementary.Tan(x),
        KernelOp.Asin => Elementary.Asin(x),
        KernelOp.Acos => Elementary.Acos(x),
        KernelOp.Atan => Elementary.Atan(x),
        KernelOp.Sinh => Elementary.Sinh(x),
        KernelOp.Cosh => Elementary.Cosh(x),
        KernelOp.Tanh => Elementary.Tanh(x),
        KernelOp.Asinh => Elementary.Asinh(x),
        KernelOp.Acosh => Elementary.Acosh(x),
        KernelOp.Atanh => Elementary.Atanh(x),
        KernelOp.Factorial => Elementary.Factorial(x),
        _ => throw new UnreachableException($"{op} does not take one number."),
    };

    /// <summary>The operation <paramref name="op"/>, one that takes two numbers and gives a number.</summary>
    public static double Binary(KernelOp op, double a, double b) => op switch
    {
        KernelOp.Add => a + b,
        KernelOp.Subtract => a - b,
        KernelOp.Multiply => a * b,
        KernelOp.Divide => a / b,
        KernelOp.Min => Math.Min(a, b),
        KernelOp.Max => Math.Max(a, b),
        KernelOp.Pow => Elementary.Pow(a, b),
        KernelOp.Atan2 => Elementary.Atan2(a, b),
        KernelOp.Mod => Mod(a, b),
        _ => throw new UnreachableException($"{op} does not take two numbers."),
    };

    /// <summary>The comparison <paramref name="op"/>.</summary>
    public static bool Compare(KernelOp op, double a, double b) => op switch
    {
        KernelOp.Less => a < b,
        KernelOp.LessOrEqual => a <= b,
        KernelOp.Greater => a > b,
        KernelOp.GreaterOrEqual => a >= b,
        KernelOp.Equal => a == b,
        KernelOp.NotEqual => a != b,
        _ => throw new UnreachableException($"{op} is not a comparison."),
    };

    /// <summary>a − b·⌊a/b⌋.</summary>
    public static double Mod(double a, double b)
    {
        // In two statements, so that the product is rounded before it is subtracted.
        var whole = b * Math.Floor(a / b);
        return a - whole;
    }
}
