using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The derivative with respect to a name, simplified. Where a function jumps or has a corner (steps, <c>abs</c>, the borders of piecewise
/// values) it is the derivative on either side: a step counts as constant. Random draws are constants.
/// <code>
/// d/dx x^2*exp(-x)               →  2*x*exp(-x) - x^2*exp(-x)
/// d/dx (x^2 if x &gt; 0 else -x)    →  2*x if x &gt; 0 else -1
/// </code>
/// </summary>
public static class Derivative
{
    private static readonly Number Zero = new(0);
    private static readonly Number One = new(1);
    private static readonly Number Two = new(2);

    /// <summary>Differentiates <paramref name="expression"/> with respect to <paramref name="name"/>.</summary>
    /// <param name="expression">What to differentiate; aliases in it must be inlined before, they count as constants.</param>
    /// <param name="name">The variable.</param>
    /// <param name="derivative">The derivative.</param>
    /// <param name="reason">Why there is none: a part with no derivative, named.</param>
    public static bool TryOf(
        Expression expression, string name, [NotNullWhen(true)] out Expression? derivative, [NotNullWhen(false)] out string? reason)
    {
        var run = new Run(name);
        var result = run.Of(expression);
        reason = run.Reason;
        derivative = reason is null ? Simplifier.Simplify(result) : null;
        return derivative is not null;
    }

    private sealed class Run(string name)
    {
        public string? Reason { get; private set; }

        public Expression Of(Expression expression)
        {
            if (Reason is not null || !FreeNames.Contains(expression, name))
                return Zero;
            return expression switch
            {
                Name => One,
                Unary { Operator: UnaryOperator.Negate } unary => Minus(Of(unary.Operand)),
                Unary => Zero,
                Binary binary => Of(binary),
                Call call => Of(call),
                Piecewise piecewise => new Piecewise(
                    [.. piecewise.Cases.Select(one => new Case(one.Condition, Of(one.Value)))], Of(piecewise.Otherwise)),
                _ => throw new UnreachableException(),
            };
        }

        private Expression Of(Binary binary)
        {
            var (x, y) = (binary.Left, binary.Right);
            switch (binary.Operator)
            {
                case BinaryOperator.Add or BinaryOperator.Subtract:
                    return new Binary(binary.Operator, Of(x), Of(y));
                case BinaryOperator.Multiply:
                    return Plus(Times(Of(x), y), Times(x, Of(y)));
                case BinaryOperator.Divide when !FreeNames.Contains(y, name):
                    return Over(Of(x), y);
                case BinaryOperator.Divide:
                    return Over(Difference(Times(Of(x), y), Times(x, Of(y))), Power(y, Two));
                case BinaryOperator.Power:
                    return OfPower(x, y);
                case BinaryOperator.Modulo:
                    return Difference(Of(x), Times(Of(y), new Call("floor", Over(x, y))));
                default:
                    // Comparisons, logic and divisions that round are steps.
                    return Zero;
            }
        }

        private Binary OfPower(Expression x, Expression y)
        {
            if (!FreeNames.Contains(y, name))
                return Times(Times(y, Power(x, Difference(y, One))), Of(x));
            var power = Power(x, y);
            var outer = Times(power, Times(Of(y), new Call("log", x)));
            return FreeNames.Contains(x, name) ? Plus(outer, Times(power, Over(Times(y, Of(x)), x))) : outer;
        }

        private Expression Of(Call call)
        {
            var arguments = call.Arguments;
            switch (call.Function)
            {
                case "sign" or "floor" or "ceil" or "round" or "trunc" or "int" or "heaviside" or "timestep":
                    return Zero;
                case "min" when arguments.Length == 2:
                    return Choose(new Binary(BinaryOperator.Less, arguments[1], arguments[0]), Of(arguments[1]), Of(arguments[0]));
                case "max" when arguments.Length == 2:
                    return Choose(new Binary(BinaryOperator.Greater, arguments[1], arguments[0]), Of(arguments[1]), Of(arguments[0]));
                case "clip" when arguments.Length == 3:
                    return new Piecewise(
                        ImmutableArray.Create(
                            new Case(new Binary(BinaryOperator.Less, arguments[0], arguments[1]), Of(arguments[1])),
                            new Case(new Binary(BinaryOperator.Greater, arguments[0], arguments[2]), Of(arguments[2]))),
                        Of(arguments[0]));
                case "atan2" when arguments.Length == 2:
                    var (y, x) = (arguments[0], arguments[1]);
                    return Over(Difference(Times(x, Of(y)), Times(y, Of(x))), Plus(Power(x, Two), Power(y, Two)));
                default:
                    if (arguments.Length == 1 && OfFunction(call.Function, arguments[0]) is { } outer)
                        return Times(outer, Of(arguments[0]));
                    Reason ??= $"`{call}` has no derivative";
                    return Zero;
            }
        }

        // The derivative of a function of one argument, at x.
        private static Expression? OfFunction(string function, Expression x) => function switch
        {
            "exp" or "expm1" => new Call("exp", x),
            "log" => Over(One, x),
            "log1p" => Over(One, Plus(One, x)),
            "log10" => Over(new Number(0.4342944819032518), x),
            "log2" => Over(new Number(1.4426950408889634), x),
            "sqrt" => Over(One, Times(Two, new Call("sqrt", x))),
            "sin" => new Call("cos", x),
            "cos" => Minus(new Call("sin", x)),
            "tan" => Plus(One, Power(new Call("tan", x), Two)),
            "asin" => Over(One, new Call("sqrt", Difference(One, Power(x, Two)))),
            "acos" => Minus(Over(One, new Call("sqrt", Difference(One, Power(x, Two))))),
            "atan" => Over(One, Plus(One, Power(x, Two))),
            "sinh" => new Call("cosh", x),
            "cosh" => new Call("sinh", x),
            "tanh" => Difference(One, Power(new Call("tanh", x), Two)),
            "asinh" => Over(One, new Call("sqrt", Plus(Power(x, Two), One))),
            "acosh" => Over(One, Times(new Call("sqrt", Difference(x, One)), new Call("sqrt", Plus(x, One)))),
            "atanh" => Over(One, Difference(One, Power(x, Two))),
            "abs" => new Call("sign", x),
            "exprel" => OfExprel(x),
            _ => null,
        };

        // (exp(x) − exprel(x))/x loses its digits near zero, where the series 1/2 + x/3 + x²/8 + x³/30 + x⁴/144 has enough of them.
        private static Piecewise OfExprel(Expression x)
        {
            var series = Plus(Over(One, Two), Times(x, Plus(Over(One, new Number(3)), Times(x, Plus(Over(One, new Number(8)), Times(x,
                Plus(Over(One, new Number(30)), Over(x, new Number(144)))))))));
            var direct = Over(Difference(new Call("exp", x), new Call("exprel", x)), x);
            return Choose(new Binary(BinaryOperator.Less, new Call("abs", x), new Number(0.01)), series, direct);
        }

        private static Unary Minus(Expression x) => new(UnaryOperator.Negate, x);

        private static Binary Plus(Expression x, Expression y) => new(BinaryOperator.Add, x, y);

        private static Binary Difference(Expression x, Expression y) => new(BinaryOperator.Subtract, x, y);

        private static Binary Times(Expression x, Expression y) => new(BinaryOperator.Multiply, x, y);

        private static Binary Over(Expression x, Expression y) => new(BinaryOperator.Divide, x, y);

        private static Binary Power(Expression x, Expression y) => new(BinaryOperator.Power, x, y);

        private static Piecewise Choose(Expression condition, Expression value, Expression otherwise) =>
            new([new Case(condition, value)], otherwise);
    }
}
