using Neuroglot.Model.Expressions;
using static Neuroglot.Model.Expressions.BinaryOperator;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>
/// The inverse functions of sin, cos and tan, of which LEMS has none, by roots and quotients: tan(φ/2) = tan φ / (1 + √(1 + tan² φ)) halves the angle until its tangent is below 0.42, where
/// the continued fraction of arctan has all digits of double precision after <see cref="Terms"/> terms:
/// <code>
/// arctan z = z/(1 + z²/(3 + 4z²/(5 + 9z²/(7 + …))))
/// </code>
/// Good to some units in the last place of double precision; arctan up to arguments of 10¹⁵⁰, whose squares are numbers.
/// </summary>
internal static class InverseFunctions
{
    // Each term leaves tan² 11.25° = 0.04 of the error before, and 0.04^12 is below 1e-16.
    private const int Terms = 13;

    private static readonly Number One = new(1);

    /// <summary>The value of <c>atan</c>, <c>asin</c> or <c>acos</c>.</summary>
    public static Expression Of(string function, Expression x) => function switch
    {
        "atan" => Times(4, Small(Half(Half(x)))),

        // The tangent of half the angle whose sine, or cosine, is x.
        "asin" => Times(4, Small(Half(new Binary(Divide, x, Plus(One, Root(Product(Minus(One, x), Plus(One, x)))))))),
        "acos" => Times(8, Small(Half(new Binary(Divide, Root(Minus(One, x)), Plus(Root(new Number(2)), Root(Plus(One, x))))))),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There are three."),
    };

    private static Binary Half(Expression tangent) => new(Divide, tangent, Plus(One, Root(Plus(One, Square(tangent)))));

    private static Binary Small(Expression z)
    {
        var square = Square(z);
        Expression fraction = new Number((2 * Terms) + 1);
        for (var term = Terms; term > 0; term--)
            fraction = Plus(new Number((2 * term) - 1), new Binary(Divide, Product(new Number(term * term), square), fraction));
        return new Binary(Divide, z, fraction);
    }

    private static Binary Square(Expression x) => new(Power, x, new Number(2));

    private static Call Root(Expression x) => new("sqrt", x);

    private static Binary Times(double factor, Expression x) => Product(new Number(factor), x);

    private static Binary Product(Expression left, Expression right) => new(Multiply, left, right);

    private static Binary Plus(Expression left, Expression right) => new(Add, left, right);

    private static Binary Minus(Expression left, Expression right) => new(Subtract, left, right);
}
