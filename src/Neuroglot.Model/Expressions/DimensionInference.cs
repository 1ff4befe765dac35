using System.Diagnostics;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The physical dimension of an expression from those of its names. A mismatch is a diagnostic that quotes the offending part in the author's
/// own language and names both dimensions. The number zero fits every dimension, as in LEMS.
/// <code>
/// (v0 - v)/R, v0 and v voltage, R resistance   →  current
/// v + i*R^2                                    →  error: `v` has dimension voltage but `i*R^2` has dimension …
/// </code>
/// </summary>
public sealed class DimensionInference
{
    /// <summary>Code of the diagnostic for operands of different dimensions.</summary>
    public const string Mismatch = "NG1230";

    /// <summary>Code of the diagnostic for a dimension where a pure number belongs.</summary>
    public const string NotDimensionless = "NG1231";

    /// <summary>Code of the diagnostic for an exponent that gives no dimension.</summary>
    public const string BadExponent = "NG1232";

    /// <summary>Code of the diagnostic for a name without meaning.</summary>
    public const string UnknownName = "NG1233";

    /// <summary>Code of the diagnostic for a dimension beyond what can be held.</summary>
    public const string OutOfRange = "NG1234";

    /// <summary>Code of the diagnostic for an expression of another dimension than its place asks for.</summary>
    public const string Unexpected = "NG1235";

    private readonly Func<string, Dimension?> lookup;
    private readonly Dialect dialect;
    private readonly SourceSpan span;
    private readonly DiagnosticBag diagnostics;
    private readonly Func<string, FunctionDimensions?>? functions;
    private readonly Func<string, bool>? isUnspecified;

    private DimensionInference(
        Func<string, Dimension?> lookup, Dialect dialect, SourceSpan span, DiagnosticBag diagnostics, Func<string, FunctionDimensions?>? functions, Func<string, bool>? isUnspecified)
    {
        this.lookup = lookup;
        this.dialect = dialect;
        this.span = span;
        this.diagnostics = diagnostics;
        this.functions = functions;
        this.isUnspecified = isUnspecified;
    }

    /// <summary>Infers the dimension of <paramref name="expression"/>.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="lookup">The dimension of a name; null reports the name as unknown.</param>
    /// <param name="dialect">The language in which diagnostics quote.</param>
    /// <param name="span">Where the expression is written.</param>
    /// <param name="diagnostics">Gets an error for each independent mistake.</param>
    /// <param name="functions">What is known of the dimensions of a function that the model defines, or null.</param>
    /// <param name="isUnspecified">Whether nobody states the dimension of a name; what it enters has none that is known. Null where all are stated.</param>
    /// <returns>
    /// The dimension (none for a condition and for a plain zero, volt for <c>0*volt</c>, which fits everywhere all the same), or null after an error or where a model function hides it.
    /// </returns>
    public static Dimension? Infer(
        Expression expression,
        Func<string, Dimension?> lookup,
        Dialect dialect,
        SourceSpan span,
        DiagnosticBag diagnostics,
        Func<string, FunctionDimensions?>? functions = null,
        Func<string, bool>? isUnspecified = null)
    {
        var found = new DimensionInference(lookup, dialect, span, diagnostics, functions, isUnspecified).Of(expression);
        return found.IsKnown ? found.Dimension : null;
    }

    /// <summary>Infers the dimension of <paramref name="expression"/> and reports where it is not <paramref name="expected"/>.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="expected">What its place asks for.</param>
    /// <param name="place">The place in words, put into the message: <c>the time derivative of `v`</c>.</param>
    /// <param name="lookup">The dimension of a name; null reports the name as unknown.</param>
    /// <param name="dialect">The language in which diagnostics quote.</param>
    /// <param name="span">Where the expression is written.</param>
    /// <param name="diagnostics">Gets an error for each independent mistake.</param>
    /// <param name="functions">What is known of the dimensions of a function that the model defines, or null.</param>
    /// <param name="isUnspecified">Whether nobody states the dimension of a name; what it enters has none that is known. Null where all are stated.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Check(
        Expression expression,
        Dimension expected,
        string place,
        Func<string, Dimension?> lookup,
        Dialect dialect,
        SourceSpan span,
        DiagnosticBag diagnostics,
        Func<string, FunctionDimensions?>? functions = null,
        Func<string, bool>? isUnspecified = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var before = diagnostics.Count;
        var run = new DimensionInference(lookup, dialect, span, diagnostics, functions, isUnspecified);
        var found = run.Of(expression);
        if (found.IsKnown && !found.IsAny && found.Dimension != expected)
        {
            diagnostics.Error(
                Unexpected, $"{run.Quote(expression)} {Has(found.Dimension)}, but {place} {Has(expected)}", span,
                $"Either a factor of dimension {expected.TryDivide(found.Dimension)?.ToString() ?? "unknown"} is missing, or a dimension is declared wrongly.");
        }

