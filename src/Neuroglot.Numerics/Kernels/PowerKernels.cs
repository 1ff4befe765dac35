using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>x to the y as exp(y·log x) with the logarithm and the product in two parts, and C99's table of special cases.</summary>
internal static class PowerKernels
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Pow<TL, TV>(TV x, TV y)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var zero = TL.Of(0);
        var one = TL.Of(1);
        var infinity = TL.Of(double.PositiveInfinity);
        var a = TL.Abs(x);

        var log = LogarithmKernels.LogInTwoParts<TL, TV>(a, out var logLow);
        var exponent = DoubleDouble.Product<TL, TV>(y, log, out var exponentLow);
        var result = ExponentialKernels.Exp<TL, TV>(exponent, TL.Fma(y, logLow, exponentLow));

        // Bases 0 and ∞; the sign of y says which of the two results.
        var negativePower = TL.Less(y, zero);
        result = TL.Select(TL.Equal(a, zero), TL.Select(negativePower, infinity, zero), result);
        result = TL.Select(TL.Equal(a, infinity), TL.Select(negativePower, zero, infinity), result);

        // Negative bases: odd powers are negative, broken powers of finite bases do not exist.
        var whole = TL.Equal(TL.Truncate(y), y);
        var halfOfY = TL.Multiply(y, TL.Of(0.5));
        var odd = TL.AndNot(TL.And(whole, TL.Less(TL.Abs(y), infinity)), TL.Equal(TL.Truncate(halfOfY), halfOfY));
        var sign = TL.And(x, TL.Of(-0.0));
        result = TL.Or(result, TL.And(sign, odd));
        var undefined = TL.AndNot(TL.And(TL.Less(x, zero), TL.Less(a, infinity)), whole);
        result = TL.Select(undefined, TL.Of(double.NaN), result);

        var comparable = TL.And(TL.Equal(x, x), TL.Equal(y, y));
        result = TL.Select(comparable, result, TL.Add(x, y));

        // x⁰ = 1ʸ = 1 even of NaN; (−1)^±∞ = 1.
        var unity = TL.Or(TL.Equal(y, zero), TL.Equal(x, one));
        unity = TL.Or(unity, TL.And(TL.Equal(a, one), TL.Equal(TL.Abs(y), infinity)));
        return TL.Select(unity, one, result);
    }

    /// <summary>The usual exponents of gates come first: with a constant n all but one line disappears when this is compiled into a kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV PowInteger<TL, TV>(TV x, int n)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        if (n == 1)
            return x;
        if (n == 2)
            return TL.Multiply(x, x);
        if (n == 3)
            return TL.Multiply(x, TL.Multiply(x, x));
        if (n == 4)
            return TL.Multiply(TL.Multiply(x, x), TL.Multiply(x, x));
        return PowByRepeatedSquaring<TL, TV>(x, n);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TV PowByRepeatedSquaring<TL, TV>(TV x, int n)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var rest = (uint)Math.Abs((long)n);
        var result = TL.Of(1);
        var square = x;
        while (rest != 0)
        {
            // The first factor meets an exact 1.
            if ((rest & 1) != 0)
                result = TL.Multiply(result, square);
            rest >>= 1;
            if (rest != 0)
                square = TL.Multiply(square, square);
        }

        return n < 0 ? TL.Divide(TL.Of(1), result) : result;
    }
}
