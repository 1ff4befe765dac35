using System.Collections.Immutable;
using Neuroglot.Tvbo.Library;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>The equations of one node: a neural mass, a neuron, an oscillator or a map.</summary>
public sealed record Dynamics : TvboObject
{
    /// <summary>Whether equations give the next value of a step, as those of a map do, rather than a rate of change.</summary>
    public bool IsDiscrete { get; init; }

    /// <summary>Values that stay fixed during a run.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Values that follow from parameters.</summary>
    public ImmutableArray<Parameter> DerivedParameters { get; init; } = [];

    /// <summary>Named expressions, in the author's order, which need not be that of their dependencies.</summary>
    public ImmutableArray<DerivedVariable> DerivedVariables { get; init; } = [];

    /// <summary>What arrives from other nodes (<c>coupling_terms</c> of 0.2.1, <c>coupling_inputs</c> of 2026).</summary>
    public ImmutableArray<CouplingInput> CouplingInputs { get; init; } = [];

    /// <summary>Values that the dynamics advance.</summary>
    public ImmutableArray<StateVariable> StateVariables { get; init; } = [];

    /// <summary>Functions that the expressions call.</summary>
    public ImmutableArray<Function> Functions { get; init; } = [];

    /// <summary>What happens when a condition holds.</summary>
    public ImmutableArray<Event> Events { get; init; } = [];

    /// <summary>Names of variables to record; empty for the state variables.</summary>
    public ImmutableArray<string> Output { get; init; } = [];

    /// <summary>Number of copies of the state that the equations couple by themselves.</summary>
    public int Modes { get; init; } = 1;

    /// <summary>Number of modes that have been written out as variables of their own (<see cref="Validation.ModeMixing"/>); 1 where none have.</summary>
    public int MixedModes { get; init; } = 1;

    /// <summary>Units of the author's own, as others that are known: <c>units: {mA_per_cm2: {dimension: currentDensity, power: 1}}</c>.</summary>
    public ImmutableArray<UnitDefinition> Units { get; init; } = [];

    /// <summary>Whether it names an entry of the library, of which it may change parameters: it has no state variables of its own.</summary>
    public bool IsReference => StateVariables.IsEmpty && Name.Length > 0;

    /// <summary>The dynamics of that name in the built-in library.</summary>
    /// <exception cref="TvboException">There is none.</exception>
    public static Dynamics FromDb(string name) => Opening.FromDb<Dynamics>(name, EntryKind.Dynamics);

    /// <summary>The dynamics of a YAML file.</summary>
    /// <exception cref="TvboException">It cannot be read, or is something else.</exception>
    public static Dynamics FromFile(string path) => Opening.FromFile<Dynamics>(path, EntryKind.Dynamics);

    /// <summary>The dynamics of a YAML text.</summary>
    /// <exception cref="TvboException">It cannot be read, or is something else.</exception>
    public static Dynamics FromString(string text) => Opening.FromString<Dynamics>(text, EntryKind.Dynamics);
}

/// <summary>A unit that a document defines.</summary>
/// <param name="Symbol">How it is written.</param>
/// <param name="Dimension">Name of its dimension, <c>voltage</c>.</param>
/// <param name="Power">Power of ten of one such unit in SI units.</param>
public sealed record UnitDefinition(string Symbol, string Dimension, int Power)
{
    /// <summary>Where it was written.</summary>
    public Model.Diagnostics.SourceSpan Span { get; init; }
}

/// <summary>A function that expressions of a model call.</summary>
public sealed record Function : TvboObject
{
    /// <summary>Names of its arguments; they hide others of the model.</summary>
    public ImmutableArray<FunctionArgument> Arguments { get; init; } = [];

    /// <summary>Its value; null where it is given by other means, such as a piece of a program.</summary>
    public Formula? Equation { get; init; }
}

/// <summary>An argument of a function.</summary>
public sealed record FunctionArgument : TvboObject
{
    /// <summary>Value where a call gives none, or null.</summary>
    public double? Value { get; init; }

    /// <summary>Unit, as written; null for none.</summary>
    public string? Unit { get; init; }
}

/// <summary>Something that happens when a condition holds, or at given times.</summary>
public sealed record Event : TvboObject
{
    /// <summary>When it happens, or null.</summary>
    public Formula? Condition { get; init; }

    /// <summary>What then changes: <c>v = c; u = u + d</c>, all computed from the values before; or null.</summary>
    public Formula? Affect { get; init; }

    /// <summary>How the author classes it, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Times at which it happens, in model time; empty where a condition decides.</summary>
    public ImmutableArray<double> TriggerTimes { get; init; } = [];

    /// <summary>Values that its expressions use.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Of a stimulus, its value at the time <c>t</c>; else null.</summary>
    public Formula? Equation { get; init; }

    /// <summary>Of a stimulus, numbers of the nodes it reaches; empty for all.</summary>
    public ImmutableArray<double> Regions { get; init; } = [];

    /// <summary>Of a stimulus, how strongly it reaches each of them; empty for 1.</summary>
    public ImmutableArray<double> Weighting { get; init; } = [];

    /// <summary>Of a stimulus, how long it lasts, in model time; null for always.</summary>
    public double? Duration { get; init; }

    /// <summary>Whether it is a value that changes with time rather than something that happens.</summary>
    public bool IsStimulus => Equation is not null && Condition is null && Affect is null && TriggerTimes.IsEmpty;
}
