using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.CodeGeneration.Programs;

/// <summary>
/// What a program in another language computes: equal nodes with a state that advances in steps of fixed length, what they send each other, what happens when conditions hold. Numbers are
/// those of the author, times in <see cref="TimeUnit"/>. Every target is written from this and knows no language that models are read from.
/// </summary>
/// <param name="Name">Name of the model.</param>
public sealed record NodeProgram(string Name)
{
    /// <summary>A few words about it, or null.</summary>
    public string? Title { get; init; }

    /// <summary>What it describes, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Literature.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; init; } = 1;

    /// <summary>Values that stay as they are.</summary>
    public ImmutableArray<NodeParameter> Parameters { get; init; } = [];

    /// <summary>Values that follow from parameters, each after those that it uses.</summary>
    public ImmutableArray<NodeEquation> DerivedParameters { get; init; } = [];

    /// <summary>Named expressions, each after those that it uses.</summary>
    public ImmutableArray<NodeEquation> DerivedVariables { get; init; } = [];

    /// <summary>The state.</summary>
    public ImmutableArray<NodeState> States { get; init; } = [];

    /// <summary>What happens when conditions hold, one after the other, after each step.</summary>
    public ImmutableArray<NodeEvent> Events { get; init; } = [];

    /// <summary>Names of what arrives from other nodes; 0 where no term feeds it.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>What feeds inputs.</summary>
    public ImmutableArray<InputTerm> Terms { get; init; } = [];

    /// <summary>The edges.</summary>
    public ImmutableArray<NodeEdge> Edges { get; init; } = [];

    /// <summary>Whether expressions of the state give the next value, rather than a rate of change.</summary>
    public bool IsMap { get; init; }

    /// <summary>How the state advances.</summary>
    public StepMethod Method { get; init; }

    /// <summary>The time step.</summary>
    public double Step { get; init; } = 1;

    /// <summary>Number of steps.</summary>
    public long Steps { get; init; }

    /// <summary>Steps at the start that are not part of the result.</summary>
    public long SkippedSteps { get; init; }

    /// <summary>Unit of times: s, ms or us.</summary>
    public string TimeUnit { get; init; } = "ms";

    /// <summary>Seed of the noise.</summary>
    public long Seed { get; init; }

    /// <summary>Whether any state is driven by noise.</summary>
    public bool IsStochastic => States.Any(static one => one.NoiseIntensity > 0);

    /// <summary>State variables that others see, in the order of the state.</summary>
    public ImmutableArray<string> Shown => [.. States.Select(static one => one.Name).Where(name => Terms.Any(term => term.Incoming.Contains(name) || term.Local.Contains(name)))];
}

/// <summary>How a state advances in a step of fixed length.</summary>
public enum StepMethod
{
    /// <summary>x + dt·f(x).</summary>
    Euler,

    /// <summary>Heun's trapezoid: x + dt/2·(f(x) + f(x + dt·f(x))).</summary>
    Heun,

    /// <summary>The Runge–Kutta method of fourth order.</summary>
    RungeKutta4,
}

/// <summary>A value that stays as it is.</summary>
/// <param name="Name">Its name in expressions.</param>
/// <param name="Values">The value, or one for each node.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Description">What it is, or null.</param>
public sealed record NodeParameter(string Name, ImmutableArray<double> Values, string? Unit, string? Description);

/// <summary>A named expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The expression.</param>
/// <param name="Unit">Its unit, or null.</param>
public sealed record NodeEquation(string Name, Expression Value, string? Unit);

/// <summary>A state variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Advance">Its rate of change per unit of time, or, of a map, its next value.</param>
/// <param name="Initial">Its value at the start, or one for each node.</param>
public sealed record NodeState(string Name, Expression Advance, ImmutableArray<double> Initial)
{
    /// <summary>Least value, to which it is set back in each stage and step; −∞ for none.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value; +∞ for none.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>D of the noise √(2D)·dW that drives it; 0 for none.</summary>
    public double NoiseIntensity { get; init; }

    /// <summary>Its unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; init; }
}

/// <summary>Something that happens when a condition holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Test">The condition, of the values after the step.</param>
/// <param name="Assignments">What changes, all from the values before.</param>
public sealed record NodeEvent(string Name, Expression Test, ImmutableArray<NodeEquation> Assignments)
{
    /// <summary>How long what it changes then stays as it is, and it does not happen again; 0 for not at all.</summary>
    public double Refractory { get; init; }
}

/// <summary>What an input gets: <c>post(Σ w·pre)</c>, the same for all stages of a step.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Pre">What a source contributes, over <c>NAME_j</c> and <c>NAME_i</c>, state variables of source and target, and parameters of its own.</param>
/// <param name="Post">What becomes of the sum <c>gx</c>, over that, <c>NAME_i</c> and parameters of its own.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Incoming">State variables of the source that it looks at.</param>
/// <param name="Local">State variables of the target that it looks at.</param>
public sealed record InputTerm(string Input, Expression Pre, Expression Post, ImmutableArray<NodeParameter> Parameters, ImmutableArray<string> Incoming, ImmutableArray<string> Local);

/// <summary>An edge.</summary>
/// <param name="Target">The node at which it ends.</param>
/// <param name="Source">The node at which it begins.</param>
/// <param name="Weight">Its strength.</param>
/// <param name="Steps">Its delay in steps.</param>
public readonly record struct NodeEdge(int Target, int Source, double Weight, int Steps);
