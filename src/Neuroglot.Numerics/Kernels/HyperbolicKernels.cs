using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>Hyperbolic functions from expm1 in two parts, their inverses from log1p.</summary>
internal static class HyperbolicKernels
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>Below 2⁻²⁸ the odd functions round to their argument.</summary>
    private const double Tiny = 3.725290298461914e-09;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static TV Tanh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        // tanh a = h/(h + 1) with h = expm1(2a)/2; numerator, denominator and quotient in two parts.
        var a = TL.Clamp(TL.Abs(x), 0, 20);
        var h = ExponentialKernels.HalfExpm1<TL, TV>(TL.Add(a, a), out var hLow);
        var d = DoubleDouble.Sum<TL, TV>(TL.Of(1), h, out var dLow);
        dLow = TL.Add(dLow, hLow);
        var inverse = TL.Divide(TL.Of(1), d);
        var q = TL.Multiply(h, inverse);
        var remainder = TL.Add(TL.Fma(TL.Negate(q), d, h), TL.Fma(TL.Negate(q), dLow, hLow));
        var result = TL.Fma(remainder, inverse, q);
        result = TL.Or(result, TL.And(x, TL.Of(-0.0)));
        return TL.Select(TL.Less(TL.Abs(x), TL.Of(Tiny)), x, result);
    }

    [MethodImpl(Inline)]
    public static TV Sinh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var a = TL.Abs(x);
        var h = ExponentialKernels.HalfExpm1<TL, TV>(TL.Clamp(a, 0, 1), out var hLow);
        h = TL.Add(h, hLow);
        var near = TL.Add(h, TL.Divide(h, TL.Fma(TL.Of(2), h, TL.Of(1))));
        var half = ExponentialKernels.HalfExp<TL, TV>(a);
        var far = TL.Subtract(half, TL.Divide(TL.Of(0.25), half));
        var result = TL.Or(TL.Select(TL.Less(a, TL.Of(1)), near, far), TL.And(x, TL.Of(-0.0)));
        return TL.Select(TL.Less(a, TL.Of(Tiny)), x, result);
    }

    [MethodImpl(Inline)]
    public static TV Cosh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var half = ExponentialKernels.HalfExp<TL, TV>(TL.Abs(x));
        return TL.Add(half, TL.Divide(TL.Of(0.25), half));
    }

    [MethodImpl(Inline)]
    public static TV Asinh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var one = TL.Of(1);
        var a = TL.Abs(x);
        var square = TL.Multiply(a, a);
        var moderate = TL.Add(a, TL.Divide(square, TL.Add(one, TL.Sqrt(TL.Add(one, square)))));
        var result = LogOfDouble<TL, TV>(a, moderate);
        result = TL.Or(result, TL.And(x, TL.Of(-0.0)));
        return TL.Select(TL.Less(a, TL.Of(Tiny)), x, result);
    }

    [MethodImpl(Inline)]
    public static TV Acosh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var t = TL.Subtract(x, TL.Of(1));
        var moderate = TL.Add(t, TL.Sqrt(TL.Fma(t, t, TL.Add(t, t))));
        return LogOfDouble<TL, TV>(x, moderate);
    }

    [MethodImpl(Inline)]
    public static TV Atanh<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var a = TL.Abs(x);
        var ratio = TL.Divide(TL.Add(a, a), TL.Subtract(TL.Of(1), a));
        var result = TL.Multiply(TL.Of(0.5), LogarithmKernels.Log1p<TL, TV>(ratio));
        result = TL.Or(result, TL.And(x, TL.Of(-0.0)));
        return TL.Select(TL.Less(a, TL.Of(Tiny)), x, result);
    }

    /// <summary>log1p(moderate), and log(2a) where a is so large that its square no longer matters.</summary>
    [MethodImpl(Inline)]
    private static TV LogOfDouble<TL, TV>(TV a, TV moderate)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var large = TL.Less(TL.Of(268435456), a);
        var log = LogarithmKernels.Log1p<TL, TV>(TL.Select(large, TL.Subtract(a, TL.Of(1)), moderate));
        return TL.Add(log, TL.Select(large, TL.Of(Ln2), TL.Of(0)));
    }
}
