using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Values of expressions while a network is built: of parameters, properties and constants, never of what changes over time.</summary>
internal sealed class BuildValues(LemsModel model, DiagnosticBag diagnostics)
{
    private readonly HashSet<SourceSpan> reported = [];
    private readonly Dictionary<Expression, bool> choices = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of <paramref name="expression"/>; null after an error, which is told once however many instances there are.</summary>
    /// <param name="expression">What to compute.</param>
    /// <param name="user">What the expression belongs to, for messages.</param>
    /// <param name="lookup">The value of a name; global constants are found without it.</param>
    public double? Evaluate(LemsExpression expression, string user, Func<string, double?> lookup)
    {
        if (expression.Tree is { } tree)
            return Evaluate(tree, expression.Span, user, lookup);
        if (reported.Add(expression.Span))
            expression.Parse(diagnostics);
        return null;
    }

    /// <summary>As for a whole expression, of a tree that begins at <paramref name="span"/>.</summary>
    public double? Evaluate(Expression tree, SourceSpan span, string user, Func<string, double?> lookup)
    {
        string? unknown = null;
        var draws = false;
        var isKnown = choices.TryGetValue(tree, out var isChoice);
        var value = isChoice ? Choose(tree, Value) : Evaluator.Evaluate(tree, Value, (_, _) =>
        {
            draws = true;
            return double.NaN;
        });

        // The first time all is computed, so that no mistake stays hidden.
        if (!isKnown)
            choices.Add(tree, IsChoice(tree));
        if (unknown is null && !draws)
            return value;
        if (reported.Add(span))
        {
            diagnostics.Error(
                "NG1408",
                draws ? $"The Structure of {user} draws random numbers; a network is the same in every run." : $"“{unknown}” in the Structure of {user} has no value while the network is built.",
                span,
                draws ? "Write the connections out, or choose by a parameter." : NearNames.Hint(unknown!, model.Constants.Keys) ?? "Parameters, properties, constants and the index of an instance have one; variables do not.");
        }

        return null;

        double Value(string name)
        {
            if (lookup(name) is { } found)
                return found;
            if (model.Constants.TryGetValue(name, out var constant))
                return constant.Value;
            unknown ??= name;
            return double.NaN;
        }
    }

    // Values of many instances are chosen by products with H, thousands of them in one expression; of sums and products of finite numbers, what is multiplied by zero need not
    // be computed.
    private static bool IsChoice(Expression tree) => tree.Any(node => node is Call) && !tree.Any(node => node is not (Number or Name or Unary { Operator: UnaryOperator.Negate }
        or Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } or Call { Function: "heaviside", Arguments.Length: 1 }));

    private static double Choose(Expression tree, Func<string, double> lookup) => tree switch
    {
        Binary { Operator: BinaryOperator.Multiply } product => Choose(product.Left, lookup) is var left && left == 0 ? 0 : left * Choose(product.Right, lookup),
        Binary sum => Evaluator.Apply(sum.Operator, Choose(sum.Left, lookup), Choose(sum.Right, lookup)),
        Unary negative => -Choose(negative.Operand, lookup),
        Call step => Choose(step.Arguments[0], lookup) switch { > 0 => 1, 0 => 0.5, < 0 => 0, _ => double.NaN },
        _ => Evaluator.Evaluate(tree, lookup),
    };

    /// <summary>Whether <paramref name="test"/> holds; false after an error.</summary>
    public bool Holds(LemsExpression test, string user, Func<string, double?> lookup) => Evaluate(test, user, lookup) is { } value && value != 0;

    /// <summary>What a Structure carries out of <paramref name="choose"/>: the first alternative that holds, else the last resort.</summary>
    public IEnumerable<BuildElement> Chosen(Choose choose, string user, Func<string, double?> lookup)
    {
        foreach (var when in choose.Body.OfType<When>())
        {
            if (Holds(when.Test, user, lookup))
                return when.Body;
        }

        return choose.Body.OfType<Otherwise>().SelectMany(otherwise => otherwise.Body);
    }

    /// <summary>The value that <paramref name="name"/> has for an instance: assigned to it, or stated by its component; with <paramref name="around"/>, else that of what owns it.</summary>
    public static double? Of(InstanceReference instance, string name, bool around = false)
    {
        for (InstanceReference? here = instance; here is { } place; here = around ? InstancePaths.Parent(place) : null)
        {
            if (place.Part.Group?.Value(PartNode.Join(place.Part.Path, name), place.Index) is { } assigned)
                return assigned;
            if (place.Part.Component.TryValue(name, out var stated))
                return stated;
        }

        return null;
    }
}
