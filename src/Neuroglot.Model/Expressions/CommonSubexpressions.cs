using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Gives a name to what several expressions compute alike, so that it is computed once. Random draws are never shared. A part of one branch
/// of a piecewise value may become a definition that is computed always.
/// <code>
/// [exp(v/a) + v/a, exp(v/a)]  →  s0 = v/a, s1 = exp(s0), [s1 + s0, s1]
/// </code>
/// </summary>
public static class CommonSubexpressions
{
    /// <summary>The result: definitions, each using only those before it, and the expressions in terms of them.</summary>
    /// <param name="Definitions">New names and their values.</param>
    /// <param name="Expressions">As many as were given, in the same order.</param>
    public sealed record Result(ImmutableArray<KeyValuePair<string, Expression>> Definitions, ImmutableArray<Expression> Expressions);

    /// <summary>Finds common parts.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <param name="name">The name of the n-th definition, from 0; must not occur in the expressions.</param>
    public static Result Extract(IReadOnlyList<Expression> expressions, Func<int, string> name)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        ArgumentNullException.ThrowIfNull(name);
        var run = new Run(name);
        var shared = expressions.Select(run.Share).ToArray();
        foreach (var expression in shared)
            run.Count(expression);
        var results = shared.Select(run.Rebuild).ToImmutableArray();
        return new Result(run.Definitions.ToImmutable(), results);
    }

    private sealed class Run(Func<int, string> name)
    {
        private readonly Dictionary<Expression, Expression> unique = new(new ShallowComparer());
        private readonly Dictionary<Expression, Expression> sharedByReference = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expression, int> uses = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expression, Expression> rebuilt = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Expression> impure = new(ReferenceEqualityComparer.Instance);

        public ImmutableArray<KeyValuePair<string, Expression>>.Builder Definitions { get; } =
            ImmutableArray.CreateBuilder<KeyValuePair<string, Expression>>();

        // One object for equal trees, from the leaves up, so that comparing a node means comparing references of its children.
        public Expression Share(Expression expression)
        {
            if (sharedByReference.TryGetValue(expression, out var known))
                return known;
            var node = expression.MapChildren(Share);
            if ((node is Call call && Functions.Find(call.Function) is not { IsRandom: false }) || node.Children().Any(impure.Contains))
            {
                // A copy of its own even when the caller's trees share the object: every occurrence draws anew.
                node = ReferenceEquals(node, expression) ? node with { } : node;
                impure.Add(node);
                return node;
            }

            if (unique.TryGetValue(node, out var same))
                node = same;
            else
                unique.Add(node, node);
            return sharedByReference[expression] = node;
        }

        public void Count(Expression expression)
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(uses, expression, out var seen);
            count++;
            if (seen)
                return;
            foreach (var child in expression.Children())
                Count(child);
        }

        public Expression Rebuild(Expression expression)
        {
            if (rebuilt.TryGetValue(expression, out var known))
                return known;
            var node = expression.MapChildren(Rebuild);
            if (uses[expression] > 1 && expression is not (Number or Truth or Name) && !impure.Contains(expression))
            {
                var definition = new KeyValuePair<string, Expression>(name(Definitions.Count), node);
                Definitions.Add(definition);
                node = new Name(definition.Key);
            }

            return rebuilt[expression] = node;
        }
    }

    // Compares nodes whose children are shared already.
    private sealed class ShallowComparer : IEqualityComparer<Expression>
    {
        public bool Equals(Expression? x, Expression? y) => (x, y) switch
        {
            (Unary a, Unary b) => a.Operator == b.Operator && ReferenceEquals(a.Operand, b.Operand),
            (Binary a, Binary b) => a.Operator == b.Operator && ReferenceEquals(a.Left, b.Left) && ReferenceEquals(a.Right, b.Right),
            (Call a, Call b) => a.Function == b.Function && Same(a, b),
            (Piecewise a, Piecewise b) => Same(a, b),
            // The bits decide: −0 is not 0.
            (Number a, Number b) => BitConverter.DoubleToInt64Bits(a.Value) == BitConverter.DoubleToInt64Bits(b.Value) && a.IsInteger == b.IsInteger,
            (Truth or Name, Truth or Name) => x.Equals(y),
            _ => false,
        };

        public int GetHashCode(Expression expression)
        {
            var hash = new HashCode();
            hash.Add(expression.GetType());
            switch (expression)
            {
                case Unary unary:
                    hash.Add(unary.Operator);
                    break;
                case Binary binary:
                    hash.Add(binary.Operator);
                    break;
                case Call call:
                    hash.Add(call.Function);
                    break;
                case Number or Truth or Name:
                    hash.Add(expression);
                    break;
            }

            foreach (var child in expression.Children())
                hash.Add(RuntimeHelpers.GetHashCode(child));
            return hash.ToHashCode();
        }

        private static bool Same(Expression a, Expression b) => a.Children().SequenceEqual(b.Children(), ReferenceEqualityComparer.Instance);
    }
}
