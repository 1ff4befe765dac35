using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>One statement of a reset, a pathway or an operation: <c>g_post += w</c>.</summary>
/// <param name="Target">The variable that changes; a name that is no variable is local to the code.</param>
/// <param name="Operator">How it changes.</param>
/// <param name="Expression">The right-hand side as written.</param>
/// <param name="Comment">The comment on the same line, without its mark, or null.</param>
/// <param name="Span">Where the statement begins. Equality ignores it.</param>
public sealed record Statement(string Target, AssignmentOperator Operator, Expression Expression, string? Comment, SourceSpan Span)
{
    /// <summary>The new value of the target: <c>g_post + w</c> for <c>g_post += w</c>.</summary>
    public Expression Value => Meaning(Operator) is { } @operator ? new Binary(@operator, new Name(Target), Expression) : Expression;

    /// <summary>The operator that <paramref name="operator"/> applies, or null for a plain assignment.</summary>
    public static BinaryOperator? Meaning(AssignmentOperator @operator) => @operator switch
    {
        AssignmentOperator.Add => BinaryOperator.Add,
        AssignmentOperator.Subtract => BinaryOperator.Subtract,
        AssignmentOperator.Multiply => BinaryOperator.Multiply,
        AssignmentOperator.Divide => BinaryOperator.Divide,
        AssignmentOperator.FloorDivide => BinaryOperator.FloorDivide,
        AssignmentOperator.Modulo => BinaryOperator.Modulo,
        AssignmentOperator.Power => BinaryOperator.Power,
        _ => null,
    };

    /// <inheritdoc/>
    public bool Equals(Statement? other) =>
        other is not null && Target == other.Target && Operator == other.Operator && Expression == other.Expression && Comment == other.Comment;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Target, Operator, Expression, Comment);

    /// <summary>The statement as Brian writes it.</summary>
    public override string ToString()
    {
        var sign = Meaning(Operator) is { } @operator ? Dialects.Brian.Find(@operator)!.Symbol : string.Empty;
        var comment = Comment is null ? string.Empty : $"  # {Comment}";
        return $"{Target} {sign}= {ExpressionPrinter.Print(Expression, Dialects.Brian)}{comment}";
    }
}
