using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>Bounds of a value.</summary>
/// <param name="Low">Least value, or null.</param>
/// <param name="High">Greatest value, or null.</param>
/// <param name="Span">Where it was written.</param>
public sealed record ValueRange(double? Low, double? High, SourceSpan Span)
{
    /// <summary>Distance of neighbouring values of a grid, or null.</summary>
    public double? Step { get; init; }

    /// <summary>Number of values of a grid, or null.</summary>
    public int? Count { get; init; }

    /// <summary>Whether values of a grid lie evenly on a logarithmic scale.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Values listed one by one; empty where there are none.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Whether values beyond the bounds are set back to them during a run (<c>enforce: clamp</c>).</summary>
    public bool IsEnforced { get; init; }

    /// <summary>Slots that nothing interprets.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];
}

/// <summary>A value that stays fixed during a run, in the model's own units.</summary>
public sealed record Parameter : TvboObject
{
    /// <summary>The value, or null where an equation or a default text gives it, or nothing.</summary>
    public double? Value { get; init; }

    /// <summary>Values for the nodes of a network or for modes, one after the other, or for pairs of modes, row by row; empty where all have <see cref="Value"/>.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Number of rows of <see cref="Values"/>; 0 where they are no matrix.</summary>
    public int Rows { get; init; }

    /// <summary>Unit, as written; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Where values make sense, or null.</summary>
    public ValueRange? Domain { get; init; }

    /// <summary>An expression of other parameters that gives the value; null for a number.</summary>
    public Formula? Equation { get; init; }
}

/// <summary>A value that the dynamics advance.</summary>
public sealed record StateVariable : TvboObject
{
    /// <summary>Its rate of change per unit of model time; of a discrete system its next value.</summary>
    public Formula? Equation { get; init; }

    /// <summary>Unit, as written; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Value at the start, 0.1 where the author gives none.</summary>
    public double InitialValue { get; init; } = 0.1;

    /// <summary>Where values make sense, from which random initial values are drawn; or null.</summary>
    public ValueRange? Domain { get; init; }

    /// <summary>Bounds that the state is set back to during a run, or null.</summary>
    public ValueRange? Boundaries { get; init; }

    /// <summary>Whether other nodes see it through couplings.</summary>
    public bool IsCouplingVariable { get; init; }

    /// <summary>Whether it is recorded.</summary>
    public bool IsOfInterest { get; init; } = true;

    /// <summary>Noise that drives it, or null.</summary>
    public Noise? Noise { get; init; }

    /// <summary>Whether a stimulation drives it.</summary>
    public bool IsStimulated { get; init; }

    /// <summary>Where values at the start are drawn from, node by node; null for <see cref="InitialValue"/>.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>The bounds that hold during a run, of <see cref="Boundaries"/> or an enforced <see cref="Domain"/>; null for none.</summary>
    public ValueRange? Clamp => Boundaries ?? (Domain is { IsEnforced: true } ? Domain : null);
}

/// <summary>A named expression of parameters, state variables, inputs and other such expressions.</summary>
public sealed record DerivedVariable : TvboObject
{
    /// <summary>The expression; null where <see cref="Cases"/> give it.</summary>
    public Formula? Equation { get; init; }

    /// <summary>Values under conditions, the first that holds counts; empty for a plain equation.</summary>
    public ImmutableArray<ConditionalValue> Cases { get; init; } = [];

    /// <summary>Unit, as written; null for none.</summary>
    public string? Unit { get; init; }
}

/// <summary>A value that holds under a condition.</summary>
/// <param name="Condition">The condition; null for the value that holds else.</param>
/// <param name="Value">The value.</param>
public sealed record ConditionalValue(Formula? Condition, Formula Value);

/// <summary>What arrives from other nodes, 0 where there are none.</summary>
public sealed record CouplingInput : TvboObject
{
    /// <summary>Number of values, of which one by one is named <c>name[0]</c> and so on.</summary>
    public int Dimension { get; init; } = 1;

    /// <summary>Names for each of several values; empty where they have none.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];
}

/// <summary>Where random values come from.</summary>
/// <param name="Span">Where it was written.</param>
public sealed record Distribution(SourceSpan Span)
{
    /// <summary>Uniform, or Gaussian.</summary>
    public string Name { get; init; } = "Uniform";

    /// <summary>Bounds of uniform values; null for the domain of the variable.</summary>
    public ValueRange? Domain { get; init; }

    /// <summary>Mean and deviation of Gaussian values, <c>mean</c> and <c>std</c>.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Seed of its draws, or null.</summary>
    public long? Seed { get; init; }

    /// <summary>Slots that nothing interprets.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];
}

/// <summary>Random drive of a state variable.</summary>
public sealed record Noise : TvboObject
{
    /// <summary>Whether it is added, rather than multiplied with a function of the state.</summary>
    public bool IsAdditive { get; init; } = true;

    /// <summary>Its strength D, the drive being √(2D)·dW; or null.</summary>
    public Parameter? Intensity { get; init; }

    /// <summary>Parameters of its equation.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>How it depends on the state, or null.</summary>
    public Formula? Equation { get; init; }

    /// <summary>Seed of its draws.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How long its values are like those before, in model time: its parameter <c>ntau</c>; null for white noise.</summary>
    public double? CorrelationTime => Parameters.FirstOrDefault(static one => one.Name == "ntau")?.Value is { } time and not 0 ? time : null;

    /// <summary>Its strength D, however it states it: as σ, of which it is half the square, as <c>nsig</c> or <c>D</c>, or as <see cref="Intensity"/>; null where it does not.</summary>
    public double? Diffusion => Strength("sigma") is { } sigma ? sigma * sigma / 2 : Strength("nsig") ?? Strength("D") ?? Intensity?.Value;

    private double? Strength(string name) => Parameters.FirstOrDefault(one => one.Name == name)?.Value;

    /// <summary>Whether it states how strong it is.</summary>
    public bool HasStrength => Diffusion is not null;
}
