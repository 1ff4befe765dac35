using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>What the instances of a type do over time. Members keep the order of the document, which decides the order of evaluation.</summary>
/// <param name="Span">Where it stands.</param>
public sealed record Dynamics(SourceSpan Span) : LemsNode(Span)
{
    /// <summary>Its name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is to be integrated simultaneously with that of its children (fourth-order Runge–Kutta in the reference simulator).</summary>
    public bool Simultaneous { get; init; }

    /// <summary>Whether it adds to the inherited dynamics (<c>Super</c>) instead of replacing them.</summary>
    public bool HasSuper { get; init; }

    /// <summary>State variables.</summary>
    public ImmutableArray<StateVariable> StateVariables { get; init; } = [];

    /// <summary>Variables computed from others.</summary>
    public ImmutableArray<DerivedVariable> DerivedVariables { get; init; } = [];

    /// <summary>Variables computed from others by cases.</summary>
    public ImmutableArray<ConditionalDerivedVariable> ConditionalDerivedVariables { get; init; } = [];

    /// <summary>Rates of change.</summary>
    public ImmutableArray<TimeDerivative> TimeDerivatives { get; init; } = [];

    /// <summary>Kinetic schemes.</summary>
    public ImmutableArray<KineticScheme> KineticSchemes { get; init; } = [];

    /// <summary>What is done before the first step.</summary>
    public ImmutableArray<OnStart> OnStarts { get; init; } = [];

    /// <summary>What is done when events arrive.</summary>
    public ImmutableArray<OnEvent> OnEvents { get; init; } = [];

    /// <summary>What is done while conditions hold.</summary>
    public ImmutableArray<OnCondition> OnConditions { get; init; } = [];

    /// <summary>Regimes, of which one is active.</summary>
    public ImmutableArray<Regime> Regimes { get; init; } = [];

    /// <summary>Fields of state over a region.</summary>
    public ImmutableArray<StateScalarField> StateScalarFields { get; init; } = [];

    /// <summary>Fields computed from others.</summary>
    public ImmutableArray<DerivedScalarField> DerivedScalarFields { get; init; } = [];

    /// <summary>Fields that are nonzero at points only.</summary>
    public ImmutableArray<DerivedPunctateField> DerivedPunctateFields { get; init; } = [];
}

/// <summary>A regime: equations and reactions that hold while it is active.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Initial">Whether it is active at the start.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Regime(string Name, bool Initial, SourceSpan Span) : LemsNode(Span)
{
    /// <summary>State variables.</summary>
    public ImmutableArray<StateVariable> StateVariables { get; init; } = [];

    /// <summary>Variables computed from others.</summary>
    public ImmutableArray<DerivedVariable> DerivedVariables { get; init; } = [];

    /// <summary>Variables computed from others by cases.</summary>
    public ImmutableArray<ConditionalDerivedVariable> ConditionalDerivedVariables { get; init; } = [];

    /// <summary>Rates of change.</summary>
    public ImmutableArray<TimeDerivative> TimeDerivatives { get; init; } = [];

    /// <summary>What is done before the first step.</summary>
    public ImmutableArray<OnStart> OnStarts { get; init; } = [];

    /// <summary>What is done on entering.</summary>
    public ImmutableArray<OnEntry> OnEntries { get; init; } = [];

    /// <summary>What is done when events arrive.</summary>
    public ImmutableArray<OnEvent> OnEvents { get; init; } = [];

    /// <summary>What is done while conditions hold.</summary>
    public ImmutableArray<OnCondition> OnConditions { get; init; } = [];

    /// <summary>Variables required from outside (<c>RequiredVar</c>).</summary>
    public ImmutableArray<string> RequiredVariables { get; init; } = [];
}

/// <summary>A variable with memory.</summary>
public sealed record StateVariable(string Name, string Dimension, string? Exposure, string? Description, SourceSpan Span) : LemsNode(Span);

/// <summary>How a <see cref="DerivedVariable"/> joins the values of several instances.</summary>
public enum Reduction
{
    /// <summary>Not at all: there is one value.</summary>
    None,

