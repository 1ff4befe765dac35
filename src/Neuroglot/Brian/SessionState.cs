using System.Collections.Immutable;

namespace Neuroglot.Brian;

/// <summary>All that a session can go back to.</summary>
/// <param name="Network">Where its network stands.</param>
/// <param name="Next">Place of the run that comes next, among those of the network.</param>
/// <param name="RunsDone">Number of runs done.</param>
/// <param name="Steps">Steps done in all runs.</param>
/// <param name="Seed">The seed in use.</param>
/// <param name="Spikes">Number of spikes by name of the group.</param>
/// <param name="Records">What the monitors have recorded.</param>
internal sealed record SessionState(NetworkState Network, int Next, int RunsDone, long Steps, SessionSeed Seed, ImmutableDictionary<string, long> Spikes, RecordState Records);

/// <summary>Where random numbers come from.</summary>
/// <param name="Value">The seed.</param>
/// <param name="Time">The time at which it was set, in seconds.</param>
/// <param name="RunsBefore">Number of runs done then.</param>
internal readonly record struct SessionSeed(ulong Value, double Time, int RunsBefore);

/// <summary>What monitors have recorded, by their names.</summary>
internal sealed record RecordState(
    ImmutableDictionary<string, StateRecordCopy> States, ImmutableDictionary<string, EventRecordCopy> Events, ImmutableDictionary<string, CountRecordCopy> Counts);

/// <summary>A copy of a <see cref="StateRecord"/>.</summary>
internal sealed record StateRecordCopy(ImmutableArray<string> Variables, ImmutableArray<int> Instances, ImmutableArray<double> Times, ImmutableArray<double[]> Samples);

/// <summary>A copy of an <see cref="EventRecord"/>.</summary>
internal sealed record EventRecordCopy(ImmutableArray<string> Variables, ImmutableArray<double> Times, ImmutableArray<int> Indices, ImmutableArray<ImmutableArray<double>> Values);

/// <summary>A copy of a <see cref="CountRecord"/>.</summary>
internal sealed record CountRecordCopy(int Size, double Step, ImmutableArray<double> Times, ImmutableArray<int> Spikes);
