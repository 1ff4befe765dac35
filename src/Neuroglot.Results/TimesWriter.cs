using System.Buffers.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>The reference simulator's <c>timesFile</c>: the time of each row in seconds, one a line, and no values.</summary>
public sealed class TimesWriter : IRecordingSink
{
    private const int LongestRow = 32;

    private readonly RowFile file;

    private TimesWriter(RowFile file) => this.file = file;

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static TimesWriter? TryCreate(string path, DiagnosticBag diagnostics) =>
        RowFile.TryCreate(path, LongestRow, diagnostics) is { } file ? new TimesWriter(file) : null;

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, 0);
        var row = file.Row(LongestRow);
        _ = Utf8Formatter.TryFormat(timeSeconds, row, out var length);
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
