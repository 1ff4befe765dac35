using System.Collections.Immutable;
using System.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Events as lines <c>time [ms],population,index</c>.</summary>
public sealed class EventCsvWriter : IEventSink
{
    private readonly RowFile file;
    private readonly ImmutableArray<EventSource> sources;
    private readonly Dictionary<string, byte[]> populations;
    private readonly int longestRow;

    private EventCsvWriter(RowFile file, ImmutableArray<EventSource> sources, Dictionary<string, byte[]> populations, int longestRow)
    {
        this.file = file;
        this.sources = sources;
        this.populations = populations;
        this.longestRow = longestRow;
    }

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file, missing folders and the heading; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="sources">Who is recorded.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static EventCsvWriter? TryCreate(string path, ImmutableArray<EventSource> sources, DiagnosticBag diagnostics)
    {
        var populations = sources.Select(static s => s.Population).Distinct()
            .ToDictionary(static p => p, static p => Encoding.UTF8.GetBytes($",{CsvText.Field(p)},"), StringComparer.Ordinal);
        var longestRow = CsvText.LongestNumber + populations.Values.Select(static p => p.Length).DefaultIfEmpty().Max() + 12;
        if (RowFile.TryCreate(path, longestRow, diagnostics) is not { } file)
            return null;
        var heading = "time [ms],population,index\n"u8;
        heading.CopyTo(file.Row(heading.Length));
        file.Commit(heading.Length);
        return new EventCsvWriter(file, sources, populations, longestRow);
    }

    /// <inheritdoc/>
    public void WriteEvent(double timeSeconds, int id)
    {
        var source = sources[id];
        var row = file.Row(longestRow);
        var length = CsvText.Number(timeSeconds * 1000, row);
        var population = populations[source.Population];
        population.CopyTo(row[length..]);
        length += population.Length;
        source.Index.TryFormat(row[length..], out var written);
        length += written;
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
