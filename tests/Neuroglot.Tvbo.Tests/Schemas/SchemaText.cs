using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Neuroglot.Tvbo.Reading;

namespace Neuroglot.Tvbo.Tests.Schemas;

/// <summary>Makes the JSON Schema of the reader's shapes.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Make()
    {
        var definitions = new JsonObject();
        foreach (var shape in Shapes.All)
            definitions[shape.Name] = Definition(shape);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Documents of TVBO, as Neuroglot reads them",
            ["anyOf"] = new JsonArray([.. Shapes.Documents.Select(static shape => Reference(shape))]),
            ["$defs"] = definitions,
        }.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Definition(Shape shape)
    {
        var properties = new JsonObject();
        foreach (var slot in shape.Slots)
            properties[slot.Name] = Property(slot, shape);
        var definition = new JsonObject { ["description"] = shape.Meaning, ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (!shape.Required.IsEmpty)
            definition["required"] = new JsonArray([.. shape.Required.Select(static key => JsonValue.Create(key))]);
        return definition;
    }

    private static JsonObject Property(Slot slot, Shape shape)
    {
        var meaning = slot.SameAs is null ? slot : shape.Find(slot.SameAs)!;
        JsonArray? forms = slot.Form switch
        {
            SlotForm.Text => [meaning.Choices.IsEmpty ? Types("string", "number", "boolean") : new JsonObject { ["enum"] = new JsonArray([.. meaning.Choices.Select(static one => JsonValue.Create(one))]) }],
            SlotForm.Number => [Types("number"), Words("""^([-+]?(\.inf|inf|oo)|[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)$""")],
            SlotForm.Whole => [Types("integer")],
            SlotForm.Truth => [Types("boolean")],
            SlotForm.Texts => [Types("string", "number"), List(Types("string", "number"))],
            SlotForm.Numbers => [Types("number"), List(Types("number"))],
            SlotForm.Values => [Types("number"), List(Types("number")), List(List(Types("number")))],
            SlotForm.Matrix when slot.Of is null => [List(List(Types("number")))],
            SlotForm.Matrix => [Types("string"), List(List(Types("number"))), Reference(slot.Of())],
            SlotForm.Record => [Reference(slot.Of!())],
            SlotForm.RecordOrName => [Types("string"), Reference(slot.Of!())],
            SlotForm.Records => [List(Reference(slot.Of!()))],
            SlotForm.Collection =>
            [
                new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Types("null"), Reference(slot.Of!())) } },
                List(new JsonObject { ["anyOf"] = new JsonArray(Types("string"), Reference(slot.Of!())) }),
            ],
            _ => null,
        };
        var property = new JsonObject { ["description"] = slot.Meaning };
        if (forms is not null)
        {
            forms.Add(Types("null"));
            property["anyOf"] = forms;
        }

        return property;
    }

    private static JsonObject Types(params string[] names) => new() { ["type"] = names is [var one] ? one : new JsonArray([.. names.Select(static name => JsonValue.Create(name))]) };

    private static JsonObject Words(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Reference(Shape shape) => new() { ["$ref"] = $"#/$defs/{shape.Name}" };
}
