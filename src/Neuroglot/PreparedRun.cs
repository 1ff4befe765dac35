using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot;

/// <summary>A model compiled for one set of <see cref="RunOptions"/>, ready to run.</summary>
public abstract class PreparedRun
{
    /// <summary>What preparing found to say: options that the model cannot honour, constructs that cannot run yet, choices worth knowing.</summary>
    public abstract ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether <see cref="Run"/> can start: no error in <see cref="Diagnostics"/>.</summary>
    public bool CanRun => !Diagnostics.Any(static d => d.Severity == Severity.Error);

    /// <summary>The plan as text: passes taken, schedule, kernels. For people and golden tests.</summary>
    public abstract string Plan { get; }

    /// <summary>How much memory the run will take, in bytes, estimated before any of it is taken.</summary>
    public abstract long EstimatedMemoryBytes { get; }

    /// <summary>How much memory or disk the values take that the run records, in bytes; 0 where that is not known before.</summary>
    public virtual long EstimatedRecordBytes => 0;

    /// <summary>The pictures that the model asks for; empty where its language has no such.</summary>
    public virtual ImmutableArray<RunDisplay> Displays => [];

    /// <summary>For runs of whole brains, and of other networks of neural masses: of which region and which variable each trace in <see cref="RunSummary.Result"/> is, by its name; else empty.</summary>
    public virtual ImmutableDictionary<string, RegionSignal> Regions => [];

    /// <summary>
    /// Runs to the end, or until cancelled; both leave valid files. Can be called once.
    /// Failures (not a number, a full disk) come back in the summary; they do not throw.
    /// </summary>
    /// <param name="progress">Told a few times a second, on the running thread; null for no reports.</param>
    /// <param name="cancellation">Stops the run after the current step.</param>
    public abstract RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default);
}
