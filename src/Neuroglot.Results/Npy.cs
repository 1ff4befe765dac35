using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuroglot.Results;

/// <summary>The header of NumPy's <c>.npy</c> files (format version 3.0: UTF-8 header with a four-byte length).</summary>
internal static class Npy
{
    /// <summary>What a NumPy array looks like.</summary>
    /// <param name="Descr">Type as NumPy spells it, quotes or brackets included: <c>'&lt;f8'</c>.</param>
    /// <param name="Length">Elements of a one-dimensional array.</param>
    /// <param name="DataOffset">Where the elements begin.</param>
    public readonly record struct Shape(string Descr, long Length, int DataOffset);

    /// <summary>Header of a one-dimensional array; as long for any <paramref name="count"/>, so that it can be rewritten in place.</summary>
    // Python reads a tuple with blanks before the number, but no leading zeros.
    public static byte[] Header(string descr, long count) => Complete($"{{'descr': {descr}, 'fortran_order': False, 'shape': ({count.ToString(CultureInfo.InvariantCulture),20},), }}");

    /// <summary>Header of an array of rows.</summary>
    public static byte[] Header(string descr, long rows, long columns) =>
        Complete(string.Create(CultureInfo.InvariantCulture, $"{{'descr': {descr}, 'fortran_order': False, 'shape': ({rows}, {columns}), }}"));

    /// <summary>Header of an array of any number of axes, none for a single value.</summary>
    public static byte[] Header(string descr, ReadOnlySpan<long> shape)
    {
        var lengths = new StringBuilder();
        foreach (var length in shape)
            lengths.Append(CultureInfo.InvariantCulture, $"{length}, ");
        return Complete($"{{'descr': {descr}, 'fortran_order': False, 'shape': ({(shape.Length == 1 ? lengths.ToString() : lengths.ToString().TrimEnd(' ', ','))}), }}");
    }

    private static byte[] Complete(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var total = (12 + bytes.Length + 1 + 63) / 64 * 64;
        var header = new byte[total];
        header.AsSpan().Fill((byte)' ');
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 3;
        header[7] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), total - 12);
        bytes.CopyTo(header, 12);
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Type of records with the given fields, for <see cref="Header(string, long)"/>.</summary>
    public static string Record(IEnumerable<(string Name, string Type)> fields) =>
        "[" + string.Join(", ", fields.Select(static f => $"('{Escape(f.Name)}', '{f.Type}')")) + "]";

    /// <summary>The whole content of an array of texts: UTF-32, all as long as the longest.</summary>
    public static byte[] Texts(IReadOnlyList<string> texts)
    {
        var encoded = texts.Select(Encoding.UTF32.GetBytes).ToList();
        var width = Math.Max(sizeof(int), encoded.Select(static text => text.Length).DefaultIfEmpty().Max());
        var header = Header($"'<U{width / sizeof(int)}'", texts.Count);
        var content = new byte[header.Length + width * texts.Count];
        header.CopyTo(content, 0);
        for (var index = 0; index < encoded.Count; index++)
            encoded[index].CopyTo(content, header.Length + index * width);
        return content;
    }

    /// <summary>Reads the header; null when it is none that this class understands (one dimension).</summary>
    public static Shape? TryRead(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || file[0] != 0x93 || !file[1..6].SequenceEqual("NUMPY"u8))
            return null;
        var wide = file[6] >= 2;
        var start = wide ? 12 : 10;
        var length = wide ? BinaryPrimitives.ReadInt32LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        if (length < 0 || length > file.Length - start)
            return null;
        var text = Encoding.UTF8.GetString(file.Slice(start, length));
        var descr = Between(text, "'descr':", ", 'fortran_order'");
        var shape = Between(text, "'shape': (", ")")?.Trim().TrimEnd(',');
        return descr is not null && text.Contains("'fortran_order': False", StringComparison.Ordinal) && long.TryParse(shape, out var count)
            ? new Shape(descr.Trim(), count, start + length)
            : null;
    }

    private static string? Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }

    private static string Escape(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
