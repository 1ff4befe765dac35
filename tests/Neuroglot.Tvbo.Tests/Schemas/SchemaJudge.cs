using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Tests.Schemas;

/// <summary>Judges YAML by a JSON Schema, as an editor does; knows the words that our schema uses.</summary>
internal sealed class SchemaJudge(JsonElement schema)
{
    public bool Accepts(YamlValue value) => Accepts(value, schema);

    private bool Accepts(YamlValue value, JsonElement rule)
    {
        foreach (var word in rule.EnumerateObject())
        {
            var holds = word.Name switch
            {
                "$ref" => Accepts(value, schema.GetProperty("$defs").GetProperty(word.Value.GetString()!["#/$defs/".Length..])),
                "anyOf" => word.Value.EnumerateArray().Any(one => Accepts(value, one)),
                "type" => (word.Value.ValueKind == JsonValueKind.Array ? word.Value.EnumerateArray().Select(static one => one.GetString()!) : [word.Value.GetString()!]).Any(type => Is(value, type)),
                "enum" => word.Value.EnumerateArray().Any(one => value.Kind == YamlKind.Scalar && one.GetString() == value.Text),
                "pattern" => Regex.IsMatch(value.Text, word.Value.GetString()!),
                "properties" => value.Members.All(member => !word.Value.TryGetProperty(member.Key, out var inner) || Accepts(member.Value, inner)),
                "additionalProperties" => value.Members.All(member => (rule.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Key, out _))
                    || (word.Value.ValueKind == JsonValueKind.Object && Accepts(member.Value, word.Value))),
                "required" => word.Value.EnumerateArray().All(key => value.Members.Any(member => member.Key == key.GetString())),
                "items" => value.Items.All(item => Accepts(item, word.Value)),
                "description" or "title" or "$schema" or "$defs" => true,
                _ => throw new InvalidOperationException($"The judge does not know '{word.Name}'."),
            };
            if (!holds)
                return false;
        }

        return true;
    }

    // As YAML 1.2 takes plain scalars.
    private static bool Is(YamlValue value, string type) => type switch
    {
        "null" => value.Kind == YamlKind.Null,
        "object" => value.Kind == YamlKind.Mapping,
        "array" => value.Kind == YamlKind.List,
        "boolean" => IsPlain(value) && value.Text is "true" or "false" or "True" or "False",
        "integer" => IsPlain(value) && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == Math.Floor(number),
        "number" => IsPlain(value) && (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || value.Text is ".inf" or "-.inf"),
        _ => value.Kind == YamlKind.Scalar && !Is(value, "number") && !Is(value, "boolean"),
    };

    private static bool IsPlain(YamlValue value) => value is { Kind: YamlKind.Scalar, IsQuoted: false };
}
