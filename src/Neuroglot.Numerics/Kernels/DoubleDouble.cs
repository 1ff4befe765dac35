using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>Sums whose rounding error is kept: an unevaluated pair of doubles, about 106 bits (Dekker 1971, Knuth).</summary>
internal static class DoubleDouble
{
    /// <summary>a + b and its rounding error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sum<TL, TV>(TV a, TV b, out TV error)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var sum = TL.Add(a, b);
        var partOfB = TL.Subtract(sum, a);
        var partOfA = TL.Subtract(sum, partOfB);
        error = TL.Add(TL.Subtract(a, partOfA), TL.Subtract(b, partOfB));
        return sum;
    }

    /// <summary>a + b and its rounding error, for |a| ≥ |b| or a = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV OrderedSum<TL, TV>(TV a, TV b, out TV error)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var sum = TL.Add(a, b);
        error = TL.Subtract(b, TL.Subtract(sum, a));
        return sum;
    }

    /// <summary>a·b and its rounding error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Product<TL, TV>(TV a, TV b, out TV error)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var product = TL.Multiply(a, b);
        error = TL.Fma(a, b, TL.Negate(product));
        return product;
    }
}
