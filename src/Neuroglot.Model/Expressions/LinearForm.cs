using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// An expression as a sum of variables times coefficients plus a rest, where neither coefficients nor rest depend on the variables. What exact
/// and exponential integration start from.
/// <code>
/// (v0 - v)/tau + a*w, variables v and w  →  v: -1/tau, w: a, rest: v0/tau
/// v*w, variables v and w                 →  declined: `v*w` is not linear
/// </code>
/// </summary>
public sealed class LinearForm
{
    // Expressions with all their aliases inlined can fill pages.
    private const int LongestQuotation = 80;

    private static readonly Number Zero = new(0);
    private static readonly Number One = new(1);

    private LinearForm(ImmutableSortedDictionary<string, Expression> coefficients, Expression constant)
    {
        Coefficients = coefficients;
        Constant = constant;
    }

    /// <summary>The coefficient of each variable that occurs, by name in ordinal order. Simplified; never the number zero.</summary>
    public ImmutableSortedDictionary<string, Expression> Coefficients { get; }

    /// <summary>The part without variables. Simplified.</summary>
    public Expression Constant { get; }

    /// <summary>The coefficient of <paramref name="variable"/>, zero where it does not occur.</summary>
    public Expression Coefficient(string variable) => Coefficients.GetValueOrDefault(variable, Zero);

    /// <summary>The expression again: the coefficients times the variables, plus the rest.</summary>
    public Expression ToExpression()
    {
        var sum = Constant;
        foreach (var (variable, coefficient) in Coefficients)
            sum = new Binary(BinaryOperator.Add, sum, new Binary(BinaryOperator.Multiply, coefficient, new Name(variable)));
        return Simplifier.Simplify(sum);
    }

    /// <summary>
    /// Brings <paramref name="expression"/> into a form that is linear where it is written so, and holds the variables wherever they stand otherwise, in functions and denominators: these become part of
    /// coefficients and rest. Declined where powers or products of the variables remain, or nothing is linear in them.
    /// <code>
    /// g*exp(v)*(E - v), variable v  →  v: -(g*exp(v)), rest: g*exp(v)*E
    /// </code>
    /// </summary>
    /// <param name="expression">Aliases that depend on the variables must be inlined before.</param>
    /// <param name="variables">The variables; every other name is a constant here.</param>
    /// <param name="form">The form.</param>
    /// <param name="reason">Which part is not linear, or would need a random draw twice.</param>
    public static bool TryCreateHeld(
        Expression expression,
        IReadOnlySet<string> variables,
        [NotNullWhen(true)] out LinearForm? form,
        [NotNullWhen(false)] out string? reason)
    {
        if (!TryCreate(expression, new Run(variables, holds: true), out form, out reason))
            return false;
        if (!form.Coefficients.IsEmpty || !FreeNames.ContainsAny(expression, variables))
            return true;
        (form, reason) = (null, $"`{Quote(expression)}` is not linear");
        return false;
    }

    /// <summary>Brings <paramref name="expression"/> into linear form.</summary>
    /// <param name="expression">Aliases that depend on the variables must be inlined before.</param>
    /// <param name="variables">The variables; every other name is a constant here.</param>
    /// <param name="form">The form.</param>
    /// <param name="reason">Which part is not linear, or would need a random draw twice.</param>
    public static bool TryCreate(
        Expression expression,
        IReadOnlySet<string> variables,
        [NotNullWhen(true)] out LinearForm? form,
        [NotNullWhen(false)] out string? reason) => TryCreate(expression, new Run(variables, holds: false), out form, out reason);

    private static bool TryCreate(Expression expression, Run run, [NotNullWhen(true)] out LinearForm? form, [NotNullWhen(false)] out string? reason)
    {
        var parts = run.Of(expression);
        reason = run.Reason;
        form = null;
        if (reason is not null)
            return false;
        var coefficients = ImmutableSortedDictionary.CreateBuilder<string, Expression>(StringComparer.Ordinal);
        foreach (var (variable, coefficient) in parts.Coefficients)
        {
            if (Simplifier.Simplify(coefficient) is var simple && simple is not Number { Value: 0 })
                coefficients.Add(variable, simple);
        }

        form = new LinearForm(coefficients.ToImmutable(), Simplifier.Simplify(parts.Constant));
        return true;
    }

    private sealed record Parts(ImmutableSortedDictionary<string, Expression> Coefficients, Expression Constant)
    {
        public static Parts Of(Expression constant) =>
            new(ImmutableSortedDictionary.Create<string, Expression>(StringComparer.Ordinal), constant);

        public Parts Map(Func<Expression, Expression> change) =>
            new(Coefficients.ToImmutableSortedDictionary(pair => pair.Key, pair => change(pair.Value), StringComparer.Ordinal), change(Constant));
    }

