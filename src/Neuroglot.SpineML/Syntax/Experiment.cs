using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>A simulation of a network, with what enters and what is recorded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What its author says about it, or null.</param>
/// <param name="Model">The network, and what is changed in it.</param>
/// <param name="Simulation">How it is simulated.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Experiment(string Name, string? Description, ModelReference Model, Simulation Simulation, SourceSpan Span)
{
    /// <summary>What enters.</summary>
    public ImmutableArray<ExperimentInput> Inputs { get; init; } = [];

    /// <summary>What is recorded or sent elsewhere.</summary>
    public ImmutableArray<ExperimentOutput> Outputs { get; init; } = [];
}

/// <summary>The network of an experiment, and what is changed in it.</summary>
/// <param name="NetworkUrl">The file of the network.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ModelReference(string NetworkUrl, SourceSpan Span)
{
    /// <summary>Projections that are left out.</summary>
    public ImmutableArray<Lesion> Lesions { get; init; } = [];

    /// <summary>Generic inputs that are left out.</summary>
    public ImmutableArray<GenericInputLesion> InputLesions { get; init; } = [];

    /// <summary>Values that are replaced.</summary>
    public ImmutableArray<Configuration> Configurations { get; init; } = [];

    /// <summary>Delays of projections that are replaced.</summary>
    public ImmutableArray<ProjectionDelayChange> DelayChanges { get; init; } = [];

    /// <summary>Delays of generic inputs that are replaced.</summary>
    public ImmutableArray<GenericInputDelayChange> InputDelayChanges { get; init; } = [];
}

/// <summary>All synapses of a projection are left out.</summary>
/// <param name="SourcePopulation">Where the projection starts.</param>
/// <param name="TargetPopulation">Where it ends.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Lesion(string SourcePopulation, string TargetPopulation, SourceSpan Span);

/// <summary>A generic input is left out.</summary>
/// <param name="Source">Where it starts.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="TargetPort">Its port.</param>
/// <param name="Span">Where it is written.</param>
public sealed record GenericInputLesion(string Source, string SourcePort, string Target, string TargetPort, SourceSpan Span);

/// <summary>Values of one set of instances that are replaced.</summary>
/// <param name="Target">The set.</param>
/// <param name="Properties">The new values.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Configuration(string Target, ImmutableArray<Property> Properties, SourceSpan Span);

/// <summary>The delay of a synapse is replaced.</summary>
/// <param name="Source">Where the projection starts.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="Synapse">The number of the synapse in the projection, from 0.</param>
/// <param name="Delay">The new delay.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ProjectionDelayChange(string Source, string Target, int Synapse, Delay Delay, SourceSpan Span);

/// <summary>The delay of a generic input is replaced.</summary>
/// <param name="Source">Where it starts.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="TargetPort">Its port.</param>
/// <param name="Delay">The new delay.</param>
/// <param name="Span">Where it is written.</param>
public sealed record GenericInputDelayChange(string Source, string SourcePort, string Target, string TargetPort, Delay Delay, SourceSpan Span);

/// <summary>How long, and how, is simulated.</summary>
/// <param name="Duration">Biological time in seconds.</param>
/// <param name="PreferredSimulator">The simulator that the author thought of, or null.</param>
/// <param name="Integration">The integrator and its step.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Simulation(double Duration, string? PreferredSimulator, Integration Integration, SourceSpan Span);

/// <summary>An integrator and its step.</summary>
/// <param name="Order">1 for forward Euler, else the order of a Runge–Kutta method.</param>
/// <param name="Step">The time step in milliseconds.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Integration(int Order, double Step, SourceSpan Span)
{
    /// <summary>The order of the Runge–Kutta method where the author states none.</summary>
    public const int UsualOrder = 4;

    /// <summary>Whether it is forward Euler.</summary>
    public bool IsEuler => Order == 1;
}
