using System.Collections.Concurrent;
using System.Text;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>
/// A font from a TrueType file, as the OpenType specification 1.9 describes it: letters by <c>cmap</c> (formats 4 and 12), outlines by <c>glyf</c>, widths by <c>hmtx</c>, distances
/// of pairs by <c>kern</c> (format 0). Nothing of what the file says is trusted: a wrong place or number makes a letter an empty box.
/// </summary>
public sealed class TrueTypeTypeface : Typeface
{
    private readonly ConcurrentDictionary<int, Outline> shapes = new();
    private readonly LetterTable letters;
    private readonly GlyphTable glyphs;
    private readonly HorizontalTable widths;
    private readonly KerningTable kerning;

    private TrueTypeTypeface(string family, byte[] file)
    {
        var tables = new FontTables(file);
        var head = tables["head"];
        var unitsPerEm = head.UInt16(18);
        if (unitsPerEm is < 16 or > 16384)
            throw new InvalidFontException("the units of its height are not 16 to 16384");
        var count = tables["maxp"].UInt16(4);
        Family = family;
        letters = new LetterTable(tables["cmap"]);
        glyphs = new GlyphTable(tables["loca"], tables["glyf"], head.Int16(50) != 0, count);
        widths = new HorizontalTable(tables["hhea"], tables["hmtx"], count);
        kerning = new KerningTable(tables.Find("kern"));
        Scale = 1.0 / unitsPerEm;
        Ascent = Math.Clamp(Scale * tables["hhea"].Int16(4), 0.1, 3);
        Descent = Math.Clamp(-Scale * tables["hhea"].Int16(6), 0, 3);
    }

    /// <inheritdoc/>
    public override string Family { get; }

    /// <inheritdoc/>
    public override double Ascent { get; }

    /// <inheritdoc/>
    public override double Descent { get; }

    private double Scale { get; }

    /// <summary>The font in <paramref name="file"/>, or null and the reason where it is none.</summary>
    /// <param name="family">What to call it.</param>
    /// <param name="file">A TrueType file; kept, not copied.</param>
    /// <param name="problem">Why it cannot be used, or null.</param>
    public static TrueTypeTypeface? TryRead(string family, byte[] file, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            problem = null;
            return new TrueTypeTypeface(family, file);
        }
        catch (InvalidFontException wrong)
        {
            problem = wrong.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public override bool Has(Rune letter) => letters.Glyph(letter.Value) > 0;

    /// <inheritdoc/>
    public override double Advance(Rune letter) => Scale * widths.Advance(letters.Glyph(letter.Value));

    /// <inheritdoc/>
    public override double Kerning(Rune left, Rune right) => Scale * kerning.Between(letters.Glyph(left.Value), letters.Glyph(right.Value));

    /// <inheritdoc/>
    public override Outline Shape(Rune letter) => shapes.GetOrAdd(letters.Glyph(letter.Value), glyph =>
    {
        try
        {
            return glyphs.Shape(glyph, Scale);
        }
        catch (InvalidFontException)
        {
            return Outline.Of(new Box(0.1, -0.7, 0.4, 0.7));
        }
    });
}
