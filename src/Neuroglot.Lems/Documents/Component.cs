using System.Collections.Immutable;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>
/// Any element that isn't a word of LEMS itself: a component whose type is named by its <c>type</c> attribute, by its place in its parent, or by the
/// element's own name. What it is, is found out by <see cref="Types.LemsModel"/>.
/// </summary>
/// <param name="Element">The element as it stands in the file.</param>
/// <param name="Children">The components inside it, includes resolved.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Component(SourceElement Element, ImmutableArray<Component> Children, SourceSpan Span) : LemsNode(Span)
{
    /// <summary>Name of the element; <c>Component</c> for the general form.</summary>
    public string Tag => Element.Name;

    /// <summary>Value of <c>id</c>, or null.</summary>
    public string? Id => Element["id"];

    /// <summary>Value of <c>type</c>, or null.</summary>
    public string? Type => Element["type"];

    /// <summary>Value of <c>extends</c>, or null.</summary>
    public string? Extends => Element["extends"];

    /// <summary>Text inside the element, or null.</summary>
    public string? Text => Element.Text;

    /// <summary>Two components are equal only when they are the same element of the same file.</summary>
    public bool Equals(Component? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public override string ToString() => Id is null ? $"<{Tag}>" : $"<{Tag} id=\"{Id}\">";
}
