using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Results;

namespace Neuroglot.Plots;

/// <summary>What a file holds that can be drawn.</summary>
/// <param name="Path">The file as the user named it.</param>
internal sealed record PlotSource(string Path)
{
    public ImmutableArray<Trace> Traces { get; init; } = [];

    public ImmutableArray<SpikeTrain> Trains { get; init; } = [];

    public ConnectionList? Connections { get; init; }

    public ImmutableArray<(string Name, Morphology Shape)> Shapes { get; init; } = [];

    /// <summary>Whether the traces are of the regions of a brain, under their names.</summary>
    public bool HasRegions { get; init; }

    public bool IsEmpty => Traces.All(static trace => trace.Length == 0) && Trains.IsEmpty && Connections is null && Shapes.IsEmpty;
}

/// <summary>Which neurons are connected, and values of the connections.</summary>
/// <param name="Sources">Index of the source of each.</param>
/// <param name="Targets">Index of its target.</param>
/// <param name="Values">Columns of values in SI units, as many each, under their names.</param>
internal sealed record ConnectionList(int[] Sources, int[] Targets, ImmutableArray<(string Name, Unit Unit, double[] Values)> Values);
