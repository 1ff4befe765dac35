using System.Diagnostics;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>A program that was built ahead of time cannot compile kernels: it interprets them, slowly, with the same results.</summary>
public sealed class AheadOfTimeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("first-spikes", "LEMS_FirstSpikes.xml")]
    [InlineData("brian", "leaky.brian.json")]
    public async Task Without_machine_code_results_are_the_same(string group, string model)
    {
        var path = Path.Combine(DocumentationTests.Root, "examples", group, model);
        var here = Path.Combine(folder, "here");
        Assert.Equal(0, new Shell { Load = NeuralModel.Load }.Run("run", path, "--out", here));

        // What the SDK writes for such programs.
        var settings = Path.Combine(folder, "settings.json");
        var own = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Neuroglot.Cli.runtimeconfig.json"));
        const string properties = "\"configProperties\": {";
        Assert.Contains(properties, own, StringComparison.Ordinal);
        File.WriteAllText(settings, own.Replace(properties, properties + "\"System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported\": false,", StringComparison.Ordinal));
        var there = Path.Combine(folder, "there");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", settings, Path.Combine(AppContext.BaseDirectory, "Neuroglot.Cli.dll"), "run", path, "--out", there])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var told = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await told;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        var files = Directory.GetFiles(here).Select(Path.GetFileName).Order().ToList();
        Assert.NotEmpty(files);
        Assert.Equal(files, Directory.GetFiles(there).Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(File.ReadAllText(Path.Combine(here, file!)), File.ReadAllText(Path.Combine(there, file!))));
    }
}
