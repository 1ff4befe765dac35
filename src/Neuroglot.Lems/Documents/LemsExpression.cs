using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Documents;

/// <summary>
/// An expression of a model: its text, where it begins, and its tree. The tree is made when it is first asked for, since a model uses a small part
/// of what the core types state.
/// </summary>
public sealed class LemsExpression
{
    private bool isParsed;
    private Expression? tree;

    /// <summary>Creates an expression from its text.</summary>
    public LemsExpression(string text, SourceSpan span)
    {
        Text = text;
        Span = span;
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Where the text begins.</summary>
    public SourceSpan Span { get; }

    /// <summary>The tree, or null when the text is not an expression (reported when the model is resolved).</summary>
    public Expression? Tree => isParsed ? tree : Parse(new DiagnosticBag());

    /// <summary>The tree, or null with an error in <paramref name="diagnostics"/> when the text is not an expression.</summary>
    public Expression? Parse(DiagnosticBag diagnostics)
    {
        if (isParsed && tree is not null)
            return tree;
        tree = ExpressionParser.Parse(Text, Dialects.Lems, Span, diagnostics);
        isParsed = true;
        return tree;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
