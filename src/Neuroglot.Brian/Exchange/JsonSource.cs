using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian.Exchange;

/// <summary>A JSON text: reads it into values, and tells lines and columns of places in it.</summary>
internal sealed class JsonSource
{
    public const string NotJson = "NG5200";

    // Far more than the deepest path of the format has.
    private const int MaxDepth = 32;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly string name;
    private readonly List<int> lineStarts = [0];

    /// <summary>Takes a text.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="name">What places in diagnostics begin with.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public JsonSource(ReadOnlyMemory<byte> bytes, string name, DiagnosticBag diagnostics)
    {
        this.bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        this.name = name;
        Diagnostics = diagnostics;
    }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>The folder in which files of numbers lie; null where there are none.</summary>
    public string? Folder { get; init; }

    /// <summary>The whole text as one value; null, with a diagnostic, when it is no JSON.</summary>
    public JsonValue? Read()
    {
        var text = bytes.Span;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var value = Value(ref reader);
            // Throws where something follows.
            reader.Read();
            return value;
        }
        catch (JsonException problem)
        {
            var message = problem.Message;
            var places = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            Diagnostics.Error(NotJson, $"The text is no JSON: {(places < 0 ? message : message[..places])}", Span((int)reader.TokenStartIndex) is var begin && problem.LineNumber is { } line
                ? new SourceSpan(name, (int)line + 1, (int)(problem.BytePositionInLine ?? 0) + 1) : begin);
        }
        catch (InvalidOperationException)
        {
            // A string of bytes that are no UTF-8, or with half a surrogate pair.
            Diagnostics.Error(NotJson, "The text is no JSON: a string holds characters that do not exist.", Span((int)reader.TokenStartIndex));
        }

        return null;
    }

    /// <summary>Line and column of a place.</summary>
    public SourceSpan Span(int offset)
    {
        var text = bytes.Span;
        offset = Math.Clamp(offset, 0, text.Length);
        if (lineStarts.Count == 1)
        {
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '\n')
                    lineStarts.Add(at + 1);
            }
        }

        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourceSpan(name, line + 1, Encoding.UTF8.GetCharCount(text[lineStarts[line]..offset]) + 1);
    }

    /// <summary>Adds an error about the value at a path.</summary>
    public void Error(string code, int offset, string path, string message, string? hint = null) => Diagnostics.Error(code, $"{path}: {message}", Span(offset), hint);

    private static JsonValue Value(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Members(ref reader, offset);
            case JsonTokenType.StartArray:
                return Items(ref reader, offset);
            case JsonTokenType.Number:
                return new JsonValue(JsonKind.Number, offset) { Number = reader.GetDouble(), Natural = reader.TryGetUInt64(out var natural) ? natural : null };
            case JsonTokenType.String:
                return new JsonValue(JsonKind.Text, offset) { Text = reader.GetString()! };
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonValue(JsonKind.Truth, offset) { Truth = reader.GetBoolean() };
            default:
                return new JsonValue(JsonKind.Null, offset);
        }
    }

    private static JsonValue Members(ref Utf8JsonReader reader, int offset)
    {
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, at) = (reader.GetString()!, (int)reader.TokenStartIndex);
            reader.Read();
            members.Add(new JsonMember(key, at, Value(ref reader)));
        }

        return new JsonValue(JsonKind.Object, offset) { Members = members.ToImmutable() };
    }

    private static JsonValue Items(ref Utf8JsonReader reader, int offset)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        var items = ImmutableArray.CreateBuilder<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && items.Count == 0)
            {
                numbers.Add(reader.GetDouble());
                continue;
            }

            if (items.Count == 0)
                items.AddRange(numbers.Select(number => new JsonValue(JsonKind.Number, offset) { Number = number }));
            items.Add(Value(ref reader));
        }

        return new JsonValue(JsonKind.List, offset) { Items = items.ToImmutable(), Numbers = items.Count == 0 ? numbers.ToImmutable() : default };
    }
}
