using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>Arc functions: the argument is brought near zero, an odd minimax polynomial (fitted for this project) does the rest.</summary>
internal static class InverseTrigonometricKernels
{
    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double QuarterPi = 0.7853981633974483;
    private const double QuarterPiLow = 3.061616997868383e-17;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static TV Atan<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var a = TL.Abs(x);
        return TL.Or(AtanOfQuotient<TL, TV>(a, TL.Of(1), out _), TL.And(x, TL.Of(-0.0)));
    }

    [MethodImpl(Inline)]
    public static TV Atan2<TL, TV>(TV y, TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var zero = TL.Of(0);
        var signBit = TL.Of(-0.0);
        var infinity = TL.Of(double.PositiveInfinity);
        var a = TL.Abs(y);
        var b = TL.Abs(x);

        // An infinite coordinate makes every finite one nothing beside it; two of them stand on the diagonal.
        var aInfinite = TL.Equal(a, infinity);
        var bInfinite = TL.Equal(b, infinity);
        var anyInfinite = TL.Or(aInfinite, bInfinite);
        a = TL.Select(anyInfinite, TL.And(TL.Of(1), aInfinite), a);
        b = TL.Select(anyInfinite, TL.And(TL.Of(1), bInfinite), b);

        // a + b must not overflow.
        var huge = TL.Less(TL.Of(1e300), TL.Max(a, b));
        var shrink = TL.Select(huge, TL.Of(7.888609052210118e-31), TL.Of(1));
        a = TL.Multiply(a, shrink);
        b = TL.Multiply(b, shrink);

        var angle = AtanOfQuotient<TL, TV>(a, b, out var low);
        angle = TL.Select(TL.Equal(a, zero), zero, angle);
        low = TL.Select(TL.Equal(a, zero), zero, low);
        var leftHalf = TL.Less(TL.Or(TL.And(x, signBit), TL.Of(1)), zero);
        var mirrored = TL.Subtract(TL.Of(2 * HalfPi), TL.Subtract(angle, TL.Subtract(TL.Of(2 * HalfPiLow), low)));
        var result = TL.Or(TL.Select(leftHalf, mirrored, angle), TL.And(y, signBit));
        var comparable = TL.And(TL.Equal(x, x), TL.Equal(y, y));
        return TL.Select(comparable, result, TL.Add(x, y));
    }

    [MethodImpl(Inline)]
    public static TV Asin<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var a = TL.Abs(x);
        var outer = TL.Less(TL.Of(0.5), a);
        var s = ReducedArc<TL, TV>(a, outer, out var arc);
        var mirrored = TL.Subtract(TL.Of(HalfPi), TL.Fma(TL.Of(2), s, TL.Subtract(TL.Add(arc, arc), TL.Of(HalfPiLow))));
        var result = TL.Select(outer, mirrored, TL.Add(s, arc));
        return TL.Or(result, TL.And(x, TL.Of(-0.0)));
    }

    [MethodImpl(Inline)]
    public static TV Acos<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var a = TL.Abs(x);
        var outer = TL.Less(TL.Of(0.5), a);
        var s = ReducedArc<TL, TV>(a, outer, out var arc);
        var negative = TL.Less(x, TL.Of(0));

        var sign = TL.And(x, TL.Of(-0.0));
        var signedArc = TL.Xor(arc, sign);
        var middle = TL.Subtract(TL.Of(HalfPi), TL.Add(TL.Xor(s, sign), TL.Subtract(signedArc, TL.Of(HalfPiLow))));
        var twice = TL.Fma(TL.Of(2), s, TL.Add(arc, arc));
        var left = TL.Subtract(TL.Of(2 * HalfPi), TL.Subtract(twice, TL.Of(2 * HalfPiLow)));
        return TL.Select(outer, TL.Select(negative, left, twice), middle);
    }

    /// <summary>
    /// atan(a/b) for a, b ≥ 0 (not both 0): reduced by 0, π/4 or π/2 before the one division. low is what the result lost.
    /// </summary>
    [MethodImpl(Inline)]
    private static TV AtanOfQuotient<TL, TV>(TV a, TV b, out TV low)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var nearZero = TL.LessOrEqual(a, TL.Multiply(b, TL.Of(0.41421356237309503)));
        var nearOne = TL.LessOrEqual(a, TL.Multiply(b, TL.Of(2.414213562373095)));
        var numerator = TL.Select(nearZero, a, TL.Select(nearOne, TL.Subtract(a, b), TL.Negate(b)));
        var denominator = TL.Select(nearZero, b, TL.Select(nearOne, TL.Add(a, b), a));
        var offset = TL.Select(nearZero, TL.Of(0), TL.Select(nearOne, TL.Of(QuarterPi), TL.Of(HalfPi)));
        var offsetLow = TL.Select(nearZero, TL.Of(0), TL.Select(nearOne, TL.Of(QuarterPiLow), TL.Of(HalfPiLow)));
        var t = TL.Divide(numerator, denominator);
        var z = TL.Multiply(t, t);
        var tail = Polynomial.Of<TL, TV>(
            z,
            -0.33333333333333204,
            0.1999999999995485,
            -0.14285714280291972,
            0.1111111078725816,
            -0.09090897848855876,
            0.07692061616938996,
            -0.06663118220833808,
            0.058479830038404644,
            -0.05039695052020518,
            0.038073861503419376,
            -0.017916873715339426);
        var rest = TL.Fma(TL.Multiply(t, z), tail, offsetLow);
        var sum = DoubleDouble.OrderedSum<TL, TV>(offset, t, out var error);
        return DoubleDouble.OrderedSum<TL, TV>(sum, TL.Add(rest, error), out low);
    }

    /// <summary>
    /// asin near zero for |x| ≤ ½; for larger ones of √((1 − |x|)/2), whose double is π/2 less the result. rest is the arc less s.
    /// </summary>
    [MethodImpl(Inline)]
    private static TV ReducedArc<TL, TV>(TV a, TV outer, out TV rest)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var z = TL.Select(outer, TL.Fma(a, TL.Of(-0.5), TL.Of(0.5)), TL.Multiply(a, a));
        var s = TL.Select(outer, TL.Sqrt(z), a);
        var tail = Polynomial.Of<TL, TV>(
            z,
            0.16666666666666757,
            0.07499999999971223,
            0.04464285717442693,
            0.03038194271031504,
            0.022372215033771136,
            0.01735160971422442,
            0.01398086095344284,
            0.011398502550236009,
            0.010782890962979132,
            0.003695428350662003,
            0.021736131468488077,
            -0.021041894547139114,
            0.03265654165094029);
        rest = TL.Multiply(TL.Multiply(s, z), tail);
        return s;
    }
}
