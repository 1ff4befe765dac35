using System.Collections.Immutable;

namespace Neuroglot.Sweeps;

/// <summary>What a sweep varies, and how its points are run.</summary>
public sealed record SweepOptions
{
    /// <summary>What varies; at least one, unless there are several <see cref="Trials"/>.</summary>
    public ImmutableArray<SweepAxis> Axes { get; init; } = [];

    /// <summary>Whether the axes vary together, the first value of one with the first of the others, rather than each with each.</summary>
    public bool IsZipped { get; init; }

    /// <summary>How often each point is run; trial <c>k</c> with the seed <c>S + k</c>, where S is the seed of <see cref="Run"/>, or 0.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>How each point is run; files, format and threads are the sweep's own.</summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>The result, a zip of NumPy arrays; while the sweep goes on, finished points are in a journal beside it.</summary>
    public string OutputFile { get; init; } = "sweep.npz";

    /// <summary>Whether only numbers of spikes and rates are kept.</summary>
    public bool IsSummaryOnly { get; init; }

    /// <summary>Whether a journal of an interrupted sweep is thrown away rather than continued.</summary>
    public bool Restarts { get; init; }

    /// <summary>Number of points that are run at once; results do not depend on it. 0 for one per core.</summary>
    public int Threads { get; init; }
}
