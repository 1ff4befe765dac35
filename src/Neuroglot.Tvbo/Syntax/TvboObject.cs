using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>Anything that a TVBO document names.</summary>
public abstract record TvboObject
{
    /// <summary>Name by which others refer to it; empty where it has none.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Title for people, or null.</summary>
    public string? Label { get; init; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Slots that the schema has and that nothing here interprets, as they were written: references, identifiers, comments and the like.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceSpan Span { get; init; }
}
