using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Import.NeuroML;

/// <summary>Properties of the membrane and of the inside of a cell.</summary>
public sealed record CellBiophysics
{
    /// <summary>Of a cell that states none.</summary>
    public static CellBiophysics None { get; } = new();

    /// <summary>The channels, by the groups of segments that have them.</summary>
    public ImmutableArray<ChannelDensity> Channels { get; init; } = [];

    /// <summary>Capacitance per area; Brian's <c>Cm</c>.</summary>
    public ImmutableArray<GroupQuantity> Capacitance { get; init; } = [];

    /// <summary>Resistivity of the inside; Brian's <c>Ri</c>.</summary>
    public ImmutableArray<GroupQuantity> Resistivity { get; init; } = [];

    /// <summary>The membrane potential at the start, or null.</summary>
    public Quantity? InitialPotential { get; init; }

    /// <summary>The potential whose upward crossing is a spike, or null.</summary>
    public Quantity? SpikeThreshold { get; init; }
}
