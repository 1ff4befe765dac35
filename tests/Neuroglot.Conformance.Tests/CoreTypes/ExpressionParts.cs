using Neuroglot.Model.Expressions;

namespace Neuroglot.Conformance.Tests.CoreTypes;

/// <summary>What an expression is made of.</summary>
internal static class ExpressionParts
{
    /// <summary>The names that it reads.</summary>
    public static SortedSet<string> Names(params IEnumerable<Expression> expressions)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (var part in expressions.SelectMany(All))
        {
            if (part is Name name)
                names.Add(name.Identifier);
        }

        return names;
    }

    /// <summary>The differences whose sign decides something: of both sides of each comparison, and arguments of the step function.</summary>
    public static IEnumerable<Expression> Boundaries(Expression expression)
    {
        foreach (var part in All(expression))
        {
            if (part is Binary { Operator: >= BinaryOperator.Less and <= BinaryOperator.NotEqual } comparison)
                yield return new Binary(BinaryOperator.Subtract, comparison.Left, comparison.Right);
            else if (part is Call { Function: "heaviside" } step)
                yield return step.Arguments[0];
        }
    }

    private static IEnumerable<Expression> All(Expression expression)
    {
        IEnumerable<Expression> parts = expression switch
        {
            Unary unary => [unary.Operand],
            Binary binary => [binary.Left, binary.Right],
            Call call => call.Arguments,
            Piecewise => throw new NotSupportedException("LEMS has no piecewise expressions."),
            _ => [],
        };
        return parts.SelectMany(All).Prepend(expression);
    }
}
