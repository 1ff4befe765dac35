using Neuroglot.Brian.Language;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>A function of the potential that is one of the three of Hodgkin and Huxley, with <c>x = (v - midpoint)/scale</c>.</summary>
/// <param name="Name"><c>HHExp</c>: <c>rate*exp(x)</c>. <c>HHSigmoid</c>: <c>rate/(1 + exp(-x))</c>. <c>HHExpLinear</c>: <c>rate*x/(1 - exp(-x))</c>.</param>
/// <param name="Rate">The factor, in SI units.</param>
/// <param name="Midpoint">In volt.</param>
/// <param name="Scale">In volt.</param>
internal sealed record RateForm(string Name, double Rate, double Midpoint, double Scale)
{
    // How well the zeros of numerator and denominator have to agree.
    private const double Agreement = 1e-9;

    private const string Exponential = "exp";

    /// <summary>The form of a function; null where it has none of the three.</summary>
    /// <param name="function">In which all names but the potential are numbers.</param>
    public static RateForm? Of(Expression function)
    {
        var (over, under) = (new List<Expression>(), new List<Expression>());
        Factors(function, over, under);
        var rate = Constant(over) / Constant(under);
        return (over, under) switch
        {
            ([Call { Function: "exp" } exp], []) when Line(exp.Arguments[0]) is var (slope, rest) => new RateForm("HHExp", rate, -rest / slope, 1 / slope),
            ([], [Call { Function: "exp" } exp]) when Line(exp.Arguments[0]) is var (slope, rest) => new RateForm("HHExp", rate, -rest / slope, -1 / slope),
            ([], [Call { Function: "exprel" } exprel]) when Line(exprel.Arguments[0]) is var (slope, rest) => new RateForm("HHExpLinear", rate, -rest / slope, -1 / slope),
            ([], [var sum]) when Exponent(sum) is var (constant, factor, slope, rest) && constant != 0 && factor / constant > 0 =>
                Sigmoid(rate / constant, slope, rest + Elementary.Log(factor / constant)),
            ([var linear], [var sum]) when Line(linear) is var (rise, offset) && Exponent(sum) is var (constant, factor, slope, rest) && constant != 0 && factor / constant < 0 =>
                Linear(rate / constant, rise, offset, slope, rest + Elementary.Log(-factor / constant)),
            _ => null,
        };
    }

    /// <summary>Takes an expression apart into what is multiplied and what it is divided by.</summary>
    public static void Factors(Expression expression, List<Expression> over, List<Expression> under)
    {
        switch (expression)
        {
            case Binary { Operator: BinaryOperator.Multiply } product:
                Factors(product.Left, over, under);
                Factors(product.Right, over, under);
                break;
            case Binary { Operator: BinaryOperator.Divide } quotient:
                Factors(quotient.Left, over, under);
                Factors(quotient.Right, under, over);
                break;
            case Unary { Operator: UnaryOperator.Negate } negative:
                over.Add(new Number(-1));
                Factors(negative.Operand, over, under);
                break;
            default:
                over.Add(expression);
                break;
        }
    }

    private static RateForm Sigmoid(double rate, double slope, double rest) => new("HHSigmoid", rate, -rest / slope, -1 / slope);

    // rate*(rise*v + offset)/(1 - exp(slope*v + rest)), where both are zero at the same potential.
    private static RateForm? Linear(double rate, double rise, double offset, double slope, double rest)
    {
        var (midpoint, scale) = (-offset / rise, -1 / slope);
        return Math.Abs(midpoint + (rest / slope)) <= Agreement * Math.Max(Math.Abs(scale), Math.Abs(midpoint)) ? new RateForm("HHExpLinear", rate * rise * scale, midpoint, scale) : null;
    }

    // The product of the factors that do not depend on the potential, which are taken away.
    private static double Constant(List<Expression> factors)
    {
        var product = 1.0;
        foreach (var factor in factors.FindAll(IsNumber))
        {
            product *= Evaluator.Evaluate(factor, _ => 0);
            factors.Remove(factor);
        }

        return product;
    }

    private static bool IsNumber(Expression expression) => expression.IsPure() && FreeNames.Of(expression).IsEmpty;

    private static (double Slope, double Offset)? Line(Expression expression) =>
        LinearForm.TryCreate(expression, CompartmentCode.Potential, out var form, out _) && IsNumber(form.Coefficient(CompartmentEquations.Potential)) && IsNumber(form.Constant)
            && Evaluator.Evaluate(form.Coefficient(CompartmentEquations.Potential), _ => 0) is var slope && slope != 0
            ? (slope, Evaluator.Evaluate(form.Constant, _ => 0)) : null;

    // A constant plus a factor times the exponential function of a line.
    private static (double Constant, double Factor, double Slope, double Offset)? Exponent(Expression sum)
    {
        var exponents = new HashSet<Expression>();
        var rest = sum.Rewrite(node =>
        {
            if (node is not Call { Function: "exp" } call || !FreeNames.Contains(call, CompartmentEquations.Potential))
                return node;
            exponents.Add(call.Arguments[0]);
            return new Name(Exponential);
        });
        return exponents.Count == 1 && Line(exponents.Single()) is var (slope, offset) && LinearForm.TryCreate(rest, new HashSet<string> { Exponential }, out var form, out _)
            && IsNumber(form.Constant) && IsNumber(form.Coefficient(Exponential))
            ? (Evaluator.Evaluate(form.Constant, _ => 0), Evaluator.Evaluate(form.Coefficient(Exponential), _ => 0), slope, offset) : null;
    }
}
