namespace Neuroglot.Results;

/// <summary>Fields and numbers of comma-separated text.</summary>
internal static class CsvText
{
    /// <summary>Longest number that <see cref="Number"/> writes.</summary>
    public const int LongestNumber = 24;

    /// <summary>Twelve significant digits: more than any step or tolerance resolves, and short where scaling left a rounding tail.</summary>
    public static int Number(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written, "G12");
        return written;
    }

    /// <summary>A field, quoted where it holds a comma, a quote or a line break.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The fields of a line.</summary>
    public static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }
}
