using System.Runtime.CompilerServices;

namespace Neuroglot.Numerics.Lanes;

/// <summary>Powers of two and whole numbers made from bit patterns.</summary>
internal static class PowerOfTwo
{
    /// <summary>1.5·2⁵²: adding it rounds to an integer, which then stands in the low bits in two's complement.</summary>
    public const double Rounder = 6755399441055744.0;

    /// <summary>The bit pattern of 1.</summary>
    public const ulong One = 0x3FF0000000000000UL;

    /// <summary>2ⁿ for integral n in [−1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TLanes, TVector>(TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLanes.AddBits(TLanes.ShiftLeft(TLanes.Add(n, TLanes.Of(Rounder)), 52), TLanes.OfBits(One));

    /// <summary>
    /// a·2ⁿ for machines without a scaling instruction. The first factor cannot leave the normal range when a is near 1, so
    /// only the second product rounds, as the instruction does.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ScaleInTwoSteps<TLanes, TVector>(TVector a, TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var half = TLanes.Subtract(TLanes.Fma(n, TLanes.Of(0.5), TLanes.Of(Rounder)), TLanes.Of(Rounder));
        var rest = TLanes.Subtract(n, half);
        return TLanes.Multiply(TLanes.Multiply(a, Of<TLanes, TVector>(half)), Of<TLanes, TVector>(rest));
    }
}
