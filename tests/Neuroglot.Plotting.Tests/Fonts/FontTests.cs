using System.Text;
using Neuroglot.Plotting.Fonts;
using Xunit;

namespace Neuroglot.Plotting.Tests.Fonts;

public sealed class FontTests
{
    private static readonly string? SystemFile = new[] { "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf" }
        .FirstOrDefault(File.Exists);

    [Fact]
    public void The_built_in_font_has_what_labels_need()
    {
        const string Greek = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ";
        var letters = string.Concat(Enumerable.Range(33, 94).Select(static code => (char)code)) + Greek + "µ²³⁻¹±×·–−∞°⁰⁴⁵⁶⁷⁸⁹₀₁₂√≤≥≈→∂ ";
        foreach (var letter in letters.EnumerateRunes())
        {
            Assert.True(StrokeTypeface.Instance.Has(letter), $"no {letter}");
            Assert.True(StrokeTypeface.Instance.Advance(letter) > 0.1);
        }
    }

    [Fact]
    public void Different_letters_look_different()
    {
        // Greek capitals that are Latin ones, and signs that are one, are meant to look the same.
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789αβγδεζηθκλμξπρστφχψωΓΔΘΛΞΠΣΦΨΩ+−×·/\\|()[]{}<>=.,:;!?";
        var shapes = letters.EnumerateRunes().Select(static letter => string.Join(' ', StrokeTypeface.Instance.Shape(letter).Points.ToArray())).ToArray();
        Assert.Equal(shapes.Length, shapes.Distinct().Count());
    }

    [Fact]
    public void A_missing_letter_is_a_box() =>
        Assert.Equal(5, StrokeTypeface.Instance.Shape(new Rune('字')).Points.Length);

    [Fact]
    public void Letters_lie_between_ascent_and_descent()
    {
        foreach (var letter in "AgjpqyQ|{(0fdÅ$@ζξ".EnumerateRunes())
        {
            var font = StrokeTypeface.Instance;
            foreach (var point in font.Shape(letter).Points)
                Assert.InRange(point.Y, -font.Ascent, font.Descent);
        }
    }

    [Fact]
    public void A_system_font_is_read()
    {
        if (SystemFile is null)
            return;
        var font = TrueTypeTypeface.TryRead("A", File.ReadAllBytes(SystemFile), out var problem);
        Assert.Null(problem);
        // Of any sans serif font: an H is two thirds to four fifths of the height, and i is narrower than M.
        var top = font!.Shape(new Rune('H')).Points.ToArray().Min(static point => point.Y);
        Assert.InRange(top, -0.8, -0.65);
        Assert.True(font.Advance(new Rune('i')) < font.Advance(new Rune('M')));
        Assert.True(font.Has(new Rune('µ')) && font.Has(new Rune('Ω')) && !font.Has(new Rune(0x10ffff)));
        Assert.True(font.Shape(new Rune('é')).Points.Length > font.Shape(new Rune('e')).Points.Length);
    }

    [Fact]
    public void Broken_fonts_never_throw_nor_hang()
    {
        if (SystemFile is null)
            return;
        var whole = File.ReadAllBytes(SystemFile);
        var seed = 12345u;
        int Next(int below) => (int)((seed = seed * 1664525 + 1013904223) >> 8) % below;
        for (var round = 0; round < 150; round++)
        {
            var broken = whole[..(round % 3 == 0 ? Next(whole.Length) : whole.Length)];
            for (var change = 0; change < 1 + round % 40 && broken.Length > 0; change++)
            {
                // Tables are listed at the beginning; that is where wrong bytes lead farthest.
                broken[Next(round % 2 == 0 ? Math.Min(broken.Length, 400) : broken.Length)] = (byte)Next(256);
            }

            if (TrueTypeTypeface.TryRead("broken", broken, out var problem) is not { } font)
            {
                Assert.False(string.IsNullOrEmpty(problem));
                continue;
            }

            foreach (var letter in "Aégµ字0".EnumerateRunes())
            {
                font.Shape(letter);
                Assert.False(double.IsNaN(font.Advance(letter) + font.Kerning(letter, letter)));
            }
        }
    }

