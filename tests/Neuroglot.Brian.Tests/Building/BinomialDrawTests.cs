using Neuroglot.Brian.Building;
using Xunit;

namespace Neuroglot.Brian.Tests.Building;

public sealed class BinomialDrawTests
{
    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(20, 0.1)]
    [InlineData(1000, 0.002)]
    [InlineData(1_000_000, 4e-6)]
    public void A_place_of_the_table_and_its_alias_together_give_each_number_its_probability(int n, double p)
    {
        var probabilities = BinomialDraw.Probabilities(n, p);
        var (chances, others) = BinomialDraw.Aliases(probabilities);
        var drawn = new double[chances.Length];
        for (var place = 0; place < chances.Length; place++)
        {
            drawn[place] += chances[place] / chances.Length;
            drawn[(int)others[place]] += (1 - chances[place]) / chances.Length;
        }

        // A uniform number has 53 bits; the error of each of the few sums is of that size.
        for (var number = 0; number < drawn.Length; number++)
            Assert.Equal(number < probabilities.Count ? probabilities[number] : 0, drawn[number], 1e-15);
        Assert.Equal(n * p, drawn.Select((probability, number) => probability * number).Sum(), n * p * 1e-12);
    }
}
