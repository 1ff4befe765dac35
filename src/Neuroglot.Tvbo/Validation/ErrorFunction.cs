using Neuroglot.Model.Expressions;
using static Neuroglot.Model.Expressions.BinaryOperator;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// The complementary error function as rational functions and an exponential, with relative errors below 1e-15: W. J. Cody, "Rational Chebyshev approximations
/// for the error function", Mathematics of Computation 23 (1969) 631–637.
/// </summary>
internal static class ErrorFunction
{
    private const double InverseRootPi = 5.6418958354775628695e-1;

    // Coefficients in Cody's order; of each pair of polynomials the highest power of the numerator comes last.
    private static readonly double[] SmallP = [3.16112374387056560e00, 1.13864154151050156e02, 3.77485237685302021e02, 3.20937758913846947e03, 1.85777706184603153e-1];
    private static readonly double[] SmallQ = [2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03];
    private static readonly double[] MiddleP =
    [
        5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e01, 2.98635138197400131e02, 8.81952221241769090e02, 1.71204761263407058e03, 2.05107837782607147e03,
        1.23033935479799725e03, 2.15311535474403846e-8,
    ];

    private static readonly double[] MiddleQ =
    [
        1.57449261107098347e01, 1.17693950891312499e02, 5.37181101862009858e02, 1.62138957456669019e03, 3.29079923573345963e03, 4.36261909014324716e03, 3.43936767414372164e03,
        1.23033935480374942e03,
    ];

    private static readonly double[] LargeP =
        [3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4, 1.63153871373020978e-2];

    private static readonly double[] LargeQ = [2.56852019228982242e00, 1.87295284992346725e00, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3];

    /// <summary>erfc(<paramref name="x"/>).</summary>
    public static Expression Complement(Expression x)
    {
        var y = new Call("abs", x);
        var square = Times(x, x);
        // exp(-y²) with y² split so that its rounding does not count.
        var coarse = Over(new Call("trunc", Times(y, new Number(16))), new Number(16));
        var gaussian = Times(
            new Call("exp", Minus(new Number(0), Times(coarse, coarse))),
            new Call("exp", Minus(new Number(0), Times(Minus(y, coarse), Plus(y, coarse)))));
        var small = Minus(new Number(1), Times(x, Ratio(SmallP, SmallQ, square)));
        var middle = Times(gaussian, Ratio(MiddleP, MiddleQ, y));
        var inverse = Over(new Number(1), square);
        var large = Over(Times(gaussian, Minus(new Number(InverseRootPi), Times(inverse, Ratio(LargeP, LargeQ, inverse)))), y);
        var positive = new Piecewise([new Case(new Binary(LessOrEqual, y, new Number(4)), middle)], large);
        return new Piecewise(
            [
                new Case(new Binary(LessOrEqual, y, new Number(0.46875)), small),
                new Case(new Binary(Less, x, new Number(0)), Minus(new Number(2), positive)),
            ],
            positive);
    }

    // Horner's scheme over both polynomials, as Cody's program has it.
    private static Binary Ratio(double[] p, double[] q, Expression variable)
    {
        Expression above = Times(new Number(p[^1]), variable);
        var below = variable;
        for (var index = 0; index < q.Length - 1; index++)
        {
            above = Times(Plus(above, new Number(p[index])), variable);
            below = Times(Plus(below, new Number(q[index])), variable);
        }

        return Over(Plus(above, new Number(p[q.Length - 1])), Plus(below, new Number(q[^1])));
    }

    private static Binary Plus(Expression left, Expression right) => new(Add, left, right);

    private static Binary Minus(Expression left, Expression right) => new(Subtract, left, right);

    private static Binary Times(Expression left, Expression right) => new(Multiply, left, right);

    private static Binary Over(Expression left, Expression right) => new(Divide, left, right);
}
