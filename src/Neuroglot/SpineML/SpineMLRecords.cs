using Neuroglot.Running;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML;

/// <summary>Keeps in memory what the logs of an experiment would hold. Times become seconds; values stay in the units of the document.</summary>
internal sealed class SpineMLRecords : IPhaseListener
{
    private const double MillisecondsPerSecond = 1000;

    private readonly Dictionary<string, (ExperimentLog Log, RecordedValues Record)> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ExperimentLog Log, RecordedEvents Record)> events = new(StringComparer.Ordinal);

    /// <summary>Adds a record for each log.</summary>
    /// <param name="experiment">Whose logs they are.</param>
    /// <param name="records">Gets the records.</param>
    public SpineMLRecords(BuiltExperiment experiment, RunRecords records)
    {
        foreach (var log in experiment.Logs)
        {
            var name = records.NameFor(log.Output.Target, log.Output.Port);
            if (log.IsEvents)
            {
                var record = new RecordedEvents(name);
                records.Events.Add(record);
                events.Add(log.Operation, (log, record));
            }
            else
            {
                var record = new RecordedValues(name, log.Dimension is null or "?" ? string.Empty : log.Dimension, log.Indices);
                records.Values.Add(record);
                values.Add(log.Operation, (log, record));
            }
        }
    }

    public void OnSample(string operation, double time, ReadOnlySpan<double> samples)
    {
        var (log, record) = values[operation];
        if (!log.Covers(time))
            return;
        record.Times.Add(time / MillisecondsPerSecond);
        record.Samples.AddRange(samples);
    }

    public void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> samples)
    {
        var (log, record) = events[operation];
        if (!log.Covers(time))
            return;
        foreach (var instance in instances)
        {
            if (log.PlaceOf(instance) < 0)
                continue;
            record.Times.Add(time / MillisecondsPerSecond);
            record.Indices.Add(instance);
        }
    }

    public void OnCount(string operation, double time, int count)
    {
    }

    public void OnHost(string operation, double time, PhaseEngine engine)
    {
    }
}
