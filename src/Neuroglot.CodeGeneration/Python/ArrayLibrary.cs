using Neuroglot.Model.Expressions;

namespace Neuroglot.CodeGeneration.Python;

/// <summary>The library of arrays that a Python program computes with. Both have the same functions, so that what they share is written once.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Alias">The name by which programs call it.</param>
/// <param name="IsFunctional">Whether arrays never change, so that a run is a scan over steps; else it is a loop.</param>
public sealed record ArrayLibrary(string Name, string Alias, bool IsFunctional)
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["exp"] = "exp", ["expm1"] = "expm1", ["log"] = "log", ["log1p"] = "log1p", ["log10"] = "log10", ["log2"] = "log2", ["sqrt"] = "sqrt",
        ["sin"] = "sin", ["cos"] = "cos", ["tan"] = "tan", ["asin"] = "arcsin", ["acos"] = "arccos", ["atan"] = "arctan", ["atan2"] = "arctan2",
        ["sinh"] = "sinh", ["cosh"] = "cosh", ["tanh"] = "tanh", ["asinh"] = "arcsinh", ["acosh"] = "arccosh", ["atanh"] = "arctanh",
        ["abs"] = "abs", ["sign"] = "sign", ["floor"] = "floor", ["ceil"] = "ceil", ["round"] = "rint", ["trunc"] = "trunc", ["int"] = "trunc",
        ["min"] = "minimum", ["max"] = "maximum", ["clip"] = "clip",
    };

    private readonly Dialect dialect = new("Python with arrays", Dialects.Python.Binary, Dialects.Python.Prefix, [], []) { NotANumber = $"{Alias}.nan" };

    /// <summary>NumPy.</summary>
    public static ArrayLibrary NumPy { get; } = new("NumPy", "np", IsFunctional: false);

    /// <summary>JAX.</summary>
    public static ArrayLibrary Jax { get; } = new("JAX", "jnp", IsFunctional: true);

    /// <summary>An expression over arrays as text: <c>np.where(x &lt; 0, a, b)</c> for a choice.</summary>
    /// <exception cref="NotSupportedException">The library has no function for a part of it.</exception>
    internal string Print(Expression expression) => ExpressionPrinter.Print(Translate(expression), dialect);

    private Expression Translate(Expression expression)
    {
        var changed = expression.MapChildren(Translate);
        return changed switch
        {
            Piecewise piecewise => piecewise.Cases.Reverse().Aggregate(piecewise.Otherwise, (rest, one) => Of("where", one.Condition, one.Value, rest)),
            Unary { Operator: UnaryOperator.Not, Operand: var operand } => Of("logical_not", operand),
            Binary { Operator: BinaryOperator.And } both => Of("logical_and", both.Left, both.Right),
            Binary { Operator: BinaryOperator.Or } either => Of("logical_or", either.Left, either.Right),
            Binary { Operator: BinaryOperator.IntegerDivide } => Translate(Expansions.Of(changed)!),
            Truth truth => new Name(truth.Value ? "True" : "False"),
            Call { Function: "heaviside", Arguments: [var x] } => Of("heaviside", x, new Number(0.5)),
            Call call when call.Function.StartsWith($"{Alias}.", StringComparison.Ordinal) => call,
            Call call when Functions.TryGetValue(call.Function, out var name) => Of(name, [.. call.Arguments]),
            Call call => Expansions.Of(call) is { } simpler ? Translate(simpler) : throw new NotSupportedException(call.Function),
            _ => changed,
        };
    }

    private Call Of(string function, params Expression[] arguments) => new($"{Alias}.{function}", arguments);
}
