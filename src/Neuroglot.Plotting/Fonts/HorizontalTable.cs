namespace Neuroglot.Plotting.Fonts;

/// <summary>How wide each glyph is (<c>hmtx</c>), in units of the font.</summary>
internal sealed class HorizontalTable(FontData header, FontData table, int glyphCount)
{
    private readonly int count = Math.Min(header.UInt16(34), table.Length / 4);

    public int Advance(int glyph)
    {
        if (count == 0 || glyph >= glyphCount)
            return 0;
        return table.UInt16(4L * Math.Min(glyph, count - 1));
    }
}

/// <summary>What is added between two glyphs (<c>kern</c>, format 0), in units of the font.</summary>
internal sealed class KerningTable
{
    private const int MostPairs = 100_000;
    private int left = MostPairs;
    private readonly Dictionary<(int Left, int Right), int> pairs = [];

    public KerningTable(FontData? kern)
    {
        if (kern is not { } table || table.UInt16(0) != 0)
            return;
        var at = 4L;
        for (var index = 0; index < table.UInt16(2) && at + 14 <= table.Length; index++)
        {
            var (length, coverage) = (table.UInt16(at + 2), table.UInt16(at + 4));
            // Horizontal distances, format 0, that are neither minima nor across the line.
            if ((coverage & 0xff07) == 1)
                ReadPairs(table, at + 6);
            at += Math.Max((int)length, 14);
        }
    }

    public int Between(int left, int right) => pairs.GetValueOrDefault((left, right));

    private void ReadPairs(FontData table, long at)
    {
        var count = table.UInt16(at);
        for (var index = 0; index < count && left-- > 0 && at + 14 + 6L * index <= table.Length; index++)
        {
            var pair = at + 8 + 6L * index;
            pairs[(table.UInt16(pair), table.UInt16(pair + 2))] = table.Int16(pair + 4);
        }
    }
}
