using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Model.Tests.Units;

public sealed class SIUnitsTests
{
    [Theory]
    [InlineData("1", 0, 0, 0, 0)]
    [InlineData("V", 1, 2, -3, -1)]
    [InlineData("Hz", 0, 0, -1, 0)]
    [InlineData("m", 0, 1, 0, 0)]
    [InlineData("kg^-1 m^-4 s^3 A^2", -1, -4, 3, 2)]
    [InlineData("kg^-2 m^-4 s^6 A^3", -2, -4, 6, 3)]
    public void Units_are_read_as_they_are_written(string symbol, int mass, int length, int time, int current)
    {
        var dimension = new Dimension(m: mass, l: length, t: time, i: current);
        Assert.Equal(symbol, SIUnits.Of(dimension).Symbol);
        Assert.Equal(1, SIUnits.Of(dimension).Factor);
        Assert.Equal(dimension, SIUnits.Find(symbol)!.Dimension);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mV")]
    [InlineData("m^")]
    [InlineData("m^1^2")]
    [InlineData("m^25")]
    [InlineData("F^24 F^24 F^24 F^24 F^24 F^24")]
    public void What_is_written_otherwise_is_no_unit(string symbol) => Assert.Null(SIUnits.Find(symbol));
}
