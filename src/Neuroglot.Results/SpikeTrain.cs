using System.Collections.Immutable;

namespace Neuroglot.Results;

/// <summary>The spikes of one cell.</summary>
/// <param name="Source">Whose.</param>
/// <param name="Times">Seconds, rising.</param>
public sealed record SpikeTrain(EventSource Source, ImmutableArray<double> Times)
{
    /// <summary>How many spikes.</summary>
    public int Count => Times.Length;
}