    private static string Quote(Expression expression) =>
        expression.ToString() is { Length: > LongestQuotation } text ? text[..(LongestQuotation - 1)] + "…" : expression.ToString();

    private sealed class Run(IReadOnlySet<string> variables, bool holds)
    {
        public string? Reason { get; private set; }

        public Parts Of(Expression expression)
        {
            if (Reason is not null || !FreeNames.ContainsAny(expression, variables))
                return Parts.Of(expression);
            switch (expression)
            {
                case Name name:
                    return Parts.Of(Zero) with { Coefficients = Parts.Of(Zero).Coefficients.Add(name.Identifier, One) };
                case Unary { Operator: UnaryOperator.Negate } unary:
                    return Of(unary.Operand).Map(part => new Unary(UnaryOperator.Negate, part));
                case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum:
                    return Combine([Of(sum.Left), Of(sum.Right)], parts => new Binary(sum.Operator, parts[0], parts[1]));
                case Binary { Operator: BinaryOperator.Multiply } product when !FreeNames.ContainsAny(product.Left, variables):
                    return Once(product.Left, expression) ? Of(product.Right).Map(part => product with { Right = part }) : Parts.Of(Zero);
                case Binary { Operator: BinaryOperator.Multiply } product when !FreeNames.ContainsAny(product.Right, variables):
                    return Once(product.Right, expression) ? Of(product.Left).Map(part => product with { Left = part }) : Parts.Of(Zero);
                case Binary { Operator: BinaryOperator.Divide } quotient when !FreeNames.ContainsAny(quotient.Right, variables):
                    return Once(quotient.Right, expression) ? Of(quotient.Left).Map(part => quotient with { Left = part }) : Parts.Of(Zero);
                case Piecewise piecewise when holds || !piecewise.Cases.Any(one => FreeNames.ContainsAny(one.Condition, variables)):
                    return OfPiecewise(piecewise);
                case Binary { Operator: BinaryOperator.Multiply } product when holds:
                    return OfProduct(product);
                case Binary { Operator: BinaryOperator.Divide } quotient when holds:
                    return Once(quotient.Right, expression) ? Of(quotient.Left).Map(part => quotient with { Left = part }) : Parts.Of(Zero);
                case Binary { Operator: BinaryOperator.Power, Right: Number { Value: 1 } } power when holds:
                    return Of(power.Left);
                case Binary { Operator: BinaryOperator.Power, Right: Number { Value: > 1 } exponent } power when holds && exponent.Value.Equals(Math.Floor(exponent.Value)) && !Of(power.Left).Coefficients.IsEmpty:
                    return Decline($"`{Quote(expression)}` is not linear");
                case not Name when holds:
                    return Parts.Of(expression);
                default:
                    return Decline($"`{Quote(expression)}` is not linear");
            }
        }

        // One of the two is linear, and multiplies the other, which is held.
        private Parts OfProduct(Binary product)
        {
            var (left, right) = (Of(product.Left), Of(product.Right));
            if (!left.Coefficients.IsEmpty && !right.Coefficients.IsEmpty)
                return Decline($"`{Quote(product)}` is not linear");
            if (right.Coefficients.IsEmpty)
                return Once(product.Right, product) ? left.Map(part => product with { Left = part }) : Parts.Of(Zero);
            return Once(product.Left, product) ? right.Map(part => product with { Right = part }) : Parts.Of(Zero);
        }

        private Parts OfPiecewise(Piecewise piecewise)
        {
            foreach (var one in piecewise.Cases)
            {
                if (!Once(one.Condition, piecewise))
                    return Parts.Of(Zero);
            }

            return Combine(
                [.. piecewise.Cases.Select(one => Of(one.Value)), Of(piecewise.Otherwise)],
                parts => new Piecewise([.. piecewise.Cases.Select((one, index) => new Case(one.Condition, parts[index]))], parts[^1]));
        }

        // What is multiplied into several parts is computed several times; a random draw would then have several values.
        private bool Once(Expression factor, Expression whole)
        {
            if (factor.IsPure())
                return true;
            Decline($"`{Quote(whole)}` would need the random draw in `{Quote(factor)}` more than once");
            return false;
        }

        private static Parts Combine(Parts[] parts, Func<Expression[], Expression> combine)
        {
            var coefficients = ImmutableSortedDictionary.CreateBuilder<string, Expression>(StringComparer.Ordinal);
            foreach (var variable in parts.SelectMany(part => part.Coefficients.Keys).Distinct())
                coefficients.Add(variable, combine([.. parts.Select(part => part.Coefficients.GetValueOrDefault(variable, Zero))]));
            return new Parts(coefficients.ToImmutable(), combine([.. parts.Select(part => part.Constant)]));
        }

        private Parts Decline(string why)
        {
            Reason ??= why;
            return Parts.Of(Zero);
        }
    }
}
