using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>Keeps in memory what an experiment records: the recordings of one variable of a set together.</summary>
internal sealed class EngineRecords : IRunListener
{
    private readonly List<double> times = [];
    private readonly List<(RecordedValues Record, int[] Columns)> values = [];
    private readonly (RecordedEvents Record, int Instance)[] events;

    public EngineRecords(Experiment experiment, RunRecords records)
    {
        foreach (var group in experiment.Recordings.Select((recording, column) => (recording, column)).GroupBy(static one => (one.recording.Set, one.recording.Variable)))
        {
            // One that several files ask for is kept once.
            var distinct = group.DistinctBy(static one => one.recording.Instance).ToList();
            var record = new RecordedValues(
                records.NameFor(experiment.Network.Sets[group.Key.Set].Name, group.Key.Variable), UnitOf(distinct[0].recording.Dimension), [.. distinct.Select(static one => one.recording.Instance)])
            { Times = times };
            records.Values.Add(record);
            values.Add((record, [.. distinct.Select(static one => one.column)]));
        }

        events = new (RecordedEvents, int)[experiment.EventRecordings.Length];
        foreach (var group in experiment.EventRecordings.Select((recording, place) => (recording, place)).GroupBy(static one => (one.recording.Set, one.recording.Port)))
        {
            var record = new RecordedEvents(records.NameFor(experiment.Network.Sets[group.Key.Set].Name, group.Key.Port));
            records.Events.Add(record);
            foreach (var (recording, place) in group.DistinctBy(static one => one.recording.Instance))
                events[place] = (record, recording.Instance);
        }
    }

    public void OnSample(double time, ReadOnlySpan<double> samples)
    {
        times.Add(time);
        foreach (var (record, columns) in values)
        {
            foreach (var column in columns)
                record.Samples.Add(samples[column]);
        }
    }

    public void OnEvent(double time, int recording)
    {
        var (record, instance) = events[recording];
        if (record is null)
            return;
        record.Times.Add(time);
        record.Indices.Add(instance);
    }

    // The unit whose numbers are SI values.
    private static string UnitOf(Dimension dimension) => dimension.IsNone ? string.Empty : QuantityFormatter.BestUnit(dimension, 1).Symbol;
}
