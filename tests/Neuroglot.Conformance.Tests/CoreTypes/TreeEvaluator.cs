using Neuroglot.Model.Expressions;

// This evaluator is the judge of two texts, so it uses the base library's functions and not our own.
#pragma warning disable RS0030

namespace Neuroglot.Conformance.Tests.CoreTypes;

/// <summary>The value of an expression at a point; a truth is 1 or 0. Random draws are taken from the point, in the order of the text.</summary>
internal sealed class TreeEvaluator(IReadOnlyDictionary<string, double> point, IReadOnlyList<double> draws)
{
    private int drawn;

    public static double Evaluate(Expression expression, IReadOnlyDictionary<string, double> point, IReadOnlyList<double> draws) =>
        new TreeEvaluator(point, draws).Evaluate(expression);

    private double Evaluate(Expression expression) => expression switch
    {
        Number number => number.Value,
        Truth truth => truth.Value ? 1 : 0,
        Name name => point[name.Identifier],
        Unary { Operator: UnaryOperator.Negate } minus => -Evaluate(minus.Operand),
        Unary not => Evaluate(not.Operand) == 0 ? 1 : 0,
        Binary binary => Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        Call { Function: "uniform" } => draws[drawn++],
        Call { Arguments.Length: 1 } call => Apply(call.Function, Evaluate(call.Arguments[0])),
        _ => throw new NotSupportedException("The core types were not expected to use " + expression),
    };

    private static double Apply(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Power => Math.Pow(left, right),
        BinaryOperator.Less => left < right ? 1 : 0,
        BinaryOperator.LessOrEqual => left <= right ? 1 : 0,
        BinaryOperator.Greater => left > right ? 1 : 0,
        BinaryOperator.GreaterOrEqual => left >= right ? 1 : 0,
        BinaryOperator.Equal => left == right ? 1 : 0,
        BinaryOperator.NotEqual => left != right ? 1 : 0,
        BinaryOperator.And => left != 0 && right != 0 ? 1 : 0,
        BinaryOperator.Or => left != 0 || right != 0 ? 1 : 0,
        _ => throw new NotSupportedException("The core types were not expected to use " + op),
    };

    private static double Apply(string function, double argument) => function switch
    {
        "exp" => Math.Exp(argument),
        "log" => Math.Log(argument),
        "sqrt" => Math.Sqrt(argument),
        "sin" => Math.Sin(argument),
        "abs" => Math.Abs(argument),
        "heaviside" => argument > 0 ? 1 : argument < 0 ? 0 : argument == 0 ? 0.5 : double.NaN,
        _ => throw new NotSupportedException("The core types were not expected to use " + function),
    };
}
