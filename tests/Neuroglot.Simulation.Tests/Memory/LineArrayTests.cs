using Neuroglot.Simulation.Memory;
using Xunit;

namespace Neuroglot.Simulation.Tests.Memory;

/// <summary>Columns of many neurons begin where a line of the cache does.</summary>
public sealed class LineArrayTests
{
    // How often memory is met that lies otherwise is the collector's affair; that it should be so for one in ten is far from what was seen (none in a thousand).
    [Theory]
    [InlineData(512)]
    [InlineData(4008)]
    [InlineData(100_000)]
    public void Arrays_begin_with_a_line(int length)
    {
        double[][] arrays = [.. Enumerable.Range(0, 20).Select(_ => LineArray.Allocate(length))];
        Assert.All(arrays, array => Assert.True(array.Length >= length));
        Assert.True(arrays.Count(array => LineArray.Place(array) == 0) >= 18);
    }

    [Fact]
    public void Small_ones_are_as_long_as_wanted() => Assert.Equal(new double[16], LineArray.Allocate(16));
}
