using System.Collections.Immutable;

namespace Neuroglot.Results;

/// <summary>What a run recorded, in memory.</summary>
/// <param name="Traces">Quantities over time.</param>
/// <param name="SpikeTrains">Spikes, by cell.</param>
public sealed record RunResult(ImmutableArray<Trace> Traces, ImmutableArray<SpikeTrain> SpikeTrains)
{
    /// <summary>Nothing recorded.</summary>
    public static RunResult Empty { get; } = new([], []);

    /// <summary>The trace called <paramref name="name"/>, or null.</summary>
    public Trace? Trace(string name) => Traces.FirstOrDefault(t => t.Name == name);

    /// <summary>The spikes of cell <paramref name="index"/> of <paramref name="population"/>, or null when they were not recorded.</summary>
    public SpikeTrain? Spikes(string population, int index) =>
        SpikeTrains.FirstOrDefault(s => s.Source.Index == index && s.Source.Population == population);
}
