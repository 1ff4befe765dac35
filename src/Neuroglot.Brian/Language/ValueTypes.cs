using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>
/// Whether an expression is a condition or a number, and a whole number or a real one. A variable that is a condition counts as 0 or 1 in arithmetic.
/// </summary>
public static class ValueTypes
{
    /// <summary>The type of <paramref name="expression"/>.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="lookup">The type of a name.</param>
    /// <param name="mistake">Gets each part that is a condition where a number belongs, or the other way round; the second tells which belongs there.</param>
    public static VariableType Of(Expression expression, Func<string, VariableType> lookup, Action<Expression, VariableType>? mistake = null)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        return Type(expression);

        VariableType Type(Expression node)
        {
            switch (node)
            {
                case Number number:
                    return number.Value == Math.Floor(number.Value) ? VariableType.Integer : VariableType.Real;
                case Truth:
                    return VariableType.Boolean;
                case Name name:
                    return lookup(name.Identifier);
                case Unary { Operator: UnaryOperator.Not } not:
                    Type(not.Operand);
                    return VariableType.Boolean;
                case Unary negation:
                    if (Type(negation.Operand) is var operand and not VariableType.Boolean)
                        return operand;
                    mistake?.Invoke(negation.Operand, VariableType.Real);
                    return VariableType.Integer;
                case Binary { Operator: BinaryOperator.And or BinaryOperator.Or } logical:
                    Condition(logical.Left);
                    Condition(logical.Right);
                    return VariableType.Boolean;
                case Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } comparison:
                    // Conditions may be compared with each other.
                    Type(comparison.Left);
                    Type(comparison.Right);
                    return VariableType.Boolean;
                case Binary binary:
                    var common = Common(Number(binary.Left), Number(binary.Right));
                    return binary.Operator is BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual
                        ? VariableType.Boolean : binary.Operator == BinaryOperator.Divide ? VariableType.Real : common;
                case Call { Function: "int" } call:
                    Type(call.Arguments[0]);
                    return VariableType.Integer;
                case Call call:
                    var arguments = VariableType.Integer;
                    foreach (var argument in call.Arguments)
                        arguments = Common(arguments, Functions.Find(call.Function) is null ? Type(argument) : Number(argument));
                    return call.Function is "timestep" or "poisson" or "sign" ? VariableType.Integer
                        : call.Function is "abs" or "clip" or "min" or "max" ? arguments : VariableType.Real;
                case Piecewise piecewise:
                    var type = Type(piecewise.Otherwise);
                    foreach (var one in piecewise.Cases)
                    {
                        Condition(one.Condition);
                        type = Common(type, Type(one.Value));
                    }

                    return type;
                default:
                    return VariableType.Real;
            }
        }

        VariableType Number(Expression node)
        {
            var type = Type(node);
            if (type != VariableType.Boolean)
                return type;
            if (node is not Name)
                mistake?.Invoke(node, VariableType.Real);
            return VariableType.Integer;
        }

        void Condition(Expression node)
        {
            if (Type(node) != VariableType.Boolean)
                mistake?.Invoke(node, VariableType.Boolean);
        }
    }

    /// <summary>A value as one of another type: the fraction of what becomes a whole number is cut off, and a number is a condition that holds when it is not 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="from">Its type.</param>
    /// <param name="to">The type wanted.</param>
    public static Expression Convert(Expression value, VariableType from, VariableType to) => (to, from) switch
    {
        (VariableType.Integer, VariableType.Real) => new Call("int", value),
        (VariableType.Boolean, not VariableType.Boolean) => new Binary(BinaryOperator.NotEqual, value, new Number(0)),
        _ => value,
    };

    private static VariableType Common(VariableType left, VariableType right) =>
        left == right ? left : left == VariableType.Real || right == VariableType.Real ? VariableType.Real : VariableType.Integer;
}
