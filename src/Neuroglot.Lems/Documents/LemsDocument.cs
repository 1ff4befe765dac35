using System.Collections.Immutable;
using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Syntax;

namespace Neuroglot.Lems.Documents;

/// <summary>A LEMS or NeuroML 2 model as it is written, everything it includes being part of it, in the order of the texts.</summary>
/// <param name="Path">The file it was read from, or the name given to a text.</param>
/// <param name="RootElement">Name of the outermost element: <c>Lems</c>, <c>neuroml</c>, or that of a single component.</param>
public sealed record LemsDocument(string Path, string RootElement)
{
    /// <summary>Id of the outermost element, or null.</summary>
    public string? Id { get; init; }

    /// <summary>Description of the outermost element, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the outermost file is a plain NeuroML 2 file.</summary>
    public bool IsNeuroml => RootElement == "neuroml";

    /// <summary>Dimensions.</summary>
    public ImmutableArray<Dimension> Dimensions { get; init; } = [];

    /// <summary>Units.</summary>
    public ImmutableArray<Unit> Units { get; init; } = [];

    /// <summary>Global constants.</summary>
    public ImmutableArray<Constant> Constants { get; init; } = [];

    /// <summary>Assertions about dimensions.</summary>
    public ImmutableArray<Assertion> Assertions { get; init; } = [];

    /// <summary>Component types.</summary>
    public ImmutableArray<DeclaredType> ComponentTypes { get; init; } = [];

    /// <summary>Top-level components.</summary>
    public ImmutableArray<SourceElement> Components { get; init; } = [];

    /// <summary>Targets; the last one counts.</summary>
    public ImmutableArray<Target> Targets { get; init; } = [];

    /// <summary>The files that the document is made of, the outermost first.</summary>
    public ImmutableArray<IncludedFile> Files { get; init; } = [];
}
