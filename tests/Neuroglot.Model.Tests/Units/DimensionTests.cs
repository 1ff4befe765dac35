using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Model.Tests.Units;

public sealed class DimensionTests
{
    private static Arbitrary<Dimension> Dimensions { get; } = Gen.Choose(-4, 4).ArrayOf(7).Two()
        .SelectMany(pair => Gen.Choose(1, 2).Select(denominator =>
            Make(pair.Item1) * Make(pair.Item2).Power(new Rational(1, denominator))))
        .ToArbitrary();

    [Fact]
    public void Multiplication_is_an_abelian_group() =>
        Prop.ForAll(Dimensions, Dimensions, Dimensions, (a, b, c) =>
            a * b == b * a && (a * b) * c == a * (b * c) && a * Dimension.None == a && a / a == Dimension.None && (a * b) / b == a)
            .Holds();

    [Fact]
    public void Powers_multiply() =>
        Prop.ForAll(Dimensions, Gen.Choose(-3, 3).ToArbitrary(), Gen.Choose(-2, 2).ToArbitrary(), (a, p, q) =>
            a.Power(p) * a.Power(q) == a.Power(p + q) && a.Power(p).Power(q) == a.Power(p * q) && a.Power(new Rational(1, 2)).Power(2) == a)
            .Holds();

    [Fact]
    public void Equal_dimensions_have_equal_hashes() =>
        Prop.ForAll(Dimensions, Dimensions, (a, b) => (a * b / b).GetHashCode() == a.GetHashCode()).Holds();

    [Fact]
    public void Physics_holds()
    {
        Assert.Equal(Dimension.Voltage, Dimension.Current * Dimension.Resistance);
        Assert.Equal(Dimension.Conductance, Dimension.None / Dimension.Resistance);
        Assert.Equal(Dimension.Charge, Dimension.Capacitance * Dimension.Voltage);
        Assert.Equal(Dimension.Time, Dimension.Resistance * Dimension.Capacitance);
        Assert.Equal(Dimension.Voltage, (Dimension.Voltage * Dimension.Voltage).Power(new Rational(1, 2)));
    }

    [Fact]
    public void Messages_use_names_else_exponents()
    {
        Assert.Equal("voltage", $"{Dimension.Voltage}");
        Assert.Equal("dimensionless", $"{default(Dimension)}");
        Assert.Equal("m^1 l^2 t^-3 i^-1", Dimension.Voltage.ToExponents());
        Assert.Equal("l^1/2 t^5", $"{new Dimension(t: 5) * Dimension.Length.Power(new Rational(1, 2))}");
    }

    [Fact]
    public void What_cannot_be_held_is_refused()
    {
        Assert.Null(Dimension.Voltage.TryPower(new Rational(100)));
        Assert.Null(Dimension.Voltage.TryPower(new Rational(1, 13)));
        Assert.Throws<OverflowException>(() => Dimension.Volume.Power(50));
        Assert.Throws<OverflowException>(() => new Dimension(m: 128));
    }

    [Theory]
    [InlineData(0.5, 1, 2)]
    [InlineData(-2, -2, 1)]
    [InlineData(1.0 / 3, 1, 3)]
    [InlineData(0, 0, 1)]
    public void Exponents_are_recognised(double value, int numerator, int denominator) =>
        Assert.Equal(new Rational(numerator, denominator), Rational.FromDouble(value));

    [Theory]
    [InlineData(0.123456)]
    [InlineData(double.NaN)]
    [InlineData(1e30)]
    public void Other_numbers_are_no_exponents(double value) => Assert.Null(Rational.FromDouble(value));

    private static Dimension Make(int[] e) => new(e[0], e[1], e[2], e[3], e[4], e[5], e[6]);
}
