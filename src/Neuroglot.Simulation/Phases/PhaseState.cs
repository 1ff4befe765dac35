using System.Collections.Immutable;

namespace Neuroglot.Simulation.Phases;

/// <summary>Where a run in phases stands: enough to go on, in the same or in a changed network.</summary>
/// <param name="Time">Time in seconds.</param>
/// <param name="Values">
/// Values of parameters and state variables that were kept as columns, by name of the set and of the variable; one for each instance. A run that goes on begins with them
/// in place of the network's.
/// </param>
/// <param name="Pending">Events on their way by name of the pathway: seconds to go from the end of the run, 0 for an event that the next step brings, and the connection.</param>
public sealed record PhaseState(
    double Time,
    ImmutableDictionary<(string Set, string Variable), double[]> Values,
    ImmutableDictionary<string, ImmutableArray<(double Seconds, int Connection)>> Pending)
{
    /// <summary>Instances that emitted in the last step, by name of the set and of the port: who hears them early in a step hears them in the next one.</summary>
    public ImmutableDictionary<(string Set, string Port), ImmutableArray<int>> Emitted { get; init; } = ImmutableDictionary<(string Set, string Port), ImmutableArray<int>>.Empty;
}
