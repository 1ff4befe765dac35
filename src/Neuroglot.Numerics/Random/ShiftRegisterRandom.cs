namespace Neuroglot.Numerics;

/// <summary>
/// The sequential generator of SpineML's reference simulator: a shift register of 32 bits with the shifts 13, 17 and 5, whose number is the sum of two states (SHR3 of Marsaglia and Tsang 2000).
/// It is for results that must repeat that simulator draw for draw; everything else uses <see cref="Philox"/>.
/// </summary>
/// <remarks>Not safe for use by several threads at once; the order of the draws is the point of it.</remarks>
public sealed class ShiftRegisterRandom
{
    private uint _state;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">Any number; 0 gives zeros only.</param>
    public ShiftRegisterRandom(long seed) => _state = unchecked((uint)seed);

    /// <summary>The next 32 bits.</summary>
    public uint NextBits()
    {
        var before = _state;
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return unchecked(before + _state);
    }

    /// <summary>The next number, uniform from 0 to 1, of single precision.</summary>
    public float NextSingle() => 0.5f + (unchecked((int)NextBits()) * 0.2328306e-9f);

    /// <summary>The next number, exponentially distributed with mean 1: −log(1 − u).</summary>
    public double NextExponential() => -Elementary.Log(1 - (double)NextSingle());
}
