using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Export.Lems;

/// <summary>A derived variable of LEMS, conditional where it has cases.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, or that of the case without a condition.</param>
/// <param name="Cases">Conditions with values; empty for a plain one.</param>
internal sealed record LemsVariable(string Name, string Value, ImmutableArray<(string Condition, string Value)> Cases)
{
    /// <summary>Name of its dimension.</summary>
    public string Dimension { get; init; } = "none";
}

/// <summary>
/// Writes expressions in the terms of LEMS, which has choices only as variables of their own, no logical not, and few functions.
/// <code>
/// 2*Piecewise((a, x &lt; 0), (b, True))   →   2*v_piece1, with v_piece1 a conditional variable
/// max(x, 0)                            →   x_piece1, with the cases x .gt. 0: x; else 0
/// sign(x), floor(x)                    →   H(x) - H(-1*x), -ceil(-x)
/// </code>
/// </summary>
/// <param name="taken">Names of the model.</param>
/// <param name="diagnostics">Gets what LEMS has no words for.</param>
/// <param name="dimensions">Dimensions of the names; null where all are bare numbers, times included.</param>
internal sealed class LemsEquations(ISet<string> taken, DiagnosticBag diagnostics, ModelDimensions? dimensions = null)
{
    public const string NoWords = "NG7080";

    private readonly List<LemsVariable> variables = [];

    /// <summary>The derived variables, in the order in which they can be computed.</summary>
    public IReadOnlyList<LemsVariable> Variables => variables;

    /// <summary>Adds a derived variable.</summary>
    public void Add(NamedExpression derived) => Add(derived.Name, Translate(derived.Value), derived.Name, derived.Span);

    /// <summary>A value as text.</summary>
    /// <param name="expression">The value.</param>
    /// <param name="of">What it is the value of; auxiliary variables are named after it.</param>
    /// <param name="span">Where it was written.</param>
    public string Value(Expression expression, string of, SourceSpan span) => Print(WithoutChoices(Translate(expression), of, span), span);

    /// <summary>A condition as text.</summary>
    public string Condition(Expression expression, string of, SourceSpan span) => Print(WithoutChoices(Positive(Translate(expression), holds: true), of, span), span);

    private void Add(string name, Expression value, string of, SourceSpan span)
    {
        if (value is not Piecewise piecewise)
        {
            var plain = WithoutChoices(value, of, span);
            variables.Add(new LemsVariable(name, Print(plain, span), []) { Dimension = dimensions?.Add(name, plain) ?? "none" });
            return;
        }

        var cases = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var one in piecewise.Cases)
            cases.Add((Print(WithoutChoices(Positive(one.Condition, holds: true), of, span), span), Print(WithoutChoices(one.Value, of, span), span)));
        var dimension = dimensions?.Add(name, piecewise);
        variables.Add(new LemsVariable(name, Print(WithoutChoices(piecewise.Otherwise, of, span), span), cases.ToImmutable()) { Dimension = dimension ?? "none" });
    }

    // Each choice within becomes a variable before the one that uses it.
    private Expression WithoutChoices(Expression expression, string of, SourceSpan span)
    {
        if (expression is Piecewise)
        {
            var name = Fresh($"{of}_piece");
            Add(name, expression, of, span);
            return new Name(name);
        }

        return expression.MapChildren(child => WithoutChoices(child, of, span));
    }

    private string Fresh(string start)
    {
        for (var number = 1; ; number++)
        {
            if (taken.Add($"{start}{number}"))
                return $"{start}{number}";
        }
    }

    // Functions and operators that LEMS lacks by those that it has; model time is a pure number, the time of LEMS has a dimension.
    private Expression Translate(Expression expression)
    {
        var changed = expression.MapChildren(Translate);
        return changed switch
        {
            Name { Identifier: ParsedDynamics.Time } when dimensions is null => new Binary(BinaryOperator.Divide, changed, new Name(DynamicsDocument.TimeConstant)),
            Call { Function: "sign", Arguments: [var x] } => new Binary(
                BinaryOperator.Subtract, new Call("heaviside", x), new Call("heaviside", new Binary(BinaryOperator.Multiply, new Number(-1), x))),
            Binary { Operator: BinaryOperator.Modulo or BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide } or Call when IsForeign(changed) && Expansions.Of(changed) is { } simpler => Translate(simpler),
            _ => changed,
        };
    }

    private static bool IsForeign(Expression expression) => expression is not Call call || Dialects.Lems.FindFunction(call.Function) is null;

    // LEMS has no logical not, and no truth values.
    private static Expression Positive(Expression condition, bool holds) => condition switch
    {
        Unary { Operator: UnaryOperator.Not } not => Positive(not.Operand, !holds),
        Binary { Operator: BinaryOperator.And or BinaryOperator.Or } both => new Binary(
            both.Operator == BinaryOperator.And == holds ? BinaryOperator.And : BinaryOperator.Or, Positive(both.Left, holds), Positive(both.Right, holds)),
        Binary comparison when !holds && Opposite(comparison.Operator) is { } opposite => comparison with { Operator = opposite },
        Truth truth => new Binary(BinaryOperator.Greater, new Number(truth.Value == holds ? 1 : -1), new Number(0)),
        _ => condition,
    };

    private static BinaryOperator? Opposite(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.GreaterOrEqual => BinaryOperator.Less,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        BinaryOperator.Equal => BinaryOperator.NotEqual,
        BinaryOperator.NotEqual => BinaryOperator.Equal,
        _ => null,
    };

    private string Print(Expression expression, SourceSpan span)
    {
        foreach (var function in Foreign(expression).Distinct())
            diagnostics.Error(NoWords, $"LEMS has no function `{function}`, and none to write it with.", span, "Write the expression with those that it has: exp, log, sqrt, sin, cos, tan, sinh, cosh, tanh, abs, ceil.");
        return ExpressionPrinter.Print(expression, Dialects.Lems);
    }

    private static IEnumerable<string> Foreign(Expression expression) =>
        expression.Children().SelectMany(Foreign).Concat(expression is Call call && Dialects.Lems.FindFunction(call.Function) is null ? [call.Function] : []);
}
