using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// The reference simulator's <c>OutputFile</c>: a row per step, time then the columns, all in SI units and single precision as Java
/// prints it, each followed by a tab.
/// </summary>
public sealed class DatWriter : IRecordingSink
{
    private readonly RowFile file;
    private readonly int columns;
    private readonly int longestRow;

    private DatWriter(RowFile file, int columns, int longestRow) => (this.file, this.columns, this.longestRow) = (file, columns, longestRow);

    /// <inheritdoc/>
    public Diagnostic? Failure => file.Failure;

    /// <summary>Creates the file and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="columns">How many values each row has beside the time.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static DatWriter? TryCreate(string path, int columns, DiagnosticBag diagnostics)
    {
        var longestRow = (columns + 1) * (JavaFloat.MaxLength + 1) + 1;
        return RowFile.TryCreate(path, longestRow, diagnostics) is { } file ? new DatWriter(file, columns, longestRow) : null;
    }

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, columns);
        var row = file.Row(longestRow);
        var length = JavaFloat.Format((float)timeSeconds, row);
        row[length++] = (byte)'\t';
        foreach (var value in valuesSi)
        {
            length += JavaFloat.Format((float)value, row[length..]);
            row[length++] = (byte)'\t';
        }
        row[length++] = (byte)'\n';
        file.Commit(length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
