using System.Collections.Immutable;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using static Neuroglot.Model.Expressions.BinaryOperator;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>
/// Writes what LEMS has no word for with what it has. A condition becomes a number by the step function H, whose value at zero is ½:
/// <code>
/// int(a &gt; b)  →  ceil(H(a - b) - 0.5)
/// clip(x, a, b) → the product of each value with the number of its condition, added up
/// not (a &gt; b) →  a .leq. b
/// </code>
/// Values that are not chosen are multiplied by zero, so they must be finite; where a quotient would not be, its denominator is moved away from zero first, and bounds at infinity are none.
/// </summary>
/// <param name="dimensionOf">The dimension of an expression; null where it is not known.</param>
/// <param name="unitOf">A constant of one SI unit of a dimension.</param>
/// <param name="constantOf">The value of a name that is a constant; null for any other.</param>
internal sealed class LemsArithmetic(Func<Expression, Dimension?> dimensionOf, Func<Dimension, Expression> unitOf, Func<string, double?> constantOf)
{
    private static readonly Number Zero = new(0);
    private static readonly Number One = new(1);
    private static readonly Number Half = new(0.5);
    private static readonly ImmutableArray<string> Known =
        ["sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "sqrt", "ceil", "abs", "factorial", "log", "uniform"];

    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);

    /// <summary>What could not be written so far.</summary>
    public IEnumerable<string> Missing => missing;

    /// <summary>The value as arithmetic; conditions in it are 0 or 1.</summary>
    public Expression Number(Expression expression)
    {
        switch (expression)
        {
            case Truth truth:
                return truth.Value ? One : Zero;
            case Unary { Operator: UnaryOperator.Not } or Binary { Operator: Less or LessOrEqual or Greater or GreaterOrEqual or Equal or NotEqual or And or Or }:
                return Indicator(expression);
            case Binary { Operator: Modulo } modulo:
                return Number(Minus(modulo.Left, Times(modulo.Right, Floor(Over(Once(modulo.Left), Once(modulo.Right))))));
            case Binary { Operator: FloorDivide } quotient:
                return Number(Floor(Over(quotient.Left, quotient.Right)));
            case Call call:
                return OfCall(call);
            case Piecewise piecewise:
                return OfPiecewise(piecewise);
            default:
                return expression.MapChildren(Number);
        }
    }

    /// <summary>The condition as LEMS tests it: comparisons joined by <c>.and.</c> and <c>.or.</c>, never negated.</summary>
    public Expression Condition(Expression expression, bool negated = false)
    {
        switch (expression)
        {
            case Unary { Operator: UnaryOperator.Not } not:
                return Condition(not.Operand, !negated);
            case Binary { Operator: And or Or } logical:
                var isAnd = logical.Operator == And != negated;
                return new Binary(isAnd ? And : Or, Condition(logical.Left, negated), Condition(logical.Right, negated));
            case Binary { Operator: Less or LessOrEqual or Greater or GreaterOrEqual or Equal or NotEqual } comparison:
                return new Binary(negated ? Opposite(comparison.Operator) : comparison.Operator, Number(comparison.Left), Number(comparison.Right));
            default:
                return new Binary(negated ? Less : Greater, Number(expression), Half);
        }
    }

    private Expression Indicator(Expression condition)
    {
        switch (condition)
        {
            case Unary { Operator: UnaryOperator.Not } not:
                return Minus(One, Indicator(not.Operand));
            case Binary { Operator: And } both:
                return Times(Indicator(both.Left), Indicator(both.Right));
            case Binary { Operator: Or } either:
                return Minus(One, Times(Minus(One, Indicator(either.Left)), Minus(One, Indicator(either.Right))));
            case Binary { Operator: Greater } more:
                return After(more.Left, more.Right);
            case Binary { Operator: Less } less:
                return After(less.Right, less.Left);
            case Binary { Operator: GreaterOrEqual } notLess:
                return Ceil(Step(notLess.Left, notLess.Right));
            case Binary { Operator: LessOrEqual } notMore:
                return Ceil(Step(notMore.Right, notMore.Left));
            case Binary { Operator: Equal } same:
                return Minus(Ceil(Step(Once(same.Left), Once(same.Right))), After(same.Left, same.Right));
            case Binary { Operator: NotEqual } different:
                return Minus(One, Indicator(different with { Operator = Equal }));
            default:
                return Number(condition);
        }
    }

