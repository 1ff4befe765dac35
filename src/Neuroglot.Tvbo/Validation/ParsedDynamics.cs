using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// Dynamics with every expression understood: functions inlined, named expressions after those that they use. All numbers are in the author's units, times in those of
/// the model.
/// </summary>
/// <param name="Source">The dynamics as they were written.</param>
public sealed record ParsedDynamics(Dynamics Source)
{
    /// <summary>The name of model time in expressions.</summary>
    public const string Time = "t";

    /// <summary>Names of what arrives from other nodes, those that are used without a declaration included.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Parameters that follow from others, each after those that it uses.</summary>
    public ImmutableArray<NamedExpression> DerivedParameters { get; init; } = [];

    /// <summary>Named expressions, each after those that it uses.</summary>
    public ImmutableArray<NamedExpression> DerivedVariables { get; init; } = [];

    /// <summary>For each state variable its rate of change, or of a map its next value.</summary>
    public ImmutableArray<NamedExpression> Rates { get; init; } = [];

    /// <summary>What happens when conditions hold.</summary>
    public ImmutableArray<ParsedEvent> Events { get; init; } = [];
}

/// <summary>An expression with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The expression.</param>
/// <param name="Span">Where it was written.</param>
public sealed record NamedExpression(string Name, Expression Value, SourceSpan Span);

/// <summary>Something that happens when a condition holds.</summary>
/// <param name="Source">The event as it was written.</param>
/// <param name="Test">The condition.</param>
/// <param name="Assignments">What changes, all from the values before.</param>
public sealed record ParsedEvent(Event Source, Expression Test, ImmutableArray<NamedExpression> Assignments)
{
    /// <summary>How long what it changes then stays as it is, and it does not happen again, in model time: its parameter <c>refract</c>; 0 for not at all.</summary>
    public double Refractory { get; init; }
}
