// The values of derived parameters enter every back end as numbers, so they are computed once, here, whatever is run afterwards;
// and the elementary functions of Neuroglot.Numerics are below the engine, out of reach of a reader.
#pragma warning disable RS0030

using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Types;

/// <summary>The value of an expression whose names are all known.</summary>
internal static class ConstantValue
{
    /// <summary>The value; NaN where it isn't defined. A truth is 1 or 0.</summary>
    public static double Of(Expression expression, Func<string, double> valueOf) => expression switch
    {
        Number number => number.Value,
        Truth truth => truth.Value ? 1 : 0,
        Name name => valueOf(name.Identifier),
        Unary { Operator: UnaryOperator.Negate } unary => -Of(unary.Operand, valueOf),
        Unary unary => Of(unary.Operand, valueOf) == 0 ? 1 : 0,
        Binary binary => Apply(binary.Operator, Of(binary.Left, valueOf), Of(binary.Right, valueOf)),
        Call call => Apply(call.Function, call.Arguments.Length > 0 ? Of(call.Arguments[0], valueOf) : double.NaN),
        Piecewise piecewise => Of(piecewise.Cases.FirstOrDefault(one => Of(one.Condition, valueOf) != 0)?.Value ?? piecewise.Otherwise, valueOf),
        _ => double.NaN,
    };

    private static double Apply(BinaryOperator @operator, double left, double right) => @operator switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.FloorDivide => Math.Floor(left / right),
        BinaryOperator.IntegerDivide => Math.Truncate(left / right),
        BinaryOperator.Modulo => left - right * Math.Floor(left / right),
        BinaryOperator.Power => Math.Pow(left, right),
        BinaryOperator.Less => left < right ? 1 : 0,
        BinaryOperator.LessOrEqual => left <= right ? 1 : 0,
        BinaryOperator.Greater => left > right ? 1 : 0,
        BinaryOperator.GreaterOrEqual => left >= right ? 1 : 0,
        BinaryOperator.Equal => left == right ? 1 : 0,
        BinaryOperator.NotEqual => left != right ? 1 : 0,
        BinaryOperator.And => left != 0 && right != 0 ? 1 : 0,
        BinaryOperator.Or => left != 0 || right != 0 ? 1 : 0,
        _ => double.NaN,
    };

    /// <summary>The functions that LEMS has; anything random has no constant value.</summary>
    private static double Apply(string function, double x) => function switch
    {
        "exp" => Math.Exp(x),
        "log" => Math.Log(x),
        "sqrt" => Math.Sqrt(x),
        "sin" => Math.Sin(x),
        "cos" => Math.Cos(x),
        "tan" => Math.Tan(x),
        "sinh" => Math.Sinh(x),
        "cosh" => Math.Cosh(x),
        "tanh" => Math.Tanh(x),
        "abs" => Math.Abs(x),
        "ceil" => Math.Ceiling(x),
        "floor" => Math.Floor(x),
        "sign" => double.IsNaN(x) ? x : Math.Sign(x),
        "heaviside" => x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : double.NaN,
        "factorial" => Factorial(x),
        "int" or "trunc" => Math.Truncate(x),
        _ => double.NaN,
    };

    private static double Factorial(double x)
    {
        if (!(x >= 0 && x <= 170) || x != Math.Floor(x))
            return double.NaN;
        var product = 1.0;
        for (var i = 2; i <= x; i++)
            product *= i;
        return product;
    }
}
