using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>Statements that are carried out once, without time.</summary>
public sealed record Procedure(ImmutableArray<Statement> Body, SourceSpan Span) : LemsNode(Span);

/// <summary>A statement of a <see cref="Procedure"/>.</summary>
public abstract record Statement(SourceSpan Span) : LemsNode(Span);

/// <summary>Brings the component to equilibrium.</summary>
public sealed record Equilibrate(SourceSpan Span) : Statement(Span);

/// <summary>Carries out its body for each component at a path, under a name.</summary>
public sealed record ForEachComponent(LemsPath? Select, string? As, ImmutableArray<Statement> Body, SourceSpan Span) : Statement(Span);

/// <summary>Prints a text.</summary>
public sealed record Print(string Template, SourceSpan Span) : Statement(Span);
