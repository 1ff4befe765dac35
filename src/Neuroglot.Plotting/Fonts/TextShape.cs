using System.Text;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Fonts;

/// <summary>Letters of one text, one after the other, as outlines; letters that a font lacks are taken from the built-in one.</summary>
public static class TextShape
{
    /// <summary>Width of <paramref name="text"/>, with its markup, in points.</summary>
    /// <param name="typeface">The font.</param>
    /// <param name="text">What it says.</param>
    /// <param name="size">Height of the font in points.</param>
    public static double Width(Typeface typeface, string text, double size)
    {
        var width = 0.0;
        Follow(typeface, text, size, (_, _, _, _) => { }, ref width);
        return width;
    }

    /// <summary>The letters of a text from its start at the origin: those that are filled, and those that a pen follows, with its width.</summary>
    /// <param name="typeface">The font.</param>
    /// <param name="text">What it says.</param>
    /// <param name="size">Height of the font in points.</param>
    public static (Outline Filled, Outline Followed, double PenWidth) Outlines(Typeface typeface, string text, double size)
    {
        var (filled, followed, pen, width) = (new OutlineBuilder(), new OutlineBuilder(), 0.0, 0.0);
        Follow(typeface, text, size, (font, letter, place, height) =>
        {
            (font.PenWidth > 0 ? followed : filled).Add(font.Shape(letter).Place(height, place));
            pen = Math.Max(pen, font.PenWidth * height);
        }, ref width);
        return (filled.ToOutline(), followed.ToOutline(), pen);
    }

    private static void Follow(Typeface typeface, string text, double size, Action<Typeface, Rune, Point, double> draw, ref double width)
    {
        ArgumentNullException.ThrowIfNull(typeface);
        foreach (var part in TextMarkup.Parse(text))
        {
            var height = part.Scale * size;
            Rune? last = null;
            foreach (var letter in part.Text.EnumerateRunes())
            {
                var font = typeface.Has(letter) || !StrokeTypeface.Instance.Has(letter) ? typeface : StrokeTypeface.Instance;
                if (last is { } left)
                    width += height * font.Kerning(left, letter);
                draw(font, letter, new Point(width, -part.Rise * size), height);
                width += height * font.Advance(letter);
                last = letter;
            }
        }
    }
}