    [Fact]
    public void Glyphs_of_broken_tables_never_throw_nor_hang()
    {
        if (SystemFile is null)
            return;
        // Bytes of the table of outlines, the one with the loops and counts.
        var whole = File.ReadAllBytes(SystemFile);
        var (start, length) = Table(whole, "glyf");
        var seed = 99u;
        for (var round = 0; round < 6; round++)
        {
            var broken = (byte[])whole.Clone();
            for (var change = 0; change < 20_000; change++)
            {
                seed = seed * 1664525 + 1013904223;
                broken[start + (int)(seed % (uint)length)] = (byte)(seed >> 24);
            }

            var font = TrueTypeTypeface.TryRead("broken", broken, out _)!;
            for (var letter = 32; letter < 1200; letter++)
                font.Shape(new Rune(letter));
        }
    }

    [Fact]
    public void Segments_of_letters_that_lie_over_each_other_take_no_memory_time_and_again()
    {
        // A table of letters of 32 000 segments, each of all letters: 4 GB, if each is kept.
        const int Count = 32_000;
        var table = new byte[12 + 16 + 8 * Count];
        void Put(int at, int value) => System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
        Put(2, 1);
        Put(4, 3);
        Put(6, 1);
        Put(10, 12);
        Put(12, 4);
        Put(18, 2 * Count);
        for (var index = 0; index < Count; index++)
        {
            Put(12 + 14 + 2 * index, 0xffff);
            Put(12 + 16 + 6 * Count + 2 * index, 2);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new LetterTable(new FontData(table));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Tables_of_pairs_within_each_other_are_read_within_bounds()
    {
        // Two tables of 65 535 pairs in the same bytes; a file of thousands of them would be read for minutes. The first 100 000 pairs count.
        var table = new byte[18 + 14 + 6 * 65_536];
        void Put(int at, int value) => System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
        Put(2, 2);
        foreach (var start in new[] { 4, 18 })
        {
            Put(start + 2, 14);
            Put(start + 4, 1);
            Put(start + 6, 0xffff);
        }

        foreach (var (index, left) in new[] { (10, 3), (40_000, 5) })
        {
            Put(18 + 14 + 6 * index, left);
            Put(18 + 14 + 6 * index + 2, 4);
            Put(18 + 14 + 6 * index + 4, 7);
        }

        var kerning = new KerningTable(new FontData(table));
        Assert.Equal(7, kerning.Between(3, 4));
        Assert.Equal(0, kerning.Between(5, 4));
    }

    [Fact]
    public void Folders_without_fonts_lead_to_the_built_in_one() => Assert.Same(StrokeTypeface.Instance, SystemTypefaces.Find(["/nowhere"]));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$v_{th}$ (mV)", "v|_th| (mV)")]
    [InlineData("$10^{-3}$", "10|^−3")]
    [InlineData(@"$\tau_m\alpha$", "τ|_m|α")]
    [InlineData(@"$\Omega \cdot x^2$", "Ω·x|^2")]
    [InlineData("5 $ and more", "5 $ and more")]
    [InlineData(@"\$5\$", "$5$")]
    [InlineData("$_$", "_")]
    [InlineData("$x_{a$", "x|_{|a")]
    [InlineData("$x^\\$", "x")]
    public void Markup_has_parts(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TextMarkup.Parse(text).Select(static part => (part.Rise > 0 ? "^" : part.Rise < 0 ? "_" : string.Empty) + part.Text)));

    [Fact]
    public void A_text_is_as_wide_as_its_letters()
    {
        var font = StrokeTypeface.Instance;
        Assert.Equal(10 * (font.Advance(new Rune('a')) + font.Advance(new Rune('b'))), TextShape.Width(font, "ab", 10), 1e-12);
        Assert.Equal(0, TextShape.Width(font, string.Empty, 10));
        var (filled, followed, pen) = TextShape.Outlines(font, "字a", 10);
        Assert.True(filled.IsEmpty && !followed.IsEmpty && pen > 0);
    }

    private static (int Start, int Length) Table(byte[] file, string name)
    {
        for (var entry = 12; ; entry += 16)
        {
            if (Encoding.ASCII.GetString(file, entry, 4) == name)
                return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 8)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 12)));
        }
    }
}
