using System.Numerics;
using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>x = n·π/2 + r with |r| ≤ π/4, r in two parts.</summary>
internal static class AngleReduction
{
    /// <summary>Up to here the product n·(π/2 in three parts) is accurate enough; beyond, lanes are reduced one by one.</summary>
    private const double VectorLimit = 1 << 20;

    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.123233995736766e-17;
    private const double HalfPi3 = -1.4973849048591698e-33;

    /// <summary>The first 1 280 bits of 2/π after the point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529UL, 0xFC2757D1F534DDC0UL, 0xDB6295993C439041UL, 0xFE5163ABDEBBC561UL, 0xB7246E3A424DD2E0UL,
        0x06492EEA09D1921CUL, 0xFE1DEB1CB129A73EUL, 0xE88235F52EBB4484UL, 0xE99C7026B45F7E41UL, 0x3991D639835339F4UL,
        0x9C845F8BBDF9283BUL, 0x1FF897FFDE05980FUL, 0xEF2F118B5A0A6D1FUL, 0x6D367ECF27CB09B7UL, 0x4F463F669E5FEA2DUL,
        0x7527BAC7EBE5F17BUL, 0x3D0739F78A5292EAUL, 0x6BFB5FB11F8D5D08UL, 0x56033046FC7B6BABUL, 0xF0CFBC209AF4361DUL,
    ];

    /// <summary>Returns r; quadrant holds n in its low bits, as <see cref="PowerOfTwo.Rounder"/> leaves it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Reduce<TL, TV>(TV x, out TV rLow, out TV quadrant)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        quadrant = TL.Fma(x, TL.Of(0.6366197723675814), TL.Of(PowerOfTwo.Rounder));
        var n = TL.Subtract(quadrant, TL.Of(PowerOfTwo.Rounder));

        var product1 = DoubleDouble.Product<TL, TV>(n, TL.Of(HalfPi1), out var product1Low);
        var exact = TL.Subtract(x, product1);
        var first = DoubleDouble.Sum<TL, TV>(exact, TL.Negate(product1Low), out var firstLow);
        var product2 = DoubleDouble.Product<TL, TV>(n, TL.Of(HalfPi2), out var product2Low);
        var second = DoubleDouble.Sum<TL, TV>(first, TL.Negate(product2), out var secondLow);
        var rest = TL.Fma(n, TL.Of(-HalfPi3), TL.Add(firstLow, TL.Subtract(secondLow, product2Low)));
        var r = DoubleDouble.OrderedSum<TL, TV>(second, rest, out rLow);

        var large = TL.Less(TL.Of(VectorLimit), TL.Abs(x));
        if (TL.Any(large))
            r = ReduceLargeLanes<TL, TV>(x, r, ref rLow, ref quadrant);
        return r;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TV ReduceLargeLanes<TL, TV>(TV x, TV r, ref TV rLow, ref TV quadrant)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        for (var lane = 0; lane < TL.Count; lane++)
        {
            var value = TL.Get(x, lane);
            if (!(Math.Abs(value) > VectorLimit))
                continue;
            var (high, low, n) = ReduceLarge(value);
            r = TL.With(r, lane, high);
            rLow = TL.With(rLow, lane, low);
            quadrant = TL.With(quadrant, lane, n + PowerOfTwo.Rounder);
        }

        return r;
    }

    /// <summary>
    /// Payne and Hanek's reduction (1983): of the product of the 53-bit mantissa with 2/π only the 256 bits that matter are
    /// formed, from the weight 2 down, so that at least 190 bits follow the deepest cancellation that doubles can show.
    /// </summary>
    private static (double High, double Low, double Quadrant) ReduceLarge(double x)
    {
        if (!double.IsFinite(x))
            return (double.NaN, double.NaN, 0);
        var bits = BitConverter.DoubleToUInt64Bits(Math.Abs(x));
        var mantissa = (bits & 0x000FFFFFFFFFFFFFUL) | 0x0010000000000000UL;
        var exponent = (int)(bits >> 52) - 1075;

        // Bits of 2/π above the weight 2^(2 − exponent) give multiples of 4 and are left out.
        var start = exponent - 2;
        Span<ulong> words = stackalloc ulong[4];
        ulong carry = 0;
        for (var i = 3; i >= 0; i--)
        {
            var product = (UInt128)mantissa * BitsOfTwoOverPi(start + 64 * i) + carry;
            words[i] = (ulong)product;
            carry = (ulong)(product >> 64);
        }

        var quadrant = (int)(words[0] >> 62);
        var a = (words[0] << 2) | (words[1] >> 62);
        var b = (words[1] << 2) | (words[2] >> 62);
        var c = (words[2] << 2) | (words[3] >> 62);
        var negative = (a >> 63) != 0;
        if (negative)
        {
            // Nearest multiple: the fraction minus one, as a magnitude. The bits below c do not matter.
            quadrant++;
            (a, b, c) = (~a, ~b, ~c);
        }

        var zeros = a != 0 ? BitOperations.LeadingZeroCount(a) : 64;
        if (zeros == 64)
            (a, b) = (b, c);
        else if (zeros > 0)
            (a, b) = ((a << zeros) | (b >> (64 - zeros)), (b << zeros) | (c >> (64 - zeros)));

        var unit = BitConverter.UInt64BitsToDouble((ulong)(1023 - zeros) << 52);
        var high = (a >> 11) * 1.1102230246251565e-16 * unit;
        var low = (((a & 0x7FF) << 42) | (b >> 22)) * 1.232595164407831e-32 * unit;
        var r = high * HalfPi1;
        var rLow = Math.FusedMultiplyAdd(high, HalfPi1, -r) + (high * HalfPi2 + low * HalfPi1);
        var sum = r + rLow;
        rLow -= sum - r;
        if (negative != (x < 0))
            (sum, rLow) = (-sum, -rLow);
        return (sum, rLow, x < 0 ? -quadrant : quadrant);
    }

    /// <summary>64 bits of 2/π from a position after the point; before it there are only zeros.</summary>
    private static ulong BitsOfTwoOverPi(int position)
    {
        var word = position >> 6;
        var offset = position & 63;
        var high = word < 0 ? 0 : TwoOverPi[word];
        if (offset == 0)
            return high;
        var low = word + 1 < 0 ? 0 : TwoOverPi[word + 1];
        return (high << offset) | (low >> (64 - offset));
    }
}
