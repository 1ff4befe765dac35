using System.Collections.Immutable;
using Neuroglot.Brian.Language;

namespace Neuroglot.Brian.Objects;

/// <summary>Synapses between two groups; each of these may be other synapses, which are connected as neurons are.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The group, or the synapses, before them.</param>
/// <param name="Target">The group, or the synapses, behind them.</param>
/// <param name="Equations">Their equations.</param>
public sealed record Synapses(string Name, GroupRange Source, GroupRange Target, Equations Equations) : BrianObject(Name)
{
    /// <summary>What events do.</summary>
    public ImmutableArray<SynapticPathway> Pathways { get; init; } = [];

    /// <summary>The integrator of clock-driven equations; null for the first that can.</summary>
    public string? Method { get; init; }

    /// <summary>Name under which code knows the number of a synapse among those between the same two neurons; null for none.</summary>
    public string? MultisynapticIndex { get; init; }

    /// <summary>Names given to the synapses; null for none.</summary>
    public Namespace? Namespace { get; init; }
}

/// <summary>What an event of one side does to the synapses.</summary>
/// <param name="Name">Its name among those of the synapses: <c>pre</c>, <c>post</c>.</param>
/// <param name="IsPre">Whether it listens to the group before the synapses, rather than that behind them.</param>
/// <param name="Code">The code.</param>
public sealed record SynapticPathway(string Name, bool IsPre, string Code)
{
    /// <summary>The event that it listens to.</summary>
    public string Event { get; init; } = "spike";
}
