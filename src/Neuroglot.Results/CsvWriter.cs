using System.Collections.Immutable;
using System.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>Comma-separated rows under a heading that names quantity and unit; time in milliseconds, values in the columns' units.</summary>
public sealed class CsvWriter : IRecordingSink
{
    private readonly RowFile file;
    private readonly ImmutableArray<Column> columns;
    private readonly int longestRow;

    private CsvWriter(RowFile file, ImmutableArray<Column> columns, int longestRow) => (this.file, this.columns, this.longestRow) = (file, columns, longestRow);

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file, missing folders and the heading; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="columns">What each row holds beside the time.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static CsvWriter? TryCreate(string path, ImmutableArray<Column> columns, DiagnosticBag diagnostics)
    {
        var heading = Encoding.UTF8.GetBytes(string.Join(',', columns.Select(static c => CsvText.Field(c.Heading)).Prepend("time [ms]")) + "\n");
        var longestRow = (columns.Length + 1) * (CsvText.LongestNumber + 1);
        if (RowFile.TryCreate(path, Math.Max(longestRow, heading.Length), diagnostics) is not { } file)
            return null;
        heading.CopyTo(file.Row(heading.Length));
        file.Commit(heading.Length);
        return new CsvWriter(file, columns, longestRow);
    }

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, columns.Length);
        var row = file.Row(longestRow);
        var length = CsvText.Number(timeSeconds * 1000, row);
        for (var i = 0; i < valuesSi.Length; i++)
        {
            row[length++] = (byte)',';
            length += CsvText.Number(columns[i].Unit.FromSI(valuesSi[i]), row[length..]);
        }
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
