using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Lists;

/// <summary>
/// Lists in files of their own: little-endian records without header. A connection is an int32 source, an int32 target and, where the document says so, a float32
/// delay in milliseconds; a value is an int32 index and a float64. Read by streaming: besides the columns that are asked for, only a buffer is held.
/// </summary>
public static class BinaryLists
{
    private const int PlainConnection = 8;
    private const int DelayedConnection = 12;
    private const int Value = 12;
    private const int BufferedRecords = 8192;

    /// <summary>Looks at a list without keeping it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">What the document says about it.</param>
    /// <param name="sources">How many instances there are at the source; null where it is not known.</param>
    /// <param name="targets">How many instances there are at the target; null where it is not known.</param>
    /// <param name="diagnostics">Gets one error for each kind of mistake.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Check(string path, BinaryConnections data, int? sources, int? targets, DiagnosticBag diagnostics)
    {
        var bounds = new IndexBounds(data.Span, data.File.Name, diagnostics);
        return Read(path, data.File, data.HasDelays ? DelayedConnection : PlainConnection, data.Span, diagnostics, (record, index) =>
        {
            var delay = data.HasDelays ? BinaryPrimitives.ReadSingleLittleEndian(record[8..]) : 0;
            return bounds.Check("source", BinaryPrimitives.ReadInt32LittleEndian(record), sources, index)
                && bounds.Check("target", BinaryPrimitives.ReadInt32LittleEndian(record[4..]), targets, index)
                && bounds.CheckDelay(delay, index);
        });
    }

    /// <summary>Looks at a list of values without keeping it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">What the document says about it.</param>
    /// <param name="instances">How many instances there are; null where it is not known.</param>
    /// <param name="diagnostics">Gets one error for each kind of mistake.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Check(string path, BinaryValues data, int? instances, DiagnosticBag diagnostics)
    {
        var bounds = new IndexBounds(data.Span, data.File.Name, diagnostics);
        return Read(path, data.File, Value, data.Span, diagnostics, (record, index) =>
            bounds.Check("index", BinaryPrimitives.ReadInt32LittleEndian(record), instances, index));
    }

    /// <summary>Reads a list of connections.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">What the document says about it.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static ListedConnections? ReadConnections(string path, BinaryConnections data, DiagnosticBag diagnostics)
    {
        int[] sources = [];
        int[] targets = [];
        float[] delays = [];
        var isRead = Read(path, data.File, data.HasDelays ? DelayedConnection : PlainConnection, data.Span, diagnostics, (record, index) =>
        {
            sources[index] = BinaryPrimitives.ReadInt32LittleEndian(record);
            targets[index] = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
            if (data.HasDelays)
                delays[index] = BinaryPrimitives.ReadSingleLittleEndian(record[8..]);
            return true;
        }, count => (sources, targets, delays) = (new int[count], new int[count], data.HasDelays ? new float[count] : []));
        return isRead
            ? new ListedConnections(ImmutableCollectionsMarshal.AsImmutableArray(sources), ImmutableCollectionsMarshal.AsImmutableArray(targets),
                ImmutableCollectionsMarshal.AsImmutableArray(delays), data.Span)
            : null;
    }

    /// <summary>Reads a list of values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">What the document says about it.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static ListedValues? ReadValues(string path, BinaryValues data, DiagnosticBag diagnostics)
    {
        int[] indices = [];
        double[] values = [];
        var isRead = Read(path, data.File, Value, data.Span, diagnostics, (record, index) =>
        {
            indices[index] = BinaryPrimitives.ReadInt32LittleEndian(record);
            values[index] = BinaryPrimitives.ReadDoubleLittleEndian(record[4..]);
            return true;
        }, count => (indices, values) = (new int[count], new double[count]));
        return isRead
            ? new ListedValues(ImmutableCollectionsMarshal.AsImmutableArray(indices), ImmutableCollectionsMarshal.AsImmutableArray(values), data.Span)
            : null;
    }

