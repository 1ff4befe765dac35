using System.Collections.Immutable;
using System.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Order of the two fields of an event file of LEMS.</summary>
public enum EventLayout
{
    /// <summary>Time, tab, identifier.</summary>
    TimeId,

    /// <summary>Identifier, tab, time.</summary>
    IdTime,
}

/// <summary>The reference simulator's <c>EventOutputFile</c>: a line per event, time in seconds and single precision.</summary>
public sealed class EventDatWriter : IEventSink
{
    private readonly RowFile file;
    private readonly EventLayout layout;
    private readonly byte[] ids;
    private readonly int[] starts;
    private readonly int longestRow;

    private EventDatWriter(RowFile file, EventLayout layout, byte[] ids, int[] starts, int longestRow)
    {
        this.file = file;
        this.layout = layout;
        this.ids = ids;
        this.starts = starts;
        this.longestRow = longestRow;
    }

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="layout">Which field comes first.</param>
    /// <param name="sources">Who is recorded; their <see cref="EventSource.Id"/> is written.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static EventDatWriter? TryCreate(string path, EventLayout layout, ImmutableArray<EventSource> sources, DiagnosticBag diagnostics)
    {
        var starts = new int[sources.Length + 1];
        var longest = 0;
        for (var i = 0; i < sources.Length; i++)
        {
            var bytes = Encoding.UTF8.GetByteCount(sources[i].Id);
            longest = Math.Max(longest, bytes);
            starts[i + 1] = starts[i] + bytes;
        }
        var ids = new byte[starts[^1]];
        for (var i = 0; i < sources.Length; i++)
            Encoding.UTF8.GetBytes(sources[i].Id, ids.AsSpan(starts[i]));
        var longestRow = longest + JavaFloat.MaxLength + 2;
        return RowFile.TryCreate(path, longestRow, diagnostics) is { } file ? new EventDatWriter(file, layout, ids, starts, longestRow) : null;
    }

    /// <inheritdoc/>
    public void WriteEvent(double timeSeconds, int id)
    {
        var row = file.Row(longestRow);
        var length = 0;
        if (layout == EventLayout.TimeId)
        {
            length += JavaFloat.Format((float)timeSeconds, row);
            row[length++] = (byte)'\t';
        }
        var text = ids.AsSpan(starts[id]..starts[id + 1]);
        text.CopyTo(row[length..]);
        length += text.Length;
        if (layout == EventLayout.IdTime)
        {
            row[length++] = (byte)'\t';
            length += JavaFloat.Format((float)timeSeconds, row[length..]);
        }
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
