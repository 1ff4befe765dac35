namespace Neuroglot.Numerics;

/// <summary>
/// The sequential generator of <c>java.util.Random</c>: a 48-bit linear congruential generator, xₙ₊₁ = 25214903917·xₙ + 11 mod 2⁴⁸
/// (Knuth, volume 2; constants and derivations as in the Java class specification). For results that must repeat a Java
/// simulator's draw for draw; everything else uses <see cref="Philox"/>.
/// </summary>
/// <remarks>Not safe for use by several threads at once; the order of the draws is the point of it.</remarks>
public sealed class JavaRandom
{
    private const ulong Multiplier = 0x5DEECE66DUL;
    private const ulong Increment = 0xB;
    private const ulong Mask = (1UL << 48) - 1;

    private ulong _state;
    private double _spareGaussian;
    private bool _hasSpareGaussian;

    /// <summary>Creates a generator in the state that <c>new java.util.Random(seed)</c> has.</summary>
    /// <param name="seed">Any number; only its low 48 bits matter.</param>
    public JavaRandom(long seed) => _state = ((ulong)seed ^ Multiplier) & Mask;

    /// <summary>The next number, uniform in [0, 1), of 53 bits from two draws.</summary>
    public double NextDouble()
    {
        var high = (long)NextBits(26) << 27;
        return (high + NextBits(27)) * (1.0 / (1L << 53));
    }

    /// <summary>The next single-precision number, uniform in [0, 1), of 24 bits from one draw.</summary>
    public float NextSingle() => NextBits(24) / (float)(1 << 24);

    /// <summary>The next integer, any of the 2³² ones.</summary>
    public int NextInt() => NextBits(32);

    /// <summary>The next integer in [0, bound); a biased draw is thrown away and repeated, as Java does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">bound is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var bits = NextBits(31);
        if ((bound & (bound - 1)) == 0)
            return (int)((bound * (long)bits) >> 31);
        var value = bits % bound;
        while (unchecked(bits - value + (bound - 1)) < 0)
        {
            bits = NextBits(31);
            value = bits % bound;
        }

        return value;
    }

    /// <summary>The next 64-bit integer, from two draws; 2⁴⁸ of them occur.</summary>
    public long NextLong()
    {
        var high = (long)NextBits(32) << 32;
        return high + NextBits(32);
    }

    /// <summary>The next truth value, from one draw.</summary>
    public bool NextBoolean() => NextBits(1) != 0;

    /// <summary>
    /// The next number of the standard normal distribution, by Marsaglia's polar method, two at a time. Draws as many uniform
    /// numbers as Java does; the value may differ from Java's in the last bits, since its logarithm rounds in its own way.
    /// </summary>
    public double NextGaussian()
    {
        if (_hasSpareGaussian)
        {
            _hasSpareGaussian = false;
            return _spareGaussian;
        }

        double x, y, square;
        do
        {
            x = 2 * NextDouble() - 1;
            y = 2 * NextDouble() - 1;
            square = x * x + y * y;
        }
        while (square >= 1 || square == 0);

        var factor = Math.Sqrt(-2 * Elementary.Log(square) / square);
        _spareGaussian = y * factor;
        _hasSpareGaussian = true;
        return x * factor;
    }

    private int NextBits(int count)
    {
        _state = (_state * Multiplier + Increment) & Mask;
        return (int)(uint)(_state >> (48 - count));
    }
}
