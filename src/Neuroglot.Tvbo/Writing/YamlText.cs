using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Writing;

/// <summary>Builds a YAML text in block style, line by line.</summary>
internal sealed class YamlText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

    private readonly StringBuilder text = new();
    private int indent;

    /// <summary>Writes a key with a text; nothing where it is null.</summary>
    public void Add(string key, string? value)
    {
        if (value is not null)
            Line($"{Scalar(key)}: {Scalar(value)}");
    }

    /// <summary>Writes a key with a number; nothing where it is null.</summary>
    public void Add(string key, double? value)
    {
        if (value is { } number)
            Line($"{Scalar(key)}: {Number(number)}");
    }

    /// <summary>Writes a key with a whole number; nothing where it is null.</summary>
    public void Add(string key, long? value)
    {
        if (value is { } number)
            Line(string.Create(CultureInfo.InvariantCulture, $"{Scalar(key)}: {number}"));
    }

    /// <summary>Writes a key with a truth value where it differs from the usual one.</summary>
    public void Add(string key, bool value, bool usual)
    {
        if (value != usual)
            Line($"{Scalar(key)}: {(value ? "true" : "false")}");
    }

    /// <summary>Writes a key with a list of texts; nothing where it is empty.</summary>
    public void Add(string key, ImmutableArray<string> values)
    {
        if (!values.IsEmpty)
            Line($"{Scalar(key)}: [{string.Join(", ", values.Select(Scalar))}]");
    }

    /// <summary>Writes a key with a list of numbers; nothing where it is empty.</summary>
    public void Add(string key, ImmutableArray<double> values)
    {
        if (!values.IsEmpty)
            Line($"{Scalar(key)}: [{string.Join(", ", values.Select(Number))}]");
    }

    /// <summary>Writes a key with an expression as its <c>rhs</c>; nothing where it is null.</summary>
    public void Add(string key, Formula? formula)
    {
        if (formula is not null)
        {
            Mapping(key, () =>
            {
                Add("rhs", formula.Text);
                Add(formula.Kept);
            });
        }
    }

    /// <summary>Writes a key with a mapping; <c>{}</c> where nothing is written into it.</summary>
    public void Mapping(string key, Action content)
    {
        var start = text.Length;
        Line($"{Scalar(key)}:");
        var before = text.Length;
        indent += 2;
        content();
        indent -= 2;
        if (text.Length != before)
            return;
        text.Length = start;
        Line($"{Scalar(key)}: {{}}");
    }

    /// <summary>Writes a key with entries by name; nothing where there are none.</summary>
    public void Collection<T>(string key, ImmutableArray<T> entries, Action<T> content)
        where T : TvboObject
    {
        if (!entries.IsEmpty)
            Mapping(key, () => entries.ToList().ForEach(entry => Mapping(entry.Name, () => content(entry))));
    }

    /// <summary>Writes a key with a list of mappings; nothing where there are none.</summary>
    public void List<T>(string key, ImmutableArray<T> items, Action<T> content)
    {
        if (items.IsEmpty)
            return;
        Line($"{Scalar(key)}:");
        indent += 2;
        foreach (var item in items)
            Item(() => content(item));
        indent -= 2;
    }

    /// <summary>Writes a key with rows of numbers.</summary>
    public void Rows(string key, Matrix matrix)
    {
        Line($"{Scalar(key)}:");
        for (var row = 0; row < matrix.Rows; row++)
            Line($"  - [{string.Join(", ", Enumerable.Range(0, matrix.Columns).Select(column => Number(matrix[row, column])))}]");
    }

    /// <summary>Writes members as they were read.</summary>
    public void Add(ImmutableArray<YamlMember> members)
    {
        foreach (var member in members)
            Add(member.Key, member.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>A number so that reading it gives the same bits.</summary>
    public static string Number(double value) => double.IsPositiveInfinity(value) ? ".inf" : double.IsNegativeInfinity(value) ? "-.inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private void Add(string key, YamlValue value)
    {
        switch (value.Kind)
        {
            case YamlKind.Null:
                Line($"{Scalar(key)}:");
                break;
            case YamlKind.Scalar:
                Line($"{Scalar(key)}: {Scalar(value)}");
                break;
            case YamlKind.Mapping:
                Mapping(key, () => Add(value.Members));
                break;
            default:
                if (value.Items.IsEmpty)
                {
                    Line($"{Scalar(key)}: []");
                    break;
                }

                Line($"{Scalar(key)}:");
                indent += 2;
                foreach (var item in value.Items)
                    AddItem(item);
                indent -= 2;
                break;
        }
    }

    private void AddItem(YamlValue item)
    {
        switch (item.Kind)
        {
            case YamlKind.Null:
                Line("- ~");
                break;
            case YamlKind.Scalar:
                Line($"- {Scalar(item)}");
                break;
            case YamlKind.Mapping:
                Item(() => Add(item.Members));
                break;
            case YamlKind.List when item.Items.IsEmpty:
                Line("- []");
                break;
            default:
                Item(() =>
                {
                    foreach (var inner in item.Items)
                        AddItem(inner);
                });
                break;
        }
    }

    // The first line of an item follows its dash.
    private void Item(Action content)
    {
        var start = text.Length;
        indent += 2;
        content();
        indent -= 2;
        if (text.Length == start)
            Line("- {}");
        else
            text[start + indent] = '-';
    }

    private void Line(string line) => text.Append(' ', indent).Append(line).Append('\n');

    private static string Scalar(YamlValue value) => value.IsQuoted ? Quoted(value.Text) : IsPlainNumber(value.Text) || IsTruth(value.Text) ? value.Text : Scalar(value.Text);

    // What could be taken for anything but the text itself is quoted.
    private static string Scalar(string value)
    {
        var isPlain = value.Length > 0 && Plain.Contains(value[0], StringComparison.Ordinal) && !IsTruth(value) && value is not ("null" or "Null" or "NULL")
            && value.All(static letter => char.IsAsciiLetterOrDigit(letter) || " _-./()*+^=".Contains(letter, StringComparison.Ordinal)) && value[^1] != ' ';
        return isPlain ? value : Quoted(value);
    }

    private static bool IsPlainNumber(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && value.Trim() == value;

    private static bool IsTruth(string value) => value.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off";

    private static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' or (>= '\ud800' and <= '\udfff') => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
