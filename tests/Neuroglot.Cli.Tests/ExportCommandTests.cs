using System.Text.Json;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private const string Network = """
        {
          "format": "brian-network", "version": 1, "name": "net",
          "objects": [{ "type": "NeuronGroup", "name": "cells", "count": 3, "equations": ["dv/dt = -v/(10*ms) : volt"] }],
          "runs": [{ "duration": 0.1 }]
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public ExportCommandTests()
    {
        File.WriteAllText(Path.Combine(folder, "net.brian.json"), Network);
        File.WriteAllText(Path.Combine(folder, "bad.brian.json"), Network.Replace("-v/(10*ms)", "-v/(10*ms", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_file_goes_to_standard_output()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("export", Path.Combine(folder, "net.brian.json"), "--to", "markdown"));
        Assert.StartsWith("# Model net\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains(@"\frac{\mathrm{d}v}{\mathrm{d}t} = \frac{-v}{10\thinspace \mathrm{ms}}", shell.Output, StringComparison.Ordinal);
        Assert.Empty(shell.Error);
    }

    [Fact]
    public void The_file_is_written_where_it_is_wanted()
    {
        var file = Path.Combine(folder, "there", "model.tex");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("export", Path.Combine(folder, "net.brian.json"), "--to", "LaTeX", "--out", file));
        Assert.Equal($"wrote {file}\n", shell.Output);
        Assert.Contains(@"\begin{document}", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_files_and_messages_as_json()
    {
        var file = Path.Combine(folder, "model.md");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("export", Path.Combine(folder, "net.brian.json"), "--to", "markdown", "--out", file, "--json"));
        var told = JsonDocument.Parse(shell.Output).RootElement;
        Assert.Equal([file], told.GetProperty("files").EnumerateArray().Select(static one => one.GetString()!));
        Assert.Empty(told.GetProperty("diagnostics").EnumerateArray());
        Assert.True(File.Exists(file));
        shell = new Shell();
        Assert.NotEqual(0, shell.Run("export", Path.Combine(folder, "bad.brian.json"), "--to", "markdown", "--json"));
        told = JsonDocument.Parse(shell.Output).RootElement;
        Assert.Empty(told.GetProperty("files").EnumerateArray());
        Assert.NotEmpty(told.GetProperty("diagnostics").EnumerateArray());
        Assert.Empty(shell.Error);
    }

    [Fact]
    public void A_model_that_the_target_does_not_take_is_refused()
    {
        var shell = Shell.With(new FakeModel("m.xml"));
        Assert.Equal(2, shell.Run("export", "m.xml", "--to", "markdown"));
        Assert.Contains("NG4033", shell.Error, StringComparison.Ordinal);
        Assert.Contains("'m.xml' is NeuroML 2; 'markdown' is written from networks of Brian", shell.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Output);
    }

    [Fact]
    public void Targets_are_listed()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("export", "--list"));
        Assert.Contains("  markdown  ", shell.Output, StringComparison.Ordinal);
        Assert.Contains("  latex ", shell.Output, StringComparison.Ordinal);
        Assert.Contains("from networks of Brian", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NG4000", 2, "no model", "export", "--to", "markdown")]
    [InlineData("NG4000", 2, "--list", "export", "net.brian.json")]
    [InlineData("NG4032", 2, "did you mean `markdown`", "export", "net.brian.json", "--to", "markdwon")]
    [InlineData("NG4032", 2, "latex", "export", "net.brian.json", "--to", "word")]
    [InlineData("NG4001", 2, "none.brian.json", "export", "none.brian.json", "--to", "markdown")]
    [InlineData("NG4034", 2, "--out", "export", "net.brian.json", "--to", "markdown", "--out", "net.brian.json/x.md")]
    [InlineData("NG12", 1, "bad.brian.json", "export", "bad.brian.json", "--to", "markdown")]
    public void What_is_wrong_is_told(string code, int exitCode, string words, params string[] arguments)
    {
        var shell = new Shell();
        var result = shell.Run([.. arguments.Select(one => one.Contains(".brian.json", StringComparison.Ordinal) ? Path.Combine(folder, one) : one)]);
        Assert.True(result == exitCode, shell.Error);
        var told = Assert.Single(shell.Error.Split('\n'), text => text.Contains(code, StringComparison.Ordinal));
        Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.Empty(shell.Output);
    }
}
