using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Makes an expression smaller without changing its value beyond rounding, for finite reals. Computes constants, but only with operations that
/// are rounded alike on every machine (an <c>exp(2)</c> stays for the engine), drops neutral elements and cases that cannot occur, and
/// gathers signs. Random draws are never dropped, moved or made fewer.
/// <code>
/// 0 + 2*3*x - (-y)^1          →  6*x + y
/// x*0 + (a if 1 &lt; 2 else b)   →  a
/// 0*uniform()                 →  0*uniform()
/// </code>
/// </summary>
public static class Simplifier
{
    private static readonly Number Zero = new(0);
    private static readonly Number One = new(1);

    /// <summary>The simplified expression.</summary>
    public static Expression Simplify(Expression expression)
    {
        // The rules meet new chances in what they make themselves; a few rounds reach the fixed point in practice.
        for (var round = 0; round < 8; round++)
        {
            var next = expression.Rewrite(Step);
            if (ReferenceEquals(next, expression))
                break;
            expression = next;
        }

        return expression;
    }

    private static Expression Step(Expression node) => node switch
    {
        Unary unary => Step(unary),
        Binary binary => Step(binary),
        Call call => Step(call),
        Piecewise piecewise => Step(piecewise),
        _ => node,
    };

    private static Expression Step(Unary unary) => unary switch
    {
        { Operator: UnaryOperator.Negate, Operand: Number number } => number with { Value = 0 - number.Value },
        { Operator: UnaryOperator.Negate, Operand: Unary { Operator: UnaryOperator.Negate } inner } => inner.Operand,
        { Operator: UnaryOperator.Negate, Operand: Binary { Operator: BinaryOperator.Subtract } difference } =>
            difference.IsPure() ? new Binary(BinaryOperator.Subtract, difference.Right, difference.Left) : unary,
        { Operator: UnaryOperator.Not, Operand: Truth truth } => new Truth(!truth.Value),
        { Operator: UnaryOperator.Not, Operand: Unary { Operator: UnaryOperator.Not, Operand: var inner } } when IsCondition(inner) => inner,
        { Operator: UnaryOperator.Not, Operand: Binary comparison } when Opposite(comparison.Operator) is { } opposite =>
            comparison with { Operator = opposite },
        _ => unary,
    };

    private static Expression Step(Binary binary)
    {
        if (binary is { Left: Number left, Right: Number right } && Fold(binary.Operator, left, right) is { } constant)
            return constant;
        return binary.Operator switch
        {
            BinaryOperator.Add => Add(binary),
            BinaryOperator.Subtract => Subtract(binary),
            BinaryOperator.Multiply => Multiply(binary),
            BinaryOperator.Divide => Divide(binary),
            BinaryOperator.Power => Power(binary),
            BinaryOperator.And => Logic(binary, absorbing: false),
            BinaryOperator.Or => Logic(binary, absorbing: true),
            _ => binary,
        };
    }

    private static Expression Add(Binary sum) => sum switch
    {
        { Left: Number { Value: 0 } } => sum.Right,
        { Right: Number { Value: 0 } } => sum.Left,
        { Right: Number { Value: < 0 } number } => new Binary(BinaryOperator.Subtract, sum.Left, number with { Value = -number.Value }),
        { Right: Unary { Operator: UnaryOperator.Negate } negative } => new Binary(BinaryOperator.Subtract, sum.Left, negative.Operand),
        { Left: Unary { Operator: UnaryOperator.Negate } negative } when sum.IsPure() =>
            new Binary(BinaryOperator.Subtract, sum.Right, negative.Operand),
        { Left: Binary { Operator: BinaryOperator.Add, Right: Number a } inner, Right: Number b } =>
            Regroup(sum, inner.Left, BinaryOperator.Add, a.Value + b.Value),
        { Left: Binary { Operator: BinaryOperator.Subtract, Right: Number a } inner, Right: Number b } =>
            Regroup(sum, inner.Left, BinaryOperator.Add, b.Value - a.Value),
        _ => sum,
    };

