using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>The command of docs/spineml-tcp.md: the example with its program in Python, at a port that is free.</summary>
public sealed partial class PythonPeerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PythonFact]
    public async Task Four_cells_are_held_at_the_rates_that_another_program_wants()
    {
        var command = File.ReadLines(Path.Join(DocumentationTests.Root, "docs", "spineml-tcp.md")).Single(line => line.StartsWith("python3 ", StringComparison.Ordinal)).Split(" & ");
        var (program, run) = (command[0].Split(' '), command[1].Split(' '));
        Assert.Equal(("python3", "neuroglot"), (program[0], run[0]));
        var port = FreePort();
        foreach (var file in Directory.GetFiles(Path.Join(DocumentationTests.Root, "examples", "spineml", "external")))
        {
            var copy = Path.Join(folder, Path.GetRelativePath(DocumentationTests.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("\"50091\"", $"\"{port}\"", StringComparison.Ordinal));
        }

        using var peer = Process.Start(new ProcessStartInfo(program[0], ["-u", Path.Join(folder, program[1]), "--port", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        try
        {
            var said = peer.StandardOutput.ReadToEndAsync();
            var complained = peer.StandardError.ReadToEndAsync();
            var shell = new Shell();
            var code = shell.Run([.. run[1..].Select(word => word.StartsWith("examples", StringComparison.Ordinal) || word == "results" ? Path.Join(folder, word) : word), "--peer-timeout", "1min"]);
            Assert.True(code == 0, shell.Error);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await peer.WaitForExitAsync(patience.Token);
            Assert.Equal((0, string.Empty), (peer.ExitCode, await complained));

            // What it has counted is what the log has.
            var text = await said;
            var spikes = File.ReadLines(Path.Join(folder, "results", "cells_spike_log.csv")).Count();
            Assert.Contains($"3000 exchanges, {spikes} spikes", text, StringComparison.Ordinal);
            var rates = Rate().Matches(text).Select(match => (Wanted: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Got: double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
            Assert.Equal([5, 10, 20, 40], rates.Select(rate => rate.Wanted));

            // A spike more or less in two seconds is 0.5 Hz; the fastest cell is on its way for a while.
            Assert.All(rates, rate => Assert.InRange(rate.Got, (0.95 * rate.Wanted) - 0.5, (1.05 * rate.Wanted) + 0.5));
        }
        finally
        {
            if (!peer.HasExited)
                peer.Kill();
        }
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        listener.Dispose();
        return port;
    }

    [GeneratedRegex(@"wanted (\d+) Hz, got ([0-9.]+) Hz")]
    private static partial Regex Rate();
}

/// <summary>A test that needs Python, and is left out, with the reason, where there is none.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Join(folder, "python3")) || File.Exists(Path.Join(folder, "python3.exe"))))
            Skip = "There is no python3 on this machine.";
    }
}
