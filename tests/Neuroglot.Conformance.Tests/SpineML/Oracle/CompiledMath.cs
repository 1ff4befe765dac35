using System.Linq.Expressions;
using Neuroglot.Model.Expressions;
using Linq = System.Linq.Expressions.Expression;

namespace Neuroglot.Conformance.Tests.SpineML.Oracle;

/// <summary>
/// Arithmetic and comparisons as C computes them in double precision, over columns of values: just what the oracle needs, written down a second time so that it shares
/// nothing with the engine.
/// </summary>
internal sealed class CompiledMath(Func<string, double[]> column)
{
    private readonly ParameterExpression index = Linq.Parameter(typeof(int), "i");

    /// <summary>The value for the instance of an index.</summary>
    public Func<int, double> Compile(Model.Expressions.Expression expression) => Linq.Lambda<Func<int, double>>(Value(expression), index).Compile();

    private Linq Value(Model.Expressions.Expression expression) => expression switch
    {
        Number number => Linq.Constant(number.Value),
        Name name => Read(column(name.Identifier)),
        Unary { Operator: UnaryOperator.Negate } unary => Linq.Negate(Value(unary.Operand)),
        Unary unary => Number(Linq.Not(Holds(unary.Operand))),
        Binary binary => Value(binary),
        _ => throw new NotSupportedException($"The oracle does not know {expression}."),
    };

    private Linq Value(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => Linq.Add(Value(binary.Left), Value(binary.Right)),
        BinaryOperator.Subtract => Linq.Subtract(Value(binary.Left), Value(binary.Right)),
        BinaryOperator.Multiply => Linq.Multiply(Value(binary.Left), Value(binary.Right)),
        BinaryOperator.Divide => Linq.Divide(Value(binary.Left), Value(binary.Right)),
        BinaryOperator.Less => Number(Linq.LessThan(Value(binary.Left), Value(binary.Right))),
        BinaryOperator.LessOrEqual => Number(Linq.LessThanOrEqual(Value(binary.Left), Value(binary.Right))),
        BinaryOperator.Greater => Number(Linq.GreaterThan(Value(binary.Left), Value(binary.Right))),
        BinaryOperator.GreaterOrEqual => Number(Linq.GreaterThanOrEqual(Value(binary.Left), Value(binary.Right))),
        BinaryOperator.And => Number(Linq.AndAlso(Holds(binary.Left), Holds(binary.Right))),
        BinaryOperator.Or => Number(Linq.OrElse(Holds(binary.Left), Holds(binary.Right))),
        _ => throw new NotSupportedException($"The oracle does not know {binary.Operator}."),
    };

    private BinaryExpression Holds(Model.Expressions.Expression expression) => Linq.NotEqual(Value(expression), Linq.Constant(0.0));

    private static ConditionalExpression Number(Linq condition) => Linq.Condition(condition, Linq.Constant(1.0), Linq.Constant(0.0));

    // A column of one value serves all instances.
    private BinaryExpression Read(double[] values) => Linq.ArrayIndex(Linq.Constant(values), values.Length == 1 ? Linq.Constant(0) : index);
}