    private Expression OfCall(Call call)
    {
        var x = call.Arguments.Length > 0 ? call.Arguments[0] : Zero;
        switch (call.Function)
        {
            case "heaviside":
                return Step(x, Zero);
            case "sign":
                return Minus(Times(new Number(2), Step(x, Zero)), One);
            case "floor":
                return Number(Floor(x));
            case "int" or "trunc" when IsCondition(x):
                return Indicator(x);
            case "int" or "trunc":
                return Number(Times(new Call("sign", Once(x)), Floor(new Call("abs", x))));
            case "timestep":
                return Number(new Call("trunc", Over(Plus(x, Times(new Number(1e-3), call.Arguments[1])), call.Arguments[1])));
            case "min" when Limit(x) is double.PositiveInfinity || Limit(call.Arguments[1]) is double.NegativeInfinity:
                return Number(call.Arguments[1]);
            case "min" when Limit(x) is double.NegativeInfinity || Limit(call.Arguments[1]) is double.PositiveInfinity:
                return Number(x);
            case "max" when Limit(x) is double.NegativeInfinity || Limit(call.Arguments[1]) is double.PositiveInfinity:
                return Number(call.Arguments[1]);
            case "max" when Limit(x) is double.PositiveInfinity || Limit(call.Arguments[1]) is double.NegativeInfinity:
                return Number(x);
            case "min":
                return Choose(new Binary(Less, call.Arguments[1], x), call.Arguments[1], x);
            case "max":
                return Choose(new Binary(Greater, call.Arguments[1], x), call.Arguments[1], x);
            case "clip":
                return Number(new Call("min", new Call("max", x, call.Arguments[1]), call.Arguments[2]));
            case "exprel":
                return Exprel(Number(Once(x)));
            case "expm1":
                return Minus(new Call("exp", Number(x)), One);
            case "log1p":
                return new Call("log", Plus(One, Number(x)));
            case "log10":
                return Over(new Call("log", Number(x)), new Number(2.302585092994046));
            case "atan" or "asin" or "acos":
                return InverseFunctions.Of(call.Function, Number(Once(x)));
            case "normal":
                // By the method of Box and Muller.
                var radius = new Call("sqrt", Times(new Number(-2), new Call("log", Minus(One, new Call("uniform")))));
                return Times(radius, new Call("cos", Times(new Number(2 * Math.PI), new Call("uniform"))));
            default:
                if (!Known.Contains(call.Function))
                    missing.Add(Dialects.Brian.FindFunction(call.Function)?.Name ?? call.Function);
                return call.MapChildren(Number);
        }
    }

    // (exp(x) - 1)/x, and near zero, where that loses its digits, the beginning of its series.
    private static Binary Exprel(Expression x)
    {
        var near = Ceil(Minus(Heaviside(Minus(new Number(1e-5), new Call("abs", x))), Half));
        var series = Plus(One, Times(x, Plus(Half, Over(x, new Number(6)))));
        var quotient = Over(Minus(new Call("exp", x), One), Plus(x, near));
        return Plus(Times(near, series), Times(Minus(One, near), quotient));
    }

    private Expression OfPiecewise(Piecewise piecewise) => piecewise.Cases.IsEmpty
        ? Number(piecewise.Otherwise)
        : Choose(piecewise.Cases[0].Condition, piecewise.Cases[0].Value, piecewise with { Cases = piecewise.Cases.RemoveAt(0) });

    private Binary Choose(Expression condition, Expression value, Expression otherwise)
    {
        var chosen = Indicator(Once(condition));
        return Plus(Times(chosen, Number(value)), Times(Minus(One, chosen), Number(otherwise)));
    }

    private Call After(Expression left, Expression right) => Ceil(Minus(Step(left, right), Half));

    // H takes a pure number.
    private Call Step(Expression left, Expression right)
    {
        var difference = right is Number { Value: 0 } ? left : Minus(left, right);
        if (dimensionOf(difference) is { IsNone: false } dimension)
            return Heaviside(Over(Number(difference), unitOf(dimension)));
        return Heaviside(Number(difference));
    }

    // What stands in two places would be drawn twice.
    private Expression Once(Expression expression)
    {
        if (expression.Any(node => node is Call { Function: "uniform" or "normal" or "poisson" }))
            missing.Add("a random draw that is needed twice");
        return expression;
    }

    private double? Limit(Expression bound) =>
        bound.IsPure() && FreeNames.Of(bound).All(name => constantOf(name) is not null) && Evaluator.Evaluate(bound, name => constantOf(name)!.Value) is var value && double.IsInfinity(value) ? value : null;

    private static bool IsCondition(Expression expression) => expression is Truth or Unary { Operator: UnaryOperator.Not }
        or Binary { Operator: Less or LessOrEqual or Greater or GreaterOrEqual or Equal or NotEqual or And or Or };

    private static BinaryOperator Opposite(BinaryOperator comparison) => comparison switch
    {
        Less => GreaterOrEqual,
        LessOrEqual => Greater,
        Greater => LessOrEqual,
        GreaterOrEqual => Less,
        Equal => NotEqual,
        _ => Equal,
    };

    private static Call Heaviside(Expression x) => new("heaviside", x);

    private static Call Ceil(Expression x) => new("ceil", x);

    private static Unary Floor(Expression x) => new(UnaryOperator.Negate, Ceil(new Unary(UnaryOperator.Negate, x)));

    private static Binary Plus(Expression left, Expression right) => new(Add, left, right);

    private static Binary Minus(Expression left, Expression right) => new(Subtract, left, right);

    private static Binary Times(Expression left, Expression right) => new(Multiply, left, right);

    private static Binary Over(Expression left, Expression right) => new(Divide, left, right);
}
