using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Looks at one expression: whether it is one, knows its names, agrees in units, and divides integers without loss.</summary>
internal sealed class ExpressionChecks(ComponentClass definition, DiagnosticBag diagnostics)
{
    /// <summary>Checks <paramref name="math"/>.</summary>
    /// <param name="math">The expression.</param>
    /// <param name="scope">What its names mean.</param>
    /// <param name="place">The place in words: <c>the time derivative of `v`</c>.</param>
    /// <param name="expected">The dimension that the place asks for; null where any will do.</param>
    /// <returns>The expression, or null where it is none.</returns>
    public Expression? Check(MathInline math, ComponentScope scope, string place, Dimension? expected)
    {
        if (math.Parse(scope.Has, diagnostics) is not { } expression)
            return null;
        var isKnown = true;
        foreach (var name in FreeNames.Of(expression))
        {
            if (scope.Has(name))
                continue;
            isKnown = false;
            var isImpulse = definition.FindPort(name, PortKind.ImpulseReceive) is not null;
            diagnostics.Error(ModelCodes.UnknownName,
                isImpulse ? $"`{name}` has a value only where an impulse arrives at it, not in {place}." : $"`{name}` is not defined, in {place}.", math.Span,
                isImpulse ? "Keep the value in a state variable." : NearNames.Hint(name, scope.Names) ?? $"Declare a parameter, a state variable, an alias or a port of that name in {definition.Name}.");
        }

        foreach (var division in Integers.Truncations(expression))
        {
            diagnostics.Warning(ModelCodes.IntegerDivision,
                $"`{ExpressionPrinter.Print(division, Dialects.SpineML)}` divides integers, which simulators that compile C round to {Whole(division)}, in {place}.", math.Span,
                "Write 1.0/2 where a real number is meant.");
        }

        if (isKnown)
            CheckDimension(expression, math, scope, place, expected);
        return expression;
    }

    private static string Whole(Binary division)
    {
        var divisor = Evaluator.Evaluate(division.Right);
        return divisor == 0 ? "nothing at all" : FormattableString.Invariant($"{Math.Truncate(Evaluator.Evaluate(division.Left) / divisor)}");
    }

    private void CheckDimension(Expression expression, MathInline math, ComponentScope scope, string place, Dimension? expected)
    {
        var found = new DiagnosticBag();
        if (expected is { } dimension)
            DimensionInference.Check(expression, dimension, place, scope.Lookup, Dialects.SpineML, math.Span, found, null, scope.IsUnspecified);
        else
            DimensionInference.Infer(expression, scope.Lookup, Dialects.SpineML, math.Span, found, null, scope.IsUnspecified);

        // Numbers are never converted, so that a wrong unit does no harm but to readers.
        var hint = FreeNames.Of(expression).Any(name => scope.DimensionOf(name) == "mS") ? "mS is millisiemens; milliseconds are ms." : null;
        foreach (var one in found)
            diagnostics.Add(one with { Severity = Severity.Warning, Hint = hint ?? one.Hint });
    }
}
