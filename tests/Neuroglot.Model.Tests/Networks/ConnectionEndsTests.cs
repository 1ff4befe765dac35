using FsCheck.Fluent;
using Neuroglot.Model.Networks;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Model.Tests.Networks;

/// <summary>Ends of connections are what they were made of, however they are kept.</summary>
public sealed class ConnectionEndsTests
{
    [Fact]
    public void Ends_are_found_one_by_one_and_in_their_order() =>
        Prop.ForAll(Gen.Choose(0, 9).ArrayOf().ToArbitrary(), numbers => Same(numbers) && Same([.. numbers.Order()])).Holds();

    [Theory]
    [InlineData(true)]
    [InlineData(true, 0, 0, 0, 7)]
    [InlineData(true, 3, 3, 5)]
    [InlineData(false, 1, 0)]
    [InlineData(false, -1, 0)]
    [InlineData(false, 65535, 3, 65535)]
    [InlineData(false, 65536, 3)]
    [InlineData(false, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 40000)]
    public void Ascending_ends_are_known_as_such(bool ascending, params int[] numbers)
    {
        Assert.Equal(ascending, ConnectionEnds.Of([.. numbers]).IsAscending);
        Assert.True(Same(numbers));
    }

    [Fact]
    public void There_is_no_end_of_a_connection_that_is_not_there()
    {
        var ends = ConnectionEnds.Of([0, 0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ends[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ends[-1]);
    }

    [Fact]
    public void Ascending_ends_can_be_made_of_numbers_of_connections()
    {
        Assert.Equal([1, 1, 3], ConnectionEnds.Ascending([0, 2, 0, 1, 0]));
        Assert.Empty(ConnectionEnds.Ascending([0, 0]));
        Assert.Empty(ConnectionEnds.Ascending([]));
    }

    private static int[] Copied(ConnectionEnds ends, int first, int count)
    {
        var copy = new int[count];
        ends.CopyTo(first, copy);
        return copy;
    }

    private static bool Same(int[] numbers)
    {
        var ends = ConnectionEnds.Of([.. numbers]);
        return ends.Count == numbers.Length
            && ends.SequenceEqual(numbers)
            && Enumerable.Range(0, numbers.Length).All(k => Copied(ends, k, numbers.Length - k).SequenceEqual(numbers.Skip(k)))
            && ends.ToArray().SequenceEqual(numbers)
            && ends.SequenceEqual(numbers)
            && ends.ToArray().SequenceEqual(numbers)
            && Copied(ends, 0, numbers.Length).SequenceEqual(numbers)
            && ends.ToArray(5).Select(end => end - 5).SequenceEqual(numbers)
            && Enumerable.Range(0, numbers.Length).All(k => ends[k] == numbers[k]);
    }
}
