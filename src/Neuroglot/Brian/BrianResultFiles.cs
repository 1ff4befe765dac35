using System.Collections.Immutable;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Results;
using Neuroglot.Running;

namespace Neuroglot.Brian;

/// <summary>Writes what the monitors of a network have recorded, a file for each.</summary>
internal static class BrianResultFiles
{
    /// <summary>The files written; what goes wrong is in <paramref name="diagnostics"/>.</summary>
    public static ImmutableArray<string> Write(BrianNetwork network, BrianSession session, RunOptions options, DiagnosticBag diagnostics)
    {
        var format = options.Format ?? OutputFormat.Csv;
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var one in network.Objects)
        {
            var path = RecordingFiles.WithEnding(Path.Combine(options.OutputFolder ?? ".", one.Name + ".dat"), format);
            var isWritten = one switch
            {
                StateMonitor monitor when session.States.TryGetValue(monitor.Name, out var record) => States(network, monitor, record, path, format, diagnostics),
                EventMonitor monitor when session.Events.TryGetValue(monitor.Name, out var record) => Events(network, monitor, record, path, format, diagnostics),
                PopulationRateMonitor monitor when session.Counts.TryGetValue(monitor.Name, out var record) => Rates(record, path, format, diagnostics),
                _ => false,
            };
            if (isWritten)
                files.Add(path);
            if (one is EventMonitor { Variables.IsEmpty: false } valued && session.Events.TryGetValue(valued.Name, out var events))
            {
                var beside = RecordingFiles.WithEnding(Path.Combine(options.OutputFolder ?? ".", one.Name + ".values.dat"), format);
                if (EventValues(network, valued, events, beside, format, diagnostics))
                    files.Add(beside);
            }
        }

        return files.ToImmutable();
    }

    private static bool States(BrianNetwork network, StateMonitor monitor, StateRecord record, string path, OutputFormat format, DiagnosticBag diagnostics)
    {
        var variables = NetworkVariables.Of(network, monitor.Source.Object);
        var units = monitor.Variables.Select(variable => RecordingUnits.Of(variables?.Find(variable)?.Dimension ?? default)).ToList();
        return Rows(
            path,
            format,
            [.. monitor.Variables.Zip(units).SelectMany(one => record.Instances.Select(instance => new Column($"{monitor.Source.Object}[{instance}]/{one.First}", one.Second)))],
            record.Times,
            row => record.Samples[row],
            diagnostics);
    }

    private static bool Rates(CountRecord record, string path, OutputFormat format, DiagnosticBag diagnostics)
    {
        var rates = record.Rates;
        return Rows(path, format, [new Column("rate", RecordingUnits.Of(Dimension.PerTime))], record.Times, row => rates.AsSpan(row, 1), diagnostics);
    }

    private static bool Rows(string path, OutputFormat format, ImmutableArray<Column> columns, List<double> times, RowOf rowOf, DiagnosticBag diagnostics)
    {
        if (RecordingFiles.OpenTraces(path, format, columns, diagnostics) is not { } sink)
            return false;
        using (sink)
        {
            for (var row = 0; row < times.Count; row++)
                sink.WriteRow(times[row], rowOf(row));
        }

        return Complete(sink.Failure, diagnostics);
    }

    private static bool Events(BrianNetwork network, EventMonitor monitor, EventRecord record, string path, OutputFormat format, DiagnosticBag diagnostics)
    {
        var group = monitor.Source.Object;
        var count = network.Objects.OfType<SpikeSource>().First(one => one.Name == group).Count;
        var sources = Enumerable.Range(0, count).Select(index => new EventSource($"{index}", group, index)).ToImmutableArray();
        if (RecordingFiles.OpenEvents(path, format, EventLayout.TimeId, sources, diagnostics) is not { } sink)
            return false;
        using (sink)
        {
            for (var n = 0; n < record.Count; n++)
                sink.WriteEvent(record.Times[n], monitor.Source.Start + record.Indices[n]);
        }

        return Complete(sink.Failure, diagnostics);
    }

    // A row for each event, in their order: who, and the values.
    private static bool EventValues(BrianNetwork network, EventMonitor monitor, EventRecord record, string path, OutputFormat format, DiagnosticBag diagnostics)
    {
        var variables = NetworkVariables.Of(network, monitor.Source.Object);
        var row = new double[1 + monitor.Variables.Length];
        return Rows(
            path,
            format,
            [
                new Column($"{monitor.Source.Object}/index", RecordingUnits.Of(Dimension.None)),
                .. monitor.Variables.Select(variable => new Column($"{monitor.Source.Object}/{variable}", RecordingUnits.Of(variables?.Find(variable)?.Dimension ?? default))),
            ],
            record.Times,
            n =>
            {
                row[0] = monitor.Source.Start + record.Indices[n];
                for (var variable = 0; variable < record.Values.Count; variable++)
                    row[1 + variable] = record.Values[variable][n];
                return row;
            },
            diagnostics);
    }

    private static bool Complete(Diagnostic? failure, DiagnosticBag diagnostics)
    {
        if (failure is not null)
            diagnostics.Add(failure);
        return true;
    }

    private delegate ReadOnlySpan<double> RowOf(int row);
}
