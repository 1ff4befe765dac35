using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Results;
using Neuroglot.Running;
using Neuroglot.Sweeps;

namespace Neuroglot;

/// <summary>How a model is run. What is null is taken from the model, or from the default of its language.</summary>
public sealed record RunOptions
{
    /// <summary>Biological time to simulate, in seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>The time step, in seconds.</summary>
    public double? Step { get; init; }

    /// <summary>Integration method, for example <c>euler</c>, <c>exponential_euler</c>, <c>rk2</c>, <c>rk4</c>, <c>exact</c>.</summary>
    public string? Method { get; init; }

    /// <summary>Name of the execution semantics, for example <c>lems</c>, <c>brian</c>, <c>neural-mass</c>.</summary>
    public string? Semantics { get; init; }

    /// <summary>How closely a run follows the reference simulator; null for the default of the language.</summary>
    public Fidelity? Fidelity { get; init; }

    /// <summary>Seed of all random draws.</summary>
    public long? Seed { get; init; }

    /// <summary>Worker threads; the results do not depend on it. 0 for one per core.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Parameters changed for this run, in order; later ones win.</summary>
    public ImmutableArray<ParameterOverride> Overrides { get; init; } = [];

    /// <summary>Folder that relative output files are put under; created when missing. Null for the current folder.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Form of the recorded files; null for the form that the model's language prescribes.</summary>
    public OutputFormat? Format { get; init; }

    /// <summary>
    /// File for everything that a network of Brian leaves, exactly: records of its monitors, values of its variables, events on their way; a zip of
    /// NumPy arrays, in place of the files of <see cref="Format"/>. Null for none.
    /// </summary>
    public string? SaveFile { get; init; }

    /// <summary>
    /// File for the state in which a run of an experiment of SpineML ends (or is interrupted), from which another goes on with <see cref="FromState"/>. Null for none.
    /// </summary>
    public string? SaveState { get; init; }

    /// <summary>
    /// File with a state from which the run goes on, bit for bit; its time goes on, too, and <see cref="Duration"/> counts from there. Null for the beginning.
    /// </summary>
    public string? FromState { get; init; }

    /// <summary>
    /// Does the operations of the program that has stated a network of Brian: called with the name of each, the time in seconds, and what it may do, when it has its
    /// turn. Null for a program that is not there; a network with operations is refused then.
    /// </summary>
    public Action<string, double, RunningNetwork>? OnOperation { get; init; }

    /// <summary>
    /// Whether an experiment may exchange values with programs on other computers. Without it, only addresses of this one are connected to.
    /// </summary>
    public bool AllowRemote { get; init; }

    /// <summary>How long another program that takes part in an experiment may let a run wait, in seconds by the clock on the wall; null for 10.</summary>
    public double? PeerTimeout { get; init; }

    /// <summary>
    /// Whether statistics of the recorded spikes are written beside the other files: rates, inter-spike intervals and their variability, as CSV. Nothing but recorded spikes
    /// is looked at, over the whole run.
    /// </summary>
    public bool Statistics { get; init; }

    /// <summary>False to write no files at all (a dry run for timing).</summary>
    public bool WriteFiles { get; init; } = true;

    /// <summary>
    /// Whether <see cref="RunSummary.Result"/> gets what the run records, in memory and beside the files, and, of LEMS, also what only displays show.
    /// </summary>
    public bool KeepResult { get; init; }

    /// <summary>What the run has in common with others of a sweep; null for one by itself.</summary>
    internal SharedPlans? Shared { get; init; }

    /// <summary>Gets what the run records; null for nothing.</summary>
    internal RunRecords? Records { get; init; }
}

/// <summary>One parameter changed for a run: <c>--set population.parameter=value</c>.</summary>
/// <param name="Path">What to change: <c>population.parameter</c>, or a path within the population's component.</param>
/// <param name="Value">The value as written, with its unit: <c>0.5nS</c>.</param>
public sealed record ParameterOverride(string Path, string Value);

/// <summary>How closely a run follows the reference simulator.</summary>
public enum Fidelity
{
    /// <summary>The reference's own order of events within a step; the default of LEMS.</summary>
    Reference,

    /// <summary>Events are delivered at the end of the step, which lets whole populations be stepped as vectors.</summary>
    Fast,

    /// <summary>What the documents say, in double precision; the default of SpineML.</summary>
    Native,

    /// <summary>SpineML as its reference simulator BRAHMS runs it, to the bit.</summary>
    Brahms,
}
