using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Reads files of events in every form that <see cref="RecordingFiles"/> writes. A last line that a kill cut short is left out.</summary>
public static class SpikeFiles
{
    /// <summary>
    /// Reads <paramref name="path"/>; the form follows from its ending (<c>.csv</c>, <c>.npz</c>, <c>.jsonl</c>, anything else is lines of time and
    /// identifier). Trains come in order of first spike; sources that never spiked are not in the file, hence not in the result.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Which field comes first in files of times and identifiers.</param>
    /// <param name="diagnostics">Gets NG4020 when there is no such file, NG4021 when it is not what its ending says.</param>
    public static ImmutableArray<SpikeTrain> Read(string path, EventLayout layout, DiagnosticBag diagnostics)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => ReadLines(path, 1, ParseCsv, diagnostics),
                ".npz" => NpzFile.ReadSpikes(path, diagnostics),
                ".jsonl" => ReadLines(path, 1, ParseJson, diagnostics),
                _ => ReadLines(path, 0, line => ParseFields(line, layout), diagnostics),
            };
        }
        catch (InvalidDataException e)
        {
            diagnostics.Error("NG4021", $"'{path}' is no {Path.GetExtension(path)} file: {e.Message}", new SourceSpan(path, 0, 0));
            return [];
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            diagnostics.Error("NG4020", $"The file '{path}' cannot be read: {e.Message}", SourceSpan.None);
            return [];
        }
    }

    private static ImmutableArray<SpikeTrain> ReadLines(string path, int skip, Func<string, (EventSource Source, double Time)?> parse, DiagnosticBag diagnostics)
    {
        var trains = new TrainTable();
        foreach (var (line, number) in TraceFiles.WholeLines(path).Skip(skip))
        {
            if (parse(line) is not { } spike)
            {
                diagnostics.Error("NG4021", $"'{line}' is not an event.", new SourceSpan(path, number, 1));
                return [];
            }
            trains.Add(spike.Source, spike.Time);
        }
        return trains.ToTrains();
    }

    private static (EventSource Source, double Time)? ParseFields(string line, EventLayout layout)
    {
        var fields = line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 2 || !TryNumber(fields[layout == EventLayout.TimeId ? 0 : 1], out var time))
            return null;
        var id = fields[layout == EventLayout.TimeId ? 1 : 0];
        return (new EventSource(id, string.Empty, int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0), time);
    }

    private static (EventSource Source, double Time)? ParseCsv(string line) =>
        CsvText.Split(line) is [var time, var population, var index] && TryNumber(time, out var ms) && int.TryParse(index, out var place)
            ? (new EventSource(index, population, place), ms * 1e-3)
            : null;

    private static (EventSource Source, double Time)? ParseJson(string line)
    {
        try
        {
            var row = JsonDocument.Parse(line).RootElement;
            var index = row[2].GetInt32();
            return (new EventSource($"{index}", row[1].GetString() ?? string.Empty, index), row[0].GetDouble() * 1e-3);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
