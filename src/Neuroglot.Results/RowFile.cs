using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Results;

/// <summary>
/// A file that grows by whole rows: what is handed to the system always ends with a complete row, and is handed over within a second while rows come,
/// so that a killed run leaves something to read. Only a process killed in the midst of such a write may leave the last row cut.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const long FlushMilliseconds = 1000;

    private readonly string path;
    private readonly Action<FileStream>? onFlush;
    private readonly byte[] buffer;
    private FileStream? stream;
    private int filled;
    private long nextFlush;

    private RowFile(string path, FileStream stream, int longestRow, Action<FileStream>? onFlush)
    {
        this.path = path;
        this.stream = stream;
        this.onFlush = onFlush;
        buffer = GC.AllocateUninitializedArray<byte>(Math.Max(BufferSize, 2 * longestRow));
        nextFlush = Environment.TickCount64 + FlushMilliseconds;
    }

    public Diagnostic? Failure { get; private set; }

    /// <summary>Creates the file and its folders; reports and returns null when that cannot be done.</summary>
    /// <param name="path">Where.</param>
    /// <param name="longestRow">No row is longer, in bytes.</param>
    /// <param name="diagnostics">Gets NG4010 on failure.</param>
    /// <param name="onFlush">Called after each write to the disk; may seek, must come back to the end.</param>
    public static RowFile? TryCreate(string path, int longestRow, DiagnosticBag diagnostics, Action<FileStream>? onFlush = null)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            return new RowFile(path, new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0), longestRow, onFlush);
        }
        catch (Exception e) when (IsFileError(e))
        {
            diagnostics.Error("NG4010", $"The file '{path}' cannot be created: {e.Message}", SourceSpan.None);
            return null;
        }
    }

    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Room for one more row; hand back with <see cref="Commit"/>.</summary>
    public Span<byte> Row(int longest)
    {
        if (filled + longest > buffer.Length)
            Flush();
        return buffer.AsSpan(filled);
    }

    /// <summary>The row is complete and <paramref name="length"/> bytes long.</summary>
    public void Commit(int length)
    {
        filled += length;
        if (Environment.TickCount64 >= nextFlush)
            Flush();
    }

    public void Flush()
    {
        nextFlush = Environment.TickCount64 + FlushMilliseconds;
        var count = filled;
        filled = 0;
        if (stream is null || count == 0)
            return;
        try
        {
            stream.Write(buffer, 0, count);
            onFlush?.Invoke(stream);
        }
        catch (Exception e) when (IsFileError(e))
        {
            Fail(e);
        }
    }

    public void Dispose()
    {
        Flush();
        try
        {
            stream?.Dispose();
        }
        catch (Exception e) when (IsFileError(e))
        {
            Fail(e);
        }
        stream = null;
    }

    private void Fail(Exception e)
    {
        Failure ??= new Diagnostic("NG4011", Severity.Error, $"Writing '{path}' failed: {e.Message}", SourceSpan.None, "Is the disk full?");
        var broken = stream;
        stream = null;
        try
        {
            broken?.Dispose();
        }
        catch (IOException)
        {
            // The first failure is the one to tell.
        }
    }
}
