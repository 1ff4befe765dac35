using System.Collections.Frozen;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Writes expressions as kernel instructions. <c>a*b + 1</c> becomes <c>%0 = load a; %1 = load b; %2 = mul %0 %1; %3 = add %2 1</c>.</summary>
internal static class ExpressionLowering
{
    // Powers up to this one are written as products: gates are m^3·h or n^4, and pow costs as much as twenty products.
    private const int LargestProduct = 16;

    private static readonly FrozenDictionary<string, KernelOp> Direct = new Dictionary<string, KernelOp>
    {
        ["exp"] = KernelOp.Exp,
        ["expm1"] = KernelOp.Expm1,
        ["log"] = KernelOp.Log,
        ["log1p"] = KernelOp.Log1p,
        ["log10"] = KernelOp.Log10,
        ["log2"] = KernelOp.Log2,
        ["exprel"] = KernelOp.Exprel,
        ["sqrt"] = KernelOp.Sqrt,
        ["sin"] = KernelOp.Sin,
        ["cos"] = KernelOp.Cos,
        ["tan"] = KernelOp.Tan,
        ["asin"] = KernelOp.Asin,
        ["acos"] = KernelOp.Acos,
        ["atan"] = KernelOp.Atan,
        ["sinh"] = KernelOp.Sinh,
        ["cosh"] = KernelOp.Cosh,
        ["tanh"] = KernelOp.Tanh,
        ["asinh"] = KernelOp.Asinh,
        ["acosh"] = KernelOp.Acosh,
        ["atanh"] = KernelOp.Atanh,
        ["abs"] = KernelOp.Abs,
        ["sign"] = KernelOp.Sign,
        ["floor"] = KernelOp.Floor,
        ["ceil"] = KernelOp.Ceiling,
        ["round"] = KernelOp.Round,
        ["trunc"] = KernelOp.Truncate,
        ["int"] = KernelOp.Truncate,
        ["heaviside"] = KernelOp.Heaviside,
        ["factorial"] = KernelOp.Factorial,
        ["min"] = KernelOp.Min,
        ["max"] = KernelOp.Max,
        ["atan2"] = KernelOp.Atan2,
    }.ToFrozenDictionary();

