using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>Values written into expressions, with the unit that people would choose: <c>10*ms</c>.</summary>
public static class Literals
{
    /// <summary>
    /// The expression for <paramref name="quantity"/>, which has the same bits when it is evaluated: in a unit such as <c>mV</c> where the digits allow it,
    /// else in base units.
    /// </summary>
    public static Expression Of(Quantity quantity)
    {
        var (value, dimension) = quantity;
        if (dimension.IsNone)
            return Signed(value);
        var usual = QuantityFormatter.BestUnit(dimension, value);
        if (value != 0 && double.IsFinite(value) && UnitNames.Find(usual.Symbol) is { } unit && unit.Dimension == dimension)
        {
            var number = double.Parse(unit.FromSI(value).ToString("G15"));
            if (number * unit.Factor == value)
                return new Binary(BinaryOperator.Multiply, Signed(number), new Name(unit.Symbol));
        }

        return InBaseUnits(value, dimension);
    }

    // 3*siemens/meter**2 is read as (3*siemens)/meter**2: the number belongs to the first factor.
    private static Expression InBaseUnits(double value, Dimension dimension)
    {
        var unit = ExpressionParser.Parse(UnitNames.Of(dimension), Dialects.Brian);
        return WithFirst(unit);

        Expression WithFirst(Expression tree) => tree switch
        {
            Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } binary => binary with { Left = WithFirst(binary.Left) },
            Number => Signed(value),
            _ => new Binary(BinaryOperator.Multiply, Signed(value), tree),
        };
    }

    private static Expression Signed(double value) =>
        double.IsNegative(value) ? new Unary(UnaryOperator.Negate, new Number(-value)) : new Number(value);
}
