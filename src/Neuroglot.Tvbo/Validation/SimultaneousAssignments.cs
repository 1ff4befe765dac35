using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// Assignments that all take the values before any of them, for executors that carry out one after the other. What an earlier one would overwrite is remembered first:
/// <code>x = y; y = x   →   x before = x; x = y; y = x before</code>
/// </summary>
/// <param name="Remembered">Variables to remember, with the names under which they are.</param>
/// <param name="Assignments">The assignments, in the author's order.</param>
public sealed record SimultaneousAssignments(ImmutableArray<(string Variable, string Name)> Remembered, ImmutableArray<NamedExpression> Assignments)
{
    /// <summary>The assignments in an order that gives the same.</summary>
    /// <param name="assignments">The assignments.</param>
    /// <param name="nameOf">The name under which a variable is remembered.</param>
    public static SimultaneousAssignments Of(IEnumerable<NamedExpression> assignments, Func<string, string> nameOf)
    {
        ImmutableArray<NamedExpression> all = [.. assignments];
        var overwritten = new HashSet<string>();
        var remembered = new OrderedDictionary<string, string>();
        foreach (var one in all)
        {
            foreach (var name in FreeNames.Of(one.Value).Where(overwritten.Contains))
                remembered.TryAdd(name, nameOf(name));
            overwritten.Add(one.Name);
        }

        return new SimultaneousAssignments(
            [.. remembered.Select(static pair => (pair.Key, pair.Value))],
            [.. all.Select(one => one with { Value = Substitution.Apply(one.Value, name => remembered.TryGetValue(name, out var before) ? new Name(before) : null) })]);
    }
}
