using FsCheck.Fluent;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;

namespace Neuroglot.Model.Tests.Units;

public sealed class QuantityTests
{
    [Fact]
    public void Numbers_times_units_are_quantities()
    {
        Assert.Equal(new Quantity(0.005, Dimension.Time), 5 * ms);
        Assert.Equal(Dimension.Current, (10 * mV / (2 * Mohm)).Dimension);
        Assert.Equal(5e-9, (10 * mV / (2 * Mohm)).Value, 1e-20);
        Assert.Equal(new Quantity(25 + 273.15, Dimension.Temperature), 25 * degC);
        Assert.Equal(Dimension.PerTime, (1 / ms).Dimension);
        Assert.Equal(1000, (1 / ms).Value, 1e-9);
    }

    [Fact]
    public void Operators_check_dimensions()
    {
        Assert.Equal(-0.06, (-70 * mV + 10 * mV).Value, 1e-15);
        Assert.True(1 * ms < 1 * s);
        Assert.True(1 * V >= 1000 * mV);
        Assert.Throws<DimensionMismatchException>(() => 1 * ms + 1 * mV);
        Assert.Throws<DimensionMismatchException>(() => 1 * ms < 1 * mV);
        Assert.Throws<DimensionMismatchException>(() => (1 * ms).In(mV));
        Assert.Throws<InvalidOperationException>(() => 2 * mV / degC);
        Assert.Contains("time and voltage", Assert.Throws<DimensionMismatchException>(() => 1 * ms - 1 * mV).Message);
    }

    [Fact]
    public void Units_convert_there_and_back() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).ToArbitrary(), n =>
            (n * mV).In(mV) == n && (n * Mohm).In(Mohm) == n && Math.Abs((n * degC).In(degC) - n) < 1e-9).Holds();

    [Theory]
    [InlineData(-0.065, "-65 mV")]
    [InlineData(1.5, "1.5 V")]
    [InlineData(2e-6, "2 uV")]
    [InlineData(0, "0 mV")]
    [InlineData(1e-12, "1E-06 uV")]
    public void Voltages_are_shown_in_their_usual_unit(double volts, string text) =>
        Assert.Equal(text, QuantityFormatter.Format(new Quantity(volts, Dimension.Voltage)));

    [Fact]
    public void Other_quantities_are_shown_in_their_usual_unit()
    {
        Assert.Equal("3 nS", $"{3 * nS}");
        Assert.Equal("0.5", $"{(Quantity)0.5}");
        Assert.Equal("100 ms", $"{0.1 * s}");
        Assert.Equal("20 Hz", $"{20 * Hz}");
        Assert.Equal("2 m^2 K", $"{new Quantity(2, Dimension.Area * Dimension.Temperature)}");
        Assert.Equal("mV", QuantityFormatter.BestUnit(Dimension.Voltage, -0.08, 0.04).Symbol);
    }
}
