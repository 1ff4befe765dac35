using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>Subexpressions in an order in which each comes after those that it uses, and the circle where there is none.</summary>
internal static class SubexpressionOrder
{
    /// <summary>
    /// All subexpressions of <paramref name="equations"/>; of those that depend on each other in a circle, the names of the first circle found, first name
    /// repeated at the end.
    /// </summary>
    public static (ImmutableArray<Equation> Order, ImmutableArray<string> Circle) Of(ImmutableArray<Equation> equations)
    {
        var byName = new Dictionary<string, Equation>();
        foreach (var one in equations)
        {
            if (one.Kind == EquationKind.Subexpression)
                byName.TryAdd(one.Name, one);
        }

        var order = ImmutableArray.CreateBuilder<Equation>(byName.Count);
        var circle = ImmutableArray<string>.Empty;
        var state = new Dictionary<string, bool>();
        // With a stack of its own: a chain of definitions may be as long as the text.
        var path = new Stack<(Equation Equation, Queue<string> Uses)>();
        foreach (var root in equations)
        {
            if (root.Kind == EquationKind.Subexpression && !state.ContainsKey(root.Name))
                Enter(byName[root.Name]);
            while (path.TryPeek(out var top))
            {
                if (!top.Uses.TryDequeue(out var name))
                {
                    path.Pop();
                    state[top.Equation.Name] = true;
                    order.Add(top.Equation);
                }
                else if (byName.TryGetValue(name, out var used))
                {
                    if (!state.TryGetValue(name, out var isDone))
                        Enter(used);
                    else if (!isDone && circle.IsEmpty)
                        circle = [name, .. path.TakeWhile(one => one.Equation.Name != name).Select(one => one.Equation.Name).Reverse(), name];
                }
            }
        }

        return (order.ToImmutable(), circle);

        void Enter(Equation equation)
        {
            state.Add(equation.Name, false);
            path.Push((equation, new Queue<string>(FreeNames.Of(equation.Expression!))));
        }
    }
}
