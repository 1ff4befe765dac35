using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Numerics.Tests.Signals;

public sealed class FourierTransformTests
{
    /// <summary>Against the sum of the definition; of lengths that are powers of two, primes, and neither.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(97)]
    [InlineData(128)]
    [InlineData(360)]
    public void The_transform_is_the_sum_of_its_definition(int length)
    {
        double[] x = [.. Values(length, 1)], y = [.. Values(length, 2)];
        double[] real = [.. x], imaginary = [.. y];
        FourierTransform.Forward(real, imaginary);
        for (var k = 0; k < length; k++)
        {
            var (a, b) = (0.0, 0.0);
            for (var n = 0; n < length; n++)
            {
                var angle = -2 * Math.PI * ((long)k * n % length) / length;
                var (c, s) = (Numerics.Elementary.Cos(angle), Numerics.Elementary.Sin(angle));
                a += (x[n] * c) - (y[n] * s);
                b += (x[n] * s) + (y[n] * c);
            }

            // The sum of the definition itself is rounded as often as it has terms.
            Assert.Equal(a, real[k], 1e-14 * length * 4);
            Assert.Equal(b, imaginary[k], 1e-14 * length * 4);
        }
    }

    [Fact]
    public void The_inverse_brings_back_what_was_there() =>
        Prop.ForAll(
            Gen.Choose(1, 600).ToArbitrary(),
            static length =>
            {
                double[] x = [.. Values(length, 3)], y = [.. Values(length, 4)];
                double[] real = [.. x], imaginary = [.. y];
                FourierTransform.Forward(real, imaginary);
                var energy = real.Zip(imaginary).Sum(static one => (one.First * one.First) + (one.Second * one.Second)) / length;
                FourierTransform.Inverse(real, imaginary);
                return real.Zip(x).Concat(imaginary.Zip(y)).All(static one => Math.Abs(one.First - one.Second) < 1e-12)
                    && Math.Abs(energy - x.Concat(y).Sum(static value => value * value)) < 1e-11 * length;
            }).Holds();

    [Fact]
    public void Parts_of_different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => FourierTransform.Forward(new double[2], new double[3]));

    private static IEnumerable<double> Values(int length, uint stream) => Enumerable.Range(0, length).Select(n => Philox.Normal(7, stream, 0, (ulong)n, 0));
}
