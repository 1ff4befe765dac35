using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>An expression as its author wrote it, in the style of SymPy, with its place.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Span">Where it begins.</param>
public sealed record Formula(string Text, SourceSpan Span)
{
    /// <summary>Slots beside the expression that nothing interprets, such as a left-hand side.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];

    /// <summary>
    /// The expression; null, with an error, where the text is none. Names of the model win over the constants and functions of SymPy: a parameter <c>gamma</c>,
    /// <c>E</c> or <c>beta</c> is the parameter.
    /// </summary>
    /// <param name="isVariable">Whether the model has a variable of that name.</param>
    /// <param name="isFunction">Whether the model has a function of that name.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public Expression? Parse(Func<string, bool> isVariable, Func<string, bool> isFunction, DiagnosticBag diagnostics) =>
        ExpressionParser.Parse(Text, Dialects.SymPy, Span, diagnostics, new ParserNames(isVariable, isFunction));

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
