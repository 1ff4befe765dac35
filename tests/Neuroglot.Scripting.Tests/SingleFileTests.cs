using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Neuroglot.Scripting.Tests;

/// <summary>One script is run as people run it: as a single file, by the SDK.</summary>
public sealed class SingleFileTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_script_runs_as_a_single_file()
    {
        var script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "examples", "brian", "stop.cs"));
        var start = new ProcessStartInfo("dotnet", ["run", "--configuration", "Release", "--file", script, "--", "20"]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What the SDK that runs the tests has set would mislead the one that builds the script.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        await using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        var told = await output;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, told + errors);
        Assert.Contains("stopped after: ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("INTERPRETED", errors, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
