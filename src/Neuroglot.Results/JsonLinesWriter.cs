using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// Lines of JSON: first <c>{"columns":["time [ms]","v [mV]"]}</c>, then an array of numbers per row. Values are exact (they read back
/// to the same bits of the unit's value); what JSON cannot write (not a number, infinities) is <c>null</c>.
/// </summary>
public sealed class JsonLinesWriter : IRecordingSink
{
    private const int LongestNumber = 26;

    private readonly RowFile file;
    private readonly ImmutableArray<Column> columns;
    private readonly int longestRow;

    private JsonLinesWriter(RowFile file, ImmutableArray<Column> columns, int longestRow) => (this.file, this.columns, this.longestRow) = (file, columns, longestRow);

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file, missing folders and the first line; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="columns">What each row holds beside the time.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static JsonLinesWriter? TryCreate(string path, ImmutableArray<Column> columns, DiagnosticBag diagnostics)
    {
        var heading = Heading([.. columns.Select(static c => c.Heading).Prepend("time [ms]")]);
        var longestRow = (columns.Length + 1) * (LongestNumber + 1) + 3;
        if (RowFile.TryCreate(path, Math.Max(longestRow, heading.Length), diagnostics) is not { } file)
            return null;
        heading.CopyTo(file.Row(heading.Length));
        file.Commit(heading.Length);
        return new JsonLinesWriter(file, columns, longestRow);
    }

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, columns.Length);
        var row = file.Row(longestRow);
        var length = 0;
        row[length++] = (byte)'[';
        length += Number(timeSeconds * 1000, row[length..]);
        for (var i = 0; i < valuesSi.Length; i++)
        {
            row[length++] = (byte)',';
            length += Number(columns[i].Unit.FromSI(valuesSi[i]), row[length..]);
        }
        row[length++] = (byte)']';
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    internal static byte[] Heading(ImmutableArray<string> columns)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("columns");
            foreach (var column in columns)
                json.WriteStringValue(column);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        memory.WriteByte((byte)'\n');
        return memory.ToArray();
    }

    internal static int Number(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
            return Encoding.ASCII.GetBytes("null", destination);
        value.TryFormat(destination, out var written);
        return written;
    }
}
