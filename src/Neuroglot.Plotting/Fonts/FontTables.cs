using System.Buffers.Binary;

namespace Neuroglot.Plotting.Fonts;

/// <summary>A font file says something impossible.</summary>
internal sealed class InvalidFontException(string message) : Exception(message);

/// <summary>A part of a font file; reading outside of it throws <see cref="InvalidFontException"/>.</summary>
internal readonly struct FontData(ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public byte Byte(long at) => Part(at, 1)[0];

    public ushort UInt16(long at) => BinaryPrimitives.ReadUInt16BigEndian(Part(at, 2));

    public short Int16(long at) => BinaryPrimitives.ReadInt16BigEndian(Part(at, 2));

    public uint UInt32(long at) => BinaryPrimitives.ReadUInt32BigEndian(Part(at, 4));

    public FontData From(long at, long length)
    {
        if (at < 0 || length < 0 || at + length > bytes.Length)
            throw new InvalidFontException("a part lies outside of the file");
        return new FontData(bytes.Slice((int)at, (int)length));
    }

    private ReadOnlySpan<byte> Part(long at, int length) =>
        at >= 0 && at + length <= bytes.Length ? bytes.Span.Slice((int)at, length) : throw new InvalidFontException("the file ends too early");
}

/// <summary>The tables of a font file, by their four letters.</summary>
internal sealed class FontTables
{
    private readonly Dictionary<uint, FontData> tables = [];

    public FontTables(byte[] file)
    {
        var whole = new FontData(file);
        var version = whole.UInt32(0);
        if (version is not (0x00010000 or 0x74727565))
            throw new InvalidFontException("it does not begin as a TrueType font does");
        var count = whole.UInt16(4);
        for (var index = 0; index < count; index++)
        {
            var entry = 12 + 16L * index;
            tables[whole.UInt32(entry)] = whole.From(whole.UInt32(entry + 8), whole.UInt32(entry + 12));
        }
    }

    public FontData this[string name] => Find(name) ?? throw new InvalidFontException($"it has no table {name}");

    public FontData? Find(string name) =>
        tables.TryGetValue((uint)(name[0] << 24 | name[1] << 16 | name[2] << 8 | name[3]), out var table) ? table : null;
}
