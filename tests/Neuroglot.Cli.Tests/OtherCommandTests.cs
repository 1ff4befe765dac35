using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class OtherCommandTests
{
    [Theory]
    [InlineData(null, false, 0)]
    [InlineData(Severity.Note, false, 0)]
    [InlineData(Severity.Warning, false, 0)]
    [InlineData(Severity.Warning, true, 1)]
    [InlineData(Severity.Error, true, 1)]
    public void Validate_exits_with_0_only_without_errors(Severity? severity, bool strict, int expected)
    {
        var shell = Shell.With(severity is { } s ? new FakeModel("m.xml", Shell.Problem(s)) : new FakeModel("m.xml"));
        string[] arguments = strict ? ["validate", "m.xml", "--strict"] : ["validate", "m.xml"];
        Assert.Equal(expected, shell.Run(arguments));
        if (severity is not null)
            Assert.Contains("net.nml:3:7: ", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_counts_files_with_problems()
    {
        var shell = new Shell { Load = static (path, _) => path == "bad.nml" ? new FakeModel(path, Shell.Problem(Severity.Error)) : new FakeModel(path) };
        Assert.Equal(1, shell.Run("validate", "good.nml", "bad.nml"));
        Assert.Equal(
            "good.nml: valid\nnet.nml:3:7: error NG1300: it is odd (fix it)\nbad.nml: 1 error, 0 warnings\n2 files: 1 valid, 1 with errors\n",
            shell.Output);
    }

    [Theory]
    [InlineData("good.nml", "bad.nml")]
    [InlineData("good.nml")]
    public void Validate_says_the_same_whether_or_not_the_options_are_parsed(params string[] files)
    {
        // With an option the whole command line is parsed; without one there is a short way.
        var (plain, parsed) = (Make(), Make());
        Assert.Equal(parsed.Run(["validate", "--debug", .. files]), plain.Run(["validate", .. files]));
        Assert.Equal(parsed.Output, plain.Output);

        static Shell Make() => new() { Load = static (path, _) => path == "bad.nml" ? new FakeModel(path, Shell.Problem(Severity.Error)) : new FakeModel(path) };
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("/?")]
    [InlineData("m.xml", "--help")]
    public void Validate_shows_its_help_wherever_it_is_asked_for(params string[] arguments)
    {
        var shell = Shell.With(new FakeModel("m.xml"));
        Assert.Equal(0, shell.Run(["validate", .. arguments]));
        Assert.Contains("--strict", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_as_json()
    {
        var shell = Shell.With(new FakeModel("m.xml", Shell.Problem(Severity.Error)));
        Assert.Equal(1, shell.Run("validate", "m.xml", "--json"));
        var root = JsonDocument.Parse(shell.Output).RootElement;
        Assert.False(root.GetProperty("valid").GetBoolean());
        Assert.Equal("NG1300", root.GetProperty("files")[0].GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Inspect_shows_what_is_in_the_model()
    {
        var shell = Shell.With(new FakeModel("m.xml"));
        Assert.Equal(0, shell.Run("inspect", "m.xml", "--types", "--plan"));
        Assert.Equal(
            """
            net: NeuroML 2, lems semantics
            Simulation of 300 ms in steps of 10 us
            Populations:
              exc         100 cells  hh (cell)
              inhibitory     1 cell  iaf (iafCell)
            Projections:
              e2i  exc -> inhibitory  1,200 connections  ampa
            Inputs:
              drive  -> exc  3 inputs  pulse
            Recordings:
              v.dat  exc[0]/v, exc[1]/v
            Memory: about 1.5 MB

            iafCell : baseCell
              Leaks, integrates and fires.
              dv/dt = i / C
            step exc

            """.ReplaceLineEndings("\n"),
            shell.Output);
    }

    [Fact]
    public void Inspect_as_json()
    {
        var shell = Shell.With(new FakeModel("m.xml"));
        Assert.Equal(0, shell.Run("inspect", "m.xml", "--json", "--plan", "--types"));
        var root = JsonDocument.Parse(shell.Output).RootElement;
        Assert.Equal(100, root.GetProperty("populations")[0].GetProperty("size").GetInt32());
        Assert.Equal("step exc", root.GetProperty("plan").GetString());
        Assert.Equal(1_500_000, root.GetProperty("estimatedMemoryBytes").GetInt64());
        Assert.Equal("dv/dt = i / C", root.GetProperty("types")[0].GetProperty("lines")[0].GetString());
    }

    [Fact]
    public void Jnml_runs_in_the_folder_asked_for()
    {
        var model = new FakeModel("m.xml");
        LoadOptions? loaded = null;
        var shell = new Shell { Load = (_, options) => { loaded = options; return model; } };
        Assert.Equal(0, shell.Run("jnml", "m.xml", "-nogui", "-outputdir", "there", "-I", $"a{Path.PathSeparator}b"));
        Assert.Equal("there", model.Asked?.OutputFolder);
        Assert.Null(model.Asked?.Format);
        Assert.Equal(["a", "b"], loaded!.IncludeFolders.AsEnumerable());
    }

    [Fact]
    public void Jnml_norun_only_reads()
    {
        var model = new FakeModel("m.xml");
        var shell = Shell.With(model);
        Assert.Equal(0, shell.Run("jnml", "m.xml", "-norun"));
        Assert.Null(model.Asked);
    }

    [Fact]
    public void Jnml_info_prints_what_inspect_prints()
    {
        var jnml = Shell.With(new FakeModel("m.nml"));
        Assert.Equal(0, jnml.Run("jnml", "m.nml", "-info"));
        var inspect = Shell.With(new FakeModel("m.nml"));
        Assert.Equal(0, inspect.Run("inspect", "m.nml"));
        Assert.Equal(inspect.Output, jnml.Output);
        Assert.Contains("exc         100 cells  hh (cell)", jnml.Output, StringComparison.Ordinal);
        Assert.Equal(1, Shell.With(new FakeModel("m.nml", Shell.Problem(Severity.Error))).Run("jnml", "-info", "m.nml"));
    }

    [Theory]
    [InlineData(null, 0, "No warnings\n\nValidated 2 files: All valid and no warnings\n\n")]
    [InlineData(Severity.Warning, 0, "\nValidated 2 files: 0 passed, 2 passed with warnings\n\n")]
    [InlineData(Severity.Error, 1, "\nValidated 2 files: 0 passed, 2 failed\n\n")]
    public void Jnml_validate_ends_with_its_verdict(Severity? severity, int exitCode, string last)
    {
        var shell = Shell.With(severity is { } s ? new FakeModel("m.xml", Shell.Problem(s)) : new FakeModel("m.xml"));
        Assert.Equal(exitCode, shell.Run("jnml", "-validate", "a.nml", "b.nml"));
        Assert.EndsWith(last, shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-v", "neuroglot ")]
    [InlineData("-version", "neuroglot ")]
    [InlineData("-h", "Usage:")]
    [InlineData("-?", "Usage:")]
    [InlineData("-help", "Usage:")]
    public void Jnml_version_and_help(string flag, string start)
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("jnml", flag));
        Assert.StartsWith(start, shell.Output, StringComparison.Ordinal);
    }
}
