using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Neuroglot.Export.Description;

/// <summary>Writes a document as a LaTeX file that can be compiled as it is, or as a part of another, with packages that every distribution has.</summary>
internal static class LatexWriter
{
    private const int LastKnown = '\u017e';

    private const string Preamble = """
        \documentclass[a4paper]{article}
        \usepackage[T1]{fontenc}
        \usepackage[utf8]{inputenc}
        \usepackage{textcomp}
        \usepackage{amsmath}
        \usepackage{array}
        \usepackage{longtable}
        \usepackage[margin=2cm]{geometry}
        \setcounter{secnumdepth}{0}
        \setlength{\parindent}{0pt}
        \begin{document}
        """;

    /// <summary>A document of its own.</summary>
    public static string Write(ImmutableArray<Block> document)
    {
        var text = new StringBuilder(Preamble.ReplaceLineEndings("\n")).Append('\n');
        Write(text, document);
        return text.Append("\n\\end{document}\n").ToString();
    }

    /// <summary>A part of a document, for <c>\input</c>.</summary>
    public static string WriteFragment(ImmutableArray<Block> document)
    {
        var text = new StringBuilder("% For \\input into a document with \\usepackage[T1]{fontenc} and \\usepackage{textcomp,amsmath,array,longtable}.\n");
        Write(text, document);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ImmutableArray<Block> document)
    {
        foreach (var block in document)
        {
            text.Append('\n');
            Write(text, block);
        }
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append(heading.Level switch { 1 => @"\section", 2 => @"\subsection", _ => @"\subsubsection" }).Append('{').Append(Line(heading.Text)).Append("}\n");
                break;
            case Paragraph paragraph:
                text.Append(Line(paragraph.Text)).Append('\n');
                break;
            case Points points:
                text.Append("\\begin{itemize}\n");
                foreach (var item in points.Items)
                    text.Append(@"  \item ").Append(Line(item)).Append('\n');
                text.Append("\\end{itemize}\n");
                break;
            case Table table:
                WriteTable(text, table);
                break;
            case EquationLines equations:
                WriteEquations(text, equations.Lines);
                break;
        }
    }

    // Columns of equal width that fill the line, since texts may be long.
    private static void WriteTable(StringBuilder text, Table table)
    {
        var width = (0.94 / table.Header.Length - 0.02).ToString("0.###", CultureInfo.InvariantCulture);
        var column = $@">{{\raggedright\arraybackslash}}p{{{width}\linewidth}}";
        text.Append($@"\begin{{longtable}}{{*{{{table.Header.Length}}}{{{column}}}}}").Append("\n\\hline\n");
        WriteRow(text, table.Header, @"\textbf{", "}");
        text.Append("\\hline\n\\endhead\n");
        foreach (var row in table.Rows)
            WriteRow(text, row, string.Empty, string.Empty);
        text.Append("\\hline\n\\end{longtable}\n");
    }

    private static void WriteRow(StringBuilder text, ImmutableArray<Phrase> cells, string open, string close) =>
        text.AppendJoin(" & ", cells.Select(cell => $"{open}{Line(cell)}{close}")).Append(" \\\\\n");

    private static void WriteEquations(StringBuilder text, ImmutableArray<EquationLine> lines)
    {
        text.Append("\\begin{align*}\n");
        for (var index = 0; index < lines.Length; index++)
        {
            var (left, right, remark) = lines[index];
            text.Append($"  {left} &= {right}").Append(remark is null ? string.Empty : $@" && \text{{{remark}}}").Append(index < lines.Length - 1 ? " \\\\\n" : "\n");
        }

        text.Append("\\end{align*}\n");
    }

    private static string Line(Phrase phrase) => string.Concat(phrase.Parts.Select(part => part switch
    {
        Words words => Escape(words.Text),
        Code code => $@"\texttt{{{Escape(code.Text.ReplaceLineEndings(" ")).Replace("/", @"/\allowbreak{}", StringComparison.Ordinal)}}}",
        Mathematics mathematics => $"${mathematics.Latex}$",
        _ => string.Empty,
    }));

    private static string Escape(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var letter in words.EnumerateRunes())
        {
            text.Append(letter.Value switch
            {
                '\\' => @"\textbackslash{}",
                '^' => @"\textasciicircum{}",
                '~' => @"\textasciitilde{}",
                '<' => @"\textless{}",
                '>' => @"\textgreater{}",
                '|' => @"\textbar{}",
                '"' => @"\textquotedbl{}",
                '\'' => @"\textquotesingle{}",
                '`' => @"\textasciigrave{}",
                '{' or '}' or '$' or '&' or '#' or '_' or '%' => $@"\{letter}",
                '\n' or '\r' => " ",
                '\u03a9' => @"\textohm{}",
                '\u03bc' => @"\textmu{}",

                // The packages know the letters of European languages, and stop at others.
                > LastKnown => string.Create(CultureInfo.InvariantCulture, $"[U+{letter.Value:X4}]"),
                _ => letter.ToString(),
            });
        }

        return text.ToString();
    }
}
