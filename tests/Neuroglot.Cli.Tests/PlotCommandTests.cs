using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class PlotCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Results_are_drawn_into_files_as_their_endings_say()
    {
        var data = Put("cells.csv", "time [ms],cells[0]/v [mV]\n0,-70\n1,-69\n");
        var shell = new Shell();
        string[] files = [Path.Combine(folder, "new", "a.svg"), Path.Combine(folder, "b.png"), Path.Combine(folder, "c.html")];
        Assert.Equal(0, shell.Run("plot", data, "--title", "Rest", "--size", "85x60mm", "--theme", "paper", "--out", files[0], files[1], files[2]));
        Assert.Empty(shell.Error);
        Assert.Equal($"Wrote {string.Join(", ", files)}\n", shell.Output);
        var svg = File.ReadAllText(files[0]);
        Assert.Contains("v (mV)", svg, StringComparison.Ordinal);
        Assert.Contains(">Rest<", svg, StringComparison.Ordinal);
        Assert.Contains("width=\"240.94", svg, StringComparison.Ordinal);
        Assert.Equal(0x89, File.ReadAllBytes(files[1])[0]);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(files[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quick_look_is_drawn_with_letters_and_writes_nothing()
    {
        var data = Put("net.spikes", "0.01\t3\n0.02\t1\n");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("plot", data, "--terminal"));
        Assert.Contains("neuron index", shell.Output, StringComparison.Ordinal);
        Assert.Contains(shell.Output, static letter => letter is > '\u2800' and <= '\u28ff');
        Assert.Equal([data], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("NG8100", "--kind", "rastre")]
    [InlineData("NG8102", "--y", "w")]
    [InlineData("NG8105", "--select", "9")]
    [InlineData("NG8109", "--size", "wide")]
    [InlineData("NG8113", "--unit", "milivolt")]
    [InlineData("NG8113", "--time-unit", "mV")]
    [InlineData("NG8003", "--theme", "papper")]
    [InlineData("NG8001", "--color", "no colour")]
    [InlineData("NG8013", "--out", "a.bmp")]
    [InlineData("NG8112", "--out", "/dev/null/a.svg")]
    [InlineData("NG8009", "--size", "1x1")]
    public void Mistakes_are_told_with_a_cure(string code, string option, string value)
    {
        var data = Put("cells.csv", "time [ms],cells[0]/v [mV]\n0,-70\n1,-69\n");
        var shell = new Shell();
        string[] output = option == "--out" ? [] : ["--out", Path.Combine(folder, "a.svg")];
        Assert.Equal(2, shell.Run(["plot", data, option, value, .. output]));
        Assert.Contains($"error {code}: ", shell.Error, StringComparison.Ordinal);
        Assert.Contains("(", shell.Error, StringComparison.Ordinal);
        Assert.Equal([data], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("There is no option '--knd'. (did you mean `--kind`?)", "--knd", "raster")]
    [InlineData("There is no option '--them'. (did you mean `--theme`?)", "--out", "a.svg", "--them", "dark")]
    public void Options_that_there_are_not_are_no_files(string message, params string[] options)
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run(["plot", Put("cells.csv", "time [ms],v [mV]\n0,-70\n1,-69\n"), .. options]));
        Assert.Contains($"error NG4000: {message}", shell.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("empty.dat", "")]
    [InlineData("empty.spikes", "")]
    [InlineData("heading.csv", "time [ms],v [mV]\n")]
    public void Files_without_values_are_told(string name, string text)
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run("plot", Put(name, text), "--out", Path.Combine(folder, "a.svg")));
        Assert.Contains("error NG8101: ", shell.Error, StringComparison.Ordinal);
        Assert.Contains("it holds no values and no events", shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "a.svg")));
    }

    [Fact]
    public void Names_of_colour_maps_are_checked_where_none_is_needed()
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run("plot", Put("net.spikes", "0.01\t3\n"), "--cmap", "virdis", "--out", Path.Combine(folder, "a.svg")));
        Assert.Contains("error NG8002: ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_told()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("plot", Put("nan.csv", "time [ms],v [mV]\n0,nan\n1,nan\n"), "--out", Path.Combine(folder, "a.svg")));
        Assert.Contains("note NG8120: Nothing is seen of 'v'", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_draws_what_its_displays_ask_for()
    {
        var model = Path.Combine(DocumentationTests.Root, "examples", "first-spikes", "LEMS_FirstSpikes.xml");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("run", model, "--out", folder, "--plot"));
        Assert.Contains("LEMS_FirstSpikes.plot.svg", shell.Output, StringComparison.Ordinal);
        var svg = File.ReadAllText(Path.Combine(folder, "LEMS_FirstSpikes.plot.svg"));
        Assert.Contains("One cell, one pulse", svg, StringComparison.Ordinal);
        Assert.Contains("#1f77b4", svg, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_run_draws_with_letters_or_into_files_that_are_named()
    {
        var model = Path.Combine(DocumentationTests.Root, "examples", "brian", "leaky.brian.json");
        var shell = new Shell();
        var picture = Path.Combine(folder, "p.png");
        Assert.Equal(0, shell.Run("run", "--plot=terminal", "--plot-out", picture, "--out", folder, "--", model));
        Assert.Contains(shell.Output, static letter => letter is > '\u2800' and <= '\u28ff');
        Assert.True(File.Exists(picture));
        Assert.False(File.Exists(Path.Combine(folder, "leaky.plot.svg")));
    }

    [Fact]
    public void A_run_whose_picture_cannot_be_written_fails_and_keeps_its_results()
    {
        var model = Path.Combine(DocumentationTests.Root, "examples", "first-spikes", "LEMS_FirstSpikes.xml");
        var shell = new Shell();
        Assert.Equal(3, shell.Run("run", model, "--out", folder, "--plot-out", Path.Combine(folder, "a.pdf")));
        Assert.Contains("error NG8013", shell.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "first_spikes.v.dat")));
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
