using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Events as lines of JSON: <c>{"columns":["time [ms]","population","index"]}</c>, then <c>[12.5,"cells",3]</c> per event.</summary>
public sealed class EventJsonLinesWriter : IEventSink
{
    private readonly RowFile file;
    private readonly ImmutableArray<EventSource> sources;
    private readonly Dictionary<string, byte[]> populations;
    private readonly int longestRow;

    private EventJsonLinesWriter(RowFile file, ImmutableArray<EventSource> sources, Dictionary<string, byte[]> populations, int longestRow)
    {
        this.file = file;
        this.sources = sources;
        this.populations = populations;
        this.longestRow = longestRow;
    }

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file, missing folders and the first line; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="sources">Who is recorded.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static EventJsonLinesWriter? TryCreate(string path, ImmutableArray<EventSource> sources, DiagnosticBag diagnostics)
    {
        var populations = sources.Select(static s => s.Population).Distinct()
            .ToDictionary(static p => p, static p => JsonSerializer.SerializeToUtf8Bytes(p), StringComparer.Ordinal);
        var heading = JsonLinesWriter.Heading(["time [ms]", "population", "index"]);
        var longestRow = populations.Values.Select(static p => p.Length).DefaultIfEmpty().Max() + 48;
        if (RowFile.TryCreate(path, longestRow + heading.Length, diagnostics) is not { } file)
            return null;
        heading.CopyTo(file.Row(heading.Length));
        file.Commit(heading.Length);
        return new EventJsonLinesWriter(file, sources, populations, longestRow);
    }

    /// <inheritdoc/>
    public void WriteEvent(double timeSeconds, int id)
    {
        var source = sources[id];
        var row = file.Row(longestRow);
        var length = 0;
        row[length++] = (byte)'[';
        length += JsonLinesWriter.Number(timeSeconds * 1000, row[length..]);
        row[length++] = (byte)',';
        var population = populations[source.Population];
        population.CopyTo(row[length..]);
        length += population.Length;
        row[length++] = (byte)',';
        source.Index.TryFormat(row[length..], out var written);
        length += written;
        row[length++] = (byte)']';
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
