using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuroglot.Numerics;

/// <content>Distributions; each takes one block per draw, whatever the value.</content>
public static partial class Philox
{
    private const double TwoPi = 6.283185307179586;

    /// <summary>Above this mean a Poisson number is drawn as a rounded normal one; the relative skewness is 10⁻⁴ there.</summary>
    private const double LargeMean = 1e8;

    /// <summary>A number uniform in [0, 1) with 53 random bits.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Which use of randomness: one per random expression, noise source or distribution.</param>
    /// <param name="instance">Index of the instance that draws.</param>
    /// <param name="step">Number of the time step, below 2⁴⁸.</param>
    /// <param name="ordinal">Number of the draw within the step, below 2¹⁶.</param>
    [MethodImpl(Called)]
    public static double Uniform(ulong seed, uint stream, uint instance, ulong step, uint ordinal)
    {
        var block = Block(seed, stream, instance, step, ordinal);
        return Unit(block.Word0, block.Word1);
    }

    /// <summary><see cref="Uniform"/> for four instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> UniformV256(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        UniformV256(seed, stream, FourFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Uniform"/> for four instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> UniformV256(ulong seed, uint stream, Vector256<ulong> instances, ulong step, uint ordinal)
    {
        Blocks(seed, stream, instances, step, ordinal, out Vector256<ulong> word0, out var word1, out _, out _);
        return Unit(word0, word1);
    }

    /// <summary><see cref="Uniform"/> for eight instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> UniformV512(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        UniformV512(seed, stream, EightFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Uniform"/> for eight instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> UniformV512(ulong seed, uint stream, Vector512<ulong> instances, ulong step, uint ordinal)
    {
        Blocks(seed, stream, instances, step, ordinal, out Vector512<ulong> word0, out var word1, out _, out _);
        return Unit(word0, word1);
    }

    /// <summary>
    /// A number of the standard normal distribution (mean 0, variance 1) by Box and Muller's transform of the block's two uniform
    /// numbers: √(−2 log(1 − u))·cos(2πv). Magnitudes end at 8.57, as 53 bits allow.
    /// </summary>
    /// <inheritdoc cref="Uniform" path="/param"/>
    [MethodImpl(Called)]
    public static double Normal(ulong seed, uint stream, uint instance, ulong step, uint ordinal)
    {
        var block = Block(seed, stream, instance, step, ordinal);
        var radius = Math.Sqrt(-2.0 * Elementary.Log(1.0 - Unit(block.Word0, block.Word1)));
        return radius * Elementary.Cos(TwoPi * Unit(block.Word2, block.Word3));
    }

    /// <summary><see cref="Normal"/> for four instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> NormalV256(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        NormalV256(seed, stream, FourFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Normal"/> for four instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> NormalV256(ulong seed, uint stream, Vector256<ulong> instances, ulong step, uint ordinal)
    {
        Blocks(seed, stream, instances, step, ordinal, out Vector256<ulong> word0, out var word1, out var word2, out var word3);
        var radius = Vector256.Sqrt(Vector256.Create(-2.0) * Elementary.Log(Vector256<double>.One - Unit(word0, word1)));
        return radius * Elementary.Cos(Vector256.Create(TwoPi) * Unit(word2, word3));
    }

    /// <summary><see cref="Normal"/> for eight instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> NormalV512(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        NormalV512(seed, stream, EightFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Normal"/> for eight instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> NormalV512(ulong seed, uint stream, Vector512<ulong> instances, ulong step, uint ordinal)
    {
        Blocks(seed, stream, instances, step, ordinal, out Vector512<ulong> word0, out var word1, out var word2, out var word3);
        var radius = Vector512.Sqrt(Vector512.Create(-2.0) * Elementary.Log(Vector512<double>.One - Unit(word0, word1)));
        return radius * Elementary.Cos(Vector512.Create(TwoPi) * Unit(word2, word3));
    }

