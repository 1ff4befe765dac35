using System.Runtime.CompilerServices;
using System.Text.Json;
using Neuroglot.Brian.Exchange;
using Xunit;

namespace Neuroglot.Brian.Tests.Exchange;

/// <summary>The schema says what the reader does.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "schemas", "brian-network.schema.json"))).RootElement;

    public static TheoryData<string> Shapes => [.. Shape.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Keys_are_those_of_the_reader(string name)
    {
        var shape = Shape.All.Single(one => one.Name == name);
        var definition = Schema.GetProperty("$defs").GetProperty(name);
        Assert.Equal(shape.Required.Concat(shape.Optional).Order(StringComparer.Ordinal), definition.GetProperty("properties").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(shape.Required.Order(StringComparer.Ordinal), definition.GetProperty("required").EnumerateArray().Select(one => one.GetString()!).Order(StringComparer.Ordinal));
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Objects_and_actions_are_those_of_the_reader()
    {
        var definitions = Schema.GetProperty("$defs");
        Assert.Equal(Shape.Objects.Keys.Order(StringComparer.Ordinal), Choices(definitions.GetProperty("network").GetProperty("properties").GetProperty("objects")));
        Assert.Equal(Shape.Actions.Keys.Order(StringComparer.Ordinal), Choices(definitions.GetProperty("run").GetProperty("properties").GetProperty("before")));
    }

    [Fact]
    public void Format_and_version_are_those_of_the_reader()
    {
        var keys = Schema.GetProperty("$defs").GetProperty("network").GetProperty("properties");
        Assert.Equal(Shape.Format, keys.GetProperty("format").GetProperty("const").GetString());
        Assert.Equal(Shape.Version, keys.GetProperty("version").GetProperty("const").GetInt32());
    }

    [Fact]
    public void Every_definition_and_property_is_described_and_every_reference_leads_somewhere() => Look(Schema, "$");

    private static IEnumerable<string> Choices(JsonElement list) =>
        list.GetProperty("items").GetProperty("oneOf").EnumerateArray().Select(one => one.GetProperty("$ref").GetString()!["#/$defs/".Length..]).Order(StringComparer.Ordinal);

    private static void Look(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
                Look(one, path);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            Assert.True(Schema.GetProperty("$defs").TryGetProperty(reference.GetString()!["#/$defs/".Length..], out _), $"{path}: {reference}");
        foreach (var one in element.EnumerateObject())
        {
            if (path.EndsWith(".properties", StringComparison.Ordinal) || path == "$.$defs")
                Assert.True(one.Value.TryGetProperty("description", out _) || one.Value.TryGetProperty("const", out _) || one.Value.TryGetProperty("$ref", out _), $"{path}.{one.Name} is not described");
            Look(one.Value, $"{path}.{one.Name}");
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
