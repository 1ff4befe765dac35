using System.Collections.Immutable;

namespace Neuroglot;

/// <summary>What is in a model, as text and numbers for people (<c>neuroglot inspect</c>).</summary>
public sealed record ModelDescription
{
    /// <summary>The model's or file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The language it was read from, for example <c>NeuroML 2</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Name of its execution semantics, for example <c>lems</c>.</summary>
    public string? Semantics { get; init; }

    /// <summary>The simulation's length in seconds, where the model states one.</summary>
    public double? Duration { get; init; }

    /// <summary>The simulation's step in seconds, where the model states one.</summary>
    public double? Step { get; init; }

    /// <summary>Groups of like cells.</summary>
    public ImmutableArray<PopulationDescription> Populations { get; init; } = [];

    /// <summary>Groups of connections.</summary>
    public ImmutableArray<ProjectionDescription> Projections { get; init; } = [];

    /// <summary>What drives the cells from outside.</summary>
    public ImmutableArray<InputDescription> Inputs { get; init; } = [];

    /// <summary>Cells with a morphology.</summary>
    public ImmutableArray<CellDescription> Cells { get; init; } = [];

    /// <summary>Cells, channels, synapses, inputs and whatever else the model defines by itself.</summary>
    public ImmutableArray<ComponentDescription> Components { get; init; } = [];

    /// <summary>The equations of the cells, synapses and inputs that a run would integrate; empty when the model cannot be run.</summary>
    public ImmutableArray<EquationsDescription> Equations { get; init; } = [];

    /// <summary>The values that the model gives its components, where they are no part of these.</summary>
    public ImmutableArray<ValuesDescription> Values { get; init; } = [];

    /// <summary>What an experiment changes in its network: lesions, other values, other delays; one printable line each.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>What the model asks to record.</summary>
    public ImmutableArray<RecordingDescription> Recordings { get; init; } = [];

    /// <summary>Component types with their equations; filled in where something of the model uses them.</summary>
    public ImmutableArray<TypeDescription> Types { get; init; } = [];
}

/// <summary>A group of like cells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Component">The component that its cells are instances of.</param>
/// <param name="Type">The component's type.</param>
/// <param name="Size">How many cells; null where that follows only from building a network that cannot be built.</param>
public sealed record PopulationDescription(string Name, string Component, string Type, int? Size);

/// <summary>A group of connections.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Presynaptic population.</param>
/// <param name="To">Postsynaptic population.</param>
/// <param name="Synapse">The synapse component.</param>
/// <param name="Connections">How many connections.</param>
public sealed record ProjectionDescription(string Name, string From, string To, string Synapse, long Connections)
{
    /// <summary>Whether the connections are drawn at random when the network is built, so that their number is what is to be expected.</summary>
    public bool IsExpected { get; init; }
}

/// <summary>What drives cells from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Component">The input component.</param>
/// <param name="Target">What it drives.</param>
/// <param name="Count">How many inputs.</param>
public sealed record InputDescription(string Name, string Component, string Target, long Count);

/// <summary>The values of a component in the model.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Values">One printable value each: <c>tau = 20 ms</c>.</param>
public sealed record ValuesDescription(string Name, ImmutableArray<string> Values);

/// <summary>A cell with a morphology.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its component type.</param>
/// <param name="Segments">How many segments its morphology has.</param>
/// <param name="SegmentGroups">How many groups of segments.</param>
/// <param name="Channels">The ion channels in its membrane.</param>
public sealed record CellDescription(string Name, string Type, int Segments, int SegmentGroups, ImmutableArray<string> Channels);

/// <summary>A component that the model defines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its component type.</param>
public sealed record ComponentDescription(string Name, string Type);

/// <summary>The equations of a component with everything inside it.</summary>
/// <param name="Name">The component.</param>
/// <param name="Type">Its type.</param>
/// <param name="Lines">Values, rates, conditions and reactions, one printable line each.</param>
public sealed record EquationsDescription(string Name, string Type, ImmutableArray<string> Lines);

/// <summary>A file that the model asks to record.</summary>
/// <param name="File">Its name.</param>
/// <param name="Quantities">The recorded quantities or event ports, as paths.</param>
public sealed record RecordingDescription(string File, ImmutableArray<string> Quantities);

/// <summary>A component type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The type that it extends, or null.</param>
/// <param name="Description">What its author says about it, or null.</param>
/// <param name="Lines">Parameters, states and equations with their dimensions, one printable line each.</param>
public sealed record TypeDescription(string Name, string? Parent, string? Description, ImmutableArray<string> Lines);
