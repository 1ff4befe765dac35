using System.Buffers.Binary;
using System.IO.Compression;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// Fixed-size binary rows, kept during the run in a NumPy file of records beside the final one (readable at any moment, also after a kill),
/// and taken apart into a zip with one array per column at the end.
/// </summary>
internal sealed class RowStore : IDisposable
{
    private const int BlockBytes = 1 << 26;

    private readonly string path;
    private readonly string rowsPath;
    private readonly (string Name, string Type, int Size)[] fields;
    private readonly RowFile file;
    private readonly int headerLength;
    private long rows;

    private RowStore(string path, string rowsPath, (string Name, string Type, int Size)[] fields, RowFile file, int headerLength)
    {
        this.path = path;
        this.rowsPath = rowsPath;
        this.fields = fields;
        this.file = file;
        this.headerLength = headerLength;
        RowSize = fields.Sum(static f => f.Size);
    }

    public Diagnostic? Failure { get; private set; }

    public int RowSize { get; }

    /// <summary>Arrays that are not recorded but known beforehand, for the zip: name and whole <c>.npy</c> content.</summary>
    public List<(string Name, byte[] Content)> Extras { get; } = [];

    public static RowStore? TryCreate(string path, IEnumerable<(string Name, string Type, int Size)> columns, DiagnosticBag diagnostics)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var fields = columns.Select(c => (Unique(c.Name, names), c.Type, c.Size)).ToArray();
        var rowsPath = Path.ChangeExtension(path, ".rows.npy");
        var descr = Npy.Record(fields.Select(static f => (f.Item1, f.Type)));
        var header = Npy.Header(descr, 0);
        var rowSize = fields.Sum(static f => f.Size);
        var file = RowFile.TryCreate(rowsPath, Math.Max(header.Length, rowSize), diagnostics, stream =>
        {
            var end = stream.Position;
            stream.Position = 0;
            stream.Write(Npy.Header(descr, (end - header.Length) / rowSize));
            stream.Position = end;
        });
        if (file is null)
            return null;
        header.CopyTo(file.Row(header.Length));
        file.Commit(header.Length);
        return new RowStore(path, rowsPath, fields, file, header.Length);
    }

    public Span<byte> Row() => file.Row(RowSize);

    public void Commit()
    {
        rows++;
        file.Commit(RowSize);
        Failure ??= file.Failure;
    }

    public void Dispose()
    {
        file.Dispose();
        Failure ??= file.Failure;
        if (Failure is not null || !File.Exists(rowsPath))
            return;
        try
        {
            TakeApart();
            File.Delete(rowsPath);
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            Failure = new Diagnostic("NG4011", Severity.Error, $"Writing '{path}' failed: {e.Message}", SourceSpan.None, $"The data are complete in '{rowsPath}'.");
        }
    }

    private void TakeApart()
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.ReadWrite), ZipArchiveMode.Create);
        foreach (var (name, content) in Extras)
        {
            using var entry = zip.CreateEntry($"{name}.npy", CompressionLevel.Fastest).Open();
            entry.Write(content);
        }

        using var source = new FileStream(rowsPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var block = new byte[Math.Max(RowSize, (1 << 20) / RowSize * RowSize)];
        var offset = 0;
        for (var first = 0; first < fields.Length;)
        {
            // As many columns at once as fit in a block of memory, so that wide files are not read once per column; a very long
            // column goes through in pieces.
            var count = 1;
            var width = fields[first].Size;
            while (first + count < fields.Length && (width + fields[first + count].Size) * rows <= BlockBytes)
                width += fields[first + count++].Size;
            if (count == 1)
                CopyColumn(zip, source, block, fields[first], offset);
            else
                CopyColumns(zip, source, block, fields.AsSpan(first, count), offset, width);
            offset += width;
            first += count;
        }
    }

    private void CopyColumn(ZipArchive zip, FileStream source, byte[] block, (string Name, string Type, int Size) field, int offset)
    {
        using var entry = OpenEntry(zip, field);
        var piece = new byte[block.Length / RowSize * field.Size];
        source.Position = headerLength;
        for (int read; (read = ReadRows(source, block)) > 0;)
        {
            for (var row = 0; row < read; row++)
                block.AsSpan(row * RowSize + offset, field.Size).CopyTo(piece.AsSpan(row * field.Size));
            entry.Write(piece, 0, read * field.Size);
        }
    }

    private void CopyColumns(ZipArchive zip, FileStream source, byte[] block, ReadOnlySpan<(string Name, string Type, int Size)> group, int offset, int width)
    {
        var data = new byte[width * rows];
        source.Position = headerLength;
        long done = 0;
        for (int read; (read = ReadRows(source, block)) > 0; done += read)
        {
            long start = 0;
            var within = offset;
            foreach (var field in group)
            {
                for (var row = 0; row < read; row++)
                    block.AsSpan(row * RowSize + within, field.Size).CopyTo(data.AsSpan((int)(start + (done + row) * field.Size)));
                start += rows * field.Size;
                within += field.Size;
            }
        }
        long position = 0;
        foreach (var field in group)
        {
            using var entry = OpenEntry(zip, field);
            entry.Write(data, (int)position, (int)(rows * field.Size));
            position += rows * field.Size;
        }
    }

    private Stream OpenEntry(ZipArchive zip, (string Name, string Type, int Size) field)
    {
        var entry = zip.CreateEntry($"{field.Name}.npy", CompressionLevel.Fastest).Open();
        entry.Write(Npy.Header($"'{field.Type}'", rows));
        return entry;
    }

    private int ReadRows(FileStream source, byte[] block) => source.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) / RowSize;

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var n = 2; !taken.Add(unique); n++)
            unique = $"{name} ({n})";
        return unique;
    }

    public static void Put(Span<byte> row, ref int at, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(row[at..], value);
        at += sizeof(double);
    }

    public static void Put(Span<byte> row, ref int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row[at..], value);
        at += sizeof(int);
    }
}
