using System.Numerics;

namespace Neuroglot.Numerics.Tests.Oracle;

/// <summary>
/// Elementary functions to about 95 bits, by other methods than the library's: Taylor series on much shrunken arguments,
/// and one Newton step from the platform's value. A value is <c>value·2^exponent</c>, so that results near the ends of the range keep their bits.
/// </summary>
public static class Reference
{
    private static readonly Wide Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly Wide HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly Wide[] InverseFactorials = Fill();

    /// <summary>π/2·2¹²⁰⁰, by Machin's formula in integers.</summary>
    private static readonly BigInteger HalfPiBits = 2 * (4 * ArcTangentOfInverse(5) - ArcTangentOfInverse(239)) >> 64;

    public static (Wide Value, int Exponent) Exp(Wide x)
    {
        var k = (int)Math.Round(x.High / Ln2.High);
        return (1 + Expm1Small(x - Ln2 * k), k);
    }

    public static Wide Expm1(Wide x)
    {
        if (Math.Abs(x.High) < 0.3)
            return Expm1Small(x);
        if (x.High < -200)
            return -1;
        var (value, exponent) = Exp(x);
        return Wide.Scale(value, exponent) - 1;
    }

    public static (Wide Value, int Exponent) Exprel(double x)
    {
        if (x < 500)
            return (Expm1(x) / x, 0);
        var (value, exponent) = Exp(x);
        return (value / x, exponent);
    }

    public static Wide Log(Wide x)
    {
        var k = Math.ILogB(x.High);
        x = Wide.Scale(x, -k);
        if (x.High > 1.5)
        {
            x = Wide.Scale(x, -1);
            k++;
        }

        return Ln2 * k + Log1p(x - 1);
    }

    public static Wide Log1p(Wide x)
    {
        if (x.High > 1 || x.High < -0.5)
            return Log(1 + x);
#pragma warning disable RS0030 // The oracle may start from the platform's value: the Newton step squares its error.
        var guess = Math.Abs(x.High) < 1e-5 ? x.High - x.High * x.High / 2 : Math.Log(1 + x.High);
#pragma warning restore RS0030
        var e = x + (1 + x) * Expm1(-guess);
        return guess + (e - e * e * 0.5);
    }

    public static Wide Sin(double x) => Circle(x).Sin;

    public static Wide Cos(double x) => Circle(x).Cos;

