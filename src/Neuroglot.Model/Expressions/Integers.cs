namespace Neuroglot.Model.Expressions;

/// <summary>Which expressions have an integer type in C, where <c>1/2</c> is 0 but <c>1.0/2</c> is not. Variables are real.</summary>
internal static class Integers
{
    /// <summary>Whether C computes <paramref name="expression"/> in integers.</summary>
    public static bool IsInteger(Expression expression) => expression switch
    {
        Number number => number.IsInteger,
        Truth => true,
        Name => false,
        Unary unary => unary.Operator == UnaryOperator.Not || IsInteger(unary.Operand),
        Binary binary => binary.Operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.IntegerDivide =>
                IsInteger(binary.Left) && IsInteger(binary.Right),
            BinaryOperator.Divide or BinaryOperator.FloorDivide or BinaryOperator.Modulo or BinaryOperator.Power => false,
            _ => true,
        },
        Call => false,
        Piecewise piecewise => IsInteger(piecewise.Otherwise) && piecewise.Cases.All(one => IsInteger(one.Value)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
