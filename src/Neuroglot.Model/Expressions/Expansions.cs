namespace Neuroglot.Model.Expressions;

/// <summary>
/// Operators and functions in terms of simpler ones, for languages that lack them.
/// <code>
/// x % y        →  x - y*floor(x/y)
/// clip(x, a, b) →  min(max(x, a), b)
/// sign(x)      →  1 if x &gt; 0 else -1 if x &lt; 0 else 0
/// </code>
/// </summary>
public static class Expansions
{
    private static readonly Number Zero = new(0);
    private static readonly Number One = new(1);

    /// <summary>
    /// The top node of <paramref name="expression"/> written with simpler functions, one step; null where there is no such way. Operands that
    /// occur twice in the result are draws twice: expand only what has no random draws.
    /// </summary>
    public static Expression? Of(Expression expression) => expression switch
    {
        Binary binary => Of(binary),
        Call call when Functions.Find(call.Function)?.Arity == call.Arguments.Length => Of(call),
        _ => null,
    };

    private static Expression? Of(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Modulo => Minus(binary.Left, Times(binary.Right, new Call("floor", Over(binary.Left, binary.Right)))),
        BinaryOperator.FloorDivide => new Call("floor", Over(binary.Left, binary.Right)),
        BinaryOperator.IntegerDivide => new Call("trunc", Over(binary.Left, binary.Right)),
        _ => null,
    };

    private static Expression? Of(Call call)
    {
        var arguments = call.Arguments;
        return call.Function switch
        {
            "expm1" => Minus(new Call("exp", arguments[0]), One),
            "log1p" => new Call("log", new Binary(BinaryOperator.Add, One, arguments[0])),
            "log10" => Over(new Call("log", arguments[0]), new Number(2.302585092994046)),
            "log2" => Over(new Call("log", arguments[0]), new Number(0.6931471805599453)),
            "exprel" => Choose(
                new Binary(BinaryOperator.Less, new Call("abs", arguments[0]), new Number(1e-16)), One,
                Over(new Call("expm1", arguments[0]), arguments[0])),
            "clip" => new Call("min", new Call("max", arguments[0], arguments[1]), arguments[2]),
            "min" => Choose(new Binary(BinaryOperator.Less, arguments[1], arguments[0]), arguments[1], arguments[0]),
            "max" => Choose(new Binary(BinaryOperator.Greater, arguments[1], arguments[0]), arguments[1], arguments[0]),
            "sign" => Steps(arguments[0], One, new Unary(UnaryOperator.Negate, One), Zero),
            "heaviside" => Steps(arguments[0], One, Zero, new Number(0.5)),
            "int" => new Call("trunc", arguments[0]),
            "trunc" => Times(new Call("sign", arguments[0]), new Call("floor", new Call("abs", arguments[0]))),
            "floor" => new Unary(UnaryOperator.Negate, new Call("ceil", new Unary(UnaryOperator.Negate, arguments[0]))),
            "timestep" => new Call(
                "trunc", Over(new Binary(BinaryOperator.Add, arguments[0], Times(new Number(1e-3), arguments[1])), arguments[1])),
            _ => null,
        };
    }

    private static Binary Minus(Expression left, Expression right) => new(BinaryOperator.Subtract, left, right);

    private static Binary Times(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

    private static Binary Over(Expression left, Expression right) => new(BinaryOperator.Divide, left, right);

    private static Piecewise Choose(Expression condition, Expression value, Expression otherwise) => new([new Case(condition, value)], otherwise);

    private static Piecewise Steps(Expression operand, Expression positive, Expression negative, Expression zero) => new(
        [new Case(new Binary(BinaryOperator.Greater, operand, Zero), positive), new Case(new Binary(BinaryOperator.Less, operand, Zero), negative)],
        zero);
}
