using System.Diagnostics;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>Stops real processes, as a person or a batch system would.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task A_stopped_run_leaves_whole_rows(string signal, int exitCode)
    {
        if (OperatingSystem.IsWindows())
            return;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        var program = Path.Combine(AppContext.BaseDirectory, "Neuroglot.Cli.dll");
        foreach (var argument in (string[])["exec", program, "run", Model(), "--duration", "10000s", "--out", folder])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = Path.Combine(folder, "first_spikes.v.dat");
        for (var i = 0; i < 300 && !(File.Exists(output) && new FileInfo(output).Length > 0); i++)
            await Task.Delay(100);
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        Assert.Equal(exitCode, process.ExitCode);
        var rows = File.ReadAllText(output).Split('\n');
        Assert.True(rows.Length > 1);
        Assert.All(rows[..^1], row => Assert.Equal(rows[0].Count(letter => letter == '\t'), row.Count(letter => letter == '\t')));

        // A system that kills a process in the midst of a write has taken part of it, at a page's end wherever that is.
        if (signal != "KILL")
            Assert.Empty(rows[^1]);
    }

    private static string Model() => Path.Combine(DocumentationTests.Root, "examples", "first-spikes", "LEMS_FirstSpikes.xml");
}
