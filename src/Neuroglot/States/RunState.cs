using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Phases;

namespace Neuroglot.States;

/// <summary>Where a run in phases has ended, and of what: all that a later run of the same network needs to go on, to the bit.</summary>
/// <param name="Semantics">What a step meant.</param>
/// <param name="Step">The time step, in the unit of the experiment's times.</param>
/// <param name="Steps">Steps done since time 0.</param>
/// <param name="Seed">Seed of the random numbers, which are drawn by the number of the step.</param>
/// <param name="Sets">The sets by name.</param>
/// <param name="Pathways">Events on their way by name of the pathway.</param>
internal sealed record RunState(
    string Semantics, double Step, long Steps, ulong Seed, ImmutableDictionary<string, RunSetState> Sets, ImmutableDictionary<string, RunPathwayState> Pathways)
{
    /// <summary>Time reached, in the unit of the experiment's times.</summary>
    public double Time => Steps * Step;

    /// <summary>What a run of <paramref name="plan"/> leaves.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="engine">The engine, after its run.</param>
    /// <param name="steps">Steps done since time 0.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="inputs">What belongs to inputs of the experiment, not to the network.</param>
    public static RunState After(PhasePlan plan, PhaseEngine engine, long steps, ulong seed, InputParts inputs)
    {
        var columns = ChangingColumns(plan);
        var end = engine.Capture(steps * plan.Step, columns);
        var network = plan.Experiment.Network;
        return new RunState(
            plan.Experiment.Semantics.Name,
            plan.Step,
            steps,
            seed,
            network.Sets.ToImmutableDictionary(set => set.Name, set => new RunSetState(
                set.Count,
                Fingerprint(set),
                inputs.Sets.Contains(set.Name),
                [.. inputs.Variables.Where(one => one.Set == set.Name).Select(one => one.Variable).Order(StringComparer.Ordinal)],
                end.Values.Where(one => one.Key.Set == set.Name && columns.Contains(one.Key)).ToImmutableDictionary(one => one.Key.Variable, one => ImmutableCollectionsMarshal.AsImmutableArray(one.Value)),
                end.Emitted.Where(one => one.Key.Set == set.Name).ToImmutableDictionary(one => one.Key.Port, one => one.Value))),
            network.Pathways.ToImmutableDictionary(pathway => pathway.Name, pathway => new RunPathwayState(network.Sets[pathway.Set].Name, end.Pending.GetValueOrDefault(pathway.Name, []))));
    }

    /// <summary>The columns that change in a run, save those that only records compute and those that inputs set by the time.</summary>
    public static HashSet<(string Set, string Variable)> ChangingColumns(PhasePlan plan)
    {
        var scheduled = plan.Experiment.Operations.OfType<ScheduledChange>().Select(one => (one.Set, one.Variable)).ToHashSet();
        return
        [
            .. plan.Tasks.Where(task => task is not (SamplingTask or EventSamplingTask)).SelectMany(task => ColumnAccess.Of(task, plan.Sets))
                .Where(access => access.IsWritten && !scheduled.Contains((access.Set, access.Column))).Select(access => (plan.Sets[access.Set].Name, access.Column)),
        ];
    }

    /// <summary>Tells connections from others: 64 bits of their ends in order (the hash FNV-1a of Fowler, Noll and Vo); 0 for sets that are none.</summary>
    public static ulong Fingerprint(ComponentSet set)
    {
        if (set.Connectivity?.Rules[0] is not ListedConnections listed)
            return 0;
        var hash = 0xCBF29CE484222325;
        for (var connection = 0; connection < listed.Targets.Count; connection++)
        {
            hash = (hash ^ (uint)listed.Sources[connection]) * 0x100000001B3;
            hash = (hash ^ (uint)listed.Targets[connection]) * 0x100000001B3;
        }

        return hash;
    }

    /// <summary>What the engine needs to go on.</summary>
    public PhaseState Ongoing => new(
        Time,
        Sets.SelectMany(set => set.Value.Columns.Select(column => KeyValuePair.Create((set.Key, column.Key), ImmutableCollectionsMarshal.AsArray(column.Value)!))).ToImmutableDictionary(),
        Pathways.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Pending))
    {
        Emitted = Sets.SelectMany(set => set.Value.Emitted.Select(port => KeyValuePair.Create((set.Key, port.Key), port.Value))).ToImmutableDictionary(),
    };
}

/// <summary>What is there for inputs of an experiment: they belong to it and not to its network, and begin anew where a state knows nothing of them.</summary>
/// <param name="Sets">Names of sets.</param>
/// <param name="Variables">Variables of other sets.</param>
internal sealed record InputParts(ImmutableHashSet<string> Sets, ImmutableHashSet<(string Set, string Variable)> Variables);

/// <summary>Where a set stands.</summary>
/// <param name="Count">Number of instances.</param>
/// <param name="Fingerprint">Of its connections; 0 for none.</param>
/// <param name="IsInput">Whether it belongs to an input of the experiment.</param>
/// <param name="InputVariables">The variables of a set of the network that belong to inputs.</param>
/// <param name="Columns">Values by variable, one for each instance.</param>
/// <param name="Emitted">The instances that emitted in the last step, by port.</param>
internal sealed record RunSetState(
    int Count,
    ulong Fingerprint,
    bool IsInput,
    ImmutableArray<string> InputVariables,
    ImmutableDictionary<string, ImmutableArray<double>> Columns,
    ImmutableDictionary<string, ImmutableArray<int>> Emitted);

/// <summary>Where a pathway stands.</summary>
/// <param name="Set">Name of its connections.</param>
/// <param name="Pending">Events on their way: time to go, and the connection.</param>
internal sealed record RunPathwayState(string Set, ImmutableArray<(double Seconds, int Connection)> Pending);
