namespace Neuroglot.Model.Expressions;

/// <summary>Which expressions have an integer type in C, where <c>1/2</c> is 0 but <c>1.0/2</c> is not. Variables are real.</summary>
public static class Integers
{
    /// <summary>
    /// The expression with real divisions only, as most authors of a model mean them.
    /// <code>1/2*x, which C takes for 0*x  →  0.5*x</code>
    /// </summary>
    public static Expression AsReal(Expression expression) => expression.Rewrite(static node =>
        node is Binary { Operator: BinaryOperator.IntegerDivide } division ? division with { Operator = BinaryOperator.Divide } : node);

    /// <summary>The divisions of integers that lose a remainder, as C computes them: <c>1/2</c>, but not <c>4/2</c>.</summary>
    public static IEnumerable<Binary> Truncations(Expression expression)
    {
        foreach (var child in expression.Children())
        {
            foreach (var found in Truncations(child))
                yield return found;
        }

        // The operands of a division of integers are numbers only.
        if (expression is Binary { Operator: BinaryOperator.IntegerDivide } division
            && (Evaluator.Evaluate(division.Right) == 0 || Evaluator.Evaluate(division.Left) % Evaluator.Evaluate(division.Right) != 0))
            yield return division;
    }

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
