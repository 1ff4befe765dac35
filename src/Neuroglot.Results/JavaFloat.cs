using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuroglot.Results;

/// <summary>
/// Prints single-precision numbers character for character as Java's <c>Float.toString</c> did up to JDK 18, because the LEMS
/// reference simulator's files are written with it and scripts compare such files as text.
/// </summary>
/// <remarks>
/// Those digits are not always the shortest that identify the number (<c>1.18846831E13</c>): the free-format method of Steele and White
/// (1990) is run in 32, 64 or more bits by the size of the operands, integers are cut at a power of ten instead, and scientific notation gets
/// at least two digits. All of that is reproduced, including the widths, since they show in the result.
/// </remarks>
public static class JavaFloat
{
    /// <summary>The longest text: sign, nine digits, point, exponent with its sign.</summary>
    public const int MaxLength = 16;

    private const int SignificandBits = 23;

    private static ReadOnlySpan<byte> BitsOfPowerOfFive =>
        [0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61];

    /// <summary>Writes <paramref name="value"/> as ASCII, for example <c>-0.0649997</c>, <c>1.0E-5</c>, <c>100.0</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Format(float value, Span<byte> destination)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var length = 0;
        var exponent = (int)(bits >> SignificandBits) & 0xFF;
        var fraction = bits & 0x7FFFFF;
        if (exponent == 0xFF)
            return Copy(fraction != 0 ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8, destination);
        if ((int)bits < 0)
            destination[length++] = (byte)'-';
        if ((bits << 1) == 0)
            return length + Copy("0.0"u8, destination[length..]);

        int significantBits;
        if (exponent == 0)
        {
            var shift = BitOperations.LeadingZeroCount(fraction) - (31 - SignificandBits);
            significantBits = SignificandBits + 1 - shift;
            fraction <<= shift;
            exponent = 1 - shift;
        }
        else
        {
            significantBits = SignificandBits + 1;
            fraction |= 1u << SignificandBits;
        }

