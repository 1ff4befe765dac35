using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>Dynamics on a network, and how they are run and observed.</summary>
public sealed record SimulationExperiment : TvboObject
{
    /// <summary>Number of the experiment, or null.</summary>
    public int? Id { get; init; }

    /// <summary>The dynamics of the nodes; null where the network names them.</summary>
    public Dynamics? Dynamics { get; init; }

    /// <summary>How time advances.</summary>
    public Integrator Integration { get; init; } = new(SourceSpan.None);

    /// <summary>The network, or null for a single node.</summary>
    public Network? Network { get; init; }

    /// <summary>How nodes act on each other, or null.</summary>
    public Coupling? Coupling { get; init; }

    /// <summary>What is observed; empty for the state at every step.</summary>
    public ImmutableArray<Observation> Observations { get; init; } = [];

    /// <summary>Stimuli, and what happens in all nodes when a condition holds.</summary>
    public ImmutableArray<Event> Events { get; init; } = [];

    /// <summary>What drives the nodes from outside, or null.</summary>
    public Stimulus? Stimulation { get; init; }

    /// <summary>Sweeps over parameters.</summary>
    public ImmutableArray<Exploration> Explorations { get; init; } = [];

    /// <summary>Functions that expressions call.</summary>
    public ImmutableArray<Function> Functions { get; init; } = [];

    /// <summary>The experiment of that name in the built-in library.</summary>
    /// <exception cref="TvboException">There is none.</exception>
    public static SimulationExperiment FromDb(string name) => Opening.FromDb<SimulationExperiment>(name, EntryKind.Experiment);

    /// <summary>The experiment of a YAML file.</summary>
    /// <exception cref="TvboException">It cannot be read, or is something else.</exception>
    public static SimulationExperiment FromFile(string path) => Opening.FromFile<SimulationExperiment>(path, EntryKind.Experiment);

    /// <summary>The experiment of a YAML text.</summary>
    /// <exception cref="TvboException">It cannot be read, or is something else.</exception>
    public static SimulationExperiment FromString(string text) => Opening.FromString<SimulationExperiment>(text, EntryKind.Experiment);
}

/// <summary>How time advances.</summary>
/// <param name="Span">Where it was written.</param>
public sealed record Integrator(SourceSpan Span)
{
    /// <summary>The step where the author gives none, in model time: 1000/81920.</summary>
    public const double DefaultStep = 0.01220703125;

    /// <summary>Name of the method.</summary>
    public string Method { get; init; } = "euler";

    /// <summary>Time step, in <see cref="TimeScale"/>.</summary>
    public double Step { get; init; } = DefaultStep;

    /// <summary>Length of the run, <see cref="TransientTime"/> not counted, in <see cref="TimeScale"/>.</summary>
    public double Duration { get; init; } = 1000;

    /// <summary>Unit of model time: s, ms or us.</summary>
    public string TimeScale { get; init; } = "ms";

    /// <summary>Time before the run proper that is not recorded, in <see cref="TimeScale"/>.</summary>
    public double TransientTime { get; init; }

    /// <summary>How long the run is with what is not recorded, in <see cref="TimeScale"/>.</summary>
    public double TotalTime => Duration + TransientTime;

    /// <summary>Noise on the state variables, or null.</summary>
    public Noise? Noise { get; init; }

    /// <summary>Amplitude σ of the noise on each state variable, in their order, where these state none of their own; empty for that of <see cref="Noise"/>.</summary>
    public ImmutableArray<double> StateWiseSigma { get; init; } = [];

    /// <summary>Absolute error that a step of an adaptive method may have.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-10;

    /// <summary>Error relative to the values that a step of an adaptive method may have.</summary>
    public double RelativeTolerance { get; init; } = 1e-10;

    /// <summary>Slots that nothing interprets.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];
}

/// <summary>What is recorded, and what is computed from it on the way (<c>observations</c>, and <c>monitors</c> of 0.2.1).</summary>
public sealed record Observation : TvboObject
{
    /// <summary>Time between values, in milliseconds; null for every step.</summary>
    public double? Period { get; init; }

    /// <summary>Name of what is observed, or null for the variables of interest.</summary>
    public string? VariableOfInterest { get; init; }

    /// <summary>What is observed where <see cref="VariableOfInterest"/> does not tell: variables, or what is computed from a run; empty for the variables of interest.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>BOLD, EEG, MEG, SEEG or IEEG; null for the state itself.</summary>
    public string? Modality { get; init; }

    /// <summary>Name of the class of monitors that it belongs to, <c>TemporalAverage</c>; null where its name or its modality tells.</summary>
    public string? Kind { get; init; }

    /// <summary>How values within a period are put together, <c>mean</c>; null for the last.</summary>
    public string? Aggregation { get; init; }

    /// <summary>Values that its computation uses.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>How strongly each sensor, a row, sees each node, a column; null for none.</summary>
    public Matrix? Gain { get; init; }

    /// <summary>For each node the number of the group over which a spatial average runs; empty for none.</summary>
    public ImmutableArray<double> SpatialMask { get; init; } = [];
}

/// <summary>What drives nodes from outside.</summary>
public sealed record Stimulus : TvboObject
{
    /// <summary>Its value at the time <c>t</c>, or null.</summary>
    public Formula? Equation { get; init; }

    /// <summary>Values that its expression uses.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Numbers of the nodes it reaches; empty for all.</summary>
    public ImmutableArray<double> Regions { get; init; } = [];

    /// <summary>How strongly it reaches each of them; empty for 1.</summary>
    public ImmutableArray<double> Weighting { get; init; } = [];

    /// <summary>How long it lasts, in model time; null for always.</summary>
    public double? Duration { get; init; }
}

/// <summary>A sweep over parameters.</summary>
public sealed record Exploration : TvboObject
{
    /// <summary>Parameters with the values they take.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Whether parameters take their values together (<c>zip</c>), rather than each with each (<c>product</c>).</summary>
    public bool IsZipped { get; init; }

    /// <summary>Number of runs with the same values and other random numbers.</summary>
    public int Trials { get; init; } = 1;
}
