using Neuroglot.Testing.Reference;

namespace Neuroglot.Testing.Generators;

/// <summary>What happens to files of lines and indentation in editors, merges and transfers.</summary>
public static class TextDamage
{
    private const string Letters = " \n\t:-[]{}#&*!|>'\"%@`,?.019eé\0\u2028";

    /// <summary>The text with one to three damages: lines that are gone, doubled, exchanged, moved or indented otherwise, letters that are changed, gone or doubled, or an end that is missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="random">Says what happens.</param>
    public static string Apply(string text, JavaSequence random)
    {
        for (var damages = 1 + Below(random, 3); damages > 0; damages--)
            text = Once(text, random);
        return text;
    }

    private static string Once(string text, JavaSequence random)
    {
        if (text.Length == 0)
            return text;
        var lines = text.Split('\n').ToList();
        var (at, other, letter) = (Below(random, lines.Count), Below(random, lines.Count), Below(random, text.Length));
        switch (Below(random, 10))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[other]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                var line = lines[at];
                lines.RemoveAt(at);
                lines.Insert(Math.Min(other, lines.Count), line);
                break;
            case 4:
                lines[at] = new string(' ', 1 + Below(random, 4)) + lines[at];
                break;
            case 5:
                lines[at] = lines[at].Length > 0 ? lines[at][Math.Min(lines[at].Length, 1 + Below(random, 4))..] : "\t";
                break;
            case 6:
                return string.Concat(text.AsSpan(0, letter), Letters.AsSpan(Below(random, Letters.Length), 1), text.AsSpan(letter + 1));
            case 7:
                return text.Remove(letter, 1);
            case 8:
                return text.Insert(letter, text[letter].ToString());
            default:
                return text[..letter];
        }

        return string.Join('\n', lines);
    }

    private static int Below(JavaSequence random, int bound) => (int)(random.Next() * bound);
}
