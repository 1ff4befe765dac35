using System.Runtime.CompilerServices;

namespace Neuroglot.Numerics.Tests.Oracle;

/// <summary>A number of about 105 bits: the unevaluated sum of two doubles (Dekker's arithmetic).</summary>
public readonly struct Wide(double high, double low)
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public double High { get; } = high;

    public double Low { get; } = low;

    [MethodImpl(Inline)]
    public static implicit operator Wide(double value) => new(value, 0);

    [MethodImpl(Inline)]
    public static Wide operator +(Wide a, Wide b)
    {
        var high = Sum(a.High, b.High);
        var low = Sum(a.Low, b.Low);
        high = Normal(high.High, high.Low + low.High);
        return Normal(high.High, high.Low + low.Low);
    }

    [MethodImpl(Inline)]
    public static Wide operator -(Wide a) => new(-a.High, -a.Low);

    [MethodImpl(Inline)]
    public static Wide operator -(Wide a, Wide b) => a + -b;

    [MethodImpl(Inline)]
    public static Wide operator *(Wide a, Wide b)
    {
        var product = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normal(product, error + (a.High * b.Low + a.Low * b.High));
    }

    public static Wide operator /(Wide a, Wide b)
    {
        var first = a.High / b.High;
        var rest = a - b * first;
        var second = rest.High / b.High;
        rest -= b * second;
        return Normal(first, second) + rest.High / b.High;
    }

    public static Wide Sqrt(Wide a)
    {
        if (a.High <= 0)
            return 0;
        var root = Math.Sqrt(a.High);
        return root + (a - (Wide)root * root) / (2 * root);
    }

    public static Wide Abs(Wide a) => a.High < 0 ? -a : a;

    /// <summary>a·2ⁿ, exact away from the ends of the range.</summary>
    public static Wide Scale(Wide a, int n) => new(Math.ScaleB(a.High, n), Math.ScaleB(a.Low, n));

    [MethodImpl(Inline)]
    private static Wide Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new(sum, (a - (sum - part)) + (b - part));
    }

    [MethodImpl(Inline)]
    private static Wide Normal(double high, double low)
    {
        var sum = high + low;
        return new(sum, low - (sum - high));
    }
}
