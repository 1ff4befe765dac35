using System.Collections.Immutable;
using System.Xml.Linq;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>A group as a component of one of NeuroML's own types.</summary>
/// <param name="Component">The component.</param>
/// <param name="Exposures">What the type calls variables of the group.</param>
internal sealed record StandardCell(XElement Component, ImmutableSortedDictionary<string, string> Exposures)
{
    /// <summary>The variables at which events arrive, and what becomes of these events.</summary>
    public ImmutableSortedDictionary<string, StandardSynapse> Synapses { get; init; } = ImmutableSortedDictionary<string, StandardSynapse>.Empty;

    /// <summary>Currents into neurons.</summary>
    public ImmutableArray<CurrentPulse> Pulses { get; init; } = [];

    /// <summary>Random spikes into neurons.</summary>
    public ImmutableArray<RandomInput> Random { get; init; } = [];

    /// <summary>Components and types that it refers to.</summary>
    public ImmutableArray<XElement> Parts { get; init; } = [];

    /// <summary>Whether the group is one cell, and its neurons are the segments of that.</summary>
    public bool IsSpatial { get; init; }

    /// <summary>The segments that spike; default for all.</summary>
    public ImmutableArray<int> Spiking { get; init; }

    /// <summary>Why its spikes may come in other steps than those of the group; null where they come in the same.</summary>
    public string? Difference { get; init; }
}

/// <summary>A constant current for some time.</summary>
/// <param name="Delay">When it begins, in seconds of LEMS.</param>
/// <param name="Duration">How long it lasts, in seconds.</param>
/// <param name="Amplitude">The current in ampere.</param>
/// <param name="Neurons">The neurons that get it.</param>
internal sealed record CurrentPulse(double Delay, double Duration, double Amplitude, ImmutableArray<int> Neurons);

/// <summary>A type of synapse of NeuroML with its times and reversal potential.</summary>
/// <param name="Type">The name of the type.</param>
/// <param name="Times">Parameters that are times, in seconds.</param>
/// <param name="Reversal">The reversal potential in volt; null for synapses that are currents.</param>
/// <param name="Scale">The conductance in siemens, or the current in ampere, that is the measure of a synapse whose events add one SI unit.</param>
internal sealed record StandardSynapse(string Type, ImmutableArray<(string Name, double Seconds)> Times, double? Reversal, double Scale)
{
    /// <summary>The type for a current that decays, which is one of those for PyNN: its weights are in nA, and its times in ms.</summary>
    public const string DecayingCurrent = "expCurrSynapse";
}
