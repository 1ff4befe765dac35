using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Documents;

/// <summary>An expression of a model: its text, where it begins, and its tree. The tree is made when it is first asked for.</summary>
public sealed class LemsExpression
{
    private static readonly Expression Unparsed = new Number(double.NaN);
    private Expression? tree = Unparsed;

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

    /// <summary>The tree, or null when the text is not a LEMS expression.</summary>
    public Expression? Tree => Parse(null);

    /// <summary>The tree, or null with an error in <paramref name="diagnostics"/> when the text is not a LEMS expression.</summary>
    public Expression? Parse(DiagnosticBag? diagnostics)
    {
        if (!ReferenceEquals(tree, Unparsed) && (tree is not null || diagnostics is null))
            return tree;
        return tree = ExpressionParser.Parse(Text, Dialect.Lems, Span, diagnostics ?? new DiagnosticBag());
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