    private static Expression Subtract(Binary difference) => difference switch
    {
        { Right: Number { Value: 0 } } => difference.Left,
        { Left: Number { Value: 0 } } => new Unary(UnaryOperator.Negate, difference.Right),
        { Right: Number { Value: < 0 } number } => new Binary(BinaryOperator.Add, difference.Left, number with { Value = -number.Value }),
        { Right: Unary { Operator: UnaryOperator.Negate } negative } => new Binary(BinaryOperator.Add, difference.Left, negative.Operand),
        { Left: Binary { Operator: BinaryOperator.Add, Right: Number a } inner, Right: Number b } =>
            Regroup(difference, inner.Left, BinaryOperator.Add, a.Value - b.Value),
        { Left: Binary { Operator: BinaryOperator.Subtract, Right: Number a } inner, Right: Number b } =>
            Regroup(difference, inner.Left, BinaryOperator.Subtract, a.Value + b.Value),
        _ when difference.Left.Equals(difference.Right) && difference.Left.IsPure() => Zero,
        _ => difference,
    };

    private static Expression Multiply(Binary product) => product switch
    {
        { Left: Number { Value: 1 } } => product.Right,
        { Right: Number { Value: 1 } } => product.Left,
        { Left: Number { Value: -1 } } => new Unary(UnaryOperator.Negate, product.Right),
        { Right: Number { Value: -1 } } => new Unary(UnaryOperator.Negate, product.Left),
        { Left: Number { Value: 0 } zero } when product.Right.IsPure() => zero,
        { Right: Number { Value: 0 } zero } when product.Left.IsPure() => zero,
        { Left: Unary { Operator: UnaryOperator.Negate } a, Right: Unary { Operator: UnaryOperator.Negate } b } =>
            new Binary(BinaryOperator.Multiply, a.Operand, b.Operand),
        { Left: Unary { Operator: UnaryOperator.Negate } a } =>
            new Unary(UnaryOperator.Negate, new Binary(BinaryOperator.Multiply, a.Operand, product.Right)),
        { Right: Unary { Operator: UnaryOperator.Negate } b } =>
            new Unary(UnaryOperator.Negate, new Binary(BinaryOperator.Multiply, product.Left, b.Operand)),
        { Right: Number, Left: not Number } => new Binary(BinaryOperator.Multiply, product.Right, product.Left),
        { Left: Number a, Right: Binary { Operator: BinaryOperator.Multiply, Left: Number b } inner } when IsSafe(a.Value * b.Value) =>
            new Binary(BinaryOperator.Multiply, new Number(a.Value * b.Value), inner.Right),
        _ => product,
    };

    private static Expression Divide(Binary quotient) => quotient switch
    {
        { Right: Number { Value: 1 } } => quotient.Left,
        { Right: Number { Value: -1 } } => new Unary(UnaryOperator.Negate, quotient.Left),
        { Left: Number { Value: 0 } zero, Right: not Number } when quotient.Right.IsPure() => zero with { IsInteger = false },
        { Left: Unary { Operator: UnaryOperator.Negate } a, Right: Unary { Operator: UnaryOperator.Negate } b } =>
            new Binary(BinaryOperator.Divide, a.Operand, b.Operand),
        { Left: Unary { Operator: UnaryOperator.Negate } a } =>
            new Unary(UnaryOperator.Negate, new Binary(BinaryOperator.Divide, a.Operand, quotient.Right)),
        { Right: Unary { Operator: UnaryOperator.Negate } b } =>
            new Unary(UnaryOperator.Negate, new Binary(BinaryOperator.Divide, quotient.Left, b.Operand)),
        _ => quotient,
    };

    private static Expression Power(Binary power) => power switch
    {
        { Right: Number { Value: 1 } } => power.Left,
        { Right: Number { Value: 0 } } when power.Left.IsPure() => One,
        { Left: Number { Value: 1 } } when power.Right.IsPure() => One,
        _ => power,
    };

    private static Expression Logic(Binary logic, bool absorbing)
    {
        if (logic.Left is Truth left)
            return left.Value != absorbing && IsCondition(logic.Right) ? logic.Right : left.Value == absorbing && logic.Right.IsPure() ? left : logic;
        if (logic.Right is Truth right)
            return right.Value != absorbing && IsCondition(logic.Left) ? logic.Left : right.Value == absorbing && logic.Left.IsPure() ? right : logic;
        return logic;
    }