    /// <summary>Their sum; 0 for none.</summary>
    Add,

    /// <summary>Their product; 1 for none.</summary>
    Multiply,
}

/// <summary>A variable computed at each step, from an expression or from other instances.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Name of its dimension; null when it is that of its exposure or of its expression.</param>
/// <param name="Exposure">Exposure under which others see it, or null.</param>
/// <param name="Select">Path to the value or values, or null.</param>
/// <param name="Reduce">How several values are joined.</param>
/// <param name="Required">Whether an absent target is an error; null when not said.</param>
/// <param name="Value">Expression, or null.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Span">Where it stands.</param>
public sealed record DerivedVariable(
    string Name, string? Dimension, string? Exposure, LemsPath? Select, Reduction Reduce, bool? Required, LemsExpression? Value, string? Description,
    SourceSpan Span) : LemsNode(Span);

/// <summary>A variable whose value is that of the first case that holds; 0 when none does.</summary>
public sealed record ConditionalDerivedVariable(
    string Name, string? Dimension, string? Exposure, bool? Required, ImmutableArray<Case> Cases, string? Description, SourceSpan Span) : LemsNode(Span);

/// <summary>A case; without condition it always holds.</summary>
public sealed record Case(string? Name, LemsExpression? Condition, LemsExpression Value, SourceSpan Span) : LemsNode(Span);

/// <summary>The rate of change of a state variable.</summary>
public sealed record TimeDerivative(string Variable, LemsExpression Value, SourceSpan Span) : LemsNode(Span);

/// <summary>Occupancies of states with transitions between them. Each field names a list, a reference or an exposure of the type's children.</summary>
public sealed record KineticScheme(
    string? Name, string Nodes, string Edges, string StateVariable, string EdgeSource, string EdgeTarget, string ForwardRate, string ReverseRate,
    string? Dependency, string? Step, SourceSpan Span) : LemsNode(Span);

/// <summary>One thing that a reaction does.</summary>
public abstract record Reaction(SourceSpan Span) : LemsNode(Span);

/// <summary>Sets a state variable.</summary>
public sealed record StateAssignment(string Variable, LemsExpression Value, SourceSpan Span) : Reaction(Span);

/// <summary>Emits an event.</summary>
public sealed record EventOut(string Port, SourceSpan Span) : Reaction(Span);

/// <summary>Makes another regime active.</summary>
public sealed record Transition(string Regime, SourceSpan Span) : Reaction(Span);

/// <summary>What is done before the first step, in order.</summary>
public sealed record OnStart(ImmutableArray<Reaction> Reactions, SourceSpan Span) : LemsNode(Span);

/// <summary>What is done on entering a regime, in order.</summary>
public sealed record OnEntry(ImmutableArray<Reaction> Reactions, SourceSpan Span) : LemsNode(Span);

/// <summary>What is done when an event arrives, in order.</summary>
public sealed record OnEvent(string Port, ImmutableArray<Reaction> Reactions, SourceSpan Span) : LemsNode(Span);

/// <summary>What is done at each step at which the test holds, in order.</summary>
public sealed record OnCondition(LemsExpression Test, ImmutableArray<Reaction> Reactions, SourceSpan Span) : LemsNode(Span);

/// <summary>Quantities of the state to which an instance tends.</summary>
public sealed record Equilibrium(ImmutableArray<DerivedVariable> DerivedVariables, SourceSpan Span) : LemsNode(Span);

/// <summary>A field of state over a region.</summary>
public sealed record StateScalarField(string Name, string Dimension, string? Region, SourceSpan Span) : LemsNode(Span);

/// <summary>A field computed from others.</summary>
public sealed record DerivedScalarField(string Name, string Dimension, string? Region, LemsExpression? Value, SourceSpan Span) : LemsNode(Span);

/// <summary>A field that is nonzero at points only.</summary>
public sealed record DerivedPunctateField(string Name, string Dimension, string? Region, LemsPath? Select, SourceSpan Span) : LemsNode(Span);
