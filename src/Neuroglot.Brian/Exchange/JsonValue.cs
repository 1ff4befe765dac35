using System.Collections.Immutable;

namespace Neuroglot.Brian.Exchange;

/// <summary>What kinds of value JSON has.</summary>
internal enum JsonKind
{
    Null,
    Truth,
    Number,
    Text,
    List,
    Object,
}

/// <summary>A value of a JSON text that knows where it stands.</summary>
/// <param name="Kind">What it is; only the property for the kind has a content.</param>
/// <param name="Offset">Where it begins, in bytes from the beginning of the text.</param>
internal sealed record JsonValue(JsonKind Kind, int Offset)
{
    public bool Truth { get; init; }

    public double Number { get; init; }

    /// <summary>The number where it is a whole one that is not negative, which a double cannot always tell.</summary>
    public ulong? Natural { get; init; }

    public string Text { get; init; } = string.Empty;

    /// <summary>The elements of a list; empty for one of numbers only, which are kept in <see cref="Numbers"/> since there may be millions.</summary>
    public ImmutableArray<JsonValue> Items { get; init; } = [];

    /// <summary>The elements of a list of numbers only; default for other lists.</summary>
    public ImmutableArray<double> Numbers { get; init; }

    public ImmutableArray<JsonMember> Members { get; init; } = [];

    /// <summary>What it is, for messages.</summary>
    public string Description => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Truth => Truth ? "true" : "false",
        JsonKind.Number => "a number",
        JsonKind.Text => "a text",
        JsonKind.List => "a list",
        _ => "an object",
    };

    /// <summary>Elements of any list, those of numbers included.</summary>
    public ImmutableArray<JsonValue> AllItems => Numbers.IsDefaultOrEmpty ? Items : [.. Numbers.Select(number => new JsonValue(JsonKind.Number, Offset) { Number = number })];
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Offset">Where the key begins.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonMember(string Key, int Offset, JsonValue Value);
