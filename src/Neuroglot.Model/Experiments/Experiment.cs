using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Model.Experiments;

/// <summary>A network and what is done with it.</summary>
/// <param name="Name">Name that the author gave.</param>
/// <param name="Network">What is simulated.</param>
/// <param name="Runs">One after the other, each starting where the one before ended.</param>
public sealed record Experiment(string Name, Network Network, ImmutableArray<Run> Runs)
{
    /// <summary>Values recorded at every step.</summary>
    public ImmutableArray<Recording> Recordings { get; init; } = [];

    /// <summary>The time before which nothing is recorded, in the experiment's unit; what monitors compute goes by all that has happened.</summary>
    public double RecordingStart { get; init; }

    /// <summary>Events recorded.</summary>
    public ImmutableArray<EventRecording> EventRecordings { get; init; } = [];

    /// <summary>Files that the author asked for.</summary>
    public ImmutableArray<OutputFile> Outputs { get; init; } = [];

    /// <summary>Pictures that the author asked for.</summary>
    public ImmutableArray<Display> Displays { get; init; } = [];

    /// <summary>What happens in a step, where the semantics leaves that to the author (<see cref="StepOrder.Phases"/>); else empty.</summary>
    public ImmutableArray<Operation> Operations { get; init; } = [];

    /// <summary>Seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of runs that went before, in which random numbers were drawn.</summary>
    public uint RunsBefore { get; init; }

    /// <summary>Time at which its first run begins, in seconds, for the expressions of changes before it.</summary>
    public double StartTime { get; init; }

    /// <summary>
    /// Seconds in one unit of the experiment's time, in which durations, steps, delays and <c>t</c> are, and per which rates are: 1 where quantities have dimensions, a
    /// thousandth where equations are written in bare numbers and milliseconds.
    /// </summary>
    public double TimeUnit { get; init; } = 1;

    /// <summary>The meaning of a time step.</summary>
    public Semantics Semantics { get; init; } = Semantics.Lems;

    /// <summary>Where the experiment was written.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A stretch of simulated time.</summary>
/// <param name="Duration">Length in seconds.</param>
/// <param name="Step">Time step in seconds.</param>
/// <param name="Method">Integrator, or null for the default of the semantics.</param>
public sealed record Run(double Duration, double Step, string? Method = null)
{
    /// <summary>Number of steps: the nearest integer to duration / step.</summary>
    public long Steps => (long)Math.Round(Duration / Step, MidpointRounding.AwayFromZero);

    /// <summary>The error that a step of a method may have that chooses its steps itself; null for the usual.</summary>
    public Tolerance? Tolerance { get; init; }

    /// <summary>What happens before the run starts, in order.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>The first of <see cref="Changes"/> that draws random numbers: each has a stream of its own, and they are numbered from here.</summary>
    public int FirstDraw { get; init; }
}

/// <summary>The error that a step may have in a value x: absolute + relative·|x|.</summary>
/// <param name="Absolute">In the unit of the value.</param>
/// <param name="Relative">Part of the value.</param>
public sealed record Tolerance(double Absolute, double Relative);

/// <summary>Something that happens to a set before a run.</summary>
/// <param name="Set">Index of the set.</param>
public abstract record Change(int Set)
{
    /// <summary>Where it was written.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A parameter or state variable gets new values.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Variable">Parameter, state variable, or name of a pathway of the set, whose delays are meant.</param>
/// <param name="Value">The values; a list has an entry for each instance selected.</param>
public sealed record ValueChange(int Set, string Variable, PropertyValue Value) : Change(Set)
{
    /// <summary>The instances that change, where they are listed; default for all.</summary>
    public ImmutableArray<int> Instances { get; init; }

    /// <summary>The condition under which an instance changes; null for all.</summary>
    public Expression? Condition { get; init; }
}

/// <summary>A set of connections gets more of them.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Rule">Which.</param>
public sealed record ConnectionChange(int Set, ConnectionRule Rule) : Change(Set);

/// <summary>A value of one instance to be recorded. Paths are resolved before any pass removes or merges anything.</summary>
/// <param name="Label">The author's name for it: a column id, or the path.</param>
/// <param name="Path">The path as the author wrote it.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Instance">Index of the instance.</param>
/// <param name="Variable">Parameter, state variable, alias or analogue port of the set's class.</param>
public sealed record Recording(string Label, string Path, int Set, int Instance, string Variable)
{
    /// <summary>Physical dimension of the value.</summary>
    public Dimension Dimension { get; init; }

    /// <summary>The region of a brain, or another node of a network of neural masses, whose value it is; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>Where the recording was asked for.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>Events of one instance to be recorded.</summary>
/// <param name="Label">The author's id for it.</param>
/// <param name="Path">The path as the author wrote it.</param>
/// <param name="Set">Index of the set.</param>
/// <param name="Instance">Index of the instance.</param>
/// <param name="Port">Event send port of the set's class.</param>
public sealed record EventRecording(string Label, string Path, int Set, int Instance, string Port)
{
    /// <summary>Where the recording was asked for.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A file of results that the author asked for.</summary>
/// <param name="FileName">Path as written, relative to the folder of the results.</param>
/// <param name="Span">Where it was asked for.</param>
public abstract record OutputFile(string FileName, SourceSpan Span);

/// <summary>A table with a row for each step: time and the recordings named.</summary>
/// <param name="FileName">Path as written.</param>
/// <param name="Columns">Indices into <see cref="Experiment.Recordings"/>.</param>
/// <param name="Span">Where it was asked for.</param>
public sealed record TraceFile(string FileName, ImmutableArray<int> Columns, SourceSpan Span) : OutputFile(FileName, Span);

/// <summary>A table with a row for each event.</summary>
/// <param name="FileName">Path as written.</param>
/// <param name="TimeFirst">Whether rows are time and id (<c>TIME_ID</c>) rather than id and time.</param>
/// <param name="Selections">Indices into <see cref="Experiment.EventRecordings"/>.</param>
/// <param name="Span">Where it was asked for.</param>
public sealed record EventFile(string FileName, bool TimeFirst, ImmutableArray<int> Selections, SourceSpan Span) : OutputFile(FileName, Span);

/// <summary>The report that a LEMS Target asks for.</summary>
/// <param name="FileName">Path as written.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Span">Where it was asked for.</param>
public sealed record ReportFile(string FileName, ReportKind Kind, SourceSpan Span) : OutputFile(FileName, Span);

/// <summary>What a <see cref="ReportFile"/> holds.</summary>
public enum ReportKind
{
    /// <summary>Name and times of the run.</summary>
    Run,

    /// <summary>The time of each step, one a line.</summary>
    Times,
}
