using Neuroglot.Numerics.Tests.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Numerics.Tests.Elementary;

/// <summary>The stated error bounds, on 200 000 arguments or more per function against values of about 95 bits.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const double Tiny = 2.2250738585072014e-308;

    private delegate (Wide Value, int Exponent) Exact(double x);

    [Fact]
    public void Exp() => Check("Exp", 1.1, x => Reference.Exp(x), NearMultiples(0.34657359027997264), (-745.13, 709.78), (-1, 1), (1e-17, 700));

    [Fact]
    public void Expm1() => Check("Expm1", 1.5, x => (Reference.Expm1(x), 0), NearMultiples(0.34657359027997264), (-40, 709.5), (-1.2, 1.2), (1e-300, 700), (-1e-300, -1));

    [Fact]
    public void Exprel() => Check("Exprel", 2, Reference.Exprel, NearMultiples(0.34657359027997264), (-700, 716), (-2, 2), (1e-15, 700), (-1e-15, -1e300));

    [Fact]
    public void Log() => Check("Log", 1.2, x => (Reference.Log(x), 0), NearOne, (double.Epsilon, double.MaxValue), (0.5, 2), (double.Epsilon, Tiny), (1e-3, 1e3));

    [Fact]
    public void Log1p() => Check("Log1p", 1.5, x => (Reference.Log1p(x), 0), NearOne, (1e-300, double.MaxValue), (-1, 2), (-1e-300, -0.9999999999999999), (1e-20, 10));

    [Fact]
    public void Log10() =>
        Check("Log10", 0.6, x => (Reference.Log(x) / Reference.Log(10), 0), NearOne, (double.Epsilon, double.MaxValue), (0.5, 2), (1e-3, 1e3));

    [Fact]
    public void Log2() =>
        Check("Log2", 0.6, x => (Reference.Log(x) / Reference.Log(2), 0), NearOne, (double.Epsilon, double.MaxValue), (0.5, 2), (1e-3, 1e3));

    [Fact]
    public void Sin() => Check("Sin", 1, x => (Reference.Sin(x), 0), NearMultiples(Math.PI / 4), (-1048576, 1048576), (-8, 8), (1e-300, 1048576));

    [Fact]
    public void Cos() => Check("Cos", 1, x => (Reference.Cos(x), 0), NearMultiples(Math.PI / 4), (-1048576, 1048576), (-8, 8), (1e-10, 1048576));

    [Fact]
    public void Tan() => Check("Tan", 2.5, x => (Reference.Sin(x) / Reference.Cos(x), 0), NearMultiples(Math.PI / 4), (-1048576, 1048576), (-8, 8), (1e-300, 1048576));

    [Fact]
    public void Sin_and_cos_of_huge_angles()
    {
        // Hard ones: the doubles nearest to a multiple of π/2 (found by continued fractions), then random ones.
        double[] hard = [6381956970095103.0 * Math.ScaleB(1, 797), 5.319372648326541e255, 1e22, 1e300, double.MaxValue, 1048577, 1048578.5];
        var sampling = new Sampling(5);
        double worst = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var x = i < hard.Length ? hard[i] : sampling.Across(1048577, double.MaxValue);
            worst = Math.Max(worst, Reference.UlpError(Numerics.Elementary.Sin(x), Reference.Sin(x), 0));
            worst = Math.Max(worst, Reference.UlpError(Numerics.Elementary.Cos(x), Reference.Cos(x), 0));
        }

        output.WriteLine($"worst {worst:F3} ulp");
        Assert.True(worst <= 1, $"{worst} ulp");
    }

    [Fact]
    public void Asin() => Check("Asin", 2, x => (Reference.Asin(x), 0), Near(0.5, -0.5, 1), (-1, 1), (0.4, 0.6), (1e-300, 1), (0.999, 1));

    [Fact]
    public void Acos() => Check("Acos", 2, x => (Reference.Acos(x), 0), Near(0.5, -0.5, 0), (-1, 1), (-0.6, 0.6), (0.999, 1), (-1, -0.999));

    [Fact]
    public void Atan() => Check("Atan", 3, x => (Reference.Atan(x), 0), Near(0.41421356237309503, 2.414213562373095, 1), (-4, 4), (-0.5, 0.5), (1e-300, 1e20));

    [Fact]
    public void Sinh() => Check("Sinh", 3, Reference.Sinh, Near(1, -1), (-710.4, 710.4), (-2, 2), (1e-300, 1), (-30, 30));

    [Fact]
    public void Cosh() => Check("Cosh", 3, Reference.Cosh, Near(1, -1), (-710.4, 710.4), (-2, 2), (1e-10, 1), (-30, 30));

    [Fact]
    public void Tanh() => Check("Tanh", 1, x => (Reference.Tanh(x), 0), Near(1, -1, 20), (-22, 22), (-1, 1), (1e-300, 30));

    [Fact]
    public void Asinh() => Check("Asinh", 4, x => (Reference.Asinh(x), 0), Near(1, 268435456), (-10, 10), (-1, 1), (1e-300, double.MaxValue), (1, 1e10));

    [Fact]
    public void Acosh() => Check("Acosh", 4, x => (Reference.Acosh(x), 0), Near(2, 268435456), (1, 2), (1, 100), (1, double.MaxValue), (1, 1e10));

    [Fact]
    public void Atanh() => Check("Atanh", 4, x => (Reference.Atanh(x), 0), Near(0.5, -0.5), (-1, 1), (-0.1, 0.1), (1e-300, 0.9999999999999999), (0.9, 1));

    [Fact]
    public void Pow()
    {
        var sampling = new Sampling(17);
        double worst = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var x = (i % 4) switch
            {
                0 => sampling.Across(1e-320, double.MaxValue),
                1 => sampling.Between(0.5, 2),
                2 => sampling.Between(0.99, 1.01),
                _ => sampling.Between(0, 100),
            };

            // Powers from the smallest subnormal to the largest number, as far as y allows.
            var log = Math.Abs(Reference.Log(x).High);
            var y = i % 3 == 0 ? sampling.Between(-4, 4) : sampling.Between(-745, 709.7) / Math.Max(log, 1e-12);
            var (value, exponent) = Reference.Pow(x, y);
            worst = Math.Max(worst, Record("Pow", 1.2, x, Numerics.Elementary.Pow(x, y), value, exponent));
        }

        output.WriteLine($"worst {worst:F3} ulp");
    }

    [Fact]
    public void Atan2()
    {
        var sampling = new Sampling(19);
        double worst = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var across = i % 2 == 0;
            var y = across ? sampling.Across(1e-150, 1e150) : sampling.Between(-3, 3);
            var x = across ? y * sampling.Between(-20, 20) : sampling.Between(-3, 3);
            worst = Math.Max(worst, Record("Atan2", 4, x, Numerics.Elementary.Atan2(y, x), Reference.Atan2(y, x), 0));
        }

        output.WriteLine($"worst {worst:F3} ulp");
    }

    private void Check(string name, double bound, Exact exact, IEnumerable<double> hard, params (double Low, double High)[] ranges)
    {
        const int Points = 210_000;
        var function = FunctionTable.One<double>(name);
        var sampling = new Sampling(23);
        var worst = 0.0;
        var where = 0.0;
        foreach (var x in hard.Concat(Enumerable.Range(0, Points).Select(i => Sample(sampling, ranges[i % ranges.Length]))))
        {
            // Exact results (at zeros, poles and NaN) are the business of the special values.
            var actual = function(x);
            if (x == 0 || actual == 0 || double.IsNaN(actual))
                continue;
            var (value, exponent) = exact(x);
            var error = Record(name, bound, x, actual, value, exponent);
            if (error > worst)
                (worst, where) = (error, x);
        }

        output.WriteLine($"{name}: worst {worst:F3} ulp at {where:R}");
    }

    private static double Record(string name, double bound, double x, double actual, Wide value, int exponent)
    {
        var error = Reference.UlpError(actual, value, exponent);
        Assert.True(error <= bound, $"{name}({x:R}) = {actual:R}: {error:F3} ulp, stated {bound}");
        return error;
    }

    /// <summary>Linear between the ends; over many decades where both have the same sign and lie far apart.</summary>
    private static double Sample(Sampling sampling, (double Low, double High) range)
    {
        var (low, high) = range;
        if (low > 0 && high / low > 20)
            return sampling.Across(low, high);
        return low < 0 && high < 0 && high / low is > 20 or < 0.05 ? -sampling.Across(-Math.Max(low, high), -Math.Min(low, high)) : sampling.Between(low, high);
    }

    private static IEnumerable<double> NearMultiples(double unit) =>
        Enumerable.Range(-4000, 8001).SelectMany(n => new[] { n * unit, Math.BitIncrement(n * unit), Math.BitDecrement(n * unit) }).Where(x => x is > -700 and < 700);

    private static IEnumerable<double> NearOne => Near(1, 0.7071067811865476, 1.4142135623730951, 0.5, 2, 10);

    private static IEnumerable<double> Near(params double[] centres)
    {
        foreach (var centre in centres)
        {
            for (var (below, above, i) = (centre, centre, 0); i < 300; i++)
            {
                yield return below = Math.BitDecrement(below);
                yield return above = Math.BitIncrement(above);
            }

            for (var step = 1e-15; step < 0.1; step *= 1.3)
            {
                yield return centre * (1 - step);
                yield return centre * (1 + step);
            }
        }
    }
}
