using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>
/// A list of numbers as an expression of <c>index</c>: a tree of choices, each by the step function, whose value is exactly 0 or 1 between two indices.
/// <code>5, 7, 7  →  (1 - H(index - 0.5))*5 + H(index - 0.5)*7</code>
/// Each choice multiplies what it does not take by zero and adds it, which changes no bit of a number.
/// </summary>
internal static class Choice
{
    /// <summary>The expression for <paramref name="values"/>.</summary>
    public static Expression Of(ImmutableArray<double> values)
    {
        var starts = new List<int>();
        for (var index = 0; index < values.Length; index++)
        {
            if (index == 0 || !values[index].Equals(values[index - 1]))
                starts.Add(index);
        }

        return Among(values, starts, 0, starts.Count);
    }

    private static Expression Among(ImmutableArray<double> values, List<int> starts, int first, int end)
    {
        if (end - first == 1)
            return new Number(values[starts[first]]);
        var middle = (first + end) / 2;
        var after = new Call("heaviside", new Binary(BinaryOperator.Subtract, new Name("index"), new Number(starts[middle] - 0.5)));
        var before = new Binary(BinaryOperator.Subtract, new Number(1), after);
        return new Binary(
            BinaryOperator.Add,
            new Binary(BinaryOperator.Multiply, before, Among(values, starts, first, middle)),
            new Binary(BinaryOperator.Multiply, after, Among(values, starts, middle, end)));
    }
}
