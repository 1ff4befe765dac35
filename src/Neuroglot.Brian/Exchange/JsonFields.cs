using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian.Exchange;

/// <summary>
/// The fields of an object of a known shape. Whatever is wrong becomes an error with path and place, and a value of the right type is given in its place, so that
/// reading goes on and finds the rest.
/// </summary>
internal sealed class JsonFields
{
    public const string UnknownKey = "NG5201";
    public const string MissingKey = "NG5202";
    public const string WrongType = "NG5203";
    public const string WrongValue = "NG5204";
    public const string RepeatedKey = "NG5205";

    private readonly Dictionary<string, JsonValue> values = [];

    private JsonFields(JsonValue value, string path, JsonSource source) => (Value, Path, Source) = (value, path, source);

    public JsonValue Value { get; }

    public string Path { get; }

    public JsonSource Source { get; }

    /// <summary>The fields of a value, which must be an object; keys that are missing, unknown or repeated are errors.</summary>
    public static JsonFields Open(JsonValue value, Shape shape, string path, JsonSource source)
    {
        var fields = new JsonFields(value, path, source);
        if (value.Kind != JsonKind.Object)
        {
            source.Error(WrongType, value.Offset, path, $"an object is expected, not {value.Description}.");
            return fields;
        }

        foreach (var member in value.Members)
        {
            if (!shape.Required.Contains(member.Key) && !shape.Optional.Contains(member.Key))
                source.Error(UnknownKey, member.Offset, path, $"'{Short(member.Key)}' is no key of {shape.Name}.", NearNames.Hint(member.Key, [.. shape.Required, .. shape.Optional]) ?? $"Keys: {string.Join(", ", [.. shape.Required, .. shape.Optional])}.");
            else if (!fields.values.TryAdd(member.Key, member.Value))
                source.Error(RepeatedKey, member.Offset, path, $"the key '{member.Key}' is there twice.", "Keep one of them.");
        }

        foreach (var key in shape.Required.Where(key => !fields.values.ContainsKey(key)))
            source.Error(MissingKey, value.Offset, path, $"the key '{key}' is missing.");
        return fields;
    }

    /// <summary>The object's shape by its key <c>type</c>; null, with an error, where it has none that is known.</summary>
    public static Shape? ShapeOf(JsonValue value, IReadOnlyDictionary<string, Shape> shapes, string path, JsonSource source)
    {
        if (value.Kind != JsonKind.Object)
        {
            source.Error(WrongType, value.Offset, path, $"an object is expected, not {value.Description}.");
            return null;
        }

        var type = value.Members.FirstOrDefault(member => member.Key == "type").Value;
        if (type is null)
        {
            source.Error(MissingKey, value.Offset, path, "the key 'type' is missing.", $"Types: {string.Join(", ", shapes.Keys.Order(StringComparer.Ordinal))}.");
            return null;
        }

        if (type.Kind == JsonKind.Text && shapes.TryGetValue(type.Text, out var shape))
            return shape;
        source.Error(
            type.Kind == JsonKind.Text ? WrongValue : WrongType,
            type.Offset,
            $"{path}.type",
            type.Kind == JsonKind.Text ? $"there is no type '{Short(type.Text)}'." : $"a text is expected, not {type.Description}.",
            $"Types: {string.Join(", ", shapes.Keys.Order(StringComparer.Ordinal))}.");
        return null;
    }

    public JsonValue? Find(string key) => values.GetValueOrDefault(key);

    public string PathOf(string key) => $"{Path}.{key}";

    /// <summary>A text; empty where it is missing.</summary>
    public string Text(string key) => TextOrNull(key) ?? string.Empty;

    public string? TextOrNull(string key) => Of(key, JsonKind.Text, "a text")?.Text;

    /// <summary>A text in one piece or in lines; null where it is missing.</summary>
    public string? LinesOrNull(string key) => Find(key) is { Kind: JsonKind.List } ? string.Join('\n', Texts(key)) : TextOrNull(key);

    public string Lines(string key) => LinesOrNull(key) ?? string.Empty;

    public bool Truth(string key) => Of(key, JsonKind.Truth, "true or false")?.Truth ?? false;

    /// <summary>A whole number, at least <paramref name="least"/>.</summary>
    public int? Whole(string key, int least = int.MinValue)
    {
        if (Of(key, JsonKind.Number, "a whole number") is not { } value)
            return null;
        if (IsWhole(value.Number) && value.Number >= least)
            return (int)value.Number;
        Refuse(key, value, least == int.MinValue ? "a whole number of at most nine digits is expected." : $"a whole number from {least} on, with at most nine digits, is expected.");
        return null;
    }

    public ulong? Natural(string key)
    {
        if (Of(key, JsonKind.Number, "a whole number") is not { } value)
            return null;
        if (value.Natural is null)
            Refuse(key, value, $"a whole number from 0 to {ulong.MaxValue} is expected.");
        return value.Natural;
    }

    /// <summary>A finite number that is positive, or may be 0 too.</summary>
    public double? Amount(string key, bool mayBeZero)
    {
        if (Of(key, JsonKind.Number, "a number") is not { } value)
            return null;
        if (double.IsFinite(value.Number) && (mayBeZero ? value.Number >= 0 : value.Number > 0))
            return value.Number;
        Refuse(key, value, mayBeZero ? "the number must not be negative or infinite." : "the number must be positive and not infinite.");
        return null;
    }