        Span<byte> digits = stackalloc byte[32];
        var count = Digits(fraction, exponent - 127, significantBits, digits, out var pointAfter);
        return length + Lay(digits[..count], pointAfter, destination[length..]);
    }

    /// <summary>As <see cref="Format(float, Span{byte})"/>, as a string.</summary>
    public static string Format(float value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>The decimal digits of <c>fraction · 2^(exponent - 23)</c>; the number is <c>0.d₁d₂… · 10^pointAfter</c>.</summary>
    private static int Digits(uint fraction, int exponent, int significantBits, Span<byte> digits, out int pointAfter)
    {
        var trailingZeros = BitOperations.TrailingZeroCount(fraction);
        var fractionBits = SignificandBits + 1 - trailingZeros;
        var bitsAfterPoint = Math.Max(0, fractionBits - exponent - 1);
        if (bitsAfterPoint == 0 && exponent is >= 0 and <= 62)
            return IntegerDigits(fraction, exponent, significantBits, digits, out pointAfter);

        var power = EstimatePowerOfTen(fraction, exponent);
        var scale = new Scale
        {
            Numerator = fraction >> trailingZeros,
            NumeratorFives = Math.Max(0, -power),
            DenominatorFives = Math.Max(0, power),
        };
        var numeratorTwos = scale.NumeratorFives + bitsAfterPoint + exponent;
        var denominatorTwos = scale.DenominatorFives + bitsAfterPoint;
        var halfStepTwos = numeratorTwos - significantBits;
        numeratorTwos -= fractionBits - 1;
        var common = Math.Min(numeratorTwos, denominatorTwos);
        // Below a power of two the neighbour is only half a step away.
        halfStepTwos -= common + (fractionBits == 1 ? 1 : 0);
        var lift = Math.Max(0, -halfStepTwos);
        scale.NumeratorTwos = numeratorTwos - common + lift;
        scale.DenominatorTwos = denominatorTwos - common + lift;
        scale.HalfStepTwos = halfStepTwos + lift;

        var numeratorWidth = fractionBits + scale.NumeratorTwos + WidthOfPowerOfFive(scale.NumeratorFives);
        var denominatorWidth = scale.DenominatorTwos + 1 + WidthOfPowerOfFive(scale.DenominatorFives + 1);
        var count = numeratorWidth < 32 && denominatorWidth < 32 ? FreeFormat<int>(scale, false, digits, ref power)
            : numeratorWidth < 64 && denominatorWidth < 64 ? FreeFormat<long>(scale, false, digits, ref power)
            : FreeFormat<UInt128>(scale, true, digits, ref power);
        pointAfter = power + 1;
        return count;
    }

    private static int WidthOfPowerOfFive(int n) => n < BitsOfPowerOfFive.Length ? BitsOfPowerOfFive[n] : 3 * n;

    /// <summary>Logarithm by its tangent at 1.5, rounded down; at most one too high.</summary>
    private static int EstimatePowerOfTen(uint fraction, int exponent)
    {
        var mantissa = BitConverter.UInt64BitsToDouble(0x3FF0_0000_0000_0000UL | ((ulong)(fraction & 0x7FFFFF) << (52 - SignificandBits)));
        return (int)Math.Floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981);
    }

    /// <summary>Whole numbers: the digits that a single-precision number cannot hold are rounded off, trailing zeros dropped.</summary>
    private static int IntegerDigits(uint fraction, int exponent, int significantBits, Span<byte> digits, out int pointAfter)
    {
        var value = exponent >= SignificandBits ? (ulong)fraction << (exponent - SignificandBits) : fraction >> (SignificandBits - exponent);
        var excess = exponent - significantBits - 1;
        pointAfter = 0;
        if (excess > 1)
        {
            var insignificant = excess * 1233 >> 12; // log10(2) = 1233/4096, exact enough below 2^63
            ulong cut = 1;
            for (var i = 0; i < insignificant; i++)
                cut *= 10;
            var rest = value % cut;
            value /= cut;
            if (cut > 1 && rest >= cut >> 1)
                value++;
            pointAfter = insignificant;
        }
        while (value % 10 == 0)
        {
            value /= 10;
            pointAfter++;
        }
        var count = 0;
        for (var rest = value; rest != 0; rest /= 10)
            count++;
        for (var i = count - 1; i >= 0; i--, value /= 10)
            digits[i] = (byte)('0' + value % 10);
        pointAfter += count;
        return count;
    }

    /// <summary>Numerator = n·5^a·2^b, denominator = 5^c·2^d, half a step of the number = 5^a·2^e, in the same scale.</summary>
    private ref struct Scale
    {
        public uint Numerator;
        public int NumeratorFives, NumeratorTwos, DenominatorFives, DenominatorTwos, HalfStepTwos;
    }

    /// <summary>Steele and White's digits: until the rest is within half a step of the number from below or from above.</summary>
    private static int FreeFormat<T>(Scale scale, bool inclusive, Span<byte> digits, ref int power)
        where T : struct, IBinaryInteger<T>
    {
        var ten = T.CreateTruncating(10);
        var fives = PowerOfFive<T>(scale.NumeratorFives);
        var rest = (T.CreateTruncating(scale.Numerator) * fives) << scale.NumeratorTwos;
        var halfStep = fives << scale.HalfStepTwos;
        var denominator = PowerOfFive<T>(scale.DenominatorFives) << scale.DenominatorTwos;
        var tens = denominator * ten;
        // Below ten the denominator is a power of two.
        var shift = scale.DenominatorFives == 0 ? scale.DenominatorTwos : -1;

        var count = 0;
        var digit = Divide(ref rest, denominator, shift);
        rest *= ten;
        halfStep *= ten;
        var low = rest < halfStep;
        var high = inclusive ? rest + halfStep >= tens : rest + halfStep > tens;
        if (digit == 0 && !high)
            power--;
        else
            digits[count++] = (byte)('0' + digit);
        if (power is < -3 or >= 8)
            low = high = false;
        while (!low && !high)
        {
            digit = Divide(ref rest, denominator, shift);
            rest *= ten;
            halfStep *= ten;
            if (halfStep > T.Zero)
            {
                low = rest < halfStep;
                high = inclusive ? rest + halfStep >= tens : rest + halfStep > tens;
            }
            else
            {
                low = high = true;
            }
            digits[count++] = (byte)('0' + digit);
        }

        if (high && (!low || RoundsUp(rest << 1, tens, digit)))
            Increment(digits[..count], ref power);
        return count;
    }

    /// <summary>Whether the rest is nearer to ten than to zero, ties to the even digit. In signed types twice the rest may wrap; the difference does not.</summary>
    private static bool RoundsUp<T>(T twiceRest, T tens, int lastDigit)
        where T : struct, IBinaryInteger<T> =>
        twiceRest == tens ? (lastDigit & 1) != 0 : typeof(T) == typeof(UInt128) ? twiceRest > tens : T.IsPositive(twiceRest - tens);

    private static T PowerOfFive<T>(int n)
        where T : struct, IBinaryInteger<T>
    {
        var result = T.One;
        var square = T.CreateTruncating(5);
        for (; n != 0; n >>= 1, square *= square)
        {
            if ((n & 1) != 0)
                result *= square;
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Divide<T>(ref T rest, T denominator, int shift)
        where T : struct, IBinaryInteger<T>
    {
        if (shift >= 0)
        {
            var quotient = rest >> shift;
            rest &= denominator - T.One;
            return int.CreateTruncating(quotient);
        }
        if (typeof(T) != typeof(UInt128))
        {
            var (quotient, remainder) = T.DivRem(rest, denominator);
            rest = remainder;
            return int.CreateTruncating(quotient);
        }
        var count = 0;
        for (; rest >= denominator; count++)
            rest -= denominator;
        return count;
    }

    /// <summary>Adds one to the last digit; nines become zeros, which stay.</summary>
    private static void Increment(Span<byte> digits, ref int power)
    {
        var i = digits.Length - 1;
        for (; digits[i] == '9' && i > 0; i--)
            digits[i] = (byte)'0';
        if (digits[i] == '9')
        {
            power++;
            digits[0] = (byte)'1';
            return;
        }
        digits[i]++;
    }

    /// <summary>Plain from 10⁻³ to below 10⁷, otherwise one digit before the point and an exponent.</summary>
    private static int Lay(ReadOnlySpan<byte> digits, int pointAfter, Span<byte> text)
    {
        var length = 0;
        if (pointAfter is > 0 and < 8)
        {
            var whole = Math.Min(digits.Length, pointAfter);
            digits[..whole].CopyTo(text);
            text[whole..pointAfter].Fill((byte)'0');
            length = pointAfter;
            text[length++] = (byte)'.';
            if (digits.Length > pointAfter)
                return length + Copy(digits[pointAfter..], text[length..]);
            text[length++] = (byte)'0';
            return length;
        }
        if (pointAfter is <= 0 and > -3)
        {
            text[length++] = (byte)'0';
            text[length++] = (byte)'.';
            for (; pointAfter < 0; pointAfter++)
                text[length++] = (byte)'0';
            return length + Copy(digits, text[length..]);
        }

        text[length++] = digits[0];
        text[length++] = (byte)'.';
        if (digits.Length > 1)
            length += Copy(digits[1..], text[length..]);
        else
            text[length++] = (byte)'0';
        text[length++] = (byte)'E';
        var exponent = pointAfter - 1;
        if (exponent < 0)
        {
            text[length++] = (byte)'-';
            exponent = -exponent;
        }
        if (exponent >= 10)
            text[length++] = (byte)('0' + exponent / 10);
        text[length++] = (byte)('0' + exponent % 10);
        return length;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return source.Length;
    }
}
