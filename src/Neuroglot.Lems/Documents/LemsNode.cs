using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>A part of a LEMS document. The records are named as the LEMS elements; each knows where it stands.</summary>
/// <param name="Span">Where the element's name stands.</param>
public abstract record LemsNode(SourceSpan Span);

/// <summary>A piece of text, such as a quantity with its unit, and where it stands.</summary>
/// <param name="Text">The text as written.</param>
/// <param name="Span">Where it begins.</param>
public readonly record struct Sourced(string Text, SourceSpan Span)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
