using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>A file that says how places in space come about.</summary>
/// <param name="Class">What it defines.</param>
/// <param name="Span">Where its root element stands.</param>
public sealed record LayoutDocument(LayoutClass Class, SourceSpan Span) : SpineMLDocument(Span);

/// <summary>
/// How places in space come about: for one instance after the other, assignments to variables that begin at 0 and keep their values; then the place is x, y, z.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record LayoutClass(string Name, SourceSpan Span)
{
    /// <summary>Values that a network gives.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Variables, x, y and z among them.</summary>
    public ImmutableArray<StateVariable> StateVariables { get; init; } = [];

    /// <summary>Named expressions.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>The assignments, in the order of the file.</summary>
    public ImmutableArray<LayoutTransform> Transforms { get; init; } = [];
}

/// <summary>Gives a variable of a layout a new value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Order">Assignments are made by ascending order.</param>
/// <param name="Value">The new value.</param>
/// <param name="Dimension">Unit as written.</param>
/// <param name="Span">Where it is written.</param>
public sealed record LayoutTransform(string Variable, int Order, MathInline Value, string? Dimension, SourceSpan Span);
