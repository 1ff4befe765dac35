using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The names that an expression refers to. Functions are not names.
/// <code>(v0 - v)/tau + exp(v)  →  v0, v, tau</code>
/// </summary>
public static class FreeNames
{
    /// <summary>The names, each once, in the order in which they first appear.</summary>
    public static ImmutableArray<string> Of(Expression expression)
    {
        var seen = new HashSet<string>();
        var order = ImmutableArray.CreateBuilder<string>();
        Collect(expression);
        return order.ToImmutable();

        void Collect(Expression node)
        {
            if (node is Name name)
            {
                if (seen.Add(name.Identifier))
                    order.Add(name.Identifier);
                return;
            }

            foreach (var child in node.Children())
                Collect(child);
        }
    }

    /// <summary>Whether the expression refers to <paramref name="name"/>.</summary>
    public static bool Contains(Expression expression, string name) => expression.Any(node => node is Name one && one.Identifier == name);

    /// <summary>Whether the expression refers to any of <paramref name="names"/>.</summary>
    public static bool ContainsAny(Expression expression, IReadOnlySet<string> names) =>
        expression.Any(node => node is Name one && names.Contains(one.Identifier));
}
