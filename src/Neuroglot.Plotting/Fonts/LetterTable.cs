namespace Neuroglot.Plotting.Fonts;

/// <summary>Which glyph each letter has (<c>cmap</c>, formats 4 and 12); 0 where there is none.</summary>
internal sealed class LetterTable
{
    private readonly List<Range> ranges = [];

    public LetterTable(FontData table)
    {
        FontData? best = null;
        var bestFormat = 0;
        for (var index = 0; index < table.UInt16(2); index++)
        {
            var record = 4 + 8L * index;
            var (platform, encoding) = (table.UInt16(record), table.UInt16(record + 2));
            if (platform != 0 && (platform != 3 || encoding is not (1 or 10)))
                continue;
            var start = table.UInt32(record + 4);
            var format = table.UInt16(start);
            if (format is 4 or 12 && format > bestFormat)
                (best, bestFormat) = (table.From(start, table.Length - start), format);
        }

        if (best is not { } chosen)
            throw new InvalidFontException("it has no table of Unicode letters that is understood");
        if (bestFormat == 12)
            ReadGroups(chosen);
        else
            ReadSegments(chosen);
        ranges.Sort(static (one, other) => one.First.CompareTo(other.First));
    }

    public int Glyph(int letter)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = ranges[middle];
            if (letter < range.First)
                high = middle - 1;
            else if (letter > range.Last)
                low = middle + 1;
            else
                return range.Glyphs is { } glyphs ? glyphs[letter - range.First] : (letter - range.First + range.Glyph) & (range.IsShort ? 0xffff : 0xffffff);
        }

        return 0;
    }

    private void ReadGroups(FontData table)
    {
        var count = table.UInt32(12);
        if (count > 0x10ffff)
            throw new InvalidFontException("it has more groups of letters than letters");
        for (var index = 0; index < count; index++)
        {
            var (first, last) = (table.UInt32(16 + 12L * index), table.UInt32(20 + 12L * index));
            if (first <= last && last <= 0x10ffff)
                ranges.Add(new((int)first, (int)last, (int)(table.UInt32(24 + 12L * index) & 0xffffff), null, false));
        }
    }

    private void ReadSegments(FontData table)
    {
        var count = table.UInt16(6) / 2;
        var before = -1;
        for (var index = 0; index < count; index++)
        {
            var last = table.UInt16(14 + 2L * index);
            var first = table.UInt16(16 + 2L * (count + index));
            var delta = table.UInt16(16 + 2L * (2 * count + index));
            var offsetAt = 16 + 2L * (3 * count + index);
            var offset = table.UInt16(offsetAt);
            // Segments ascend; those that do not would take the same letters, and memory for them, time and again.
            if (first > last || first <= before)
                continue;
            before = last;
            if (offset == 0)
            {
                ranges.Add(new(first, last, delta, null, true));
                continue;
            }

            var glyphs = new ushort[last - first + 1];
            for (var place = 0; place < glyphs.Length; place++)
            {
                var at = offsetAt + offset + 2L * place;
                var glyph = at + 2 <= table.Length ? table.UInt16(at) : 0;
                glyphs[place] = glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
            }

            ranges.Add(new(first, last, 0, glyphs, true));
        }
    }

    private sealed record Range(int First, int Last, int Glyph, ushort[]? Glyphs, bool IsShort);
}
