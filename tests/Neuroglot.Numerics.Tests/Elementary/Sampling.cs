namespace Neuroglot.Numerics.Tests.Elementary;

/// <summary>Arguments for the tests: a fixed sequence (SplitMix64), so a failure repeats.</summary>
public sealed class Sampling(ulong seed)
{
    private ulong _state = seed;

    public static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, -1.5, 2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, -2.2250738585072014e-308, 2.225073858507201e-308, 1e-310, -1e-310,
        double.MaxValue, double.MinValue, 709.7, 709.782712893384, 709.7827128933841, 710, 710.4758600739439, 710.5, -708.4, -745.1332191019411,
        -745.1332191019412, -746, 716.3, 717, 718, 719, 1e-16, 9.9e-17, -1e-16, 1e-8, 1e-300, 1e300, -1e300, Math.PI, Math.PI / 2, Math.PI / 4,
        1048576, 1048577, -1048577, 1e22, 4503599627370496, 4503599627370497, 9007199254740993, 170, 171, 0.41421356237309503,
        2.414213562373095, 0.7071067811865476, 0.7071067811865475, 1.4142135623730951, 1.4142135623730949, 0.9999999999999999,
        1.0000000000000002, 268435456, 268435457,
    ];

    public ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public double Unit() => (Bits() >> 11) * (1.0 / 9007199254740992.0);

    public double Between(double low, double high) => low + Unit() * (high - low);

    /// <summary>Any double at all: every exponent is as likely as every other.</summary>
    public double Anything() => BitConverter.UInt64BitsToDouble(Bits());

    /// <summary>Between two positive numbers, every binade as likely as every other (doubles in their own order).</summary>
    public double Across(double low, double high)
    {
        var from = BitConverter.DoubleToInt64Bits(low);
        var to = BitConverter.DoubleToInt64Bits(high);
        return BitConverter.Int64BitsToDouble(from + (long)(Unit() * (to - from)));
    }
}
