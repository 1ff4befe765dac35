using System.Runtime.Intrinsics;
using FsCheck.Fluent;
using Neuroglot.Numerics.Tests.Elementary;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Numerics.Tests.Random;

public sealed class PhiloxTests
{
    private const ulong Seed = 20240229;

    /// <summary>The known-answer vectors that the authors of the generator publish for philox4x32 with ten rounds.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(
        0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(
        0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal(new PhiloxBlock(r0, r1, r2, r3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void A_draw_takes_its_counter_from_instance_step_stream_and_ordinal()
    {
        var block = Philox.Block(0xAAAAAAAABBBBBBBBUL, 7, 5, 0x0000_0003_0000_0009UL, 2);
        Assert.Equal(Philox.Block(5, 9, 7, 0x0003_0002, 0xBBBBBBBB, 0xAAAAAAAA), block);
        Assert.Equal((((ulong)block.Word0 << 32) | block.Word1) >> 11, Philox.Uniform(0xAAAAAAAABBBBBBBBUL, 7, 5, 0x0000_0003_0000_0009UL, 2) * Math.ScaleB(1, 53));
    }

    [Fact]
    public void Every_width_draws_the_same_bits() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<(ulong Seed, uint Stream, uint First, ulong Step, ushort Ordinal)>().ToArbitrary(),
            draw =>
            {
                var (seed, stream, first, step, ordinal) = draw;
                return Same(Philox.Uniform, Philox.UniformV256, Philox.UniformV512)
                    && Same(Philox.Normal, Philox.NormalV256, Philox.NormalV512)
                    && Same(Philox.Exponential, Philox.ExponentialV256, Philox.ExponentialV512);

                bool Same(
                    Func<ulong, uint, uint, ulong, uint, double> scalar,
                    Func<ulong, uint, uint, ulong, uint, Vector256<double>> four,
                    Func<ulong, uint, uint, ulong, uint, Vector512<double>> eight)
                {
                    var inFour = four(seed, stream, first, step, ordinal);
                    var inEight = eight(seed, stream, first, step, ordinal);
                    return Enumerable.Range(0, 8).All(lane =>
                    {
                        var one = scalar(seed, stream, unchecked(first + (uint)lane), step, ordinal);
                        return FunctionTable.SameBits(one, inEight[lane]) && (lane >= 4 || FunctionTable.SameBits(one, inFour[lane]));
                    });
                }
            }).Holds();

    [Fact]
    public void Instances_may_be_any()
    {
        var instances = Vector512.Create(7UL, 0, 99, 3, 3, 4_000_000_000, 12, 1);
        var (uniform, normal, exponential) = (Philox.UniformV512(1, 2, instances, 3, 4), Philox.NormalV512(1, 2, instances, 3, 4), Philox.ExponentialV512(1, 2, instances, 3, 4));
        var (first, second, third) = (Philox.UniformV256(1, 2, instances.GetLower(), 3, 4), Philox.NormalV256(1, 2, instances.GetLower(), 3, 4), Philox.ExponentialV256(1, 2, instances.GetLower(), 3, 4));
        for (var lane = 0; lane < 8; lane++)
        {
            var instance = (uint)instances[lane];
            double[] draws = [Philox.Uniform(1, 2, instance, 3, 4), Philox.Normal(1, 2, instance, 3, 4), Philox.Exponential(1, 2, instance, 3, 4)];
            Assert.Equal(draws, (double[])[uniform[lane], normal[lane], exponential[lane]]);
            if (lane < 4)
                Assert.Equal(draws, (double[])[first[lane], second[lane], third[lane]]);
        }
    }

    [Fact]
    public void Instances_wrap_around_like_unsigned_integers() =>
        Assert.Equal(Philox.Uniform(1, 2, 1, 3, 4), Philox.UniformV512(1, 2, uint.MaxValue - 1, 3, 4)[3]);

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        var draws = Draws(200_000, i => Philox.Uniform(Seed, 1, i, 0, 0));
        Assert.All(draws, x => Assert.InRange(x, 0, 0.99999999999999989));
        CheckMoments(draws, 0.5, 1.0 / 12);
        CheckDistribution(draws, x => x);
    }

    [Theory]
    [InlineData("instance")]
    [InlineData("step")]
    [InlineData("stream")]
    [InlineData("ordinal")]
    public void Neighbours_in_every_direction_are_independent(string direction)
    {
        double Draw(uint i) => direction switch
        {
            "instance" => Philox.Uniform(Seed, 0, i, 0, 0),
            "step" => Philox.Uniform(Seed, 0, 0, i, 0),
            "stream" => Philox.Uniform(Seed, i, 0, 0, 0),
            _ => Philox.Uniform(Seed, 0, 0, 0, i),
        };
        var draws = Draws(60_000, Draw);
        CheckMoments(draws, 0.5, 1.0 / 12);
        var correlation = draws.Zip(draws.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12;
        Assert.InRange(correlation, -4 / Math.Sqrt(draws.Length), 4 / Math.Sqrt(draws.Length));
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        var draws = Draws(200_000, i => Philox.Normal(Seed, 2, i, 17, 3));
        CheckMoments(draws, 0, 1);
        CheckDistribution(draws, NormalProbability);
        Assert.InRange(draws.Average(x => x * x * x * x), 2.9, 3.1);
    }

    [Fact]
    public void Exponential_numbers_are_exponential()
    {
        var draws = Draws(200_000, i => Philox.Exponential(Seed, 3, i, 5, 0));
        Assert.All(draws, x => Assert.True(x >= 0 && double.IsFinite(x)));
        CheckMoments(draws, 1, 1);
        CheckDistribution(draws, x => -Numerics.Elementary.Expm1(-x));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.9)]
    [InlineData(3)]
    [InlineData(15.99)]
    [InlineData(16)]
    [InlineData(30.5)]
    [InlineData(1234.5)]
    [InlineData(1e6)]
    [InlineData(1e9)]
    public void Poisson_numbers_have_their_mean_and_variance(double mean)
    {
        var draws = Draws(30_000, i => Philox.Poisson(mean, Seed, 4, i, 0, 0));
        Assert.All(draws, x => Assert.True(x >= 0 && Math.Truncate(x) == x));
        CheckMoments(draws, mean, mean, 3 + 1 / mean);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(4.2)]
    [InlineData(21)]
    public void Poisson_numbers_have_their_probabilities(double mean)
    {
        const int Count = 200_000;
        var draws = Draws(Count, i => Philox.Poisson(mean, Seed, 6, i, 0, 0));
        var probability = Numerics.Elementary.Exp(-mean);
        double chiSquare = 0, cells = 0;
        for (var k = 0; k < 60; probability *= mean / ++k)
        {
            var expected = probability * Count;
            if (expected < 20)
                continue;
            var difference = draws.Count(x => x == k) - expected;
            chiSquare += difference * difference / expected;
            cells++;
        }

        Assert.InRange(chiSquare, 0, cells + 4 * Math.Sqrt(2 * cells));
    }

    [Fact]
    public void Poisson_at_the_edges()
    {
        Assert.Equal(0, Philox.Poisson(0, 1, 2, 3, 4, 5));
        Assert.Equal(0, Philox.Poisson(-1, 1, 2, 3, 4, 5));
        Assert.True(double.IsNaN(Philox.Poisson(double.NaN, 1, 2, 3, 4, 5)));
        Assert.Equal(double.PositiveInfinity, Philox.Poisson(double.PositiveInfinity, 1, 2, 3, 4, 5));
    }

    private static double[] Draws(int count, Func<uint, double> draw) => [.. Enumerable.Range(0, count).Select(i => draw((uint)i))];

    /// <summary>Mean and variance within four and a half standard errors; the seed is fixed, so the test cannot flicker.</summary>
    private static void CheckMoments(double[] draws, double mean, double variance, double kurtosis = 9)
    {
        var actualMean = draws.Average();
        var actualVariance = draws.Average(x => (x - mean) * (x - mean));
        var meanError = 4.5 * Math.Sqrt(variance / draws.Length);
        var varianceError = 4.5 * variance * Math.Sqrt((kurtosis - 1) / draws.Length);
        Assert.InRange(actualMean, mean - meanError, mean + meanError);
        Assert.InRange(actualVariance, variance - varianceError, variance + varianceError);
    }

    /// <summary>Kolmogorov and Smirnov's distance below the value that one sample in ten thousand exceeds.</summary>
    private static void CheckDistribution(double[] draws, Func<double, double> probability)
    {
        var sorted = draws.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var p = probability(sorted[i]);
            distance = Math.Max(distance, Math.Max(p - (double)i / sorted.Length, (i + 1.0) / sorted.Length - p));
        }

        Assert.InRange(distance * Math.Sqrt(sorted.Length), 0, 2.23);
    }

    /// <summary>Φ(x) by the series of the error function; enough digits for |x| ≤ 6.</summary>
    private static double NormalProbability(double x)
    {
        if (Math.Abs(x) > 6)
            return x < 0 ? 0 : 1;
        double term = x, sum = x;
        for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + sum * Numerics.Elementary.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
