using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>
/// The logarithms. x = 2ᵏ·(1 + f) with 1 + f in [√½, √2); s = f/(2 + f), log(1 + f) = 2·atanh(s) as an odd polynomial in s
/// (minimax, fitted for this project).
/// </summary>
internal static class LogarithmKernels
{
    /// <summary>ln 2 cut to 42 bits, so that its product with an exponent is exact.</summary>
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static TV Log<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var f = Split<TL, TV>(x, out var k);
        return AtTheEdges<TL, TV>(x, Assemble<TL, TV>(f, k, TL.Of(0)));
    }

    [MethodImpl(Inline)]
    public static TV Log1p<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var one = TL.Of(1);
        var u = DoubleDouble.Sum<TL, TV>(one, x, out var lost);
        var f = Split<TL, TV>(u, out var k);

        // What 1 + x lost, scaled like f and divided by 1 + f. An infinite u has no loss.
        var finite = TL.Less(u, TL.Of(double.PositiveInfinity));
        lost = TL.Select(finite, TL.Divide(lost, u), TL.Of(0));

        // With k = 0, f is x itself and nothing is lost.
        var near = TL.Equal(k, TL.Of(0));
        f = TL.Select(near, x, f);
        lost = TL.Select(near, TL.Of(0), lost);
        var result = AtTheEdges<TL, TV>(u, Assemble<TL, TV>(f, k, lost));
        return TL.Select(TL.Less(TL.Abs(x), TL.Of(5.5511151231257827e-17)), x, result);
    }

    /// <summary>The logarithm times a constant given in two parts (1/ln 10, 1/ln 2); powers of the base come out exact.</summary>
    [MethodImpl(Inline)]
    public static TV LogToBase<TL, TV>(TV x, double factor, double factorLow)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var high = LogInTwoParts<TL, TV>(x, out var low);
        var product = DoubleDouble.Product<TL, TV>(high, TL.Of(factor), out var error);
        error = TL.Add(error, TL.Fma(high, TL.Of(factorLow), TL.Multiply(low, TL.Of(factor))));
        return AtTheEdges<TL, TV>(x, TL.Add(product, error));
    }

    /// <summary>log x for finite x &gt; 0 as high + low with a relative error below 2⁻⁶³.</summary>
    [MethodImpl(Inline)]
    public static TV LogInTwoParts<TL, TV>(TV x, out TV low)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var f = Split<TL, TV>(x, out var k);

        // s = f/(2 + f) in two parts, from one division.
        var divisor = DoubleDouble.OrderedSum<TL, TV>(TL.Of(2), f, out var divisorLow);
        var inverse = TL.Divide(TL.Of(1), divisor);
        var s = TL.Multiply(f, inverse);
        var remainder = TL.Fma(TL.Negate(s), divisorLow, TL.Fma(TL.Negate(s), divisor, f));
        var sLow = TL.Multiply(remainder, inverse);

        // log(1 + f) = 2s + s·z·(2/3 + z·P(z)), z = s²: all but P in two parts.
        var z = DoubleDouble.Product<TL, TV>(s, s, out var zLow);
        zLow = TL.Fma(TL.Add(s, s), sLow, zLow);
        var tail = Polynomial.Of<TL, TV>(
            z,
            0.3999999999999998,
            0.2857142857144382,
            0.2222222221779872,
            0.18181818842566752,
            0.15384558543020788,
            0.13336259567957304,
            0.11675889420941125,
            0.11980790033273096);
        var c = DoubleDouble.OrderedSum<TL, TV>(TL.Of(0.6666666666666666), TL.Multiply(z, tail), out var cLow);
        cLow = TL.Add(cLow, TL.Of(3.700743415417188e-17));
        var g = DoubleDouble.Product<TL, TV>(z, c, out var gLow);
        gLow = TL.Add(gLow, TL.Fma(z, cLow, TL.Multiply(zLow, c)));
        var t = DoubleDouble.Product<TL, TV>(s, g, out var tLow);
        tLow = TL.Add(tLow, TL.Fma(s, gLow, TL.Multiply(sLow, g)));
        var sum = DoubleDouble.OrderedSum<TL, TV>(TL.Add(s, s), t, out var sumLow);
        sumLow = TL.Add(sumLow, TL.Add(tLow, TL.Add(sLow, sLow)));

        var high = DoubleDouble.OrderedSum<TL, TV>(TL.Multiply(k, TL.Of(Ln2High)), sum, out var error);
        error = TL.Add(error, TL.Fma(k, TL.Of(Ln2Low), sumLow));
        return DoubleDouble.OrderedSum<TL, TV>(high, error, out low);
    }

    /// <summary>Exponent k and f of a positive finite x; subnormal numbers are brought into range first.</summary>
    [MethodImpl(Inline)]
    private static TV Split<TL, TV>(TV x, out TV k)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var subnormal = TL.Less(x, TL.Of(2.2250738585072014e-308));
        x = TL.Select(subnormal, TL.Multiply(x, TL.Of(18014398509481984.0)), x);

        // Shift so that the exponent field changes at √½ instead of 1.
        var shifted = TL.AddBits(x, TL.OfBits(PowerOfTwo.One - 0x3FE6A09E667F3BCDUL));
        var biased = TL.Or(TL.ShiftRight(shifted, 52), TL.OfBits(0x4330000000000000UL));
        k = TL.Subtract(biased, TL.Select(subnormal, TL.Of(4503599627370496.0 + 1023 + 54), TL.Of(4503599627370496.0 + 1023)));
        var exponent = TL.And(shifted, TL.OfBits(0xFFF0000000000000UL));
        var mantissa = TL.AddBits(TL.SubtractBits(x, exponent), TL.OfBits(PowerOfTwo.One));
        return TL.Subtract(mantissa, TL.Of(1));
    }

    /// <summary>k·ln 2 + log(1 + f) + lost, small terms first.</summary>
    [MethodImpl(Inline)]
    private static TV Assemble<TL, TV>(TV f, TV k, TV lost)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var s = TL.Divide(f, TL.Add(TL.Of(2), f));
        var z = TL.Multiply(s, s);
        var tail = Polynomial.Of<TL, TV>(
            z,
            0.6666666666666666,
            0.4000000000000492,
            0.2857142856941216,
            0.22222222606841924,
            0.18181778363154266,
            0.153869885866565,
            0.13252153020426283,
            0.13234736996033453);
        var halfSquare = TL.Multiply(TL.Of(0.5), TL.Multiply(f, f));
        var small = TL.Fma(k, TL.Of(Ln2Low), TL.Fma(s, TL.Fma(z, tail, halfSquare), lost));
        return TL.Fma(k, TL.Of(Ln2High), TL.Subtract(f, TL.Subtract(halfSquare, small)));
    }

    /// <summary>0 → −∞, negative → NaN, ∞ and NaN stay.</summary>
    [MethodImpl(Inline)]
    private static TV AtTheEdges<TL, TV>(TV x, TV result)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var zero = TL.Of(0);
        var infinity = TL.Of(double.PositiveInfinity);
        var edge = TL.Select(
            TL.Equal(x, zero),
            TL.Of(double.NegativeInfinity),
            TL.Select(TL.Less(zero, x), x, TL.Of(double.NaN)));
        return TL.Select(TL.And(TL.Less(zero, x), TL.Less(x, infinity)), result, edge);
    }
}