        return diagnostics.Count == before;
    }

    private Found Of(Expression expression)
    {
        switch (expression)
        {
            case Number number:
                return number.Value == 0 ? Found.Any : Found.None;
            case Truth:
                return Found.None;
            case Name name:
                if (isUnspecified?.Invoke(name.Identifier) == true)
                    return Found.Unknown;
                if (lookup(name.Identifier) is { } dimension)
                    return Found.Of(dimension);
                diagnostics.Error(UnknownName, $"`{name.Identifier}` is not defined here", span);
                return Found.Unknown;
            case Unary unary:
                var operand = Of(unary.Operand);
                return unary.Operator == UnaryOperator.Negate || !operand.IsKnown ? operand : Found.None;
            case Binary binary:
                return Of(binary);
            case Call call:
                return Of(call);
            case Piecewise piecewise:
                return Of(piecewise);
            default:
                throw new UnreachableException();
        }
    }

    private Found Of(Binary binary)
    {
        var left = Of(binary.Left);
        var right = Of(binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Modulo:
                return Same(binary, (binary.Left, left), (binary.Right, right));
            case BinaryOperator.Multiply:
                return Product(binary, left, right, left.Dimension.TryMultiply(right.Dimension));
            case BinaryOperator.Divide:
                return Product(binary, left, right, left.Dimension.TryDivide(right.Dimension));
            case BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide:
                // A rounded number of units would depend on the unit.
                return Same(binary, (binary.Left, left), (binary.Right, right)).IsKnown ? Found.None : Found.Unknown;
            case BinaryOperator.Power:
                return Power(binary, left, right);
            case BinaryOperator.And or BinaryOperator.Or:
                return left.IsKnown && right.IsKnown ? Found.None : Found.Unknown;
            default:
                return Same(binary, (binary.Left, left), (binary.Right, right)).IsKnown ? Found.None : Found.Unknown;
        }
    }

    // A product with the literal zero fits wherever zero does.
    private Found Product(Binary binary, Found left, Found right, Dimension? dimension)
    {
        if (!left.IsKnown || !right.IsKnown)
            return Found.Unknown;
        if (left.IsAny || (right.IsAny && binary.Operator == BinaryOperator.Multiply))
            return Found.Any with { Dimension = dimension ?? Dimension.None };
        return dimension is { } known ? Found.Of(known) : TooLarge(binary);
    }

    private Found Power(Binary power, Found @base, Found exponent)
    {
        if (!@base.IsKnown || !exponent.IsKnown)
            return Found.Unknown;
        if (!exponent.Dimension.IsNone)
        {
            diagnostics.Error(NotDimensionless,
                $"the exponent {Quote(power.Right)} {Has(exponent.Dimension)}, but exponents are pure numbers", span);
            return Found.Unknown;
        }

        if (@base.Dimension.IsNone)
            return Found.None;
        // Constant exponents only: of a variable one the dimension would change from moment to moment.
        if (FreeNames.Of(power.Right).IsEmpty && power.Right.IsPure() && Rational.FromDouble(Evaluator.Evaluate(power.Right)) is { } rational)
            return @base.Dimension.TryPower(rational) is { } known ? Found.Of(known) : TooLarge(power);
        diagnostics.Error(BadExponent,
            $"{Quote(power.Left)} {Has(@base.Dimension)}, so its exponent must be a fixed whole number or fraction, not {Quote(power.Right)}", span);
        return Found.Unknown;
    }

    private Found Of(Call call)
    {
        var arguments = call.Arguments;
        var known = functions?.Invoke(call.Function);
        if (Functions.Find(call.Function)?.Arity != arguments.Length || known is not null)
            return OfModelFunction(call, known);

        switch (call.Function)
        {
            case "abs":
                return Of(arguments[0]);
            case "sign" or "heaviside":
                return Of(arguments[0]).IsKnown ? Found.None : Found.Unknown;
            case "min" or "max" or "clip":
                return Same(call, [.. arguments.Select(argument => (argument, Of(argument)))]);
            case "atan2" or "timestep":
                return Same(call, [.. arguments.Select(argument => (argument, Of(argument)))]).IsKnown ? Found.None : Found.Unknown;
            case "sqrt":
                var operand = Of(arguments[0]);
                return !operand.IsKnown || operand.IsAny ? operand
                    : operand.Dimension.TryPower(new Rational(1, 2)) is { } root ? Found.Of(root) : TooLarge(call);
            default:
                return Dimensionless(call);
        }
    }

    private Found OfModelFunction(Call call, FunctionDimensions? known)
    {
        var isRight = true;
        for (var index = 0; index < call.Arguments.Length; index++)
        {
            var argument = call.Arguments[index];
            var found = Of(argument);
            var expected = known is not null && index < known.Arguments.Length ? known.Arguments[index] : null;
            if (!found.IsKnown || found.IsAny || expected is not { } dimension || found.Dimension == dimension)
                continue;
            diagnostics.Error(Unexpected,
                $"{Quote(argument)} {Has(found.Dimension)}, but argument {index + 1} of `{call.Function}` {Has(dimension)}, in {Quote(call)}", span);
            isRight = false;
        }

        return isRight && known?.Value is { } value ? Found.Of(value) : Found.Unknown;
    }

    private Found Dimensionless(Call call)
    {
        var result = Found.None;
        foreach (var argument in call.Arguments)
        {
            var found = Of(argument);
            if (!found.IsKnown)
            {
                result = Found.Unknown;
            }
            else if (!found.Dimension.IsNone)
            {
                var function = dialect.FindFunction(call.Function)?.Name ?? call.Function;
                diagnostics.Error(NotDimensionless,
                    $"`{function}` takes a pure number, but {Quote(argument)} {Has(found.Dimension)}, in {Quote(call)}", span);
                result = Found.Unknown;
            }
        }

        return result;
    }

    private Found Of(Piecewise piecewise)
    {
        var areConditionsKnown = true;
        foreach (var one in piecewise.Cases)
            areConditionsKnown &= Of(one.Condition).IsKnown;
        (Expression, Found)[] values =
            [.. piecewise.Cases.Select(one => (one.Value, Of(one.Value))), (piecewise.Otherwise, Of(piecewise.Otherwise))];
        var common = Same(piecewise, values);
        return areConditionsKnown ? common : Found.Unknown;
    }

    // The common dimension of parts that must agree; one error for the first pair that does not.
    private Found Same(Expression whole, params ReadOnlySpan<(Expression Part, Found Found)> parts)
    {
        var common = Found.Any;
        Expression? first = null;
        foreach (var (part, found) in parts)
        {
            if (!found.IsKnown)
                return Found.Unknown;
            if (found.IsAny)
                continue;
            if (first is null)
            {
                (first, common) = (part, found);
            }
            else if (found.Dimension != common.Dimension)
            {
                diagnostics.Error(Mismatch,
                    $"{Quote(first)} {Has(common.Dimension)} but {Quote(part)} {Has(found.Dimension)}, in {Quote(whole)}", span);
                return Found.Unknown;
            }
        }

        return common;
    }

    private Found TooLarge(Expression expression)
    {
        diagnostics.Error(OutOfRange, $"the dimension of {Quote(expression)} has exponents beyond all reason", span);
        return Found.Unknown;
    }

    private static string Has(Dimension dimension) => dimension.IsNone ? "is dimensionless" : $"has dimension {dimension}";

    private string Quote(Expression expression)
    {
        var text = ExpressionPrinter.Print(expression, dialect);
        return text.Length <= 100 ? $"`{text}`" : $"`{text.AsSpan(0, 99)}…`";
    }

    // Unknown after an error or an opaque function, any for a literal zero, else a dimension.
    private readonly record struct Found(bool IsKnown, bool IsAny, Dimension Dimension)
    {
        public static Found Unknown => default;

        public static Found Any => new(true, true, Dimension.None);

        public static Found None => new(true, false, Dimension.None);

        public static Found Of(Dimension dimension) => new(true, false, dimension);
    }
}
