#pragma warning disable RS0030 // The reference evaluation uses the base library's functions; results of runs come from the engine, which has its own.
using System.Diagnostics;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The value of an expression in double precision, one at a time: for parameters, tests and messages. The engine computes runs, with its own
/// elementary functions; the two may differ in the last bit. Truth values are 1 and 0, and any number but 0 counts as true.
/// <code>2*x + heaviside(x) with x = 0  →  0.5</code>
/// </summary>
public static class Evaluator
{
    /// <summary>The value of <paramref name="expression"/>.</summary>
    /// <param name="expression">What to compute.</param>
    /// <param name="lookup">The value of a name.</param>
    /// <param name="draw">
    /// A draw of a random function (<c>uniform</c>, <c>normal</c>, <c>exponential</c>, <c>poisson</c>) with its argument, if any, else 0.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// It has a function that is not built in, or a random one and there is no <paramref name="draw"/>.
    /// </exception>
    public static double Evaluate(Expression expression, Func<string, double> lookup, Func<string, double, double>? draw = null)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        return Value(expression);

        double Value(Expression node) => node switch
        {
            Number number => number.Value,
            Truth truth => truth.Value ? 1 : 0,
            Name name => lookup(name.Identifier),
            Unary { Operator: UnaryOperator.Negate } unary => -Value(unary.Operand),
            Unary { Operator: UnaryOperator.Not } unary => Value(unary.Operand) == 0 ? 1 : 0,
            Binary binary => Apply(binary.Operator, Value(binary.Left), Value(binary.Right)),
            Call { Arguments.Length: 0 } call => Draw(call.Function, 0),
            Call { Function: "poisson" } call => Draw(call.Function, Value(call.Arguments[0])),
            Call { Arguments.Length: 1 } call => Apply(call.Function, Value(call.Arguments[0])),
            Call { Arguments.Length: 2 } call => Apply(call.Function, Value(call.Arguments[0]), Value(call.Arguments[1])),
            Call { Function: "clip", Arguments.Length: 3 } call =>
                Math.Min(Math.Max(Value(call.Arguments[0]), Value(call.Arguments[1])), Value(call.Arguments[2])),
            Call call => throw NotBuiltIn(call.Function),
            Piecewise piecewise => Choose(piecewise),
            _ => throw new UnreachableException(),
        };

        double Choose(Piecewise piecewise)
        {
            foreach (var one in piecewise.Cases)
            {
                if (Value(one.Condition) != 0)
                    return Value(one.Value);
            }

            return Value(piecewise.Otherwise);
        }

        double Draw(string function, double argument)
        {
            if (Functions.Find(function) is not { IsRandom: true })
                throw NotBuiltIn(function);
            if (draw is null)
                throw new InvalidOperationException($"`{function}` draws random numbers, and there is no source of them.");
            return draw(function, argument);
        }
    }

    /// <summary>The value of an expression without names and draws.</summary>
    /// <exception cref="InvalidOperationException">It has names, draws or functions that are not built in.</exception>
    public static double Evaluate(Expression expression) =>
        Evaluate(expression, name => throw new InvalidOperationException($"`{name}` has no value here."));

    /// <summary>One operator.</summary>
    public static double Apply(BinaryOperator @operator, double left, double right) => @operator switch
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
        _ => throw new UnreachableException(),
    };

    private static double Apply(string function, double x) => function switch
    {
        "exp" => Math.Exp(x),
        "expm1" => ExpM1(x),
        "log" => Math.Log(x),
        "log1p" => Log1P(x),
        "log10" => Math.Log10(x),
        "log2" => Math.Log2(x),
        "exprel" => Math.Abs(x) < 1e-16 ? 1 : x > 717 ? double.PositiveInfinity : ExpM1(x) / x,
        "sqrt" => Math.Sqrt(x),
        "sin" => Math.Sin(x),
        "cos" => Math.Cos(x),
        "tan" => Math.Tan(x),
        "asin" => Math.Asin(x),
        "acos" => Math.Acos(x),
        "atan" => Math.Atan(x),
        "sinh" => Math.Sinh(x),
        "cosh" => Math.Cosh(x),
        "tanh" => Math.Tanh(x),
        "asinh" => Math.Asinh(x),
        "acosh" => Math.Acosh(x),
        "atanh" => Math.Atanh(x),
        "abs" => Math.Abs(x),
        "sign" => double.IsNaN(x) ? x : Math.Sign(x),
        "floor" => Math.Floor(x),
        "ceil" => Math.Ceiling(x),
        "round" => Math.Round(x, MidpointRounding.ToEven),
        "trunc" or "int" => Math.Truncate(x),
        "heaviside" => double.IsNaN(x) ? x : 0.5 * (Math.Sign(x) + 1),
        "factorial" => Factorial(x),
        _ => throw NotBuiltIn(function),
    };

    private static double Apply(string function, double x, double y) => function switch
    {
        "atan2" => Math.Atan2(x, y),
        "min" => Math.Min(x, y),
        "max" => Math.Max(x, y),
        "timestep" => Math.Truncate((x + 1e-3 * y) / y),
        _ => throw NotBuiltIn(function),
    };

    // W. Kahan: (u − 1)·x/log u loses no digits, because u − 1 and log u err together.
    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
            return x;
        var difference = u - 1;
        return difference == -1 || double.IsInfinity(u) ? difference : Math.Abs(x) > 1 ? difference : difference * x / Math.Log(u);
    }

    private static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    private static double Factorial(double x)
    {
        if (x < 0 || x != Math.Floor(x))
            return double.NaN;
        var product = 1.0;
        for (var factor = 2.0; factor <= x && !double.IsInfinity(product); factor++)
            product *= factor;
        return product;
    }

    private static InvalidOperationException NotBuiltIn(string function) =>
        new($"`{function}` is not a built-in function with so many arguments; inline it first.");
}
