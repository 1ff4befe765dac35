using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>
/// An expression as a sum of products of variables with numbers for coefficients: what equations are compared by, however they are written.
/// <code>k*(v - vr)*(v - vt)/C with numbers for k, vr, vt and C  →  "v*v": k/C, "v": -k*(vr + vt)/C, "": k*vr*vt/C</code>
/// </summary>
internal sealed class Polynomial
{
    // No type of NeuroML has a higher one.
    private const int HighestPower = 4;

    // What is left where terms cancel, in proportion to them.
    private const double Rounding = 1e-12;

    private readonly ImmutableSortedDictionary<string, double> terms;

    private Polynomial(IEnumerable<KeyValuePair<string, double>> terms) => this.terms = terms.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The products that occur, each as its variables in ordinal order with <c>*</c> between, empty for the constant term.</summary>
    public IEnumerable<string> Products => terms.Keys;

    /// <summary>The coefficient of a product, zero where it does not occur.</summary>
    public double this[string product] => terms.GetValueOrDefault(product);

    /// <summary>The polynomial of an expression, or null where it is none.</summary>
    /// <param name="expression">Functions of the author and subexpressions must be written out.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="values">The values of other names; null for one that has none.</param>
    public static Polynomial? Of(Expression expression, IReadOnlySet<string> variables, Func<string, double?> values)
    {
        if (!FreeNames.ContainsAny(expression, variables))
            return expression.IsPure() && FreeNames.Of(expression).All(name => values(name) is not null) ? Constant(Evaluator.Evaluate(expression, name => values(name)!.Value)) : null;
        switch (expression)
        {
            case Name name:
                return new Polynomial([KeyValuePair.Create(name.Identifier, 1.0)]);
            case Unary { Operator: UnaryOperator.Negate } negative:
                return Of(negative.Operand, variables, values)?.Times(Constant(-1));
            case Binary { Operator: BinaryOperator.Power, Right: Number { Value: var power } } raised when power >= 1 && power <= HighestPower && power.Equals(Math.Floor(power)):
                var factor = Of(raised.Left, variables, values);
                return factor is null ? null : Enumerable.Repeat(factor, (int)power).Aggregate((left, right) => left.Times(right));
            case Binary binary when Of(binary.Left, variables, values) is { } left && Of(binary.Right, variables, values) is { } right:
                return binary.Operator switch
                {
                    BinaryOperator.Add => left.Plus(right),
                    BinaryOperator.Subtract => left.Plus(right.Times(Constant(-1))),
                    BinaryOperator.Multiply => left.Times(right),
                    BinaryOperator.Divide when right.AsNumber() is { } divisor && divisor != 0 => left.Over(divisor),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>Its value where it has no variables, else null.</summary>
    public double? AsNumber() => terms.Keys.All(product => product.Length == 0) ? this[string.Empty] : null;

    /// <summary>Whether it has no products but these.</summary>
    public bool HasOnly(params ReadOnlySpan<string> products)
    {
        foreach (var product in terms.Keys)
        {
            if (!products.Contains(product))
                return false;
        }

        return true;
    }

    private static Polynomial Constant(double value) => new([KeyValuePair.Create(string.Empty, value)]);

    private Polynomial Over(double divisor) => new(terms.Select(one => KeyValuePair.Create(one.Key, one.Value / divisor)));

    private Polynomial Plus(Polynomial other) => Sum([.. terms, .. other.terms]);

    private Polynomial Times(Polynomial other) =>
        Sum([.. terms.SelectMany(one => other.terms.Select(two => KeyValuePair.Create(Product(one.Key, two.Key), one.Value * two.Value)))]);

    private static Polynomial Sum(ImmutableArray<KeyValuePair<string, double>> all) => new(
        all.GroupBy(one => one.Key).Select(group => KeyValuePair.Create(group.Key, group.Sum(one => one.Value)))
            .Where(one => Math.Abs(one.Value) > Rounding * all.Where(term => term.Key == one.Key).Max(term => Math.Abs(term.Value))));

    private static string Product(string left, string right) =>
        string.Join('*', (left + "*" + right).Split('*', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
