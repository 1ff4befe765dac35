using FsCheck.Fluent;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

public sealed class UnitNameTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("volt", "volt")]
    [InlineData("amp/metre**2", "amp/meter**2")]
    [InlineData("ampere / metre ** 2", "amp/meter**2")]
    [InlineData("siemens/meter**2", "siemens/meter**2")]
    [InlineData("siemens*meter**-2", "siemens/meter**2")]
    [InlineData("1/second", "Hz")]
    [InlineData("hertz", "Hz")]
    [InlineData("volt/second", "volt/second")]
    [InlineData("volt*second**-.5", "volt/second**0.5")]
    [InlineData("second**(1/3)", "second**0.3333333333333333")]
    [InlineData("ohm*meter", "ohm*meter")]
    [InlineData("1/volt", "1/volt")]
    [InlineData("volt**2", "volt**2")]
    [InlineData("mmolar", "mole/meter**3")]
    [InlineData("mM/second", "mole/meter**3/second")]
    [InlineData("coulomb/mole", "coulomb/mole")]
    [InlineData("farad/metre2", "farad/meter**2")]
    [InlineData("radian", "1")]
    [InlineData("kgram*metre/second**2", "newton")]
    public void Units_are_read_and_printed(string text, string printed)
    {
        var dimension = UnitNames.Parse(text, SourceSpan.None, []);
        Assert.NotNull(dimension);
        Assert.Equal(printed, UnitNames.Of(dimension.Value));
    }

    [Theory]
    [InlineData("kHz", "Hz")]
    [InlineData("um", "meter")]
    [InlineData("cm2", "meter**2")]
    [InlineData("molar", "mole/meter**3")]
    [InlineData("gram", "kilogram")]
    [InlineData("nS", "siemens")]
    public void A_scaled_unit_is_refused_with_the_right_one(string text, string instead)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(UnitNames.Parse(text, SourceSpan.None, diagnostics));
        Assert.Equal($"`{text}` is not a base unit. Use '{instead}' instead.", Assert.Single(diagnostics).Message);
    }

    [Theory]
    [InlineData("exp(1)")]
    [InlineData("volt - volt")]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("volt volt")]
    [InlineData("meter**200")]
    [InlineData("volt**volt")]
    [InlineData("True")]
    public void What_is_no_unit_is_one_error(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(UnitNames.Parse(text, SourceSpan.None, diagnostics));
        Assert.Equal("NG5003", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Every_dimension_is_read_back_from_its_unit()
    {
        var exponents = Gen.Choose(-4, 4);
        var dimensions =
            from m in exponents
            from l in exponents
            from t in exponents
            from i in exponents
            from k in exponents
            from n in exponents
            from root in Gen.Elements(new Rational(1), new Rational(1, 2), new Rational(1, 3))
            select new Dimension(m, l, t, i, k, n).Power(root);
        Prop.ForAll(dimensions.ToArbitrary(), dimension => UnitNames.Parse(UnitNames.Of(dimension), SourceSpan.None, []) == dimension).Holds();
    }
}