    /// <summary>A number of the exponential distribution with mean 1: −log(1 − u).</summary>
    /// <inheritdoc cref="Uniform" path="/param"/>
    [MethodImpl(Called)]
    public static double Exponential(ulong seed, uint stream, uint instance, ulong step, uint ordinal) =>
        0.0 - Elementary.Log(1.0 - Uniform(seed, stream, instance, step, ordinal));

    /// <summary><see cref="Exponential"/> for four instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> ExponentialV256(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        ExponentialV256(seed, stream, FourFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Exponential"/> for four instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> ExponentialV256(ulong seed, uint stream, Vector256<ulong> instances, ulong step, uint ordinal) =>
        Vector256<double>.Zero - Elementary.Log(Vector256<double>.One - UniformV256(seed, stream, instances, step, ordinal));

    /// <summary><see cref="Exponential"/> for eight instances from firstInstance on.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> ExponentialV512(ulong seed, uint stream, uint firstInstance, ulong step, uint ordinal) =>
        ExponentialV512(seed, stream, EightFrom(firstInstance), step, ordinal);

    /// <summary><see cref="Exponential"/> for eight instances, of which the lower 32 bits count.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> ExponentialV512(ulong seed, uint stream, Vector512<ulong> instances, ulong step, uint ordinal) =>
        Vector512<double>.Zero - Elementary.Log(Vector512<double>.One - UniformV512(seed, stream, instances, step, ordinal));

    /// <summary>
    /// A number of the Poisson distribution, by inversion of one uniform number: the probabilities are taken off it from the most
    /// likely count outwards, which needs about √mean steps (Kemp's chop-down search). The probability of the mode is computed without
    /// cancellation (Loader's saddle-point form). Means above 10⁸ give a rounded normal number.
    /// </summary>
    /// <param name="mean">The mean; not positive gives 0, NaN gives NaN, ∞ gives ∞.</param>
    /// <inheritdoc cref="Uniform" path="/param"/>
    public static double Poisson(double mean, ulong seed, uint stream, uint instance, ulong step, uint ordinal)
    {
        if (double.IsNaN(mean) || double.IsPositiveInfinity(mean))
            return mean;
        if (mean <= 0)
            return 0;
        if (mean > LargeMean)
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Normal(seed, stream, instance, step, ordinal)));

        var rest = Uniform(seed, stream, instance, step, ordinal);
        var mode = Math.Floor(mean);
        double above = mode, below = mode;
        var probabilityAbove = ProbabilityOfMode(mode, mean);
        var probabilityBelow = probabilityAbove;
        rest -= probabilityAbove;
        while (rest >= 0)
        {
            above++;
            probabilityAbove *= mean / above;
            rest -= probabilityAbove;
            if (rest < 0)
                return above;
            if (below > 0)
            {
                probabilityBelow *= below / mean;
                below--;
                rest -= probabilityBelow;
                if (rest < 0)
                    return below;
            }

            // Rounding can leave a crumb of the uniform number after every count has had its share.
            if (probabilityAbove == 0 && (below == 0 || probabilityBelow == 0))
                return mode;
        }

        return mode;
    }

    /// <summary>exp(−mean)·meanᵐ/m! for m = ⌊mean⌋.</summary>
    private static double ProbabilityOfMode(double mode, double mean)
    {
        if (mode < 16)
        {
            var product = Elementary.Exp(-mean);
            for (var i = 1.0; i <= mode; i++)
                product *= mean / i;
            return product;
        }

        // m! = √(2πm)·(m/e)^m·exp(δ), and log(mean/m)·m − (mean − m) without cancellation.
        var excess = (mean - mode) / mode;
        var exponent = mode * (Elementary.Log1p(excess) - excess);
        var inverse = 1 / mode;
        var square = inverse * inverse;
        var stirling = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return Elementary.Exp(exponent - stirling) / Math.Sqrt(TwoPi * mode);
    }
}
