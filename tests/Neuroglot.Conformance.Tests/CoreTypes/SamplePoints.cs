using Neuroglot.Model.Expressions;

// Sampling needs no particular generator, only the same one each time; the base library's is kept out of the product, not out of this judge.
#pragma warning disable RS0030

namespace Neuroglot.Conformance.Tests.CoreTypes;

/// <summary>Values for the names of an expression, and for its random draws.</summary>
internal sealed record SamplePoint(Dictionary<string, double> Values, double[] Draws)
{
    public double Evaluate(Expression expression) => TreeEvaluator.Evaluate(expression, Values, Draws);

    /// <summary>1, −1, or 0 where the expression is zero or not a number.</summary>
    public int Sign(Expression expression)
    {
        var value = Evaluate(expression);
        return value > 0 ? 1 : value < 0 ? -1 : 0;
    }

    public SamplePoint With(string name, double value) => new(new Dictionary<string, double>(Values, StringComparer.Ordinal) { [name] = value }, Draws);
}

/// <summary>Seeded points at which two expressions are compared.</summary>
internal sealed class SamplePoints(int seed, IReadOnlyCollection<string> names)
{
    private readonly Random random = new(seed);

    /// <summary>
    /// A point. One half of them have values of either sign near one, a quarter have positive values over six decades, as quantities in SI
    /// units do, and a quarter small whole numbers, which hit the cases that test for equality.
    /// </summary>
    public SamplePoint Next()
    {
        var kind = random.Next(4);
        var values = names.ToDictionary(name => name, _ => Value(kind), StringComparer.Ordinal);
        return new SamplePoint(values, [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())]);
    }

    /// <summary>
    /// Points on both sides of the place where <paramref name="boundary"/> changes its sign, as near to it as doubles go, and on it where a
    /// double lies on it. Each of the names is moved in turn. Empty when no value of any name makes it change its sign.
    /// </summary>
    public IEnumerable<SamplePoint> Beside(Expression boundary)
    {
        foreach (var name in ExpressionParts.Names(boundary))
        {
            for (var attempt = 0; attempt < 40; attempt++)
            {
                var start = Next();
                var (low, high) = (start, start.With(name, FarValue()));
                if (low.Sign(boundary) * high.Sign(boundary) >= 0)
                    continue;
                while (true)
                {
                    var middle = low.Values[name] + ((high.Values[name] - low.Values[name]) / 2);
                    if (middle == low.Values[name] || middle == high.Values[name])
                        break;
                    var between = low.With(name, middle);
                    if (between.Sign(boundary) == 0)
                    {
                        yield return between;
                        (low, high) = (Leave(between, name, boundary, -1), Leave(between, name, boundary, 1));
                        break;
                    }

                    if (between.Sign(boundary) == low.Sign(boundary))
                        low = between;
                    else
                        high = between;
                }

                yield return low;
                yield return high;
                break;
            }
        }
    }

    /// <summary>The nearest point on one side of a zero, given by the value of <paramref name="name"/>, at which the boundary is no longer zero.</summary>
    private static SamplePoint Leave(SamplePoint zero, string name, Expression boundary, double direction)
    {
        var step = Math.BitIncrement(Math.Abs(zero.Values[name])) - Math.Abs(zero.Values[name]);
        while (true)
        {
            var point = zero.With(name, zero.Values[name] + (direction * step));
            if (point.Sign(boundary) != 0 || step > 1)
                return point;
            step *= 2;
        }
    }

    /// <summary>Of either sign, over eight decades, so that boundaries far from one are found as well.</summary>
    private double FarValue() => Math.Pow(10, (random.NextDouble() * 8) - 3) * (random.Next(2) == 0 ? -1 : 1);

    private double Value(int kind) => kind switch
    {
        0 or 1 => (random.NextDouble() * 4) - 2,
        2 => Math.Pow(10, (random.NextDouble() * 6) - 3),
        _ => random.Next(-2, 4),
    };
}
