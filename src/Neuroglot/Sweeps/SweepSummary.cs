using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Sweeps;

/// <summary>Where a sweep stands.</summary>
/// <param name="Done">Points finished, with parts of those under way.</param>
/// <param name="Points">Points in all.</param>
/// <param name="Failed">Points that failed.</param>
public readonly record struct SweepProgress(double Done, int Points, int Failed);

/// <summary>A point of a sweep that failed.</summary>
/// <param name="Index">Its place on each axis.</param>
/// <param name="Message">Why.</param>
public sealed record SweepFailure(ImmutableArray<int> Index, string Message);

/// <summary>What a sweep did.</summary>
public sealed record SweepSummary
{
    /// <summary>How it ended: failed where it could not begin or a point failed, cancelled where points are left.</summary>
    public RunOutcome Outcome { get; init; }

    /// <summary>Length of each axis; trials are the last one where there are several.</summary>
    public ImmutableArray<int> Shape { get; init; } = [];

    /// <summary>Points in all.</summary>
    public int Points { get; init; }

    /// <summary>Points done, in this call and before.</summary>
    public int Done { get; init; }

    /// <summary>Points that were done already.</summary>
    public int DoneBefore { get; init; }

    /// <summary>Points that failed; the others are in the result all the same.</summary>
    public ImmutableArray<SweepFailure> Failures { get; init; } = [];

    /// <summary>Wall-clock time in seconds.</summary>
    public double WallSeconds { get; init; }

    /// <summary>How often the model was planned; 1 where nothing varies that the plan depends on.</summary>
    public int Plans { get; init; }

    /// <summary>How many kernels were compiled, for all points together.</summary>
    public int Kernels { get; init; }

    /// <summary>How much the recorded values of all points take, in bytes, as estimated before.</summary>
    public long EstimatedBytes { get; init; }

    /// <summary>The result; null where there is none yet.</summary>
    public string? File { get; init; }

    /// <summary>What the sweep found to say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
