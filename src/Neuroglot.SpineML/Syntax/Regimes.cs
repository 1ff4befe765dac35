using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>One way in which a component can evolve.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record Regime(string Name, SourceSpan Span)
{
    /// <summary>Rates of change, per millisecond.</summary>
    public ImmutableArray<TimeDerivative> TimeDerivatives { get; init; } = [];

    /// <summary>What happens when conditions hold, in the order of the file.</summary>
    public ImmutableArray<OnCondition> OnConditions { get; init; } = [];

    /// <summary>What happens when events arrive.</summary>
    public ImmutableArray<OnEvent> OnEvents { get; init; } = [];

    /// <summary>What happens when impulses arrive.</summary>
    public ImmutableArray<OnImpulse> OnImpulses { get; init; } = [];

    /// <summary>All of them.</summary>
    public IEnumerable<Handler> Handlers => OnConditions.Concat<Handler>(OnEvents).Concat(OnImpulses);
}

/// <summary>The rate of change of a state variable, per millisecond.</summary>
/// <param name="Variable">The state variable.</param>
/// <param name="Value">The rate.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record TimeDerivative(string Variable, MathInline Value, SourceSpan Span);

/// <summary>What happens on an occasion: reactions in order, then a change of regime.</summary>
/// <param name="TargetRegime">The regime that is active from the next step on; may be the same.</param>
/// <param name="Reactions">In the order in which they are done.</param>
/// <param name="Span">Where it is defined.</param>
public abstract record Handler(string TargetRegime, ImmutableArray<Reaction> Reactions, SourceSpan Span);

/// <summary>What happens at the end of a step in which a condition holds.</summary>
/// <param name="Trigger">The condition.</param>
/// <param name="TargetRegime">The regime that is active from the next step on; may be the same.</param>
/// <param name="Reactions">In the order in which they are done.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record OnCondition(MathInline Trigger, string TargetRegime, ImmutableArray<Reaction> Reactions, SourceSpan Span)
    : Handler(TargetRegime, Reactions, Span);

/// <summary>What happens when an event arrives.</summary>
/// <param name="Port">The port, an event receive port.</param>
/// <param name="TargetRegime">The regime that is active from the next step on; may be the same.</param>
/// <param name="Reactions">In the order in which they are done.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record OnEvent(string Port, string TargetRegime, ImmutableArray<Reaction> Reactions, SourceSpan Span)
    : Handler(TargetRegime, Reactions, Span);

/// <summary>What happens when an impulse arrives; in the reactions the port's name stands for its value.</summary>
/// <param name="Port">The port, an impulse receive port.</param>
/// <param name="TargetRegime">The regime that is active from the next step on; may be the same.</param>
/// <param name="Reactions">In the order in which they are done.</param>
/// <param name="Span">Where it is defined.</param>
public sealed record OnImpulse(string Port, string TargetRegime, ImmutableArray<Reaction> Reactions, SourceSpan Span)
    : Handler(TargetRegime, Reactions, Span);

/// <summary>One thing that a handler does.</summary>
/// <param name="Span">Where it is written.</param>
public abstract record Reaction(SourceSpan Span);

/// <summary>Gives a state variable a new value.</summary>
/// <param name="Variable">The state variable.</param>
/// <param name="Value">Its new value.</param>
/// <param name="Span">Where it is written.</param>
public sealed record StateAssignment(string Variable, MathInline Value, SourceSpan Span) : Reaction(Span);

/// <summary>Sends an event.</summary>
/// <param name="Port">An event send port.</param>
/// <param name="Span">Where it is written.</param>
public sealed record EventOut(string Port, SourceSpan Span) : Reaction(Span);

/// <summary>Sends an impulse, whose value is that of the same name at this moment.</summary>
/// <param name="Port">An impulse send port.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ImpulseOut(string Port, SourceSpan Span) : Reaction(Span);
