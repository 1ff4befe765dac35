using System.Globalization;
using System.Text;
using Neuroglot.Model.Expressions;

namespace Neuroglot.CodeGeneration.Python;

/// <summary>Lines of a Python program.</summary>
internal sealed class PythonText
{
    private readonly StringBuilder text = new();

    /// <summary>The program.</summary>
    public override string ToString() => text.ToString();

    /// <summary>A real number as Python reads it: the same bits, and never an integer, which arrays would keep as such.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
        var text = ExpressionPrinter.Print(value);
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? $"{text}.0" : text;
    }

    /// <summary>A tuple of texts: <c>(a,)</c> for one.</summary>
    public static string Tuple(IEnumerable<string> items) => items.ToList() is var all && all.Count == 1 ? $"({all[0]},)" : $"({string.Join(", ", all)})";

    /// <summary>A text between quotes.</summary>
    public static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A text on one line, without what would end a comment or a docstring.</summary>
    public static string Prose(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\"\"\"", "'''", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal);

    /// <summary>A line, indented by four blanks for each level.</summary>
    public PythonText Line(int level, string line)
    {
        text.Append(CultureInfo.InvariantCulture, $"{new string(' ', 4 * level)}{line}").Append('\n');
        return this;
    }

    /// <summary>Empty lines.</summary>
    public PythonText Gap(int lines = 2)
    {
        text.Append('\n', lines);
        return this;
    }

    /// <summary>A list of numbers or rows of them, a row to a line.</summary>
    public PythonText Rows(string name, string before, IEnumerable<IEnumerable<string>> rows, string after)
    {
        Line(0, $"{name} = {before}[");
        foreach (var row in rows)
            Line(1, $"[{string.Join(", ", row)}],");
        return Line(0, $"]{after}");
    }
}
