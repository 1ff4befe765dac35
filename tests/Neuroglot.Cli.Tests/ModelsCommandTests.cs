using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>The library on the command line.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot-models").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Models_are_listed_by_kind()
    {
        var all = new Shell();
        Assert.Equal(0, all.Run("models", "list"));
        Assert.Contains("JansenRit ", all.Output, StringComparison.Ordinal);
        Assert.Contains("SigmoidalJansenRit ", all.Output, StringComparison.Ordinal);
        var networks = new Shell();
        Assert.Equal(0, networks.Run("models", "list", "network", "--json"));
        Assert.Contains("\"name\": \"Ring8\"", networks.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"name\": \"JansenRit\"", networks.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_exported_is_what_is_shown_and_is_valid()
    {
        var path = Path.Combine(folder, "deep", "column.yaml");
        var (shown, exported, checking) = (new Shell(), new Shell(), new Shell());
        Assert.Equal(0, shown.Run("models", "show", "JansenRit"));
        Assert.Equal(0, exported.Run("models", "export", "JansenRit", "--out", path));
        Assert.Equal(shown.Output, File.ReadAllText(path));
        Assert.Equal($"wrote {path}\n", exported.Output);
        Assert.Equal(0, checking.Run("validate", path, "--strict"));
    }

    [Theory]
    [InlineData("error NG7062: The library has no model 'JansenRitt'. (did you mean `JansenRit`?)", "show", "JansenRitt")]
    [InlineData("error NG7062: It is not said which model to export. (neuroglot models export JansenRit)", "export")]
    [InlineData("error NG7062: The library has no kind 'nets'. (Kinds are dynamics, coupling, network and experiment.)", "list", "nets")]
    public void Mistakes_have_a_cure(string expected, params string[] arguments)
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run(["models", .. arguments]));
        Assert.StartsWith(expected, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_the_library_stands_for_a_file()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("run", "FitzHughNagumo_Ex9", "--out", folder, "--set", "FitzHughNagumo.I=0.5"));
        Assert.Equal(20_001, File.ReadLines(Path.Combine(folder, "results", "FitzHughNagumo.dat")).Count());
        var wrong = new Shell();
        Assert.Equal(2, wrong.Run("validate", "FitzHughNagumoo"));
        Assert.Contains("did you mean `FitzHughNagumo`?", wrong.Output, StringComparison.Ordinal);
    }
}
