using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot;

/// <summary>Where a run stands.</summary>
/// <param name="SecondsDone">Biological time simulated so far, in seconds.</param>
/// <param name="SecondsTotal">Biological time to simulate, in seconds.</param>
/// <param name="Steps">Time steps done.</param>
public readonly record struct RunProgress(double SecondsDone, double SecondsTotal, long Steps);

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It reached its end.</summary>
    Completed,

    /// <summary>It was interrupted; the files are valid up to there.</summary>
    Cancelled,

    /// <summary>It stopped with an error; see <see cref="RunSummary.Diagnostics"/>.</summary>
    Failed,
}

/// <summary>What a run did.</summary>
public sealed record RunSummary
{
    /// <summary>How it ended.</summary>
    public RunOutcome Outcome { get; init; }

    /// <summary>Time steps taken.</summary>
    public long Steps { get; init; }

    /// <summary>Biological time simulated, in seconds.</summary>
    public double SimulatedSeconds { get; init; }

    /// <summary>Wall-clock time in seconds, from opening the files and compiling the kernels to the last step; reading and planning went before.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Spikes of all populations.</summary>
    public long Spikes { get; init; }

    /// <summary>Spikes and mean rates by population; only populations that can spike.</summary>
    public ImmutableArray<PopulationActivity> Activity { get; init; } = [];

    /// <summary>Files written, in the order in which they were opened.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What the run recorded; null unless <see cref="RunOptions.KeepResult"/> asks for it.</summary>
    public RunResult? Result { get; init; }

    /// <summary>What the run found to say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>What a population did in a run.</summary>
/// <param name="Population">Its name.</param>
/// <param name="Size">How many cells it has.</param>
/// <param name="Spikes">How many spikes it emitted.</param>
/// <param name="RateHertz">Mean rate per cell, in hertz.</param>
public sealed record PopulationActivity(string Population, int Size, long Spikes, double RateHertz);
