using System.Collections.Immutable;
using System.Text;

namespace Neuroglot.Export.Description;

/// <summary>
/// Writes a document as Markdown with tables and mathematics between dollar signs. Many viewers take Markdown's own signs out of mathematics before they set
/// it: a backslash before punctuation, a bar in a table. Such signs are therefore written by their names.
/// </summary>
internal static class MarkdownWriter
{
    public static string Write(ImmutableArray<Block> document)
    {
        var text = new StringBuilder();
        foreach (var block in document)
        {
            if (text.Length > 0)
                text.Append('\n');
            Write(text, block);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append('#', heading.Level).Append(' ').Append(Line(heading.Text)).Append('\n');
                break;
            case Paragraph paragraph:
                text.Append(Line(paragraph.Text)).Append('\n');
                break;
            case Points points:
                foreach (var item in points.Items)
                    text.Append("- ").Append(Line(item)).Append('\n');
                break;
            case Table table:
                WriteRow(text, table.Header);
                text.Append('|').Insert(text.Length, " --- |", table.Header.Length).Append('\n');
                foreach (var row in table.Rows)
                    WriteRow(text, row);
                break;
            case EquationLines equations:
                WriteEquations(text, equations.Lines);
                break;
        }
    }

    private static void WriteRow(StringBuilder text, ImmutableArray<Phrase> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
            text.Append(' ').Append(Line(cell)).Append(" |");
        text.Append('\n');
    }

    // Each by itself: viewers differ in what they make of several in one block.
    private static void WriteEquations(StringBuilder text, ImmutableArray<EquationLine> lines)
    {
        foreach (var line in lines)
        {
            if (line != lines[0])
                text.Append('\n');
            var remark = line.Remark is null ? string.Empty : $@" \qquad \text{{{line.Remark}}}";
            text.Append("$$\n").Append(Viewable($"{line.Left} = {line.Right}{remark}")).Append("\n$$\n");
        }
    }

    private static string Line(Phrase phrase) => string.Concat(phrase.Parts.Select(part => part switch
    {
        Words words => Escape(words.Text),
        Code code => CodeSpan(code.Text),
        Mathematics mathematics => $"${Viewable(mathematics.Latex)}$",
        _ => string.Empty,
    }));

    private static string Viewable(string latex) => new StringBuilder(latex)
        .Replace(@"\\", @"\cr").Replace(@"\,", @"\thinspace ").Replace("|", @"\vert ").Replace("<", @"\lt").Replace(">", @"\gt").Replace('\n', ' ').ToString();

    private static string Escape(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            switch (letter)
            {
                case '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '$' or '~':
                    text.Append('\\').Append(letter);
                    break;
                case '&':
                    text.Append("&amp;");
                    break;
                case '\n' or '\r':
                    text.Append(' ');
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }

        return text.ToString();
    }

    // In a table a bar ends the cell even within code, unless a backslash stands before it; outside the backslash would be seen, but code with a bar is rare.
    private static string CodeSpan(string code)
    {
        var fence = code.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return $"{fence}{code.ReplaceLineEndings(" ").Replace("|", @"\|", StringComparison.Ordinal)}{fence}";
    }
}
