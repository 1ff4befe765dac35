namespace Neuroglot.Numerics.Lanes;

/// <summary>
/// The operations that the elementary functions are written in, for one width. Every operation acts on each lane alone and is
/// correctly rounded (or exact), so a function written in them gives the same bits in every width and on every machine.
/// </summary>
/// <remarks>
/// The operations are static members over the naked vector type, not operators of a wrapper: the just-in-time compiler
/// then sees nothing but hardware instructions. A wrapping structure costs four times as much as soon as a kernel holds ten
/// exponentials, because the budget for inlining runs out.
/// </remarks>
/// <typeparam name="TVector">The vector of doubles; masks and bit patterns travel in the same type.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    static abstract int Count { get; }

    static abstract TVector Of(double value);

    static abstract TVector OfBits(ulong bits);

    static abstract double Get(TVector a, int lane);

    static abstract TVector With(TVector a, int lane, double value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    static abstract TVector Negate(TVector a);

    static abstract TVector Abs(TVector a);

    static abstract TVector Sqrt(TVector a);

    static abstract TVector Floor(TVector a);

    static abstract TVector Ceiling(TVector a);

    static abstract TVector Round(TVector a);

    static abstract TVector Truncate(TVector a);

    /// <summary>The smaller; NaN where either is NaN; −0 is smaller than +0.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The larger; NaN where either is NaN; +0 is larger than −0.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The value held inside [low, high]; NaN stays NaN. Cheaper than <see cref="Min"/> of <see cref="Max"/>.</summary>
    static abstract TVector Clamp(TVector value, double low, double high);

    /// <summary>a·2ⁿ for integral n in ±2044, rounded once.</summary>
    static abstract TVector Scale(TVector a, TVector n);

    static abstract TVector Less(TVector a, TVector b);

    static abstract TVector LessOrEqual(TVector a, TVector b);

    static abstract TVector Equal(TVector a, TVector b);

    static abstract TVector Select(TVector mask, TVector whenTrue, TVector whenFalse);

    /// <summary>Whether any lane of the mask is set.</summary>
    static abstract bool Any(TVector mask);

    static abstract TVector And(TVector a, TVector b);

    /// <summary>The bits of a that are not set in b.</summary>
    static abstract TVector AndNot(TVector a, TVector b);

    static abstract TVector Or(TVector a, TVector b);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector ShiftLeft(TVector a, int count);

    static abstract TVector ShiftRight(TVector a, int count);

    /// <summary>Sum of the bit patterns as 64-bit integers.</summary>
    static abstract TVector AddBits(TVector a, TVector b);

    /// <summary>Difference of the bit patterns as 64-bit integers.</summary>
    static abstract TVector SubtractBits(TVector a, TVector b);
}
