using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Experiments;

/// <summary>A table of what a monitor makes of recorded values: time, and what it has seen.</summary>
/// <param name="FileName">Path as written.</param>
/// <param name="Monitor">What is made of them.</param>
/// <param name="Columns">Indices into <see cref="Experiment.Recordings"/>.</param>
/// <param name="Span">Where it was asked for.</param>
public sealed record MonitorFile(string FileName, SignalMonitor Monitor, ImmutableArray<int> Columns, SourceSpan Span) : OutputFile(FileName, Span);

/// <summary>
/// What a device sees of the values after each step, from the first step on (the state at the start is no step): values of every so many steps, their means over as many, or the signal of
/// blood oxygenation.
/// </summary>
/// <param name="Name">The author's name.</param>
/// <param name="Kind">What it does over time.</param>
/// <param name="Steps">Number of steps from one of its values to the next.</param>
/// <param name="Outputs">What its values are.</param>
public sealed record SignalMonitor(string Name, MonitorKind Kind, long Steps, ImmutableArray<MonitorOutput> Outputs)
{
    /// <summary>How its values are put together from those recorded; null for one from each.</summary>
    public Projection? Projection { get; init; }

    /// <summary>How blood responds, for <see cref="MonitorKind.Bold"/>; else null.</summary>
    public HaemodynamicResponse? Response { get; init; }
}

/// <summary>A value of a monitor.</summary>
/// <param name="Variable">What is seen.</param>
/// <param name="Instance">Of which node, sensor or group.</param>
public sealed record MonitorOutput(string Variable, int Instance)
{
    /// <summary>What that node, sensor or group is called; null where there is but one.</summary>
    public string? Region { get; init; }
}

/// <summary>What a monitor does over time.</summary>
public enum MonitorKind
{
    /// <summary>The value after every so many steps, at its time.</summary>
    Sample,

    /// <summary>The mean over so many steps, at the middle of their time.</summary>
    Average,

    /// <summary>The blood oxygenation that follows from the values before.</summary>
    Bold,
}

/// <summary>Weighted sums of values.</summary>
/// <param name="Rows">Number of sums.</param>
/// <param name="Columns">Number of values.</param>
/// <param name="Weights">Weights, row by row.</param>
public sealed record Projection(int Rows, int Columns, ImmutableArray<double> Weights);

/// <summary>
/// The response of blood to activity, as a Volterra kernel of first order: h(t) = ⅓·exp(−t/(2τs))·sin(ωt)/ω with ω = √(1/τf − 1/(4τs²)); the signal is k₁·V₀·(Σ h·x − 1) over means of the
/// activity x (Friston et al. 2000, NeuroImage 12:466; The Virtual Brain, <c>monitors.py</c>).
/// </summary>
/// <param name="SignalDecay">τs in seconds.</param>
/// <param name="FlowDependence">τf in seconds.</param>
/// <param name="Scale">k₁·V₀.</param>
/// <param name="MeanSteps">Number of steps over which a mean of the activity runs.</param>
/// <param name="MeanSeconds">The time from one mean to the next by which the kernel goes.</param>
/// <param name="Means">Number of means that the kernel covers.</param>
public sealed record HaemodynamicResponse(double SignalDecay, double FlowDependence, double Scale, long MeanSteps, double MeanSeconds, int Means);
