using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

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

    /// <summary>Writes a file whole or not at all; false and a diagnostic when that fails.</summary>
    /// <param name="path">The zip; an existing one is replaced when the new one is complete.</param>
    /// <param name="write">Adds the arrays.</param>
    /// <param name="diagnostics">Gets NG4011 on failure.</param>
    public static bool WriteWhole(string path, Action<NpzArrays> write, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            WholeFile.Write(path, stream =>
            {
                using var arrays = new NpzArrays(path, new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true));
                write(arrays);
                arrays.Dispose();
                if (arrays.Failure is { } failure)
                    throw new IOException(failure.Message);
            });
            return true;
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            diagnostics.Error("NG4011", $"Writing '{path}' failed: {e.Message}", SourceSpan.None, "Is the disk full?");
            return false;
        }
    }

    /// <summary>Adds an array of double precision with any number of axes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Lengths of its axes; none for a single number.</param>
    /// <param name="content">Writes its elements as little-endian doubles, the last axis fastest.</param>
    public void WriteDoubles(string name, ReadOnlySpan<long> shape, Action<Stream> content) => Write(name, "'<f8'", shape, content);

    /// <summary>Adds an array of whole numbers of four bytes with any number of axes.</summary>
    /// <inheritdoc cref="WriteDoubles" path="/param"/>
    public void WriteInt32s(string name, ReadOnlySpan<long> shape, Action<Stream> content) => Write(name, "'<i4'", shape, content);

    /// <summary>Adds an array of whole numbers of eight bytes with any number of axes.</summary>
    /// <inheritdoc cref="WriteDoubles" path="/param"/>
    public void WriteInt64s(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values)
    {
        var elements = values.ToArray();
        Write(name, "'<i8'", shape, entry => entry.Write(MemoryMarshal.AsBytes(elements.AsSpan())));
    }

    /// <summary>Adds an array of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="texts">Its elements.</param>
    public void WriteTexts(string name, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Write(name, texts, [texts.Count]);
    }

    /// <summary>Adds a single text, an array without axes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The text.</param>
    public void WriteText(string name, string text) => Write(name, [text], []);

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

    // NumPy keeps texts as UTF-32, all as long as the longest.
    private void Write(string name, IReadOnlyList<string> texts, ReadOnlySpan<long> shape)
    {
        var encoded = texts.Select(Encoding.UTF32.GetBytes).ToList();
        var width = Math.Max(sizeof(int), encoded.Max(static text => (int?)text.Length) ?? 0);
        Write(name, string.Create(CultureInfo.InvariantCulture, $"'<U{width / sizeof(int)}'"), shape, entry =>
        {
            foreach (var text in encoded)
            {
                entry.Write(text);
                entry.Write(new byte[width - text.Length]);
            }
        });
    }

    private void Write(string name, string descr, ReadOnlySpan<long> shape, Action<Stream> content)
    {
        var header = Npy.Header(descr, shape);
        Write(name, entry =>
        {
            entry.Write(header);
            content(entry);
        });
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