    /// <summary>The value of <paramref name="expression"/>; a condition gives a mask.</summary>
    public static KernelValue Lower(Expression expression, IScope scope)
    {
        var builder = scope.Builder;
        switch (expression)
        {
            case Number number:
                return builder.Constant(number.Value);
            case Truth truth:
                return builder.Constant(truth.Value);
            case Name name:
                return scope.Resolve(name.Identifier);
            case Unary { Operator: UnaryOperator.Negate } unary:
                return builder.Call(KernelOp.Negate, Real(unary.Operand, scope));
            case Unary { Operator: UnaryOperator.Not } unary:
                return builder.Not(Condition(unary.Operand, scope));
            case Binary binary:
                return Lower(binary, scope);
            case Call call:
                return Lower(call, scope);
            case Piecewise piecewise:
                var value = Real(piecewise.Otherwise, scope);
                for (var i = piecewise.Cases.Length - 1; i >= 0; i--)
                    value = builder.Select(Condition(piecewise.Cases[i].Condition, scope), Real(piecewise.Cases[i].Value, scope), value);
                return value;
            default:
                throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    /// <summary>The value of <paramref name="expression"/> as a number; a condition counts 1 when it holds, else 0.</summary>
    public static KernelValue Real(Expression expression, IScope scope)
    {
        var value = Lower(expression, scope);
        return value.Type == KernelType.Mask ? scope.Builder.Select(value, scope.Builder.Constant(1.0), scope.Builder.Constant(0.0)) : value;
    }

    /// <summary>The value of <paramref name="expression"/> as a condition; a number holds when it is not 0.</summary>
    public static KernelValue Condition(Expression expression, IScope scope)
    {
        var value = Lower(expression, scope);
        return value.Type == KernelType.Mask ? value : scope.Builder.Call(KernelOp.NotEqual, value, scope.Builder.Constant(0.0));
    }

    private static KernelValue Lower(Binary binary, IScope scope)
    {
        var builder = scope.Builder;
        if (binary.Operator is BinaryOperator.And)
            return builder.Call(KernelOp.And, Condition(binary.Left, scope), Condition(binary.Right, scope));
        if (binary.Operator is BinaryOperator.Or)
            return builder.Call(KernelOp.Or, Condition(binary.Left, scope), Condition(binary.Right, scope));
        var left = Real(binary.Left, scope);
        var right = Real(binary.Right, scope);
        return binary.Operator switch
        {
            BinaryOperator.Add => builder.Add(left, right),
            BinaryOperator.Subtract => builder.Subtract(left, right),
            BinaryOperator.Multiply => builder.Multiply(left, right),
            BinaryOperator.Divide => builder.Divide(left, right),
            BinaryOperator.FloorDivide => builder.Call(KernelOp.Floor, builder.Divide(left, right)),
            BinaryOperator.IntegerDivide => builder.Call(KernelOp.Truncate, builder.Divide(left, right)),
            BinaryOperator.Modulo => builder.Call(KernelOp.Mod, left, right),
            BinaryOperator.Power => Power(left, right, builder),
            BinaryOperator.Less => builder.Call(KernelOp.Less, left, right),
            BinaryOperator.LessOrEqual => builder.Call(KernelOp.LessOrEqual, left, right),
            BinaryOperator.Greater => builder.Call(KernelOp.Greater, left, right),
            BinaryOperator.GreaterOrEqual => builder.Call(KernelOp.GreaterOrEqual, left, right),
            BinaryOperator.Equal => builder.Call(KernelOp.Equal, left, right),
            BinaryOperator.NotEqual => builder.Call(KernelOp.NotEqual, left, right),
            _ => throw new InvalidOperationException($"Unknown operator {binary.Operator}."),
        };
    }

    private static KernelValue Lower(Call call, IScope scope)
    {
        var builder = scope.Builder;
        var arguments = new KernelValue[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Real(call.Arguments[i], scope);
        if (Direct.TryGetValue(call.Function, out var op))
            return builder.Call(op, arguments);
        return call.Function switch
        {
            "clip" => builder.Call(KernelOp.Min, builder.Call(KernelOp.Max, arguments[0], arguments[1]), arguments[2]),
            "timestep" => builder.Call(
                KernelOp.Truncate,
                builder.Divide(builder.Add(arguments[0], builder.Multiply(builder.Constant(1e-3), arguments[1])), arguments[1])),
            "uniform" => builder.Uniform(scope.NextDraw()),
            "normal" => builder.Normal(scope.NextDraw()),
            "exponential" => builder.Exponential(scope.NextDraw()),
            "poisson" => builder.Poisson(scope.NextDraw(), arguments[0]),
            _ when arguments.Length == 1 && scope.Lookup(call.Function, arguments[0]) is { } found => found,
            _ when scope.Function(call.Function) is { } function => scope.Call(name => new HostSchemePlan(name, function), arguments, 1)[0],
            _ => throw new InvalidOperationException($"Function '{call.Function}' was not inlined."),
        };
    }

    private static KernelValue Power(KernelValue x, KernelValue exponent, KernelBuilder builder)
    {
        if (exponent.Known is not { } power || power != Math.Floor(power) || Math.Abs(power) > LargestProduct)
            return builder.Call(KernelOp.Pow, x, exponent);
        if (power == 0)
            return builder.Constant(1.0);

        // Square and multiply, so that the order of the products is fixed.
        KernelValue? product = null;
        var square = x;
        for (var rest = (int)Math.Abs(power); ;)
        {
            if ((rest & 1) == 1)
                product = product is { } soFar ? builder.Multiply(soFar, square) : square;
            rest >>= 1;
            if (rest == 0)
                break;
            square = builder.Multiply(square, square);
        }

        return power > 0 ? product! : builder.Divide(builder.Constant(1.0), product!);
    }
}
