using System.Text;
using System.Text.Json;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class SpineMLCommandTests : IDisposable
{
    private static readonly string Models = Path.Combine(DocumentationTests.Root, "examples", "spineml");
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("vogels-abbott", "experiment0.xml")]
    [InlineData("gap-junctions", "model.xml")]
    [InlineData("stdp", "STDP.xml")]
    [InlineData("stdp", "experiment0.xml")]
    [InlineData("external", "experiment0.xml")]
    public void Files_are_shown(string model, string file)
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", Path.Combine(Models, model, file)));
        Golden.Verify(shell.Output, $"SpineML/{model}-{Path.GetFileNameWithoutExtension(file)}");
        Assert.Equal(0, shell.Run("inspect", Path.Combine(Models, model, file), "--json"));
    }

    [Theory]
    [InlineData("LIF.xml")]
    [InlineData("model.xml")]
    [InlineData("experiment0.xml")]
    public void Files_of_every_layer_are_validated(string file)
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("validate", Path.Combine(Models, "vogels-abbott", file), "--strict"));
        Assert.Contains(": valid", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_runs_and_a_network_does_not()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("run", Path.Combine(Models, "gap-junctions", "experiment0.xml"), "--out", folder));
        Assert.Contains("Simulated 200 ms in 2,000 steps", shell.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "cells_v_logrep.xml")));
        var network = Path.Combine(Models, "gap-junctions", "model.xml");
        Assert.Equal(1, shell.Run("run", network));
        Assert.StartsWith($"{network}:3:2: error NG6500: The file holds no experiment", shell.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Strictness_notes_what_is_read_though_it_is_not_allowed()
    {
        var file = Path.Combine(folder, "LIF.xml");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Models, "vogels-abbott", "LIF.xml")).Replace("<Dynamics ", "<Annotation/><Dynamics ", StringComparison.Ordinal));
        var shell = new Shell();
        Assert.Equal(0, shell.Run("validate", file, "--strict"));
        Assert.Contains("LIF.xml:6:6: note NG6009: An Annotation stands in a ComponentClass.", shell.Output, StringComparison.Ordinal);
        shell = new Shell();
        Assert.Equal(0, shell.Run("validate", file));
        Assert.DoesNotContain("NG6009", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_told_with_their_places_and_the_exit_code()
    {
        var file = Path.Combine(folder, "LIF.xml");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Models, "vogels-abbott", "LIF.xml")).Replace("v_rest - v", "v_rst - v", StringComparison.Ordinal));
        var shell = new Shell();
        Assert.Equal(1, shell.Run("validate", file));
        Assert.Contains("LIF.xml:9:23: error NG6201: `v_rst` is not defined, in the time derivative of `v`. (did you mean `v_rest`?)", shell.Output, StringComparison.Ordinal);
        shell = new Shell();
        Assert.Equal(1, shell.Run("validate", file, "--json"));
        Assert.False(JsonDocument.Parse(shell.Output).RootElement.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void The_root_element_decides_not_the_encoding_or_a_word_in_a_comment()
    {
        var file = Path.Combine(folder, "a.xml");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Models, "vogels-abbott", "LIF.xml")).Replace("UTF-8", "UTF-16", StringComparison.Ordinal), Encoding.Unicode);
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", file));
        Assert.Contains("LIF: SpineML component", shell.Output, StringComparison.Ordinal);
        File.WriteAllText(file, "<!-- once in SpineML --><Lems/>");
        shell = new Shell();
        shell.Run("inspect", file);
        Assert.Contains("LEMS", shell.Output, StringComparison.Ordinal);
        File.WriteAllText(file, "SpineML");
        shell = new Shell();
        Assert.Equal(1, shell.Run("validate", file));
        Assert.Contains("NG1001", shell.Output, StringComparison.Ordinal);
    }
}
