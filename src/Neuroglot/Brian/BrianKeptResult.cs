using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using Neuroglot.Running;

namespace Neuroglot.Brian;

/// <summary>What the monitors of a session have recorded, under the names that their files have.</summary>
internal static class BrianKeptResult
{
    /// <summary>The record of every monitor of <paramref name="network"/>, in the order of the network.</summary>
    public static RunResult Of(BrianNetwork network, BrianSession session)
    {
        var traces = ImmutableArray.CreateBuilder<Trace>();
        var trains = ImmutableArray.CreateBuilder<SpikeTrain>();
        foreach (var one in network.Objects)
        {
            switch (one)
            {
                case StateMonitor monitor when session.States.TryGetValue(monitor.Name, out var record):
                    traces.AddRange(States(network, monitor, record));
                    break;
                case PopulationRateMonitor monitor when session.Counts.TryGetValue(monitor.Name, out var record):
                    traces.Add(new Trace(new Column($"{monitor.Name}/rate", RecordingUnits.Of(Dimension.PerTime)), [.. record.Times], [.. record.Rates]));
                    break;
                case EventMonitor monitor when session.Events.TryGetValue(monitor.Name, out var record):
                    trains.AddRange(Trains(monitor, record));
                    break;
            }
        }

        return new RunResult(traces.ToImmutable(), trains.ToImmutable());
    }

    private static IEnumerable<Trace> States(BrianNetwork network, StateMonitor monitor, StateRecord record)
    {
        ImmutableArray<double> times = [.. record.Times];
        var variables = NetworkVariables.Of(network, monitor.Source.Object);
        for (var variable = 0; variable < record.Variables.Count; variable++)
        {
            var unit = RecordingUnits.Of(variables?.Find(record.Variables[variable])?.Dimension ?? default);
            for (var place = 0; place < record.Instances.Count; place++)
                yield return new Trace(new Column($"{monitor.Source.Object}[{record.Instances[place]}]/{record.Variables[variable]}", unit), times, [.. record.Trace(variable, place)]);
        }
    }

    private static IEnumerable<SpikeTrain> Trains(EventMonitor monitor, EventRecord record)
    {
        var trains = new SortedDictionary<int, ImmutableArray<double>.Builder>();
        for (var spike = 0; spike < record.Count; spike++)
        {
            var neuron = monitor.Source.Start + record.Indices[spike];
            if (!trains.TryGetValue(neuron, out var train))
                trains.Add(neuron, train = ImmutableArray.CreateBuilder<double>());
            train.Add(record.Times[spike]);
        }

        return trains.Select(pair => new SpikeTrain(new EventSource($"{pair.Key}", monitor.Source.Object, pair.Key), pair.Value.ToImmutable()));
    }
}
