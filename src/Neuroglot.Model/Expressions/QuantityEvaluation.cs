using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The value with dimension of an expression over quantities, after a check of its dimensions. Also reads compound units, since a unit is
/// the quantity of one of it.
/// <code>
/// 10*mV/(2*Mohm)    →  5 nA
/// siemens/metre**2  →  1 S/m²
/// </code>
/// </summary>
public static class QuantityEvaluation
{
    /// <summary>Computes <paramref name="expression"/>.</summary>
    /// <param name="expression">The expression, without random draws or model functions.</param>
    /// <param name="lookup">The quantity of a name; null reports the name as unknown.</param>
    /// <param name="dialect">The language in which diagnostics quote.</param>
    /// <param name="span">Where the expression is written.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static Quantity? Evaluate(
        Expression expression, Func<string, Quantity?> lookup, Dialect dialect, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!expression.IsPure() || expression.Any(node => node is Call call && Functions.Find(call.Function)?.Arity != call.Arguments.Length))
        {
            diagnostics.Error(ExpressionParser.UnknownFunction,
                $"`{ExpressionPrinter.Print(expression, dialect)}` has no fixed value: it draws or calls a function that is not built in", span);
            return null;
        }

        var dimension = DimensionInference.Infer(expression, name => lookup(name)?.Dimension, dialect, span, diagnostics);
        return dimension is { } known ? new Quantity(Evaluator.Evaluate(expression, name => lookup(name)!.Value.Value), known) : null;
    }

    /// <summary>Computes an expression whose names are units: <c>volt/second</c>.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="units">The units.</param>
    /// <param name="dialect">The language in which diagnostics quote.</param>
    /// <param name="span">Where the expression is written.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static Quantity? Evaluate(Expression expression, UnitTable units, Dialect dialect, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(units);
        return Evaluate(expression, Find, dialect, span, diagnostics);

        Quantity? Find(string name) => units.Find(name) is { } unit ? new Quantity(unit.Factor, unit.Dimension) : null;
    }
}
