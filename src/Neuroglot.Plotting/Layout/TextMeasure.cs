using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;

namespace Neuroglot.Plotting.Layout;

/// <summary>How large texts are in a figure.</summary>
internal sealed record TextMeasure(Typeface Typeface, Theme Theme)
{
    // Height of capitals and digits in nearly all fonts of this kind, as a part of the height of the font.
    private const double CapitalHeight = 0.72;

    public static TextMeasure Of(Figure figure) => new(figure.Typeface ?? SystemTypefaces.Default, figure.Theme);

    public double Width(string text, double size) => TextShape.Width(Typeface, text, size);

    /// <summary>A text that has no more room than this, in up to three lines of about the same width; where these are too wide, shortened.</summary>
    public IReadOnlyList<string> Lines(string text, double size, double available)
    {
        if (text.Length == 0)
            return [];
        if (Width(text, size) <= available)
            return [text];
        // Names are broken where they have no spaces only if nothing else helps.
        IReadOnlyList<string> best = [text];
        foreach (var words in new[] { Words(text, " "), Words(text, " _/") })
        {
            for (var count = 2; count <= Math.Min(3, words.Count); count++)
            {
                best = Breaks(words, count).MinBy(lines => lines.Max(line => Width(line, size)))!;
                if (best.All(line => Width(line, size) <= available))
                    return best;
            }
        }

        return [.. best.Select(line => Shortened(line, size, available))];
    }

    /// <summary>A text that has no more room than this, without its end where that is needed. Texts with markup are cut nowhere: half of a formula is none.</summary>
    public string Shortened(string line, double size, double available)
    {
        if (line.Contains('$', StringComparison.Ordinal) || Width(line, size) <= available)
            return line;
        var length = line.Length;
        while (length > 1 && Width($"{line[..length].TrimEnd()}…", size) > available)
            length--;
        return $"{line[..length].TrimEnd()}…";
    }

    // What ends with one of these letters, outside of formulas, each with it.
    private static List<string> Words(string text, string ends)
    {
        var words = new List<string>();
        var (start, isFormula) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            isFormula ^= text[at] == '$';
            if (isFormula || !ends.Contains(text[at], StringComparison.Ordinal))
                continue;
            if (text.AsSpan(start, at - start).Trim().Length > 0)
                words.Add(text[start..(at + 1)]);
            start = at + 1;
        }

        if (start < text.Length)
            words.Add(text[start..]);
        return words.Count > 40 ? [text] : words;
    }

    private static IEnumerable<string[]> Breaks(List<string> words, int count)
    {
        for (var first = 1; first < words.Count; first++)
        {
            var (start, rest) = (string.Concat(words[..first]).Trim(), words[first..]);
            if (count == 2)
            {
                yield return [start, string.Concat(rest).Trim()];
                continue;
            }

            if (rest.Count < count - 1)
                yield break;
            foreach (var others in Breaks(rest, count - 1))
                yield return [start, .. others];
        }
    }

    /// <summary>From the highest to the lowest that a line of text can reach.</summary>
    public double Height(double size) => (Typeface.Ascent + Typeface.Descent) * size;

    /// <summary>How far below the middle of capitals and digits the base line is.</summary>
    public static double MiddleToBase(double size) => CapitalHeight / 2 * size;
}
