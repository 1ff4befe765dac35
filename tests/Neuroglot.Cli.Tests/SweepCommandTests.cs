using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class SweepCommandTests : IDisposable
{
    private static readonly string Model = Path.Combine(DocumentationTests.Root, "examples", "first-spikes", "LEMS_FirstSpikes.xml");
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Result => Path.Combine(folder, "result.npz");

    [Fact]
    public void A_sweep_says_what_it_has_done_and_where()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("sweep", Model, "--duration", "50ms", "--vary", "cells.thresh=-50mV:-46mV:3", "--vary", "cells.C=100pF,150pF", "--out", Result));
        Assert.StartsWith("Ran 6 points (3 x 2) in ", shell.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Wrote {Result}\n", shell.Output, StringComparison.Ordinal);
        Assert.Empty(shell.Error);
        shell = new Shell();
        Assert.Equal(0, shell.Run("sweep", Model, "--duration", "50ms", "--repeat", "2", "--out", Result, "--quiet", "--summary-only"));
        Assert.Empty(shell.Output + shell.Error);
    }

    [Fact]
    public void The_explorations_of_a_document_need_no_axes()
    {
        var model = Path.Combine(folder, "model.yaml");
        const string One = "  mu: {parameters: {mu: {explored_values: [0.1, 0.2, 0.3]}}}\n";
        void Write(string explorations) => File.WriteAllText(model, $"dynamics: {{name: JansenRit}}\nintegration: {{step_size: 0.1, duration: 1}}\nexplorations:\n{explorations}");
        Write(One);
        var shell = new Shell();
        Assert.Equal(0, shell.Run("sweep", model, "--out", Result));
        Assert.StartsWith("Ran 3 points (3) in ", shell.Output, StringComparison.Ordinal);
        Write(One + "  A: {parameters: {A: {explored_values: [3, 4]}}}\n");
        shell = new Shell();
        Assert.Equal(0, shell.Run("sweep", model, "--out", Result, "--exploration", "A"));
        Assert.StartsWith("Ran 2 points (2) in ", shell.Output, StringComparison.Ordinal);
        foreach (var wrong in (string[][])[[], ["--exploration", "B"], ["--exploration", "A", "--repeat", "2"]])
        {
            shell = new Shell();
            Assert.NotEqual(0, shell.Run(["sweep", model, "--out", Result, .. wrong]));
            Assert.Contains("NG7159", shell.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Programs_get_an_object()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("sweep", Model, "--duration", "50ms", "--vary", "cells.thresh=-50mV,-46mV", "--zip", "--repeat", "3", "--out", Result, "--threads", "2", "--json"));
        var told = JsonDocument.Parse(shell.Output).RootElement;
        Assert.Equal("completed", told.GetProperty("outcome").GetString());
        Assert.Equal([2, 3], told.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()));
        Assert.Equal((6, 1), (told.GetProperty("done").GetInt32(), told.GetProperty("plans").GetInt32()));
    }

    [Theory]
    [InlineData("NG4130", "--vary", "cells.thresh=-50mV:-46mV")]
    [InlineData("NG4131")]
    [InlineData("NG4024", "--vary", "cell.thresh=-50mV:-46mV:3")]
    [InlineData("NG4026", "--vary", "cells.thresh=-50:-46:3")]
    [InlineData("NG4000", "--vary", "cells.thresh=-50mV:-46mV:3", "--repeat", "0")]
    public void What_is_wrong_with_the_command_line_is_told_and_nothing_is_written(string code, params string[] arguments)
    {
        var shell = new Shell();
        Assert.Equal(2, shell.Run(["sweep", Model, "--out", Result, .. arguments]));
        Assert.Contains(code, shell.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Output);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_failed_point_fails_the_command_and_the_others_are_there()
    {
        var shell = new Shell();
        Assert.Equal(3, shell.Run("sweep", Path.Combine(DocumentationTests.Root, "examples", "spineml", "gap-junctions", "experiment0.xml"), "--duration", "10ms", "--vary", "cells.cm=0.2,0", "--out", Result));
        Assert.Contains("point [1] failed: NG3001", shell.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Result));
    }

    [Fact]
    public async Task An_interrupt_keeps_what_is_done_and_the_same_command_continues()
    {
        if (OperatingSystem.IsWindows())
            return;
        // Some seconds of work, so that the interrupt comes long before the end.
        string[] arguments = ["sweep", Model, "--duration", "4s", "--vary", "cells.thresh=-50mV:-40mV:100", "--out", Result, "--threads", "2", "--summary-only"];
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Neuroglot.Cli.dll"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var journal = Result + ".journal";

        // First the journal says what is swept; what comes then is a point.
        var begun = 0L;
        for (var i = 0; i < 3000 && (begun == 0 || new FileInfo(journal).Length == begun); i++)
        {
            await Task.Delay(10);
            begun = begun > 0 || !File.Exists(journal) ? begun : new FileInfo(journal).Length;
        }

        // A shell has its background work ignore SIGINT, with which Ctrl-C interrupts; SIGTERM does the same.
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("Interrupted after ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(journal));
        Assert.False(File.Exists(Result));
        var shell = new Shell();
        Assert.Equal(0, shell.Run(arguments));
        Assert.Contains("NG4136", shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(journal));
    }

    [Fact]
    public void NumPy_reads_the_result()
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || Run(Python, "-c", "import numpy").ExitCode != 0)
            return;
        Assert.Equal(0, new Shell().Run("sweep", Model, "--duration", "100ms", "--vary", "cells.thresh=-50mV:-46mV:3", "--repeat", "2", "--out", Result));
        var (exitCode, output) = Run(Python, "-c", $"""
            import json, numpy
            r = numpy.load({JsonSerializer.Serialize(Result)})
            assert r["values/cells.v"].shape == (3, 2, 5001), r["values/cells.v"].shape
            assert list(r["axes"]) == ["cells.thresh", "trial"] and list(r["axes/cells.thresh"]) == [-50, -48, -46] and list(r["axes/trial"]) == [0, 1]
            assert r["rates/cells"].shape == r["spikes/cells"].shape == r["failed"].shape == (3, 2) and not r["failed"].any()
            assert r["spikes/cells"].sum() == len(r["events/cells.spike/times"]) == r["events/cells.spike/offsets"][-1] > 0
            assert (r["time"][1:] > r["time"][:-1]).all() and r["values/cells.v"].max() < 0
            print(json.loads(str(r["meta"]))["axes"][0]["varies"][0]["unit"])
            """);
        Assert.True(exitCode == 0, output);
        Assert.Equal("mV", output.Trim());
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
