using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Opens sinks by <see cref="OutputFormat"/>: the list of forms in which results can be written.</summary>
public static class RecordingFiles
{
    /// <summary>A file of recorded values; null and a diagnostic when it cannot be created.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its form.</param>
    /// <param name="columns">What each row holds beside the time.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static IRecordingSink? OpenTraces(string path, OutputFormat format, ImmutableArray<Column> columns, DiagnosticBag diagnostics) => format switch
    {
        OutputFormat.Dat => DatWriter.TryCreate(path, columns.Length, diagnostics),
        OutputFormat.Csv => CsvWriter.TryCreate(path, columns, diagnostics),
        OutputFormat.Npz => NpzWriter.TryCreate(path, columns, diagnostics),
        OutputFormat.Json => JsonLinesWriter.TryCreate(path, columns, diagnostics),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>A file of events; null and a diagnostic when it cannot be created.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its form.</param>
    /// <param name="layout">Order of the fields, where <paramref name="format"/> is <see cref="OutputFormat.Dat"/>.</param>
    /// <param name="sources">Who is recorded.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static IEventSink? OpenEvents(
        string path, OutputFormat format, EventLayout layout, ImmutableArray<EventSource> sources, DiagnosticBag diagnostics) => format switch
        {
            OutputFormat.Dat => EventDatWriter.TryCreate(path, layout, sources, diagnostics),
            OutputFormat.Csv => EventCsvWriter.TryCreate(path, sources, diagnostics),
            OutputFormat.Npz => EventNpzWriter.TryCreate(path, sources, diagnostics),
            OutputFormat.Json => EventJsonLinesWriter.TryCreate(path, sources, diagnostics),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>
    /// The name that a model gave its file, with the ending that <paramref name="format"/> has: <c>v.dat</c> becomes <c>v.csv</c>; any other
    /// ending stays in front of the new one (<c>v.spikes.csv</c>), so that two files of a model stay two.
    /// </summary>
    /// <param name="path">The name for <see cref="OutputFormat.Dat"/>, which keeps whatever ending the model chose.</param>
    /// <param name="format">The form that will be written.</param>
    public static string WithEnding(string path, OutputFormat format)
    {
        var ending = format switch
        {
            OutputFormat.Dat => null,
            OutputFormat.Csv => ".csv",
            OutputFormat.Npz => ".npz",
            OutputFormat.Json => ".jsonl",
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        return ending is null ? path : path.EndsWith(".dat", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(path, ending) : path + ending;
    }
}
