using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>
/// Polynomials of fixed length, coefficients from the constant term up. Neighbouring terms are paired and the pairs folded
/// (Estrin's scheme), which halves the chain of dependent operations; the order never depends on the width.
/// </summary>
internal static class Polynomial
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Degree 5.</summary>
    [MethodImpl(Inline)]
    public static TV Of<TL, TV>(TV x, double c0, double c1, double c2, double c3, double c4, double c5)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var x2 = TL.Multiply(x, x);
        return TL.Fma(TL.Fma(Pair<TL, TV>(x, c4, c5), x2, Pair<TL, TV>(x, c2, c3)), x2, Pair<TL, TV>(x, c0, c1));
    }

    /// <summary>Degree 7.</summary>
    [MethodImpl(Inline)]
    public static TV Of<TL, TV>(TV x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var x2 = TL.Multiply(x, x);
        var low = TL.Fma(Pair<TL, TV>(x, c2, c3), x2, Pair<TL, TV>(x, c0, c1));
        var high = TL.Fma(Pair<TL, TV>(x, c6, c7), x2, Pair<TL, TV>(x, c4, c5));
        return TL.Fma(high, TL.Multiply(x2, x2), low);
    }

    /// <summary>Degree 9.</summary>
    [MethodImpl(Inline)]
    public static TV Of<TL, TV>(
        TV x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var x2 = TL.Multiply(x, x);
        var x4 = TL.Multiply(x2, x2);
        var low = TL.Fma(Pair<TL, TV>(x, c2, c3), x2, Pair<TL, TV>(x, c0, c1));
        var high = TL.Fma(Pair<TL, TV>(x, c6, c7), x2, Pair<TL, TV>(x, c4, c5));
        return TL.Fma(TL.Fma(Pair<TL, TV>(x, c8, c9), x4, high), x4, low);
    }

    /// <summary>Degree 10.</summary>
    [MethodImpl(Inline)]
    public static TV Of<TL, TV>(
        TV x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9, double c10)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var x2 = TL.Multiply(x, x);
        var x4 = TL.Multiply(x2, x2);
        var high = TL.Fma(TL.Of(c10), x2, Pair<TL, TV>(x, c8, c9));
        return TL.Fma(high, TL.Multiply(x4, x4), Of<TL, TV>(x, c0, c1, c2, c3, c4, c5, c6, c7));
    }

    /// <summary>Degree 12.</summary>
    [MethodImpl(Inline)]
    public static TV Of<TL, TV>(
        TV x,
        double c0,
        double c1,
        double c2,
        double c3,
        double c4,
        double c5,
        double c6,
        double c7,
        double c8,
        double c9,
        double c10,
        double c11,
        double c12)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var x2 = TL.Multiply(x, x);
        var x4 = TL.Multiply(x2, x2);
        var high = TL.Fma(TL.Of(c12), x4, TL.Fma(Pair<TL, TV>(x, c10, c11), x2, Pair<TL, TV>(x, c8, c9)));
        return TL.Fma(high, TL.Multiply(x4, x4), Of<TL, TV>(x, c0, c1, c2, c3, c4, c5, c6, c7));
    }

    /// <summary>c0 + c1·x.</summary>
    [MethodImpl(Inline)]
    public static TV Pair<TL, TV>(TV x, double c0, double c1)
        where TL : struct, ILanes<TV>
        where TV : struct =>
        TL.Fma(x, TL.Of(c1), TL.Of(c0));
}
