using Xunit;

namespace Neuroglot.Numerics.Tests.Random;

public sealed class PreflightRandomTests
{
    // The first numbers follow by hand: 123·1103515245 + 12345 is 1706566592 modulo 2³², which is 0.7946817… of 2³¹.
    [Fact]
    public void The_numbers_are_those_of_the_recurrence()
    {
        var random = new PreflightRandom(PreflightRandom.UsualSeed);
        Assert.Equal([0.7946817f, 0.6873749f, 0.5335075f, 0.8968613f, 0.4818791f], Enumerable.Range(0, 5).Select(_ => random.NextSingle()));
    }

    [Fact]
    public void The_least_integer_stays_as_it_is()
    {
        // The state before the least integer: (−2³¹ − 12345) times the inverse of 1103515245 modulo 2³².
        var inverse = 1;
        for (var i = 0; i < 5; i++)
            inverse = unchecked(inverse * (2 - (1103515245 * inverse)));
        var random = new PreflightRandom(unchecked((int.MinValue - 12345) * inverse));
        Assert.Equal(-1f, random.NextSingle());
    }
}