    private static Expression Step(Call call)
    {
        if (call.Arguments is not [Number argument])
            return call.Arguments is [Number a, Number b] && call.Function is "min" or "max" ? new Number(Evaluator.Evaluate(call)) : call;
        return call.Function switch
        {
            // Correctly rounded everywhere.
            "sqrt" when argument.Value >= 0 => new Number(Math.Sqrt(argument.Value)),
            "abs" or "sign" or "floor" or "ceil" or "round" or "trunc" or "int" or "heaviside" when double.IsFinite(argument.Value) =>
                new Number(Evaluator.Evaluate(call)),
            "exp" or "cos" or "cosh" or "exprel" when argument.Value == 0 => One,
            "log" or "log10" or "log2" when argument.Value == 1 => Zero,
            "sin" or "tan" or "sinh" or "tanh" or "asin" or "atan" or "asinh" or "atanh" or "expm1" or "log1p" when argument.Value == 0 => Zero,
            _ => call,
        };
    }

    private static Expression Step(Piecewise piecewise)
    {
        var otherwise = piecewise.Otherwise;
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var one in piecewise.Cases)
        {
            if (one.Condition is Truth { Value: true } or Number { Value: not 0 })
            {
                otherwise = one.Value;
                break;
            }

            if (one.Condition is not (Truth or Number))
                cases.Add(one);
        }

        while (cases.Count > 0 && cases[^1].Condition.IsPure() && cases[^1].Value.Equals(otherwise))
            cases.RemoveAt(cases.Count - 1);
        if (cases.Count == 0)
            return otherwise;
        if (otherwise is Piecewise rest)
        {
            cases.AddRange(rest.Cases);
            otherwise = rest.Otherwise;
        }

        return cases.Count == piecewise.Cases.Length && ReferenceEquals(otherwise, piecewise.Otherwise)
            ? piecewise : new Piecewise(cases.ToImmutable(), otherwise);
    }

    private static Expression? Fold(BinaryOperator @operator, Number left, Number right)
    {
        if (Opposite(@operator) is not null)
            return new Truth(Evaluator.Apply(@operator, left.Value, right.Value) != 0);
        if (@operator is BinaryOperator.And or BinaryOperator.Or)
            return null;
        var value = @operator == BinaryOperator.Power ? ExactPower(left.Value, right.Value) : Evaluator.Apply(@operator, left.Value, right.Value);
        var isInteger = left.IsInteger && right.IsInteger
            && @operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.IntegerDivide;
        return double.IsFinite(value) ? new Number(value, isInteger) : null;
    }

    // Whole powers of whole numbers that need no rounding; every other power depends on the machine's power function.
    private static double ExactPower(double x, double exponent)
    {
        if (x != Math.Floor(x) || exponent != Math.Floor(exponent) || exponent is < 0 or > 64)
            return double.NaN;
        var product = 1.0;
        for (var count = 0; count < exponent; count++)
            product *= x;
        return Math.Abs(product) <= 1L << 53 ? product : double.NaN;
    }

    private static Binary Regroup(Binary unchanged, Expression term, BinaryOperator @operator, double constant) =>
        IsSafe(constant) ? new Binary(@operator, term, new Number(constant)) : unchanged;

    // Joining constants must not overflow, or lose digits below the normal range, where the original did not.
    private static bool IsSafe(double constant) => constant == 0 || (Math.Abs(constant) is > 1e-250 and < 1e250);

    private static bool IsCondition(Expression expression) => expression switch
    {
        Truth => true,
        Unary unary => unary.Operator == UnaryOperator.Not,
        Binary binary => Opposite(binary.Operator) is not null || binary.Operator is BinaryOperator.And or BinaryOperator.Or,
        _ => false,
    };

    private static BinaryOperator? Opposite(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        BinaryOperator.GreaterOrEqual => BinaryOperator.Less,
        BinaryOperator.Equal => BinaryOperator.NotEqual,
        BinaryOperator.NotEqual => BinaryOperator.Equal,
        _ => null,
    };
}
