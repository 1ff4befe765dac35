using Xunit;
using static Neuroglot.Numerics.Elementary;

namespace Neuroglot.Numerics.Tests.Elementary;

/// <summary>C99 Annex F, and the conventions of LEMS and Brian where the functions are theirs.</summary>
public sealed class SpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double Largest = double.MaxValue;
    private const double Smallest = double.Epsilon;

    public static TheoryData<string, double, double> Cases => new()
    {
        { "Exp", 0.0, 1 }, { "Exp", -0.0, 1 }, { "Exp", Infinity, Infinity }, { "Exp", -Infinity, 0.0 }, { "Exp", 709.7827128933841, Infinity },
        { "Exp", -745.1332191019411, Smallest }, { "Exp", -745.2, 0.0 }, { "Exp", Largest, Infinity }, { "Exp", -Largest, 0.0 },
        { "Expm1", -0.0, -0.0 }, { "Expm1", 0.0, 0.0 }, { "Expm1", Infinity, Infinity }, { "Expm1", -Infinity, -1 }, { "Expm1", Smallest, Smallest },
        { "Expm1", -Smallest, -Smallest }, { "Expm1", 710, Infinity }, { "Expm1", -Largest, -1 },
        { "Exprel", 0.0, 1 }, { "Exprel", -0.0, 1 }, { "Exprel", 9e-17, 1 }, { "Exprel", Infinity, Infinity }, { "Exprel", -Infinity, 0.0 },
        { "Exprel", 717, Infinity }, { "Exprel", -1e300, 1e-300 }, { "Exprel", Largest, Infinity },
        { "Log", 1, 0.0 }, { "Log", 0.0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", Infinity, Infinity }, { "Log", -1, double.NaN },
        { "Log", -Infinity, double.NaN }, { "Log", -Smallest, double.NaN },
        { "Log1p", -0.0, -0.0 }, { "Log1p", 0.0, 0.0 }, { "Log1p", -1, -Infinity }, { "Log1p", -1.5, double.NaN }, { "Log1p", Infinity, Infinity },
        { "Log1p", -Infinity, double.NaN }, { "Log1p", Smallest, Smallest }, { "Log1p", -Smallest, -Smallest },
        { "Log10", 1, 0.0 }, { "Log10", 1000, 3 }, { "Log10", 1e-5, -5 }, { "Log10", 1e22, 22 }, { "Log10", 0.0, -Infinity }, { "Log10", Infinity, Infinity },
        { "Log2", 1, 0.0 }, { "Log2", 8, 3 }, { "Log2", Smallest, -1074 }, { "Log2", -1, double.NaN }, { "Log2", Infinity, Infinity },
        { "Sqrt", -0.0, -0.0 }, { "Sqrt", Infinity, Infinity }, { "Sqrt", -1, double.NaN }, { "Sqrt", 4, 2 },
        { "Sin", 0.0, 0.0 }, { "Sin", -0.0, -0.0 }, { "Sin", Infinity, double.NaN }, { "Sin", -Infinity, double.NaN }, { "Sin", Smallest, Smallest },
        { "Sin", 1e22, -0.8522008497671888 }, { "Cos", 0.0, 1 }, { "Cos", -0.0, 1 }, { "Cos", Infinity, double.NaN },
        { "Tan", -0.0, -0.0 }, { "Tan", 0.0, 0.0 }, { "Tan", Infinity, double.NaN }, { "Tan", Smallest, Smallest },
        { "Asin", -0.0, -0.0 }, { "Asin", 1, Math.PI / 2 }, { "Asin", -1, -Math.PI / 2 }, { "Asin", 1.0000000000000002, double.NaN },
        { "Asin", -Infinity, double.NaN }, { "Asin", Smallest, Smallest },
        { "Acos", 1, 0.0 }, { "Acos", -1, Math.PI }, { "Acos", 0.0, Math.PI / 2 }, { "Acos", -0.0, Math.PI / 2 }, { "Acos", 1.5, double.NaN }, { "Acos", -1.5, double.NaN },
        { "Atan", -0.0, -0.0 }, { "Atan", 0.0, 0.0 }, { "Atan", Infinity, Math.PI / 2 }, { "Atan", -Infinity, -Math.PI / 2 }, { "Atan", 1, Math.PI / 4 },
        { "Atan", Smallest, Smallest }, { "Atan", Largest, Math.PI / 2 },
        { "Sinh", -0.0, -0.0 }, { "Sinh", Infinity, Infinity }, { "Sinh", -Infinity, -Infinity }, { "Sinh", Smallest, Smallest }, { "Sinh", 711, Infinity },
        { "Cosh", 0.0, 1 }, { "Cosh", -Infinity, Infinity }, { "Cosh", Infinity, Infinity }, { "Cosh", -711, Infinity },
        { "Tanh", -0.0, -0.0 }, { "Tanh", 0.0, 0.0 }, { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", 25, 1 }, { "Tanh", Smallest, Smallest },
        { "Asinh", -0.0, -0.0 }, { "Asinh", Infinity, Infinity }, { "Asinh", -Infinity, -Infinity }, { "Asinh", Smallest, Smallest },
        { "Asinh", Largest, 710.4758600739439 },
        { "Acosh", 1, 0.0 }, { "Acosh", 0.9999999999999999, double.NaN }, { "Acosh", -Infinity, double.NaN }, { "Acosh", Infinity, Infinity }, { "Acosh", Largest, 710.4758600739439 },
        { "Atanh", -0.0, -0.0 }, { "Atanh", 1, Infinity }, { "Atanh", -1, -Infinity }, { "Atanh", 1.5, double.NaN }, { "Atanh", Infinity, double.NaN }, { "Atanh", Smallest, Smallest },
        { "Abs", -0.0, 0.0 }, { "Abs", -Infinity, Infinity },
        { "Sign", -7, -1 }, { "Sign", 7, 1 }, { "Sign", 0.0, 0.0 }, { "Sign", -0.0, -0.0 }, { "Sign", -Infinity, -1 },
        { "Floor", -1.5, -2 }, { "Ceil", -1.5, -1 }, { "Round", 2.5, 2 }, { "Round", -3.5, -4 }, { "Trunc", -1.5, -1 }, { "Floor", -0.0, -0.0 },
        { "Heaviside", 0.0, 0.5 }, { "Heaviside", -0.0, 0.5 }, { "Heaviside", 1e-300, 1 }, { "Heaviside", -1e-300, 0.0 }, { "Heaviside", Infinity, 1 },
        { "Factorial", 0.0, 1 }, { "Factorial", 5, 120 }, { "Factorial", 22, 1.1240007277776077e21 }, { "Factorial", 170, 7.257415615307999e306 },
        { "Factorial", 171, double.NaN }, { "Factorial", -1, double.NaN }, { "Factorial", 2.5, double.NaN },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Has_the_value_of_the_standard(string name, double x, double expected)
    {
        var actual = FunctionTable.One<double>(name)(x);
        Assert.True(FunctionTable.SameBits(expected, actual), $"{name}({x:R}) = {actual:R}, not {expected:R}");
    }

    [Fact]
    public void Hands_on_NaN()
    {
        foreach (var name in FunctionTable.OneArgument)
            Assert.True(double.IsNaN(FunctionTable.One<double>(name)(double.NaN)), name);
        Assert.True(double.IsNaN(Min(double.NaN, 1)) && double.IsNaN(Min(1, double.NaN)) && double.IsNaN(Max(double.NaN, 1)) && double.IsNaN(Max(1, double.NaN)));
        Assert.True(double.IsNaN(Atan2(double.NaN, 1)) && double.IsNaN(Atan2(1, double.NaN)) && double.IsNaN(Clip(double.NaN, 0, 1)));
    }

    [Fact]
    public void Powers_follow_the_table_of_C99()
    {
        double[] bases = [.. Sampling.Special.Where(double.IsFinite), double.NaN, Infinity, -Infinity];
        foreach (var x in bases)
        {
            foreach (var y in new[] { 0.0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 2.5, Infinity, -Infinity, double.NaN, 9007199254740992, 9007199254740993, -1e300, 4503599627370497 })
            {
                // The platform's function follows the same table; ordinary values are judged elsewhere.
#pragma warning disable RS0030
                var expected = Math.Pow(x, y);
#pragma warning restore RS0030
                if (double.IsFinite(expected) && expected != 0 && Math.Abs(expected) != 1)
                    continue;
                var actual = Pow(x, y);
                var close = Math.Abs(expected) == 1 && Math.Abs(actual - expected) < 1e-15;
                Assert.True(close || FunctionTable.SameBits(expected, actual), $"pow({x:R}, {y:R}) = {actual:R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void Angles_of_points_follow_the_table_of_C99()
    {
        double[] values = [0.0, -0.0, 1, -1, Smallest, -Smallest, Largest, -Largest, Infinity, -Infinity];
        foreach (var y in values)
        {
            foreach (var x in values)
            {
                var expected = Math.Atan2(y, x);
                var actual = Atan2(y, x);
                Assert.True(FunctionTable.SameBits(expected, actual), $"atan2({y:R}, {x:R}) = {actual:R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void Integer_powers_agree_with_products()
    {
        Assert.Equal(1.0, PowInteger(double.NaN, 0));
        Assert.Equal(0.1 * 0.1 * 0.1, PowInteger(0.1, 3));
        Assert.Equal((0.3 * 0.3) * (0.3 * 0.3), PowInteger(0.3, 4));
        Assert.Equal(1 / (0.7 * 0.7), PowInteger(0.7, -2));
        Assert.Equal(-Infinity, PowInteger(-0.0, -3));
        Assert.Equal(0.0, PowInteger(0.5, int.MaxValue));
        Assert.Equal(1.0, PowInteger(1, int.MinValue));
    }
}
