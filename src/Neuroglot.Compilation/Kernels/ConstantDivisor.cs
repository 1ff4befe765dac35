using System.Numerics;

namespace Neuroglot.Compilation.Kernels;

/// <summary>
/// A number by which kernels divide in a quarter of the time of a division: x·<see cref="High"/> + x·<see cref="Low"/>, where the sum is rounded once, has the same bits.
/// </summary>
/// <remarks>
/// The reciprocal is kept as High + Low, of one sign, to a relative error of 2⁻¹⁰⁵; rounding x·Low adds as much. What is rounded last is therefore within 2⁻¹⁰⁴ of the quotient, and
/// rounds as it does unless a midpoint of two neighbouring numbers lies between them. With whole numbers X and M of 53 and 54 bits for dividend and midpoint and an odd C of L bits for the divisor,
/// X·2ᵏ − C·M = δ must be odd then and below 2ᴸ⁻⁵⁰, at most 7: a few dividends, which can be computed and tried (Brisebarre, Muller and Raina, IEEE Transactions on Computers 53, 2004).
/// Zeros, infinities and what is not a number come out as they should. Only below <see cref="Smallest"/>, where x·Low loses digits, the last bit of the quotient may differ.
/// </remarks>
/// <param name="Divisor">The divisor.</param>
/// <param name="High">Its reciprocal, rounded towards zero.</param>
/// <param name="Low">What is missing, rounded.</param>
internal readonly record struct ConstantDivisor(double Divisor, double High, double Low)
{
    /// <summary>2⁻⁹⁰⁰, the smallest dividend for which every quotient has the bits of a division.</summary>
    public const double Smallest = 1.1830521861667747e-271;

    // Quotients of the smallest dividend are normal for these, and reciprocals have all their digits.
    private const int LargestExponent = 100;

    private const int Digits = 53;
    private const int LargestDistance = 7;

    /// <summary>The reciprocal of <paramref name="divisor"/>; null where there are dividends whose quotients differ, or might, from those of a division.</summary>
    public static ConstantDivisor? Of(double divisor)
    {
        if (!double.IsNormal(divisor) || Math.Abs(Math.ILogB(divisor)) >= LargestExponent || double.IsPow2(Math.Abs(divisor)))
            return null;
        var whole = (BitConverter.DoubleToUInt64Bits(divisor) & ((1UL << (Digits - 1)) - 1)) | (1UL << (Digits - 1));
        whole >>= BitOperations.TrailingZeroCount(whole);
        return IsExact(whole) ? Reciprocal(divisor) : null;
    }

    /// <summary>What a kernel computes.</summary>
    public double Divide(double dividend) => Math.FusedMultiplyAdd(dividend, High, dividend * Low);

    private static ConstantDivisor Reciprocal(double divisor)
    {
        var high = 1 / divisor;

        // What a division leaves is exact. It has the sign of the divisor unless the quotient was rounded up.
        var rest = Math.FusedMultiplyAdd(-high, divisor, 1);
        if (rest < 0)
        {
            high = high > 0 ? Math.BitDecrement(high) : Math.BitIncrement(high);
            rest = Math.FusedMultiplyAdd(-high, divisor, 1);
        }

        return new ConstantDivisor(divisor, high, rest / divisor);
    }

    // Tries the dividends whose quotients by an odd number come nearest to a midpoint.
    private static bool IsExact(ulong odd)
    {
        // A short divisor keeps all quotients away from midpoints.
        var length = 64 - BitOperations.LeadingZeroCount(odd);
        if (length <= Digits - 3)
            return true;
        var reciprocal = Reciprocal(odd);
        var inverse = odd;
        for (var digits = 3; digits < 64; digits *= 2)
            inverse *= 2 - (odd * inverse);
        for (var shift = length; shift <= length + 1; shift++)
        {
            for (var distance = -LargestDistance; distance <= LargestDistance; distance += 2)
            {
                // Midpoints are odd, and determined up to a multiple of 2 to the shift.
                const ulong First = 1UL << Digits;
                var step = 1UL << shift;
                var midpoint = unchecked((ulong)-distance * inverse) & (step - 1);
                if (midpoint < First)
                    midpoint += (First - midpoint + step - 1) / step * step;
                for (; midpoint < 2 * First; midpoint += step)
                {
                    if (!RoundsAlike(Dividend(midpoint, odd, distance, shift), odd, reciprocal))
                        return false;
                }
            }
        }

        return true;
    }
    // (midpoint · odd + distance) / 2 to the shift, a whole number.
    private static ulong Dividend(ulong midpoint, ulong odd, int distance, int shift)
    {
        var high = Math.BigMul(midpoint, odd, out var low);
        var sum = unchecked(low + (ulong)distance);
        high = unchecked(high + (distance < 0 ? (sum > low ? ulong.MaxValue : 0) : (sum < low ? 1UL : 0)));
        return (high << (64 - shift)) | (sum >> shift);
    }

    private static bool RoundsAlike(ulong dividend, ulong divisor, ConstantDivisor reciprocal) =>
        dividend >> (Digits - 1) != 1 || reciprocal.Divide(dividend) == (double)dividend / divisor;
}
