using System.Collections.Immutable;
using Neuroglot.Analysis.Monitors;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>Keeps in memory what an experiment records: the recordings of one variable of a set together.</summary>
internal sealed class EngineRecords : IRunListener
{
    private readonly List<double> times = [];
    private readonly List<(RecordedValues Record, int[] Columns)> values = [];
    private readonly List<(RunningMonitor Monitor, double[] Row, int[] Columns, (RecordedValues Record, int First)[] Records)> monitors = [];
    private readonly (RecordedEvents Record, int Instance)[] events;
    private readonly double unit;
    private readonly double step;
    private readonly double start;

    public EngineRecords(SimulationPlan plan, RunRecords records)
    {
        var experiment = plan.Experiment;
        (unit, step, start) = (experiment.TimeUnit, plan.Step, experiment.RecordingStart - (plan.Step / 2));
        AddMonitors(experiment, records);
        events = Events(experiment, records);
        if (monitors.Count > 0)
            return;
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
    }

    public void OnSample(double time, ReadOnlySpan<double> samples)
    {
        foreach (var (monitor, row, columns, records) in monitors)
        {
            for (var place = 0; place < columns.Length; place++)
                row[place] = samples[columns[place]];
            if (!monitor.Take(row) || monitor.Step * step < start)
                continue;
            records[0].Record.Times.Add(monitor.Step * step * unit);
            foreach (var (record, first) in records)
            {
                for (var place = 0; place < record.Instances.Count; place++)
                    record.Samples.Add(monitor.Row[first + place]);
            }
        }

        if (values.Count == 0 || time < start)
            return;
        times.Add(time * unit);
        foreach (var (record, columns) in values)
        {
            foreach (var column in columns)
                record.Samples.Add(samples[column]);
        }
    }

    public void OnEvent(double time, int recording)
    {
        var (record, instance) = events[recording];
        if (record is null || time < start)
            return;
        record.Times.Add(time * unit);
        record.Indices.Add(instance);
    }

    private void AddMonitors(Experiment experiment, RunRecords records)
    {
        foreach (var file in experiment.Outputs.OfType<MonitorFile>())
        {
            var seen = ImmutableArray.CreateBuilder<(RecordedValues, int)>();
            var shared = new List<double>();
            foreach (var group in file.Monitor.Outputs.Select(static (output, place) => (output, place)).GroupBy(static one => one.output.Variable))
            {
                var record = new RecordedValues(records.NameFor(file.Monitor.Name, group.Key), string.Empty, [.. group.Select(static one => one.output.Instance)]) { Times = shared };
                records.Values.Add(record);
                seen.Add((record, group.First().place));
            }

            monitors.Add((RunningMonitor.Start(file.Monitor, file.Columns.Length), new double[file.Columns.Length], [.. file.Columns], [.. seen]));
        }
    }

    private static (RecordedEvents Record, int Instance)[] Events(Experiment experiment, RunRecords records)
    {
        var events = new (RecordedEvents, int)[experiment.EventRecordings.Length];
        foreach (var group in experiment.EventRecordings.Select((recording, place) => (recording, place)).GroupBy(static one => (one.recording.Set, one.recording.Port)))
        {
            var record = new RecordedEvents(records.NameFor(experiment.Network.Sets[group.Key.Set].Name, group.Key.Port));
            records.Events.Add(record);
            foreach (var (recording, place) in group.DistinctBy(static one => one.recording.Instance))
                events[place] = (record, recording.Instance);
        }

        return events;
    }

    // The unit whose numbers are SI values.
    private static string UnitOf(Dimension dimension) => dimension.IsNone ? string.Empty : QuantityFormatter.BestUnit(dimension, 1).Symbol;
}
