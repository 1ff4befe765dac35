using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;

namespace Neuroglot.Tvbo.Tests.Schemas;

/// <summary>The published JSON Schema says what the reader does.</summary>
public sealed class SchemaTests
{
    private static readonly string FilePath = Path.Combine(RepositoryRoot.Path, "schemas", "tvbo", "tvbo.schema.json");
    private static readonly SchemaJudge Judge = new(JsonDocument.Parse(SchemaText.Make()).RootElement);

    [Fact]
    public void The_file_is_what_the_shapes_make()
    {
        if (Environment.GetEnvironmentVariable("NEUROGLOT_ACCEPT") == "1")
            File.WriteAllText(FilePath, SchemaText.Make());
        Assert.True(File.Exists(FilePath) && File.ReadAllText(FilePath) == SchemaText.Make(), $"{FilePath} is not that of the shapes; NEUROGLOT_ACCEPT=1 writes it.");
    }

    [Fact]
    public void It_accepts_the_library_and_the_examples()
    {
        foreach (var entry in TvboLibrary.Entries)
            Assert.True(Judge.Accepts(YamlSource.Read(entry.Text, entry.Path, [])!), entry.Path);
        foreach (var path in Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "examples", "tvbo"), "*.yaml"))
            Assert.True(Judge.Accepts(YamlSource.Read(File.ReadAllText(path), path, [])!), path);
    }

    [Theory]
    [InlineData("state_variabels: {}\nstate_variables: {}")]
    [InlineData("state_variables: {x: {initial_value: low}}")]
    [InlineData("state_variables: {x: {equation: -x}}")]
    [InlineData("state_variables: 3")]
    [InlineData("system_type: continous\nstate_variables: {}")]
    [InlineData("graph_generator: {seed: 1}")]
    [InlineData("weights: [[0, one]]")]
    [InlineData("weights: [0, 1]")]
    [InlineData("number_of_modes: 1.5\nstate_variables: {}")]
    [InlineData("dynamics: {name: [x]}")]
    [InlineData("integration: {time_scale: min}")]
    public void It_refuses_what_the_reader_refuses(string text)
    {
        Assert.Contains(Documents.Read(text).Diagnostics, static one => one.Severity == Severity.Error);
        Assert.False(Judge.Accepts(YamlSource.Read(text, "m.yaml", [])!));
    }
}
