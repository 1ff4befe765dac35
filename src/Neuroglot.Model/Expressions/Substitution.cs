namespace Neuroglot.Model.Expressions;

/// <summary>
/// Replaces names by expressions, all at the same time: what is put in is not searched again.
/// <code>x*y with x → y + 1, y → x  →  (y + 1)*x</code>
/// </summary>
public static class Substitution
{
    /// <summary><paramref name="expression"/> with every name that <paramref name="values"/> holds replaced.</summary>
    public static Expression Apply(Expression expression, IReadOnlyDictionary<string, Expression> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? expression : Apply(expression, name => values.GetValueOrDefault(name));
    }

    /// <summary>
    /// <paramref name="expression"/> with every name replaced for which <paramref name="find"/> gives something other than null.
    /// </summary>
    public static Expression Apply(Expression expression, Func<string, Expression?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return expression is Name name ? find(name.Identifier) ?? expression : expression.MapChildren(child => Apply(child, find));
    }
}
