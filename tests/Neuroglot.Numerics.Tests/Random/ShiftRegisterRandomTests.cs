using Xunit;

namespace Neuroglot.Numerics.Tests.Random;

/// <summary>The shift register of SpineML's reference simulator.</summary>
public sealed class ShiftRegisterRandomTests
{
    [Fact]
    public void Bits_are_the_sum_of_a_state_and_the_next()
    {
        // By hand: 1 becomes 1 ^ 1 << 13 = 8193, unchanged by >> 17, then 8193 ^ 8193 << 5 = 270369.
        var random = new ShiftRegisterRandom(1);
        Assert.Equal(1u + 270369u, random.NextBits());
        Assert.Equal(unchecked(270369u + 67634689u), random.NextBits());
    }

    [Fact]
    public void Intervals_have_mean_and_variance_of_an_exponential_distribution()
    {
        // 100 000 draws: the mean is within 3 standard errors, 3/√100 000; the variance, whose standard error is √8/√100 000, too.
        var random = new ShiftRegisterRandom(123);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextExponential()).ToList();
        Assert.All(draws, draw => Assert.True(draw >= 0));
        Assert.Equal(1, draws.Average(), 0.0095);
        Assert.Equal(1, draws.Average(draw => (draw - 1) * (draw - 1)), 0.027);
    }
}
