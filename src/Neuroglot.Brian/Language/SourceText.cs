using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian.Language;

/// <summary>A text that a person wrote, with comments and the quotes around it blanked out, and the lines and columns of its characters.</summary>
internal sealed class SourceText
{
    private readonly string name;
    private readonly List<int> lineStarts = [0];
    private readonly Dictionary<int, string> comments = [];

    public SourceText(string text, string name)
    {
        this.name = name;
        var characters = text.ToCharArray();
        BlankQuotes(characters);
        for (var position = 0; position < characters.Length; position++)
        {
            if (characters[position] == '#')
            {
                var end = LineEnd(text, position);
                comments.Add(end, text[(position + 1)..end].Trim());
                while (position < characters.Length && characters[position] != '\n')
                    characters[position++] = ' ';
            }

            if (position < characters.Length && characters[position] == '\n')
                lineStarts.Add(position + 1);
        }

        Text = new string(characters);
    }

    /// <summary>The text; as long as the original, so that places stay.</summary>
    public string Text { get; }

    /// <summary>The comment on the line that ends at <paramref name="lineEnd"/>; null where there is none or it is empty.</summary>
    public string? CommentBefore(int lineEnd) => comments.GetValueOrDefault(lineEnd) is { Length: > 0 } comment ? comment : null;

    /// <summary>Where the character at <paramref name="position"/> is.</summary>
    public SourceSpan At(int position)
    {
        var index = lineStarts.BinarySearch(position);
        var line = index >= 0 ? index : ~index - 1;
        return new SourceSpan(name, line + 1, position - lineStarts[line] + 1);
    }

    /// <summary>The position of the end of the line of <paramref name="position"/>.</summary>
    public int LineEnd(int position) => LineEnd(Text, position);

    /// <summary>The first position from <paramref name="position"/> that is not blank, up to <paramref name="end"/>.</summary>
    public int SkipBlanks(int position, int end)
    {
        while (position < end && char.IsWhiteSpace(Text[position]))
            position++;
        return position;
    }

    /// <summary>A part of the text on one line and not too long, for messages.</summary>
    public string Quote(int start, int end)
    {
        // A line may be as long as the text; only its beginning is looked at.
        var line = Text.AsSpan(start, Math.Min(end - start, 200));
        if (line.IndexOf('\n') is var length and >= 0)
            line = line[..length];
        line = line.Trim();
        return line.Length <= 60 ? $"`{line}`" : $"`{line[..59]}…`";
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }

    // The whole text may be in triple quotes, as it stands in a script.
    private static void BlankQuotes(char[] text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end - start < 6 || text[start] is not ('"' or '\'') || !IsTriple(start) || !IsTriple(end - 3))
            return;
        text.AsSpan(start, 3).Fill(' ');
        text.AsSpan(end - 3, 3).Fill(' ');

        bool IsTriple(int at) => text[at] == text[start] && text[at + 1] == text[start] && text[at + 2] == text[start];
    }
}
