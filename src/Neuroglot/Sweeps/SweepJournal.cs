using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;

namespace Neuroglot.Sweeps;

/// <summary>
/// The finished points of a sweep under way, in a file that grows by whole frames: kind, length, content, checksum. What a kill has cut is dropped when the file is opened
/// again, so that nothing but the points that were under way is lost. The first frame says what is swept; one holds the layout; each of the others a point.
/// </summary>
internal sealed class SweepJournal : IDisposable
{
    private const int ChecksumBytes = 8;
    private const int HeadBytes = 1 + sizeof(long);

    private readonly Lock guard = new();
    private readonly string path;
    private readonly FileStream file;
    private readonly Dictionary<int, JournalPoint> points = [];

    private SweepJournal(string path, FileStream file) => (this.path, this.file) = (path, file);

    private enum Kind : byte
    {
        Identity = 1,
        Layout = 2,
        Point = 3,
    }

    private static ReadOnlySpan<byte> Magic => "neuroglot sweep 1\n"u8;

    /// <summary>The points that are finished, by number.</summary>
    public IReadOnlyDictionary<int, JournalPoint> Points => points;

    /// <summary>What points have in common; null until one is finished that did not fail.</summary>
    public SweepLayout? Layout { get; private set; }

    /// <summary>Opens the journal of a sweep, a new one or that of the same sweep; null, with the reason, where it cannot be continued.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What is swept: labels and values, which must be those of the file.</param>
    /// <param name="restarts">Whether what is there is thrown away.</param>
    /// <param name="diagnostics">Gets the reason.</param>
    public static SweepJournal? Open(string path, ImmutableArray<(string Label, string Value)> identity, bool restarts, DiagnosticBag diagnostics)
    {
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            file = new FileStream(path, restarts ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var journal = new SweepJournal(path, file);
            if (journal.Begin(identity, diagnostics))
                return journal;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or FormatException)
        {
            diagnostics.Error("NG4134", $"The journal '{path}' cannot be opened: {problem.Message}", SourceSpan.None, "Does another sweep write there? Choose another file with --out.");
        }

        file?.Dispose();
        return null;
    }

    /// <summary>Keeps a finished point. May be called by several threads.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Append(int point, PointResult result)
    {
        lock (guard)
        {
            if (Layout is null && result.Problem is null)
            {
                var layout = SweepLayout.Of(result);
                Write(Kind.Layout, Bytes(writer => JournalFormat.Write(writer, layout)));
                Layout = layout;
            }

            var head = Bytes(writer => JournalFormat.Write(writer, point, result));
            var start = file.Position + HeadBytes;
            Write(Kind.Point, head, result.Records);
            points[point] = JournalFormat.ReadPoint(head, start).Entry;
        }
    }

    /// <summary>Copies a part of the file.</summary>
    public void CopyTo(Stream target, long offset, long count)
    {
        file.Position = offset;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        while (count > 0)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0)
                throw new EndOfStreamException();
            target.Write(buffer, 0, read);
            count -= read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Removes the file: all is done.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private bool Begin(ImmutableArray<(string Label, string Value)> identity, DiagnosticBag diagnostics)
    {
        var magic = new byte[Magic.Length];
        if (file.Length < Magic.Length || (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) is var read && read < magic.Length))
        {
            BeginAnew(identity);
            return true;
        }

        if (!Magic.SequenceEqual(magic))
        {
            diagnostics.Error("NG4134", $"'{path}' is no journal of a sweep, and is not overwritten.", SourceSpan.None, "Choose another file with --out, or remove that one.");
            return false;
        }

        var isFirst = true;
        while (ReadFrame() is var (kind, content, start))
        {
            if (isFirst && !IsSame(kind == Kind.Identity ? JournalFormat.ReadIdentity(content) : [], identity, diagnostics))
                return false;
            isFirst = false;
            if (kind == Kind.Layout)
                Layout = JournalFormat.ReadLayout(content);
            else if (kind == Kind.Point && JournalFormat.ReadPoint(content, start) is var (point, entry))
                points[point] = entry;
        }

        if (isFirst)
        {
            // Killed before it had even said what is swept.
            BeginAnew(identity);
        }

        file.SetLength(file.Position);
        return true;
    }

    private void BeginAnew(ImmutableArray<(string Label, string Value)> identity)
    {
        file.SetLength(0);
        file.Position = 0;
        file.Write(Magic);
        Write(Kind.Identity, Bytes(writer => JournalFormat.Write(writer, identity)));
    }

    private bool IsSame(ImmutableArray<(string Label, string Value)> there, ImmutableArray<(string Label, string Value)> here, DiagnosticBag diagnostics)
    {
        var different = there.Except(here).Concat(here.Except(there)).Select(static one => one.Label).Distinct().ToList();
        if (different.Count == 0)
            return true;
        diagnostics.Error("NG4133", $"'{path}' holds the points of an interrupted sweep that differs from this one in: {string.Join(", ", different)}.", SourceSpan.None,
            "Go back to what it was, choose another file with --out, or begin anew with --restart.");
        return false;
    }

    // The next whole frame, with the position in the file behind the head of its content; null, with the position at its start, where there is none.
    // Only the head of a point is kept, since its values may be larger than the memory.
    private (Kind Kind, byte[] Content, long Start)? ReadFrame()
    {
        const int LargestHead = 1 << 24;
        var before = file.Position;
        Span<byte> head = stackalloc byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) == HeadBytes && (Kind)head[0] is var kind and (Kind.Identity or Kind.Layout or Kind.Point)
            && BitConverter.ToInt64(head[1..]) is var length and >= 0 && length <= file.Length - file.Position - ChecksumBytes
            && (kind == Kind.Point || length <= Array.MaxLength))
        {
            var start = file.Position;
            var content = new byte[kind == Kind.Point ? Math.Min(length, LargestHead) : length];
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(head);
            var (buffer, done) = (new byte[1 << 16], 0L);
            while (done < length)
            {
                var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, length - done));
                hash.AppendData(buffer, 0, read);
                if (done < content.Length)
                    buffer.AsSpan(0, (int)Math.Min(read, content.Length - done)).CopyTo(content.AsSpan((int)done));
                done += read;
            }

            Span<byte> checksum = stackalloc byte[ChecksumBytes];
            file.ReadExactly(checksum);
            if (checksum.SequenceEqual(hash.GetHashAndReset().AsSpan(0, ChecksumBytes)))
                return (kind, content, start);
        }

        file.Position = before;
        return null;
    }

    private void Write(Kind kind, byte[] head, RunRecords? records = null)
    {
        var length = records is null ? 0 : records.Values.Sum(static one => (long)one.Samples.Count * sizeof(double)) + records.Events.Sum(static one => (long)one.Times.Count * JournalFormat.EventBytes);
        Span<byte> start = stackalloc byte[HeadBytes];
        start[0] = (byte)kind;
        BitConverter.TryWriteBytes(start[1..], head.LongLength + length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Write(start);
        Write(head);
        foreach (var values in records?.Values ?? [])
            Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values.Samples)));
        foreach (var events in records?.Events ?? [])
        {
            Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(events.Times)));
            Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(events.Indices)));
        }

        file.Write(hash.GetHashAndReset().AsSpan(0, ChecksumBytes));
        file.Flush();

        void Write(ReadOnlySpan<byte> bytes)
        {
            file.Write(bytes);
            hash.AppendData(bytes);
        }
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
            write(writer);
        return memory.ToArray();
    }
}
