using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>
/// The exponential family. x = n·ln 2 + r with |r| ≤ ln 2 / 2; a minimax polynomial (fitted for this project, relative error below
/// 2⁻⁵⁷) gives the exponential of r; n goes into the exponent.
/// </summary>
internal static class ExponentialKernels
{
    public const double Log2E = 1.4426950408889634;
    public const double Ln2High = 0.6931471805599453;
    public const double Ln2Low = 2.3190468138462996e-17;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static TV Exp<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        // Beyond the clamp the result is 0 or infinite anyway, and n stays where Scale is exact.
        x = TL.Clamp(x, -746, 710);
        var n = Multiple<TL, TV>(x);
        var r = TL.Fma(n, TL.Of(-Ln2Low), TL.Fma(n, TL.Of(-Ln2High), x));
        return TL.Scale(ExpReduced<TL, TV>(r), n);
    }

    /// <summary>exp(high + low), |low| tiny, for <c>pow</c>.</summary>
    [MethodImpl(Inline)]
    public static TV Exp<TL, TV>(TV high, TV low)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var clamped = TL.Clamp(high, -746, 710);
        low = TL.Select(TL.Equal(clamped, high), low, TL.Of(0));
        var n = Multiple<TL, TV>(clamped);
        var r = TL.Add(TL.Fma(n, TL.Of(-Ln2High), clamped), TL.Fma(n, TL.Of(-Ln2Low), low));
        return TL.Scale(ExpReduced<TL, TV>(r), n);
    }

    /// <summary>exp(x)/2 without early overflow, for the hyperbolic functions.</summary>
    [MethodImpl(Inline)]
    public static TV HalfExp<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        x = TL.Clamp(x, -746, 711);
        var n = Multiple<TL, TV>(x);
        var r = TL.Fma(n, TL.Of(-Ln2Low), TL.Fma(n, TL.Of(-Ln2High), x));
        return TL.Scale(ExpReduced<TL, TV>(r), TL.Subtract(n, TL.Of(1)));
    }

    [MethodImpl(Inline)]
    public static TV Expm1<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var half = HalfExpm1<TL, TV>(TL.Clamp(x, -40, 710), out var rest);
        var result = TL.Add(half, rest);
        result = TL.Add(result, result);

        // Half of a subnormal is not exact; and −0 must stay.
        return TL.Select(TL.Less(TL.Abs(x), TL.Of(5.5511151231257827e-17)), x, result);
    }

    [MethodImpl(Inline)]
    public static TV Exprel<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        // Above 718 the result is infinite, below −60 the numerator is −1.
        var divisor = TL.Clamp(x, double.NegativeInfinity, 718);
        var clamped = TL.Clamp(divisor, -60, 718);
        var n = Multiple<TL, TV>(clamped);

        // The first step is exact, see Reduce; what it leaves out counts in the polynomial, where it hardly matters, and by itself.
        var exact = TL.Fma(n, TL.Of(-Ln2High), clamped);
        var missing = TL.Multiply(n, TL.Of(-Ln2Low));
        var r = TL.Add(exact, missing);
        var rest = TL.Fma(TL.Multiply(r, r), TL.Fma(r, Expm1Tail<TL, TV>(r), TL.Of(0.5)), missing);

        // (1 − 2⁻ⁿ) + expm1(x − n·ln 2): the larger part of the sum first, then what it has lost with the rest. 2ⁿ comes last, since it may overflow where the result does not.
        var above = TL.Subtract(TL.Of(1), TL.Scale(TL.Of(1), TL.Negate(n)));
        var sum = TL.Add(above, exact);
        var numerator = TL.Add(sum, TL.Add(TL.Add(TL.Subtract(above, sum), exact), rest));
        return TL.Select(TL.Equal(x, TL.Of(0)), TL.Of(1), TL.Scale(TL.Divide(numerator, divisor), n));
    }

    /// <summary>(exp(x) − 1)/2 for x in [−40, 710] as a sum of two doubles, accurate to about 2⁻⁵⁶ relative to the result.</summary>
    [MethodImpl(Inline)]
    public static TV HalfExpm1<TL, TV>(TV x, out TV rest)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        Reduce<TL, TV>(x, out var n, out var high, out var low);
        var scale = PowerOfTwo.Of<TL, TV>(TL.Subtract(n, TL.Of(1)));
        var sum = DoubleDouble.Sum<TL, TV>(TL.Subtract(scale, TL.Of(0.5)), TL.Multiply(scale, high), out var error);
        rest = TL.Fma(scale, low, error);
        return sum;
    }

    /// <summary>n and expm1(r) as high + low.</summary>
    [MethodImpl(Inline)]
    private static void Reduce<TL, TV>(TV x, out TV n, out TV high, out TV low)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        n = Multiple<TL, TV>(x);

        // The first step is exact: x and n·Ln2High are multiples of 2⁻⁵³ (2⁻⁵⁴ for |x| < ½) and the difference is below ½.
        var exact = TL.Fma(n, TL.Of(-Ln2High), x);
        var r = TL.Fma(n, TL.Of(-Ln2Low), exact);
        var rLow = TL.Fma(n, TL.Of(-Ln2Low), TL.Subtract(exact, r));
        var rest = TL.Multiply(TL.Multiply(r, r), TL.Fma(r, Expm1Tail<TL, TV>(r), TL.Of(0.5)));
        rest = TL.Add(rest, TL.Fma(rLow, r, rLow));
        high = DoubleDouble.OrderedSum<TL, TV>(r, rest, out low);
    }

    // t of expm1(r) = r + r²·(½ + r·t).
    [MethodImpl(Inline)]
    private static TV Expm1Tail<TL, TV>(TV r)
        where TL : struct, ILanes<TV>
        where TV : struct => Polynomial.Of<TL, TV>(
            r,
            0.16666666666666677,
            0.04166666666666667,
            0.008333333333321405,
            0.001388888888887984,
            0.00019841269886603863,
            2.4801587334410645e-05,
            2.7557243832481385e-06,
            2.7557267151760444e-07,
            2.5109136506367837e-08,
            2.0916113892867372e-09);

    [MethodImpl(Inline)]
    private static TV Multiple<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct =>
        TL.Subtract(TL.Fma(x, TL.Of(Log2E), TL.Of(PowerOfTwo.Rounder)), TL.Of(PowerOfTwo.Rounder));

    [MethodImpl(Inline)]
    private static TV ExpReduced<TL, TV>(TV r)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var tail = Polynomial.Of<TL, TV>(
            r,
            0.500000000000001,
            0.1666666666666641,
            0.04166666666653605,
            0.00833333333349057,
            0.0013888888942080316,
            0.00019841269519875167,
            2.4801494671151834e-05,
            2.7557572818546565e-06,
            2.7629702671666305e-07,
            2.500446094236708e-08);
        return TL.Add(TL.Of(1), TL.Fma(tail, TL.Multiply(r, r), r));
    }
}
