using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Building;

/// <summary>
/// Draws from a binomial distribution: how many of n spike sources fire in a step. One uniform number chooses one of 2ᵏ equally likely places and, by
/// its fraction, the number that stands there or another one (Walker's method of aliases), so that a draw takes two looks into tables
/// however many numbers are possible.
/// </summary>
internal static class BinomialDraw
{
    // Beyond this mean, Brian takes a normal distribution for a binomial one.
    private const double LargestExactMean = 5;

    // What is less probable than this never happens: a draw has 53 bits.
    private const double Negligible = 1e-17;

    // Names that no author can use.
    private const string Draw = "_draw";
    private const string Place = "_place";

    /// <summary>The assignments to make first, and the number as an expression of what they assign.</summary>
    /// <param name="n">Number of sources.</param>
    /// <param name="p">Probability of each.</param>
    /// <param name="name">Name of the input, for the tables.</param>
    /// <param name="tables">Gets the tables.</param>
    public static (ImmutableArray<Neuroglot.Model.Components.Action> Before, Expression Number) Of(int n, double p, string name, ICollection<LookupTable> tables)
    {
        if (p >= 1 || p <= 0 || n == 0)
            return ([], new Number(p >= 1 ? n : 0));
        if (IsNearNormal(n, p))
            return ([], Normal(n, p));

        // Those that do not fire are counted where they are fewer.
        if (p > 0.5)
        {
            var (before, silent) = Of(n, 1 - p, name, tables);
            return (before, new Binary(BinaryOperator.Subtract, new Number(n), silent));
        }

        var (chances, others) = Aliases(Probabilities(n, p));
        var (own, other) = ($"_chance_{name}", $"_alias_{name}");
        tables.Add(new LookupTable(own, chances));
        tables.Add(new LookupTable(other, others));
        return (
            [
                new Assignment(Draw, new Binary(BinaryOperator.Multiply, new Call("uniform"), new Number(chances.Length)), SourceSpan.None),
                new Assignment(Place, new Call("floor", new Name(Draw)), SourceSpan.None),
            ],
            new Piecewise(
                [new Case(new Binary(BinaryOperator.Less, new Binary(BinaryOperator.Subtract, new Name(Draw), new Name(Place)), new Call(own, new Name(Place))), new Name(Place))],
                new Call(other, new Name(Place))));
    }

    /// <summary>The number as an expression that needs no assignments before, since it may stand anywhere.</summary>
    /// <param name="function">The distribution.</param>
    /// <param name="name">Name of the function.</param>
    /// <param name="draft">Gets what the expression calls.</param>
    public static Expression Of(BinomialFunction function, string name, SetDraft draft)
    {
        var (n, p) = (function.Trials, function.Probability);
        if (p >= 1 || p <= 0 || n == 0)
            return new Number(p >= 1 ? n : 0);
        if (function.IsApproximate && IsNearNormal(n, p))
            return Normal(n, p);

        // What fails is counted where it is less.
        var isSwapped = p > 0.5;
        if (draft.Claim(name))
            draft.HostFunctions.Add(new HostFunction(name, Quantile(n, isSwapped ? 1 - p : p)));
        var drawn = new Call(name, new Call("uniform"));
        return isSwapped ? new Binary(BinaryOperator.Subtract, new Number(n), drawn) : drawn;
    }

    /// <summary>The probabilities of 0, 1, 2 …, up to where the rest is negligible.</summary>
    public static List<double> Probabilities(int n, double p)
    {
        // Each from the one before, and all of them in proportion, since the first is a product of as many rounded factors as there are sources.
        var probabilities = new List<double>();
        var (weight, sum) = (1.0, 0.0);
        for (var k = 0; k <= n && (k <= n * p || weight > Negligible * sum); k++)
        {
            probabilities.Add(weight);
            sum += weight;
            weight *= (double)(n - k) / (k + 1) * p / (1 - p);
        }

        return probabilities.ConvertAll(one => one / sum);
    }

    private static bool IsNearNormal(int n, double p) => n * p > LargestExactMean && n * (1 - p) > LargestExactMean;

    private static Binary Normal(int n, double p) =>
        new(BinaryOperator.Add, new Number(n * p), new Binary(BinaryOperator.Multiply, new Number(Math.Sqrt(n * p * (1 - p))), new Call("normal")));

    // The smallest number that is exceeded with no more than the probability left.
    private static ElementFunction Quantile(int n, double p)
    {
        var sums = Probabilities(n, p).ToArray();
        for (var k = 1; k < sums.Length; k++)
            sums[k] += sums[k - 1];
        return arguments =>
        {
            var found = Array.BinarySearch(sums, arguments[0]);
            return Math.Min(found >= 0 ? found + 1 : ~found, sums.Length - 1);
        };
    }

    /// <summary>For each of 2ᵏ places the chance that it stands for its own number, and the number that it stands for otherwise.</summary>
    public static (ImmutableArray<double> Chances, ImmutableArray<double> Others) Aliases(List<double> probabilities)
    {
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)probabilities.Count);
        var chances = new double[count];
        var others = new double[count];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var place = 0; place < count; place++)
        {
            chances[place] = place < probabilities.Count ? probabilities[place] * count : 0;
            others[place] = place;
            (chances[place] < 1 ? small : large).Push(place);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (filled, giver) = (small.Pop(), large.Pop());
            others[filled] = giver;
            chances[giver] -= 1 - chances[filled];
            (chances[giver] < 1 ? small : large).Push(giver);
        }

        // Left over by rounding: as good as full.
        foreach (var place in small.Concat(large))
            chances[place] = place < probabilities.Count ? 1 : chances[place];
        return ([.. chances], [.. others]);
    }
}
