using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class RunCommandTests
{
    private static readonly RunSummary Summary = new()
    {
        Steps = 30000,
        SimulatedSeconds = 0.3,
        WallSeconds = 0.15,
        Spikes = 1234,
        Activity = [new("exc", 100, 1233, 41.1), new("inhibitory", 1, 1, 3.333)],
        Files = ["out/v.dat"],
    };

    [Fact]
    public void Options_reach_the_model_in_si_units()
    {
        var model = new FakeModel("m.xml");
        LoadOptions? loaded = null;
        var shell = new Shell { Load = (_, options) => { loaded = options; return model; } };
        var folder = Path.GetTempPath();
        Assert.Equal(0, shell.Run(
            "run", "m.xml", "--out", "here", "--dt", "0.025ms", "--duration", "2 s", "--method", "rk4", "--semantics", "lems", "--fidelity", "fast", "--seed", "-7",
            "--threads", "3", "--set", "pop.thresh=-50 mV", "--set", "pop.cell/gain=3", "--format", "csv", "-I", $"{folder}{Path.PathSeparator}."));
        var asked = model.Asked!;
        Assert.Equal(2.5e-5, asked.Step);
        Assert.Equal(2.0, asked.Duration);
        Assert.Equal([new("pop.thresh", "-50 mV"), new("pop.cell/gain", "3")], asked.Overrides.AsEnumerable());
        Assert.Equal(
            asked with { Overrides = [], Step = null, Duration = null },
            new RunOptions
            {
                OutputFolder = "here", Method = "rk4", Semantics = "lems", Fidelity = Fidelity.Fast, Seed = -7, Threads = 3, Format = OutputFormat.Csv,
            });
        Assert.Equal([folder, "."], loaded!.IncludeFolders.AsEnumerable());
        Assert.Empty(shell.Error);
    }

    [Fact]
    public void The_summary_tells_steps_spikes_rates_and_speed()
    {
        var shell = Shell.With(new FakeModel("m.xml") { OnRun = static (_, _) => Summary });
        Assert.Equal(0, shell.Run("run", "m.xml"));
        Assert.Equal(
            """
            Simulated 300 ms in 30,000 steps, 1,234 spikes.
              exc         100 cells  1,233 spikes  41.1 Hz
              inhibitory     1 cell       1 spike  3.33 Hz
            Wall time 150 ms, 2 times real time.
            Wrote out/v.dat

            """.ReplaceLineEndings("\n"),
            shell.Output);
    }

    [Fact]
    public void Quiet_runs_print_nothing()
    {
        var shell = Shell.With(new FakeModel("m.xml") { OnRun = static (_, _) => Summary });
        Assert.Equal(0, shell.Run("run", "m.xml", "--quiet"));
        Assert.Empty(shell.Output + shell.Error);
    }

    [Fact]
    public void Json_is_one_object()
    {
        var shell = Shell.With(new FakeModel("m.xml", Shell.Problem(Severity.Warning)) { OnRun = static (_, _) => Summary });
        Assert.Equal(0, shell.Run("run", "m.xml", "--json"));
        var root = JsonDocument.Parse(shell.Output).RootElement;
        Assert.Equal("completed", root.GetProperty("outcome").GetString());
        Assert.Equal(2.0, root.GetProperty("realTimeFactor").GetDouble());
        Assert.Equal(41.1, root.GetProperty("populations")[0].GetProperty("rateHertz").GetDouble());
        Assert.Equal(7, root.GetProperty("diagnostics")[0].GetProperty("column").GetInt32());
        Assert.Empty(shell.Error);
    }

    [Theory]
    [InlineData("NG1300", 1)]
    [InlineData("NG4020", 2)]
    public void What_cannot_be_read_is_not_run(string code, int exitCode)
    {
        var shell = Shell.With(new FakeModel("m.xml", Shell.Problem(Severity.Error, code)) { OnRun = static (_, _) => throw new InvalidOperationException() });
        Assert.Equal(exitCode, shell.Run("run", "m.xml"));
        Assert.Equal($"net.nml:3:7: error {code}: it is odd (fix it)\n", shell.Error);
    }

    [Fact]
    public void What_cannot_be_prepared_is_not_run()
    {
        var shell = Shell.With(new FakeModel("m.xml") { PrepareDiagnostics = [Shell.Problem(Severity.Error, "NG2002")], OnRun = static (_, _) => throw new InvalidOperationException() });
        Assert.Equal(1, shell.Run("run", "m.xml"));
    }

    [Fact]
    public void A_run_that_needs_more_memory_than_there_is_does_not_start()
    {
        var shell = Shell.With(new FakeModel("m.xml") { PrepareDiagnostics = [Shell.Problem(Severity.Error, "NG3002")], OnRun = static (_, _) => throw new InvalidOperationException() });
        Assert.Equal(3, shell.Run("run", "m.xml"));
    }

    [Fact]
    public void A_failed_run_exits_with_3_and_its_reason()
    {
        var failed = Summary with { Outcome = RunOutcome.Failed, Diagnostics = [Shell.Problem(Severity.Error, "NG3001")] };
        var shell = Shell.With(new FakeModel("m.xml") { OnRun = (_, _) => failed });
        Assert.Equal(3, shell.Run("run", "m.xml"));
        Assert.Contains("NG3001", shell.Error, StringComparison.Ordinal);
        Assert.StartsWith("Failed after 300 ms", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_could_not_begin_has_no_summary()
    {
        var failed = new RunSummary { Outcome = RunOutcome.Failed, Diagnostics = [Shell.Problem(Severity.Error, "NG4010")] };
        var shell = Shell.With(new FakeModel("m.xml") { OnRun = (_, _) => failed });
        Assert.Equal(3, shell.Run("run", "m.xml"));
        Assert.Contains("NG4010", shell.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Output);
    }

    [Fact]
    public void An_interrupt_stops_the_run_and_exits_with_130()
    {
        CancellationTokenSource? source = null;
        var shell = new Shell
        {
            ListenForInterrupts = s => source = s,
            Load = (_, _) => new FakeModel("m.xml")
            {
                OnRun = (_, token) =>
                {
                    source!.Cancel();
                    return token.IsCancellationRequested ? Summary with { Outcome = RunOutcome.Cancelled } : Summary;
                },
            },
        };
        Assert.Equal(130, shell.Run("run", "m.xml"));
        Assert.StartsWith("Interrupted after 300 ms", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_include_folder_is_a_warning()
    {
        var shell = Shell.With(new FakeModel("m.xml"));
        Assert.Equal(0, shell.Run("run", "m.xml", "-I", "there/is/no/such/folder"));
        Assert.Contains("warning NG4003", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "\r[############............] 50 %  150 ms of 300 ms")]
    [InlineData(false, "50 %  150 ms of 300 ms")]
    public void Progress_is_a_bar_on_a_terminal_and_plain_lines_elsewhere(bool terminal, string expected)
    {
        var shell = new Shell
        {
            ErrorIsTerminal = terminal,
            ProgressAfter = TimeSpan.Zero,
            Load = static (_, _) => new FakeModel("m.xml")
            {
                OnRun = static (progress, _) =>
                {
                    progress!.Report(new RunProgress(0.15, 0.3, 15000));
                    progress.Report(new RunProgress(0.16, 0.3, 16000));
                    return Summary;
                },
            },
        };
        Assert.Equal(0, shell.Run("run", "m.xml"));
        Assert.StartsWith(expected, shell.Error, StringComparison.Ordinal);
        Assert.Contains("x real time", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("160 ms", shell.Error, StringComparison.Ordinal);
        Assert.EndsWith(terminal ? "\r" : "left\n", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_runs_show_no_progress()
    {
        var shell = Shell.With(new FakeModel("m.xml")
        {
            OnRun = static (progress, _) =>
            {
                progress!.Report(new RunProgress(0.15, 0.3, 15000));
                return Summary;
            },
        });
        Assert.Equal(0, shell.Run("run", "m.xml"));
        Assert.Empty(shell.Error);
    }
}