    /// <summary>Whole numbers that are not negative; default where the key is missing.</summary>
    public ImmutableArray<int> Indices(string key)
    {
        if (Beside(key, ArrayFile.Indices) is { } read)
        {
            if (read.FirstOrDefault(static index => index < 0) is var negative and < 0)
                Refuse(key, $"the file has the number {negative}; whole numbers that are not negative are expected.");
            return read;
        }

        if (Of(key, JsonKind.List, "a list of whole numbers") is not { } list)
            return default;
        if (!list.Numbers.IsDefault && list.Numbers.All(number => IsWhole(number) && number >= 0))
            return [.. list.Numbers.Select(number => (int)number)];
        var wrong = list.AllItems.TakeWhile(item => item.Kind == JsonKind.Number && IsWhole(item.Number) && item.Number >= 0).Count();
        Source.Error(list.Numbers.IsDefault ? WrongType : WrongValue, list.AllItems[wrong].Offset, $"{PathOf(key)}[{wrong}]", "a whole number that is not negative is expected.");
        return [];
    }

    /// <summary>Numbers; <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c> are numbers, too.</summary>
    public ImmutableArray<double> Numbers(string key)
    {
        if (Beside(key, ArrayFile.Numbers) is { } read)
            return read;
        if (Of(key, JsonKind.List, "a list of numbers") is not { } list)
            return [];
        return !list.Numbers.IsDefault && list.Numbers.All(double.IsFinite) ? list.Numbers : [.. list.AllItems.Select((item, index) => Number(item, $"{PathOf(key)}[{index}]"))];
    }

    /// <summary>A number; 0 where it is missing.</summary>
    public double Number(string key) => Find(key) is { } value ? Number(value, PathOf(key)) : 0;

    public double Number(JsonValue value, string path)
    {
        if (value.Kind == JsonKind.Number)
        {
            if (!double.IsFinite(value.Number))
                Source.Error(WrongValue, value.Offset, path, "the number is too large.", "Write \"Infinity\" for what has no bound.");
            return value.Number;
        }

        if (value.Kind == JsonKind.Text && NonFinite.TryGetValue(value.Text, out var number))
            return number;
        Source.Error(WrongType, value.Offset, path, $"a number is expected, not {value.Description}.");
        return 0;
    }

    /// <summary>Texts; empty where the key is missing.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        if (Of(key, JsonKind.List, "a list of texts") is not { } list)
            return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (index, item) in list.AllItems.Index())
        {
            if (item.Kind != JsonKind.Text)
                Source.Error(WrongType, item.Offset, $"{PathOf(key)}[{index}]", $"a text is expected, not {item.Description}.");
            texts.Add(item.Text);
        }

        return texts.ToImmutable();
    }

    /// <summary>The elements of a list with their paths; none where the key is missing.</summary>
    public IEnumerable<(JsonValue Value, string Path)> Items(string key) =>
        Of(key, JsonKind.List, "a list") is { } list ? list.AllItems.Select((item, index) => (item, $"{PathOf(key)}[{index}]")) : [];

    /// <summary>The members of an object whose keys are names; none where the key is missing.</summary>
    public IEnumerable<(string Name, JsonValue Value, string Path)> Members(string key)
    {
        var seen = new HashSet<string>();
        foreach (var member in Of(key, JsonKind.Object, "an object")?.Members ?? [])
        {
            if (seen.Add(member.Key))
                yield return (member.Key, member.Value, $"{PathOf(key)}.{Short(member.Key)}");
            else
                Source.Error(RepeatedKey, member.Offset, PathOf(key), $"the key '{Short(member.Key)}' is there twice.", "Keep one of them.");
        }
    }

    public void Refuse(string key, string message, string? hint = null) => Source.Error(WrongValue, Find(key)?.Offset ?? Value.Offset, PathOf(key), message, hint);

    /// <summary>Numbers that JSON has no digits for.</summary>
    public static ImmutableDictionary<string, double> NonFinite { get; } =
        ImmutableDictionary<string, double>.Empty.Add("NaN", double.NaN).Add("Infinity", double.PositiveInfinity).Add("-Infinity", double.NegativeInfinity);

    /// <summary>What somebody wrote, not longer than a person reads.</summary>
    public static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";

    // Numbers in a file of their own; null where they stand in the text.
    private ImmutableArray<T>? Beside<T>(string key, Func<string, ImmutableArray<T>> read)
    {
        if (Find(key) is not { Kind: JsonKind.Object } value)
            return null;
        var name = Open(value, Shape.ArrayFile, PathOf(key), Source).TextOrNull("file");
        if (name is null)
            return [];
        if (Source.Folder is not { } folder || name.Length == 0 || System.IO.Path.GetFileName(name) != name)
        {
            Refuse(key, value, $"'{Short(name)}' is not the name of a file beside this one.");
            return [];
        }

        try
        {
            return read(System.IO.Path.Join(folder, name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Refuse(key, value, $"the file '{Short(name)}' cannot be read: {problem.Message}");
            return [];
        }
    }

    private static bool IsWhole(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e9;

    private void Refuse(string key, JsonValue value, string message) => Source.Error(WrongValue, value.Offset, PathOf(key), message);

    private JsonValue? Of(string key, JsonKind kind, string expected)
    {
        if (Find(key) is not { } value || value.Kind == kind)
            return Find(key);
        Source.Error(WrongType, value.Offset, PathOf(key), $"{expected} is expected, not {value.Description}.");
        return null;
    }
}