    /// <summary>Writes connections; with a delay for each where they have any, <paramref name="commonDelay"/> for those that state none.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="commonDelay">The delay in milliseconds of those that state none of their own.</param>
    public static void Write(Stream stream, ListedConnections connections, float commonDelay)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(connections);
        var hasDelays = !connections.Delays.IsEmpty;
        Span<byte> record = stackalloc byte[hasDelays ? DelayedConnection : PlainConnection];
        var buffered = new BufferedStream(stream, 1 << 16);
        for (var i = 0; i < connections.Sources.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record, connections.Sources[i]);
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], connections.Targets[i]);
            if (hasDelays)
                BinaryPrimitives.WriteSingleLittleEndian(record[8..], float.IsNaN(connections.Delays[i]) ? commonDelay : connections.Delays[i]);
            buffered.Write(record);
        }

        buffered.Flush();
    }

    /// <summary>Writes values.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="values">The values.</param>
    public static void Write(Stream stream, ListedValues values)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(values);
        Span<byte> record = stackalloc byte[Value];
        var buffered = new BufferedStream(stream, 1 << 16);
        for (var i = 0; i < values.Indices.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record, values.Indices[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(record[4..], values.Values[i]);
            buffered.Write(record);
        }

        buffered.Flush();
    }

    // The size is known to be right before anything is kept, so that no count, however absurd, takes memory.
    private static bool Read(string path, BinaryFile file, int recordSize, SourceSpan span, DiagnosticBag diagnostics, RecordReader read, Action<int>? prepare = null)
    {
        if (!file.IsPacked)
        {
            diagnostics.Error(FileCodes.OldForm, $"The list “{file.Name}” is not packed: it is in a form that editors have long given up, and is not read.", span,
                "Open the model in a present version of its editor and save it, or convert the list to packed records.");
            return false;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            if (file.Count > int.MaxValue || stream.Length != file.Count * recordSize)
            {
                diagnostics.Error(FileCodes.WrongSize,
                    $"The list “{file.Name}” has {stream.Length} bytes, but {file.Count} records of {recordSize} bytes are {(Int128)file.Count * recordSize}.", span,
                    stream.Length % recordSize == 0 ? $"Is the count {stream.Length / recordSize}, or was the list cut off?" : "Was the list cut off, or does the document say wrongly whether records have delays?");
                return false;
            }

            var count = (int)file.Count;
            prepare?.Invoke(count);
            var buffer = new byte[recordSize * Math.Min(count, BufferedRecords)];
            for (var done = 0; done < count;)
            {
                var records = Math.Min(count - done, BufferedRecords);
                var bytes = buffer.AsSpan(0, records * recordSize);
                stream.ReadExactly(bytes);
                for (var i = 0; i < records; i++, done++)
                {
                    if (!read(bytes.Slice(i * recordSize, recordSize), done))
                        return false;
                }
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(FileCodes.MissingFile, $"The list “{file.Name}” cannot be read: {problem.Message}", span);
            return false;
        }
    }

    private delegate bool RecordReader(ReadOnlySpan<byte> record, int index);

    private sealed class IndexBounds(SourceSpan span, string file, DiagnosticBag diagnostics)
    {
        public bool Check(string what, int value, int? count, int record)
        {
            if (value >= 0 && (count is null || value < count))
                return true;
            diagnostics.Error(FileCodes.BadRecord, $"Record {record} of the list “{file}” has the {what} {value}, but there are {(count is null ? "none below 0" : $"{count} instances, from 0")}.", span);
            return false;
        }

        public bool CheckDelay(float delay, int record)
        {
            if (delay >= 0 && float.IsFinite(delay))
                return true;
            diagnostics.Error(FileCodes.BadRecord, FormattableString.Invariant($"Record {record} of the list “{file}” has the delay {delay} ms."), span);
            return false;
        }
    }
}
