using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>An expression of a model: its text and where it begins.</summary>
public sealed class LemsExpression
{
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

    /// <inheritdoc/>
    public override string ToString() => Text;
}
