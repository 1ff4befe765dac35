using System.Collections.Immutable;
using System.Diagnostics;

namespace Neuroglot.Model.Expressions;

/// <summary>The few general walks over a tree on which the passes rest.</summary>
public static class ExpressionTree
{
    /// <summary>The operands, arguments, conditions and values directly below <paramref name="expression"/>, in evaluation order.</summary>
    public static IEnumerable<Expression> Children(this Expression expression)
    {
        switch (expression)
        {
            case Unary unary:
                yield return unary.Operand;
                break;
            case Binary binary:
                yield return binary.Left;
                yield return binary.Right;
                break;
            case Call call:
                foreach (var argument in call.Arguments)
                    yield return argument;
                break;
            case Piecewise piecewise:
                foreach (var one in piecewise.Cases)
                {
                    yield return one.Condition;
                    yield return one.Value;
                }

                yield return piecewise.Otherwise;
                break;
            case Number or Truth or Name:
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// The same node with its direct children replaced; the very same object where <paramref name="change"/> changes none.
    /// </summary>
    public static Expression MapChildren(this Expression expression, Func<Expression, Expression> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        switch (expression)
        {
            case Number or Truth or Name:
                return expression;
            case Unary unary:
                var operand = change(unary.Operand);
                return ReferenceEquals(operand, unary.Operand) ? unary : unary with { Operand = operand };
            case Binary binary:
                var left = change(binary.Left);
                var right = change(binary.Right);
                var isSame = ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right);
                return isSame ? binary : binary with { Left = left, Right = right };
            case Call call:
                var arguments = Map(call.Arguments, change);
                return arguments == call.Arguments ? call : call with { Arguments = arguments };
            case Piecewise piecewise:
                var cases = Map(piecewise.Cases, one =>
                {
                    var condition = change(one.Condition);
                    var value = change(one.Value);
                    return ReferenceEquals(condition, one.Condition) && ReferenceEquals(value, one.Value) ? one : new Case(condition, value);
                });
                var otherwise = change(piecewise.Otherwise);
                return cases == piecewise.Cases && ReferenceEquals(otherwise, piecewise.Otherwise) ? piecewise : new Piecewise(cases, otherwise);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The tree with every node replaced, children before parents.</summary>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change(expression.MapChildren(child => child.Rewrite(change)));
    }

    /// <summary>Whether the node or anything below it satisfies <paramref name="predicate"/>.</summary>
    public static bool Any(this Expression expression, Func<Expression, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (predicate(expression))
            return true;
        return expression switch
        {
            Unary unary => unary.Operand.Any(predicate),
            Binary binary => binary.Left.Any(predicate) || binary.Right.Any(predicate),
            _ => expression.Children().Any(child => child.Any(predicate)),
        };
    }

    /// <summary>
    /// Whether evaluating it twice gives the same value twice, so that it may be shared, repeated or dropped: it has no random draws and no
    /// functions that only the model knows.
    /// </summary>
    public static bool IsPure(this Expression expression) =>
        !expression.Any(node => node is Call call && Functions.Find(call.Function) is not { IsRandom: false });

    private static ImmutableArray<T> Map<T>(ImmutableArray<T> items, Func<T, T> change)
        where T : class
    {
        ImmutableArray<T>.Builder? changed = null;
        for (var index = 0; index < items.Length; index++)
        {
            var item = change(items[index]);
            if (changed is null && !ReferenceEquals(item, items[index]))
            {
                changed = ImmutableArray.CreateBuilder<T>(items.Length);
                changed.AddRange(items, index);
            }

            changed?.Add(item);
        }

        return changed?.MoveToImmutable() ?? items;
    }
}
