using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.SpineML.Syntax;

/// <summary>An expression as it is written, in the style of C.</summary>
/// <param name="Text">The text, without blanks around it.</param>
/// <param name="Span">Where it begins.</param>
public sealed record MathInline(string Text, SourceSpan Span)
{
    /// <summary>The expression, with C's integers (<see cref="BinaryOperator.IntegerDivide"/>); null, with an error, where it is none.</summary>
    /// <param name="isVariable">Whether the component has a value of that name; such a name is not one of the words of the language, for example <c>rand</c>.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public Expression? Parse(Func<string, bool> isVariable, DiagnosticBag diagnostics) =>
        ExpressionParser.Parse(Text, Dialects.SpineML, Span, diagnostics, new ParserNames(isVariable, static _ => false));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
