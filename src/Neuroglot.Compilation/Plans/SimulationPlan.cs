using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;

namespace Neuroglot.Compilation.Plans;

/// <summary>Everything that an engine needs to run an experiment: memory, kernels and their order. Knows nothing of files.</summary>
/// <param name="Experiment">What is run.</param>
/// <param name="Sets">A plan for each set of the network, in its order.</param>
public abstract record SimulationPlan(Experiment Experiment, ImmutableArray<SetPlan> Sets)
{
    /// <summary>Time step in seconds.</summary>
    public double Step { get; init; }

    /// <summary>Number of steps.</summary>
    public long Steps { get; init; }

    /// <summary>Values that kernels are given rather than know, by name; <see cref="GivenValues"/> makes a plan with others of it.</summary>
    public ImmutableSortedDictionary<string, double> Given { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Name of the integrator; several, separated by commas, where sets differ.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Bytes that the columns, maps and connections take.</summary>
    public virtual long EstimatedBytes =>
        Sets.Sum(set => (long)set.Columns.Length * set.Count * sizeof(double) + set.Maps.Sum(map => (long)map.Map.Length * sizeof(int)));
}

/// <summary>A plan for components that say themselves what they do in a step: one kernel for each set, run in levels, and events between them.</summary>
/// <param name="Experiment">What is run.</param>
/// <param name="Sets">A plan for each set of the network, in its order.</param>
/// <param name="Kernels">The kernels of each set.</param>
/// <param name="Routes">A route for each event link of the network, in its order.</param>
/// <param name="Schedule">Order within a step.</param>
public sealed record LevelPlan(
    Experiment Experiment, ImmutableArray<SetPlan> Sets, ImmutableArray<LevelKernels> Kernels, ImmutableArray<EventRoute> Routes, Schedule Schedule)
    : SimulationPlan(Experiment, Sets)
{
    /// <summary>Where each recording of the experiment is found: set, column and instance.</summary>
    public ImmutableArray<Probe> Probes { get; init; } = [];

    /// <summary>Weighted sums over the past of other instances, which are there before each step.</summary>
    public ImmutableArray<CouplingPlan> Couplings { get; init; } = [];

    /// <inheritdoc/>
    public override long EstimatedBytes => base.EstimatedBytes
        + Couplings.Sum(static coupling => coupling.EstimatedBytes)
        + Routes.Sum(route => (long)route.Targets.Length * sizeof(int) + (long)route.Delays.Length * sizeof(double) + (long)route.RowStarts.Length * sizeof(int))
        + WaitingBytes;

    // Events on their way wait in a place for each step that the longest delay may take.
    private long WaitingBytes =>
        (long)(Math.Min(Routes.SelectMany(route => route.Delays).DefaultIfEmpty(0).Max() / Step, Steps) * (sizeof(double) + IntPtr.Size));
}

/// <summary>Kernels of a set that is run in levels.</summary>
/// <param name="Start">Gives the values at the start; may be run again without effect.</param>
/// <param name="Step">Takes instances through one step.</param>
/// <param name="Events">A kernel for each event receive port that something is linked to.</param>
public sealed record LevelKernels(Kernel Start, Kernel Step, ImmutableArray<EventPlan> Events)
{
    /// <summary>
    /// For a set that only sends events, each instance once: the time of each in seconds. The step kernel says which ports send; running it would have the same effect. Else empty.
    /// </summary>
    public ImmutableArray<double> EventTimes { get; init; } = [];
}

/// <summary>Memory of a set.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Count">Number of instances.</param>
/// <param name="Columns">Columns that the set owns.</param>
/// <param name="Bindings">Columns of other sets that its kernels use.</param>
/// <param name="Maps">Index maps that its kernels use.</param>
/// <param name="Schemes">Schemes that the kernels call.</param>
public sealed record SetPlan(
    string Name,
    int Count,
    ImmutableArray<ColumnPlan> Columns,
    ImmutableArray<ColumnBinding> Bindings,
    ImmutableArray<MapPlan> Maps,
    ImmutableArray<SchemePlan> Schemes)
{
    /// <summary>Tables that its kernels look values up in.</summary>
    public ImmutableArray<LookupTable> Tables { get; init; } = [];
}

/// <summary>A column of doubles, one for each instance.</summary>
/// <param name="Name">Name in the kernels.</param>
/// <param name="Initial">Value before the start kernel runs.</param>
/// <param name="Values">Values of each instance before the start kernel runs; empty when all have <paramref name="Initial"/>.</param>
public sealed record ColumnPlan(string Name, double Initial, ImmutableArray<double> Values);

/// <summary>A column of another set under a name of this one.</summary>
public sealed record ColumnBinding(string Name, int Set, string Column);

/// <summary>For each instance the index of an instance of another set.</summary>
public sealed record MapPlan(string Name, ImmutableArray<int> Map)
{
    /// <summary>Name of the map from connections to the instances where they start.</summary>
    public const string Source = "source";

    /// <summary>Name of the map from connections to the instances where they end.</summary>
    public const string Target = "target";
}

/// <summary>What happens when an event arrives at a port.</summary>
public sealed record EventPlan(string Port, Kernel Kernel);

/// <summary>Something that kernels call because it is too irregular for them.</summary>
/// <param name="Name">Its name in the kernels.</param>
public abstract record SchemePlan(string Name);

/// <summary>A kinetic scheme.</summary>
/// <param name="Name">Its name in the kernels.</param>
/// <param name="States">Number of states.</param>
/// <param name="Transitions">The pairs of states that its transitions join.</param>
public sealed record MarkovSchemePlan(string Name, int States, ImmutableArray<(int From, int To)> Transitions) : SchemePlan(Name);

/// <summary>A function of the host, which reads its arguments and writes its value.</summary>
/// <param name="Name">Its name in the kernels.</param>
/// <param name="Function">The function.</param>
public sealed record HostSchemePlan(string Name, HostFunction Function) : SchemePlan(Name);

/// <summary>
/// The exact step of linear equations dx/dt = M·x + b whose coefficients differ between instances. It reads the coefficients that are not the same for all, the
/// inputs b and the values x, and writes the new values.
/// </summary>
/// <param name="Name">Its name in the kernels.</param>
/// <param name="Variables">Number of equations.</param>
/// <param name="Coefficients">The elements of M that are not 0: row, column, and the value where it is the same for all.</param>
/// <param name="Step">Time step in seconds.</param>
public sealed record LinearSchemePlan(string Name, int Variables, ImmutableArray<(int Row, int Column, double? Known)> Coefficients, double Step) : SchemePlan(Name);

/// <summary>Where a recorded value is found.</summary>
public sealed record Probe(int Set, string Column, int Instance);

/// <summary>Event connections of one link, by source: connections of source s are entries RowStarts[s] … RowStarts[s+1]−1.</summary>
/// <param name="SourceSet">Set that emits.</param>
/// <param name="SourcePort">Port that emits.</param>
/// <param name="TargetSet">Set that receives.</param>
/// <param name="TargetPort">Port that receives.</param>
/// <param name="RowStarts">First connection of each source, and the total.</param>
/// <param name="Targets">Receiving instance of each connection, in the order in which the connections of the source were made.</param>
/// <param name="Delays">Delay in seconds of each connection; one entry when all are the same.</param>
public sealed record EventRoute(
    int SourceSet, string SourcePort, int TargetSet, string TargetPort, int[] RowStarts, int[] Targets, double[] Delays);
