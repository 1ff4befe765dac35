using System.IO.Compression;
using System.Runtime.InteropServices;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>A zip of NumPy arrays, written one after the other and not compressed, so that <c>numpy.load</c> reads them as fast as the disk.</summary>
public sealed class NpzArrays : IDisposable
{
    private readonly string path;
    private ZipArchive? zip;

    private NpzArrays(string path, ZipArchive zip)
    {
        this.path = path;
        this.zip = zip;
    }

    /// <summary>What went wrong; null when nothing did.</summary>
    public Diagnostic? Failure { get; private set; }

    /// <summary>Creates the file and missing folders; null and a diagnostic when that fails.</summary>
    /// <param name="path">The zip; an existing one is replaced.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    public static NpzArrays? TryCreate(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            return new NpzArrays(path, new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create));
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            diagnostics.Error("NG4010", $"The file '{path}' cannot be created: {e.Message}", SourceSpan.None);
            return null;
        }
    }

    /// <summary>Adds an array of double precision.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its elements.</param>
    public void Write(string name, ReadOnlySpan<double> values) => Write(name, Npy.Header("'<f8'", values.Length), MemoryMarshal.AsBytes(values));

    /// <summary>Adds an array of whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its elements.</param>
    public void Write(string name, ReadOnlySpan<int> values) => Write(name, Npy.Header("'<i4'", values.Length), MemoryMarshal.AsBytes(values));

    /// <summary>Adds an array of rows, each a part of one of <paramref name="rows"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="first">Where the part begins.</param>
    /// <param name="count">Its length.</param>
    public void Write(string name, IReadOnlyList<double[]> rows, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Write(name, entry =>
        {
            entry.Write(Npy.Header("'<f8'", rows.Count, count));
            foreach (var row in rows)
                entry.Write(MemoryMarshal.AsBytes(row.AsSpan(first, count)));
        });
    }

    /// <summary>Completes the file.</summary>
    public void Dispose()
    {
        var open = zip;
        zip = null;
        try
        {
            open?.Dispose();
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            Fail(e);
        }
    }

    private void Write(string name, byte[] header, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Write(name, entry =>
        {
            entry.Write(header);
            entry.Write(bytes);
        });
    }

    private void Write(string name, Action<Stream> content)
    {
        if (zip is null || Failure is not null)
            return;
        try
        {
            using var entry = zip.CreateEntry($"{name}.npy", CompressionLevel.NoCompression).Open();
            content(entry);
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            Fail(e);
        }
    }

    private void Fail(Exception e) => Failure ??= new Diagnostic("NG4011", Severity.Error, $"Writing '{path}' failed: {e.Message}", SourceSpan.None, "Is the disk full?");
}
