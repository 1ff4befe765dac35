using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>The shape of the components of a type.</summary>
public sealed record Geometry(
    string? Name, ImmutableArray<Frustum> Frusta, ImmutableArray<Solid> Solids, ImmutableArray<Skeleton> Skeletons, SourceSpan Span) : LemsNode(Span);

/// <summary>A truncated cone between two points with radii; each field names a parameter.</summary>
public sealed record Frustum(
    string Xa, string Ya, string Za, string Ra, string Xb, string Yb, string Zb, string Rb, SourceSpan Span) : LemsNode(Span);

/// <summary>A solid made of elements.</summary>
public sealed record Solid(string? Name, string? Elements, string? TopologyConstraint, SourceSpan Span) : LemsNode(Span);

/// <summary>The skeleton of a solid.</summary>
public sealed record Skeleton(string? Name, string? Solid, ImmutableArray<ScalarField> ScalarFields, SourceSpan Span) : LemsNode(Span);

/// <summary>A field over a skeleton.</summary>
public sealed record ScalarField(string Name, string Dimension, LemsExpression? Value, SourceSpan Span) : LemsNode(Span);
