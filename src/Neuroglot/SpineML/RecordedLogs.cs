using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Logs;

namespace Neuroglot.SpineML;

/// <summary>
/// The logs of an experiment in one of the forms in which every model's results are written: values under <c>population[index]/port [unit]</c>, events as
/// time, population and index, impulses as a row of index and value for each. SpineML converts nothing; here a declared unit scales to SI, where a form is in SI.
/// </summary>
internal sealed class RecordedLogs : IExperimentLogs
{
    private const double Milliseconds = 1e-3;

    private readonly Dictionary<string, OpenLog> logs = new(StringComparer.Ordinal);

    private RecordedLogs()
    {
    }

    public ImmutableArray<string> Files => [.. logs.Values.Select(static log => log.Path)];

    /// <summary>Why something was not recorded.</summary>
    public IEnumerable<Diagnostic> Failures => logs.Values.Select(static log => log.Rows?.Failure ?? log.Events?.Failure).OfType<Diagnostic>();

    /// <summary>Opens the logs; null, with the reason, where a file cannot be made.</summary>
    public static RecordedLogs? TryOpen(string folder, OutputFormat format, BuiltExperiment experiment, DiagnosticBag diagnostics)
    {
        var all = new RecordedLogs();
        foreach (var (log, name) in LogNames.Of(experiment.Logs))
        {
            var path = RecordingFiles.WithEnding(Path.Combine(folder, name + ".dat"), format);
            var open = new OpenLog(log, path, UnitOf(log));
            if (log.Kind == PortData.Events)
                open.Events = RecordingFiles.OpenEvents(path, format, EventLayout.TimeId, [.. Enumerable.Range(0, log.Size).Select(index => new EventSource($"{index}", log.Output.Target, index))], diagnostics);
            else
                open.Rows = RecordingFiles.OpenTraces(path, format, Columns(log, open.Unit), diagnostics);
            if (open is { Rows: null, Events: null })
            {
                all.Dispose();
                return null;
            }

            all.logs.Add(log.Operation, open);
        }

        return all;
    }

    public void Write(string operation, double time, ReadOnlySpan<double> values)
    {
        var log = logs[operation];
        if (!log.Log.Covers(time))
            return;
        for (var column = 0; column < values.Length; column++)
            log.Row[column] = log.Unit.ToSI(values[column]);
        log.Rows!.WriteRow(time * Milliseconds, log.Row);
    }

    public void Write(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        var log = logs[operation];
        if (!log.Log.Covers(time))
            return;
        for (var one = 0; one < instances.Length; one++)
        {
            if (log.Log.PlaceOf(instances[one]) < 0)
                continue;
            if (log.Events is { } events)
            {
                events.WriteEvent(time * Milliseconds, instances[one]);
                continue;
            }

            (log.Row[0], log.Row[1]) = (instances[one], log.Unit.ToSI(values[one]));
            log.Rows!.WriteRow(time * Milliseconds, log.Row);
        }
    }

    public void Finish(double start, double end) => Dispose();

    public void Dispose()
    {
        foreach (var log in logs.Values)
        {
            log.Rows?.Dispose();
            log.Events?.Dispose();
        }
    }

    private static ImmutableArray<Column> Columns(ExperimentLog log, Unit unit) => log.Kind == PortData.Impulses
        ? [new Column($"{log.Output.Target}/index"), new Column($"{log.Output.Target}/{log.Output.Port}", unit)]
        : [.. log.Indices.Select(index => new Column($"{log.Output.Target}[{index}]/{log.Output.Port}", unit))];

    private static Unit UnitOf(ExperimentLog log) => log.Dimension is { } written && UnitTables.SpineML.Find(written) is { } unit && unit.Dimension != Dimension.None ? unit : Unit.None;

    private sealed class OpenLog(ExperimentLog log, string path, Unit unit)
    {
        public ExperimentLog Log => log;

        public string Path => path;

        public Unit Unit => unit;

        public IRecordingSink? Rows { get; set; }

        public IEventSink? Events { get; set; }

        public double[] Row { get; } = new double[log.Kind == PortData.Impulses ? 2 : log.Indices.Length];
    }
}
