using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Model.Components;

/// <summary>
/// A machine of which exactly one regime is active. Dynamics that always hold are a machine with a single regime; a part may have
/// both (LEMS: Dynamics outside and inside of Regime elements).
/// </summary>
/// <param name="Name">Unique name; the name of the variable that holds the active regime where there are several.</param>
/// <param name="Part">Index of the part that owns it.</param>
/// <param name="Regimes">At least one.</param>
/// <param name="Initial">Index of the regime that is active at the start.</param>
public sealed record RegimeMachine(string Name, int Part, ImmutableArray<Regime> Regimes, int Initial = 0)
{
    /// <summary>Whether these are the dynamics that always hold: a single regime without a name.</summary>
    public bool AlwaysHolds => Regimes is [{ Name.Length: 0 }];

    /// <summary>Name of the variable that holds the index of the regime of the next step, where transitions wait for that: <see cref="Experiments.ComponentStep"/>.</summary>
    public string Next => NextOf(Name);

    /// <summary><see cref="Next"/> of a machine called <paramref name="name"/>.</summary>
    public static string NextOf(string name) => name + " next";
}

/// <summary>One way in which a part can evolve.</summary>
/// <param name="Name">Name, unique within the machine; empty for dynamics that always hold.</param>
public sealed record Regime(string Name)
{
    /// <summary>Rates of change.</summary>
    public ImmutableArray<TimeDerivative> Derivatives { get; init; } = [];

    /// <summary>What happens when a condition holds, in the order of declaration.</summary>
    public ImmutableArray<OnCondition> Conditions { get; init; } = [];

    /// <summary>What happens when an event arrives.</summary>
    public ImmutableArray<OnEvent> Events { get; init; } = [];

    /// <summary>What happens when the regime becomes active.</summary>
    public ImmutableArray<Action> OnEntry { get; init; } = [];
}

/// <summary>d<paramref name="Variable"/>/dt = <paramref name="Rate"/>, SI units per second.</summary>
public sealed record TimeDerivative(string Variable, Expression Rate, SourceSpan Span);

/// <summary>Actions that run after a step in which <paramref name="Test"/> holds.</summary>
public sealed record OnCondition(Expression Test, ImmutableArray<Action> Actions, SourceSpan Span);

/// <summary>Actions that run when an event arrives at <paramref name="Port"/>.</summary>
public sealed record OnEvent(string Port, ImmutableArray<Action> Actions, SourceSpan Span);

/// <summary>Actions of a part at the start of a run.</summary>
public sealed record StartBlock(int Part, ImmutableArray<Action> Actions);

/// <summary>One thing that a handler does; the actions of a handler run in order, each seeing the effects of those before it.</summary>
public abstract record Action
{
    private protected Action()
    {
    }
}

/// <summary>Gives a state variable a new value.</summary>
public sealed record Assignment(string Variable, Expression Value, SourceSpan Span) : Action;

/// <summary>Emits an event from an event send port.</summary>
public sealed record EventEmission(string Port, SourceSpan Span) : Action;

/// <summary>Makes another regime of the same machine active and runs its entry actions.</summary>
public sealed record Transition(string Regime, SourceSpan Span) : Action;
