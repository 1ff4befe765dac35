using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>Sine, cosine and tangent: both polynomials (minimax, fitted for this project) on [−π/4, π/4], the quadrant selects.</summary>
internal static class TrigonometricKernels
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Below 2⁻²⁷ the sine and the tangent round to their argument.</summary>
    private const double Tiny = 7.450580596923828e-09;

    [MethodImpl(Inline)]
    public static TV Sin<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var r = AngleReduction.Reduce<TL, TV>(x, out var rLow, out var quadrant);
        var result = Turn<TL, TV>(quadrant, SinReduced<TL, TV>(r, rLow), CosReduced<TL, TV>(r, rLow));
        return TL.Select(TL.Less(TL.Abs(x), TL.Of(Tiny)), x, result);
    }

    [MethodImpl(Inline)]
    public static TV Cos<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var r = AngleReduction.Reduce<TL, TV>(x, out var rLow, out var quadrant);
        quadrant = TL.AddBits(quadrant, TL.OfBits(1));
        return Turn<TL, TV>(quadrant, SinReduced<TL, TV>(r, rLow), CosReduced<TL, TV>(r, rLow));
    }

    [MethodImpl(Inline)]
    public static TV Tan<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var r = AngleReduction.Reduce<TL, TV>(x, out var rLow, out var quadrant);
        var sin = SinReduced<TL, TV>(r, rLow);
        var cos = CosReduced<TL, TV>(r, rLow);
        var odd = IsOdd<TL, TV>(quadrant);
        var result = TL.Divide(TL.Select(odd, TL.Negate(cos), sin), TL.Select(odd, sin, cos));
        return TL.Select(TL.Less(TL.Abs(x), TL.Of(Tiny)), x, result);
    }

    /// <summary>sin in even quadrants, cos in odd ones, negated in quadrants 2 and 3.</summary>
    [MethodImpl(Inline)]
    private static TV Turn<TL, TV>(TV quadrant, TV sin, TV cos)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var sign = TL.And(TL.ShiftLeft(quadrant, 62), TL.Of(-0.0));
        return TL.Xor(TL.Select(IsOdd<TL, TV>(quadrant), cos, sin), sign);
    }

    [MethodImpl(Inline)]
    private static TV IsOdd<TL, TV>(TV quadrant)
        where TL : struct, ILanes<TV>
        where TV : struct =>
        TL.Less(TL.Of(0), TL.ShiftLeft(TL.And(quadrant, TL.OfBits(1)), 62));

    [MethodImpl(Inline)]
    private static TV SinReduced<TL, TV>(TV r, TV rLow)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var z = TL.Multiply(r, r);
        var tail = Polynomial.Of<TL, TV>(
            z,
            -0.16666666666666632,
            0.00833333333332245,
            -0.00019841269829817224,
            2.755731369258383e-06,
            -2.5050758080515103e-08,
            1.5896792591508055e-10);
        return TL.Add(r, TL.Fma(TL.Multiply(z, r), tail, rLow));
    }

    [MethodImpl(Inline)]
    private static TV CosReduced<TL, TV>(TV r, TV rLow)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var z = TL.Multiply(r, r);
        var tail = Polynomial.Of<TL, TV>(
            z,
            0.041666666666666595,
            -0.0013888888888873411,
            2.480158728906827e-05,
            -2.755731423988695e-07,
            2.0875708791378357e-09,
            -1.1358933461509675e-11);
        var one = TL.Of(1);
        var half = TL.Multiply(z, TL.Of(0.5));
        var top = TL.Subtract(one, half);
        var lost = TL.Subtract(TL.Subtract(one, top), half);
        var rest = TL.Fma(TL.Multiply(z, z), tail, TL.Fma(TL.Negate(r), rLow, lost));
        return TL.Add(top, rest);
    }
}
