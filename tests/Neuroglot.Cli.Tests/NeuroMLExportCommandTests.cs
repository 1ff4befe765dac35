using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class NeuroMLExportCommandTests : IDisposable
{
    private static readonly string Leaky = Path.Join(DocumentationTests.Root, "examples", "brian", "leaky.brian.json");

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_network_is_written_with_its_constants_beside_it_and_can_be_run()
    {
        var shell = new Shell();
        var path = Path.Join(folder, "lems", "leaky.xml");
        Assert.Equal(0, shell.Run("export", Leaky, "--to", "neuroml2", "--out", path));
        Assert.Equal($"wrote {path}\nwrote {Path.Join(folder, "lems", "LEMSUnitsConstants.xml")}\n", shell.Output);
        Assert.Empty(shell.Error);
        Assert.Equal(0, new Shell().Run("validate", path, "--strict"));
        Assert.Equal(0, new Shell().Run("run", path, "--out", folder));
        Assert.True(File.Exists(Path.Join(folder, "recording_leaky.spikes")));
    }

    [Fact]
    public void What_cannot_be_expressed_is_refused_or_left_out()
    {
        // A monitor with a time step of its own.
        var cuba = Path.Join(folder, "cuba.brian.json");
        var example = File.ReadAllText(Path.Join(DocumentationTests.Root, "examples", "brian", "cuba.brian.json"));
        File.WriteAllText(cuba, example.Replace("\"PopulationRateMonitor\",", "\"PopulationRateMonitor\", \"step\": 0.001,", StringComparison.Ordinal));
        var path = Path.Join(folder, "cuba.xml");
        var refused = new Shell();
        Assert.Equal(1, refused.Run("export", cuba, "--to", "neuroml2", "--out", path));
        Assert.Contains("NG4112", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        Assert.Equal(0, new Shell().Run("export", cuba, "--to", "neuroml2", "--out", path, "--skip-unsupported"));
        Assert.Contains("<!-- Left out: PopulationRateMonitor 'rate'", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_known_programs_are_imitated()
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run("export", Leaky, "--to", "neuroml2", "--out", Path.Join(folder, "a.xml"), "--compat", "brian2tools-9"));
        Assert.Contains("NG4000", shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, new Shell().Run("export", Leaky, "--to", "neuroml2", "--out", Path.Join(folder, "a.xml"), "--compat", "brian2tools-0.2"));
    }
}
