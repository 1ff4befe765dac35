#pragma warning disable RS0030 // The oracle must not share elementary functions with what it checks.
using Neuroglot.Model.Expressions;

namespace Neuroglot.Testing.Reference;

/// <summary>The value of an expression over the variables of one instance; a condition is 1 or 0.</summary>
public delegate double Formula(double[] variables);

/// <summary>Turns expression trees into closures: as plain as can be, with the base library's functions.</summary>
internal sealed class FormulaMaker(Func<string, int> slotOf, Func<string, double?> constant, JavaSequence random)
{
    public Formula Make(Expression expression)
    {
        switch (expression)
        {
            case Number number:
                var value = number.Value;
                return _ => value;
            case Truth truth:
                var one = truth.Value ? 1.0 : 0.0;
                return _ => one;
            case Name name:
                if (constant(name.Identifier) is { } known)
                    return _ => known;
                var slot = slotOf(name.Identifier);
                return v => v[slot];
            case Unary unary:
                var operand = Make(unary.Operand);
                return unary.Operator == UnaryOperator.Negate ? v => -operand(v) : v => operand(v) != 0 ? 0 : 1;
            case Binary binary:
                return Make(binary.Operator, Make(binary.Left), Make(binary.Right));
            case Call call:
                return Make(call);
            case Piecewise piecewise:
                var cases = piecewise.Cases.Select(one => (Condition: Make(one.Condition), Value: Make(one.Value))).ToArray();
                var otherwise = Make(piecewise.Otherwise);
                return v =>
                {
                    foreach (var (condition, result) in cases)
                    {
                        if (condition(v) != 0)
                            return result(v);
                    }

                    return otherwise(v);
                };
            default:
                throw new NotSupportedException($"{expression.GetType().Name} is not an expression of LEMS.");
        }
    }

    private static Formula Make(BinaryOperator @operator, Formula a, Formula b) => @operator switch
    {
        BinaryOperator.Add => v => a(v) + b(v),
        BinaryOperator.Subtract => v => a(v) - b(v),
        BinaryOperator.Multiply => v => a(v) * b(v),
        BinaryOperator.Divide => v => a(v) / b(v),
        BinaryOperator.Power => v => Math.Pow(a(v), b(v)),
        BinaryOperator.Less => v => a(v) < b(v) ? 1 : 0,
        BinaryOperator.LessOrEqual => v => a(v) <= b(v) ? 1 : 0,
        BinaryOperator.Greater => v => a(v) > b(v) ? 1 : 0,
        BinaryOperator.GreaterOrEqual => v => a(v) >= b(v) ? 1 : 0,
        BinaryOperator.Equal => v => a(v) == b(v) ? 1 : 0,
        BinaryOperator.NotEqual => v => a(v) != b(v) ? 1 : 0,
        BinaryOperator.And => v => a(v) != 0 && b(v) != 0 ? 1 : 0,
        BinaryOperator.Or => v => a(v) != 0 || b(v) != 0 ? 1 : 0,
        _ => throw new NotSupportedException($"{@operator} is not an operator of LEMS."),
    };

    private Formula Make(Call call)
    {
        if (call.Function == "uniform")
            return _ => random.Next();
        var x = Make(call.Arguments[0]);
        return call.Function switch
        {
            "sin" => v => Math.Sin(x(v)),
            "cos" => v => Math.Cos(x(v)),
            "tan" => v => Math.Tan(x(v)),
            "sinh" => v => Math.Sinh(x(v)),
            "cosh" => v => Math.Cosh(x(v)),
            "tanh" => v => Math.Tanh(x(v)),
            "exp" => v => Math.Exp(x(v)),
            "sqrt" => v => Math.Sqrt(x(v)),
            "ceil" => v => Math.Ceiling(x(v)),
            "abs" => v => Math.Abs(x(v)),
            "log" => v => x(v) is var y && y > 0 ? Math.Log(y) : double.NaN,
            "heaviside" => v => x(v) is var y && double.IsNaN(y) ? y : 0.5 * (Math.Sign(y) + 1),
            "factorial" => v => Factorial(x(v)),
            _ => throw new NotSupportedException($"{call.Function} is not a function of LEMS."),
        };
    }

    private static double Factorial(double x)
    {
        var product = 1.0;
        if (x < 0 || x != Math.Floor(x))
            return double.NaN;
        for (var i = 2; i <= x; i++)
            product *= i;
        return product;
    }
}
