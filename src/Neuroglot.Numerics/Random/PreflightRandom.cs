namespace Neuroglot.Numerics;

/// <summary>
/// The sequential generator with which SpineML's reference tools expand probabilities and distributions before a run: a linear congruential generator with the
/// constants of ANSI C's <c>rand</c>, of which the absolute value is kept, xₙ₊₁ = |1103515245·xₙ + 12345| in 32-bit arithmetic with sign. Its numbers are biased; it is for
/// results that must repeat those tools draw for draw, and everything else uses <see cref="Philox"/>.
/// </summary>
/// <remarks>
/// Exact for the 338 294 connections and 4000 values of the benchmark as the tools expanded it; their normal and exponential draws are not known. Not safe for use by several threads at once; the order of the draws is the point of it.
/// </remarks>
public sealed class PreflightRandom
{
    /// <summary>The seed that the tools use for connections, whatever a model says, and for values where it says nothing.</summary>
    public const int UsualSeed = 123;

    private int _state;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">Any number.</param>
    public PreflightRandom(int seed) => _state = seed;

    /// <summary>The next number, uniform in [0, 1), of single precision.</summary>
    public float NextSingle()
    {
        var next = unchecked((_state * 1103515245) + 12345);

        // The absolute value of the least integer is that integer itself in C.
        _state = next < 0 ? unchecked(-next) : next;
        return (float)(_state / 2147483648.0);
    }
}
