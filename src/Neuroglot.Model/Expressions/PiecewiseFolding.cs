using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Moves the choice between values to the top, for languages that have it only there (LEMS <c>ConditionalDerivedVariable</c>).
/// <code>
/// 2*(a if x &gt; 0 else b) + 1                       →  2*a + 1 if x &gt; 0 else 2*b + 1
/// (a if p else b) + (c if q else d)               →  a + c if p and q else a + d if p else b + c if q else b + d
/// max(x, 0)                                      →  0 if 0 &gt; x else x
/// </code>
/// </summary>
public static class PiecewiseFolding
{
    /// <summary>Greatest number of cases of a result; an expression that would have more stays as it is.</summary>
    public const int MaxCases = 1000;

    /// <summary>
    /// The expression with at most one <see cref="Piecewise"/>, at the top. Choices inside conditions stay, and so does what cannot be folded
    /// because a condition draws random numbers.
    /// </summary>
    public static Expression Fold(Expression expression)
    {
        var folded = expression is Piecewise piecewise ? Flatten(FoldValues(piecewise)) : Lift(expression.MapChildren(Fold));
        return folded is Piecewise { Cases.Length: > MaxCases } ? expression : folded;
    }

    /// <summary>
    /// The expression with <c>min</c>, <c>max</c>, <c>clip</c>, <c>sign</c>, <c>heaviside</c> and <c>abs</c> written as choices. What draws random
    /// numbers stays, since it would draw twice.
    /// </summary>
    public static Expression ToPiecewise(Expression expression) => expression.Rewrite(node =>
    {
        if (node is not Call { Function: "min" or "max" or "clip" or "sign" or "heaviside" or "abs" } call || !node.IsPure())
            return node;
        if (call is { Function: "abs", Arguments: [var operand] })
        {
            return new Piecewise(
                [new Case(new Binary(BinaryOperator.Less, operand, new Number(0)), new Unary(UnaryOperator.Negate, operand))], operand);
        }

        return Expansions.Of(node) is { } expansion ? call.Function == "clip" ? ToPiecewise(expansion) : expansion : node;
    });

    private static Piecewise FoldValues(Piecewise piecewise) =>
        new([.. piecewise.Cases.Select(one => one with { Value = Fold(one.Value) })], Fold(piecewise.Otherwise));

    // A node with choices among its children becomes a choice between nodes.
    private static Expression Lift(Expression node)
    {
        var choice = node.Children().OfType<Piecewise>().FirstOrDefault();
        if (choice is null || !HasPureConditions(choice))
            return node;
        Expression With(Expression value) => Lift(node.MapChildren(child => ReferenceEquals(child, choice) ? value : child));
        if ((long)choice.Cases.Length * node.Children().OfType<Piecewise>().Max(one => one.Cases.Length) > MaxCases)
            return node;
        return Flatten(new Piecewise([.. choice.Cases.Select(one => one with { Value = With(one.Value) })], With(choice.Otherwise)));
    }

    // A choice whose values are choices becomes one choice.
    private static Piecewise Flatten(Piecewise piecewise)
    {
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var one in piecewise.Cases)
        {
            if (one.Value is Piecewise inner && one.Condition.IsPure() && HasPureConditions(inner))
            {
                foreach (var nested in inner.Cases)
                    cases.Add(new Case(new Binary(BinaryOperator.And, one.Condition, nested.Condition), nested.Value));
                cases.Add(new Case(one.Condition, inner.Otherwise));
            }
            else
            {
                cases.Add(one);
            }
        }

        if (piecewise.Otherwise is not Piecewise rest)
            return new Piecewise(cases.ToImmutable(), piecewise.Otherwise);
        cases.AddRange(rest.Cases);
        return new Piecewise(cases.ToImmutable(), rest.Otherwise);
    }

    private static bool HasPureConditions(Piecewise piecewise) => piecewise.Cases.All(one => one.Condition.IsPure());
}
