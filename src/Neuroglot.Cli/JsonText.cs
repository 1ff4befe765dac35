using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli;

/// <summary>The JSON that <c>--json</c> prints: indented, names in camel case, quantities in SI units.</summary>
internal static class JsonText
{
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
    }

    public static void WriteDiagnostics(this Utf8JsonWriter json, IEnumerable<Diagnostic> diagnostics) => json.WriteList("diagnostics", diagnostics, (_, diagnostic) =>
    {
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        json.WriteString("message", diagnostic.Message);
        if (!string.IsNullOrEmpty(diagnostic.Span.File))
            json.WriteString("file", diagnostic.Span.File);
        if (diagnostic.Span.Line > 0)
        {
            json.WriteNumber("line", diagnostic.Span.Line);
            json.WriteNumber("column", diagnostic.Span.Column);
        }
        if (diagnostic.Hint is { } hint)
            json.WriteString("hint", hint);
    });

    /// <summary>An array of objects.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>An array of objects whose members are texts, whole numbers or lists of texts; those that are null are left out.</summary>
    public static void WriteRecords<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Func<T, (string Name, object? Value)[]> members) =>
        json.WriteList(name, items, (_, item) =>
        {
            foreach (var (member, value) in members(item))
            {
                if (value is string text)
                    json.WriteString(member, text);
                else if (value is IEnumerable<string> texts)
                    json.WriteStrings(member, texts);
                else if (value is bool truth)
                    json.WriteBoolean(member, truth);
                else if (value is not null)
                    json.WriteNumber(member, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            }
        });

    /// <summary>An array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    /// <summary>A number, where there is one that JSON can write.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
    }
}
