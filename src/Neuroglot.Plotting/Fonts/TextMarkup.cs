using System.Collections.Immutable;
using System.Text;

namespace Neuroglot.Plotting.Fonts;

/// <summary>A part of a text that is written in one height.</summary>
/// <param name="Text">Its letters.</param>
/// <param name="Scale">Its height, as a part of that of the text.</param>
/// <param name="Rise">How far above the base line it stands, as a part of the height of the text.</param>
public sealed record TextPart(string Text, double Scale, double Rise);

/// <summary>
/// The little mathematics that labels need: between dollars <c>$v_{th}$</c>, <c>$10^{-3}$</c>, <c>$\tau_m$</c> are subscripts, superscripts and Greek letters; <c>\$</c> is a dollar.
/// A text with a single dollar is what it is. Line breaks and what cannot be seen become blanks.
/// </summary>
public static class TextMarkup
{
    private const double SmallScale = 0.7;

    private static readonly string[] GreekNames =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "varsigma", "sigma", "tau",
        "upsilon", "phi", "chi", "psi", "omega",
    ];

    /// <summary>The parts of <paramref name="text"/>, from left to right.</summary>
    public static ImmutableArray<TextPart> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<TextPart>();
        var plain = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var end = text[at] == '$' ? text.IndexOf('$', at + 1) : -1;
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '$')
            {
                plain.Append('$');
                at += 2;
            }
            else if (end < 0)
            {
                plain.Append(char.IsControl(text[at]) ? ' ' : text[at]);
                at++;
            }
            else
            {
                Finish(parts, plain, 0);
                Formula(text[(at + 1)..end], parts);
                at = end + 1;
            }
        }

        Finish(parts, plain, 0);
        return [.. parts];
    }

    /// <summary>The letters of <paramref name="text"/> alone, for who reads it aloud.</summary>
    public static string Plain(string text) => string.Concat(Parse(text).Select(static part => part.Text));

    private static void Formula(string formula, List<TextPart> parts)
    {
        var plain = new StringBuilder();
        var at = 0;
        while (at < formula.Length)
        {
            var letter = formula[at++];
            if (letter is '_' or '^' && at < formula.Length)
            {
                Finish(parts, plain, 0);
                plain.Append(Argument(formula, ref at));
                Finish(parts, plain, letter == '^' ? 1 : -1);
            }
            else if (letter == '\\')
            {
                plain.Append(Command(formula, ref at));
            }
            else if (letter is not ('{' or '}'))
            {
                plain.Append(letter == '-' ? '−' : letter);
            }
        }

        Finish(parts, plain, 0);
    }

    private static string Argument(string formula, ref int at)
    {
        if (formula[at] == '{' && formula.IndexOf('}', at) is var end && end > 0)
        {
            var inner = formula[(at + 1)..end];
            at = end + 1;
            var text = new StringBuilder();
            for (var place = 0; place < inner.Length;)
            {
                var letter = inner[place++];
                text.Append(letter switch { '\\' => Command(inner, ref place), '-' => "−", _ => letter.ToString() });
            }

            return text.ToString();
        }

        return formula[at] == '\\' && ++at > 0 ? Command(formula, ref at) : formula[at++].ToString();
    }

    private static string Command(string formula, ref int at)
    {
        var start = at;
        while (at < formula.Length && char.IsAsciiLetter(formula[at]))
            at++;
        if (at == start)
            return at < formula.Length ? formula[at++].ToString() : string.Empty;
        var name = formula[start..at];
        // A blank after a command only ends its name.
        if (at < formula.Length && formula[at] == ' ')
            at++;
        var greek = Array.FindIndex(GreekNames, one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (greek >= 0)
            return ((char)((char.IsAsciiLetterUpper(name[0]) ? 'Α' : 'α') + greek)).ToString();
        return name switch
        {
            "times" => "×",
            "cdot" => "·",
            "pm" => "±",
            "infty" => "∞",
            "leq" => "≤",
            "geq" => "≥",
            "approx" => "≈",
            "partial" => "∂",
            "rightarrow" => "→",
            "mathrm" or "mathit" or "mathbf" or "text" or "rm" => string.Empty,
            _ => name,
        };
    }

    private static void Finish(List<TextPart> parts, StringBuilder text, int direction)
    {
        if (text.Length > 0)
            parts.Add(new TextPart(text.ToString(), direction == 0 ? 1 : SmallScale, direction switch { > 0 => 0.33, < 0 => -0.14, _ => 0 }));
        text.Clear();
    }
}