    public static (Wide Sin, Wide Cos) Circle(double x)
    {
        var (r, quadrant) = Math.Abs(x) <= 1 << 20 ? ReduceByParts(x) : ReduceByIntegers(x);
        var square = r * r;
        Wide sin = 0, cos = 0;
        for (var n = 26; n >= 0; n -= 2)
        {
            var sign = (n & 2) == 0 ? 1 : -1;
            sin = sin * square + InverseFactorials[n + 1] * sign;
            cos = cos * square + InverseFactorials[n] * sign;
        }

        sin *= r;
        return (quadrant & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    public static Wide Atan(Wide x)
    {
        var guess = Math.Atan(x.High);
        var (sin, cos) = Circle(guess);
        var delta = (x * cos - sin) / (cos + x * sin);
        return guess + (delta - delta * delta * delta / 3);
    }

    public static Wide Atan2(double y, double x)
    {
        var angle = x == 0 ? HalfPi : Atan((Wide)Math.Abs(y) / Math.Abs(x));
        if (x < 0)
            angle = HalfPi * 2 - angle;
        return y < 0 ? -angle : angle;
    }

    public static Wide Asin(double x) =>
        Math.Abs(x) == 1 ? HalfPi * x : Atan(x / Wide.Sqrt((1 - (Wide)x) * (1 + (Wide)x)));

    public static Wide Acos(double x)
    {
        if (x <= 0.5)
            return HalfPi - Asin(x);
        var (below, above) = (Wide.Sqrt(1 - (Wide)x), Wide.Sqrt(1 + (Wide)x));
        return Atan(below / above) * 2;
    }

    public static (Wide Value, int Exponent) Sinh(double x)
    {
        if (Math.Abs(x) > 40)
            return Far(Math.Abs(x), x < 0 ? -0.5 : 0.5);
        var e = Expm1(x);
        return ((e + e / (1 + e)) * 0.5, 0);
    }

    public static (Wide Value, int Exponent) Cosh(double x)
    {
        if (Math.Abs(x) > 40)
            return Far(Math.Abs(x), 0.5);
        var (value, exponent) = Exp(Math.Abs(x));
        var e = Wide.Scale(value, exponent);
        return ((e + 1 / e) * 0.5, 0);
    }

    public static Wide Tanh(double x)
    {
        var e = Expm1(2 * Math.Min(Math.Abs(x), 300));
        var result = e / (e + 2);
        return x < 0 ? -result : result;
    }

    public static Wide Asinh(double x)
    {
        Wide a = Math.Abs(x);
        var result = a.High > 1e100 ? Log(a) + Ln2 : Log1p(a + a * a / (1 + Wide.Sqrt(1 + a * a)));
        return x < 0 ? -result : result;
    }

    public static Wide Acosh(double x)
    {
        var t = (Wide)x - 1;
        return x > 1e100 ? Log(x) + Ln2 : Log1p(t + Wide.Sqrt(t * (t + 2)));
    }

    public static Wide Atanh(double x)
    {
        var a = (Wide)Math.Abs(x);
        var result = Log1p(a * 2 / (1 - a)) * 0.5;
        return x < 0 ? -result : result;
    }

    public static (Wide Value, int Exponent) Pow(double x, double y) => Exp(Log(x) * y);

    /// <summary>Distance in units in the last place of the exact value (2⁻¹⁰⁷⁴ where that is subnormal).</summary>
    public static double UlpError(double actual, Wide value, int exponent)
    {
        var magnitude = Math.ILogB(value.High) + exponent;
        var unit = Math.Max(magnitude - 52, -1074);
        if (magnitude > 1023)
            return double.IsInfinity(actual) ? 0 : double.PositiveInfinity;
        if (!double.IsFinite(actual))
        {
            // Just below the end of the range the nearest double may already be infinite.
            return double.IsInfinity(actual) && Math.ScaleB(value.High, exponent - 1) >= double.MaxValue / 2 ? 1 : double.PositiveInfinity;
        }

        // Both sides are brought near 1 first: 2^1074 itself is no double.
        var nearOne = -Math.ILogB(value.High);
        var difference = (Wide)Math.ScaleB(Math.ScaleB(actual, -exponent / 2), -exponent - -exponent / 2 + nearOne) - Wide.Scale(value, nearOne);
        return Math.ScaleB(Math.Abs(difference.High), exponent - nearOne - unit);
    }

    private static (Wide Value, int Exponent) Far(double a, double factor)
    {
        var (value, exponent) = Exp(a);
        return (value * factor, exponent);
    }

    /// <summary>expm1 by nine halvings, a short series, nine doublings.</summary>
    private static Wide Expm1Small(Wide x)
    {
        const int Halvings = 9;
        var r = Wide.Scale(x, -Halvings);
        Wide sum = 0;
        for (var n = 10; n >= 1; n--)
            sum = (sum + InverseFactorials[n]) * r;
        for (var i = 0; i < Halvings; i++)
            sum = sum * 2 + sum * sum;
        return sum;
    }

    private static (Wide R, int Quadrant) ReduceByParts(double x)
    {
        ReadOnlySpan<double> parts = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33, 5.562271104316826e-50];
        var n = Math.Round(x / HalfPi.High);
        Wide r = x;
        foreach (var part in parts)
        {
            var product = n * part;
            r = r - product - Math.FusedMultiplyAdd(n, part, -product);
        }

        return (r, (int)((long)n & 3));
    }

    private static (Wide R, int Quadrant) ReduceByIntegers(double x)
    {
        const int Point = 1200;
        var exponent = Math.ILogB(x) - 52;
        var mantissa = new BigInteger(Math.ScaleB(x, -exponent));
        var scaled = exponent + Point >= 0 ? mantissa << (exponent + Point) : mantissa >> -(exponent + Point);
        var n = BigInteger.Divide(2 * scaled + HalfPiBits * scaled.Sign, 2 * HalfPiBits);
        var rest = scaled - n * HalfPiBits;
        var high = (double)(rest >> (Point - 400)) * Math.ScaleB(1, -400);
        var highBits = new BigInteger(Math.ScaleB(high, 400)) << (Point - 400);
        var low = (double)((rest - highBits) >> (Point - 500)) * Math.ScaleB(1, -500);
        return ((Wide)high + low, (int)(n & 3));
    }

    /// <summary>atan(1/n)·2¹²⁶⁴.</summary>
    private static BigInteger ArcTangentOfInverse(int n)
    {
        var term = (BigInteger.One << 1264) / n;
        var sum = term;
        for (var k = 3; !term.IsZero; k += 2)
        {
            term /= -n * n;
            sum += term / k;
        }

        return sum;
    }

    private static Wide[] Fill()
    {
        var values = new Wide[29];
        values[0] = 1;
        for (var i = 1; i < values.Length; i++)
            values[i] = values[i - 1] / i;
        return values;
    }
}
