using Neuroglot.Brian.Building;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.Brian;

/// <summary>What a network operation may do while the network runs.</summary>
public sealed class RunningNetwork
{
    private readonly PhaseEngine engine;
    private readonly BrianRecords records;

    internal RunningNetwork(PhaseEngine engine, BrianRecords records) => (this.engine, this.records) = (engine, records);

    /// <summary>Values recorded so far, by name of the state monitor.</summary>
    public IReadOnlyDictionary<string, StateRecord> States => records.States;

    /// <summary>Events recorded so far, by name of the event monitor.</summary>
    public IReadOnlyDictionary<string, EventRecord> Events => records.Events;

    /// <summary>Numbers of spikes in each step so far, by name of the rate monitor.</summary>
    public IReadOnlyDictionary<string, CountRecord> Counts => records.Counts;

    /// <summary>The values of a parameter or state variable, which may be changed; null where nothing in a step uses the variable. A shared variable has one. Valid while the operation runs.</summary>
    /// <param name="name">Name of the group or synapses.</param>
    /// <param name="variable">Name of the variable.</param>
    public Memory<double>? Values(string name, string variable) => engine.Values(name, variable) ?? engine.Values(BrianBuilder.SharedSet(name), variable);

    /// <summary>Ends the run after the current step.</summary>
    public void Stop() => engine.Stop();
}
