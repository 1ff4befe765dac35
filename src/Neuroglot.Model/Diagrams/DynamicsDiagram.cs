using System.Collections.Immutable;

namespace Neuroglot.Model.Diagrams;

/// <summary>The dynamics of a component as a picture shows them: regimes, transitions between them, quantities and ports. The texts are those of the author.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Type">Its type, for people.</param>
public sealed record DynamicsDiagram(string Name, string Type)
{
    /// <summary>Parameters, state variables and aliases, in the order in which they are declared.</summary>
    public ImmutableArray<DiagramQuantity> Quantities { get; init; } = [];

    /// <summary>Where values and events enter and leave.</summary>
    public ImmutableArray<DiagramPort> Ports { get; init; } = [];

    /// <summary>The regimes; a component without has one with all its equations.</summary>
    public ImmutableArray<DiagramRegime> Regimes { get; init; } = [];

    /// <summary>What happens at conditions and events, whether the regime changes or not.</summary>
    public ImmutableArray<DiagramTransition> Transitions { get; init; } = [];
}

/// <summary>A quantity of a component.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit or dimension, or null.</param>
/// <param name="Value">The expression of an alias, or null.</param>
public sealed record DiagramQuantity(QuantityRole Role, string Name, string? Unit, string? Value = null);

/// <summary>What a quantity of a component is.</summary>
public enum QuantityRole
{
    /// <summary>Constant in a run.</summary>
    Parameter,

    /// <summary>Changes by equations and assignments.</summary>
    State,

    /// <summary>Follows from others at every time.</summary>
    Alias,
}

/// <summary>Where values or events enter or leave a component.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOutput">Whether they leave.</param>
/// <param name="Carries">What passes, for people: <c>events</c>, <c>impulses</c>, <c>a value</c>, <c>the sum of values</c>.</param>
/// <param name="Unit">The unit or dimension of the values, or null.</param>
public sealed record DiagramPort(string Name, bool IsOutput, string Carries, string? Unit);

/// <summary>A state in which certain equations hold.</summary>
/// <param name="Name">Its name; empty where there is but one without a name.</param>
/// <param name="IsInitial">Whether the component begins in it.</param>
/// <param name="Equations">The equations, a line each.</param>
public sealed record DiagramRegime(string Name, bool IsInitial, ImmutableArray<string> Equations);

/// <summary>What happens at a condition or an event.</summary>
/// <param name="From">Index of the regime in which it happens.</param>
/// <param name="To">Index of the regime afterwards.</param>
/// <param name="Occasion">The condition or the event, for people.</param>
/// <param name="Reactions">Assignments and what is sent, in their order, a line each.</param>
public sealed record DiagramTransition(int From, int To, string Occasion, ImmutableArray<string> Reactions);
