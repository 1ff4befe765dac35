using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Results;

/// <summary>
/// A zip of NumPy arrays: <c>time</c> and one array per column under the column's name, all double precision in SI units, and before them <c>units</c>, the SI unit of
/// each in this order.
/// While the run goes on the rows are in <c>NAME.rows.npy</c>, which <c>numpy.load</c> reads at any moment; it goes when the zip is complete.
/// </summary>
public sealed class NpzWriter : IRecordingSink
{
    private readonly RowStore store;
    private readonly int columns;

    private NpzWriter(RowStore store, int columns) => (this.store, this.columns) = (store, columns);

    /// <inheritdoc/>
    public Diagnostic? Failure => store.Failure;

    /// <summary>Creates the files and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The zip; an existing one is replaced at the end.</param>
    /// <param name="columns">What each row holds beside the time.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static NpzWriter? TryCreate(string path, ImmutableArray<Column> columns, DiagnosticBag diagnostics)
    {
        if (RowStore.TryCreate(path, columns.Select(static c => c.Name).Prepend("time").Select(static n => (n, "<f8", sizeof(double))), diagnostics) is not { } store)
            return null;
        // A column of that name keeps it.
        if (!columns.Any(static column => column.Name == NpzFile.Units))
            store.Extras.Add((NpzFile.Units, Npy.Texts([.. columns.Select(static column => SIUnits.Of(column.Unit.Dimension).Symbol).Prepend("s")])));
        return new NpzWriter(store, columns.Length);
    }

    /// <inheritdoc/>
    public void WriteRow(double timeSeconds, ReadOnlySpan<double> valuesSi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(valuesSi.Length, columns);
        var row = store.Row();
        var at = 0;
        RowStore.Put(row, ref at, timeSeconds);
        foreach (var value in valuesSi)
            RowStore.Put(row, ref at, value);
        store.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
