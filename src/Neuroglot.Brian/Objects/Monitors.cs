using System.Collections.Immutable;
namespace Neuroglot.Brian.Objects;

/// <summary>Records values at a clock.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The group, or synapses.</param>
/// <param name="Variables">What is recorded.</param>
/// <param name="Record">The neurons, counted from the first of the source; default for all.</param>
public sealed record StateMonitor(string Name, GroupRange Source, ImmutableArray<string> Variables, ImmutableArray<int> Record) : BrianObject(Name)
{
    /// <summary>Its slot.</summary>
    public string When { get; init; } = "start";
}

/// <summary>Records events; with the event <c>spike</c> Brian's SpikeMonitor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The group.</param>
/// <param name="Event">The event.</param>
public sealed record EventMonitor(string Name, GroupRange Source, string Event = "spike") : BrianObject(Name)
{
    /// <summary>What is recorded with each event.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>
    /// The neurons whose events an export records, counted from the first of the source; default for all. A run records all of them, as Brian does whatever
    /// list its <c>record</c> is given.
    /// </summary>
    public ImmutableArray<int> Record { get; init; }

    /// <summary>Its slot; null for that in which the event is found.</summary>
    public string? When { get; init; }
}

/// <summary>Records how many neurons of a group spike in each step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The group.</param>
public sealed record PopulationRateMonitor(string Name, GroupRange Source) : BrianObject(Name);
