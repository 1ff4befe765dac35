using System.Text;
using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;
using Neuroglot.Testing;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Sweeps;

/// <summary>Sweeps that are stopped, and continue.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public ResumeTests()
    {
        foreach (var file in Directory.GetFiles(Path.Join(ExampleFolder.Path, "spineml", "gap-junctions")))
            File.Copy(file, Path.Join(folder, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Result => Path.Join(folder, "result.npz");

    private string Journal => Result + ".journal";

    [Fact]
    public void A_stopped_sweep_continues_and_gives_what_one_that_was_not_stopped_gives()
    {
        var whole = Whole();
        var stopped = Stop(after: 3);
        Assert.Equal(RunOutcome.Cancelled, stopped.Outcome);
        Assert.InRange(stopped.Done, 3, 5);
        Assert.Null(stopped.File);
        Assert.True(File.Exists(Journal));
        var continued = Sweep(Options());
        Assert.Equal((RunOutcome.Completed, stopped.Done, 8), (continued.Outcome, continued.DoneBefore, continued.Done));
        Assert.Contains(continued.Diagnostics, one => one is { Code: "NG4136", Severity: Severity.Note });
        Assert.Equal(whole, new NumpyZip(Result).Content);
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public void Wherever_a_journal_is_cut_only_the_points_behind_are_lost()
    {
        var whole = Whole();
        Stop(after: 4);
        var journal = File.ReadAllBytes(Journal);
        Prop.ForAll(Gen.Choose(0, journal.Length).ToArbitrary(), length =>
        {
            File.WriteAllBytes(Journal, journal[..length]);
            var summary = Sweep(Options());
            return summary.Outcome == RunOutcome.Completed && new NumpyZip(Result).Content == whole;
        }).Holds(20);
    }

    [Fact]
    public void A_damaged_frame_is_no_point()
    {
        var whole = Whole();
        Stop(after: 4);
        var journal = File.ReadAllBytes(Journal);
        journal[^100] ^= 1;
        File.WriteAllBytes(Journal, journal);
        Assert.Equal(RunOutcome.Completed, Sweep(Options()).Outcome);
        Assert.Equal(whole, new NumpyZip(Result).Content);
    }

    [Theory]
    [InlineData("--dt")]
    [InlineData("--vary cells.cm")]
    [InlineData("--set cells.tau_m")]
    [InlineData("--repeat")]
    [InlineData("--seed")]
    [InlineData("--summary-only")]
    [InlineData("LIF.xml")]
    public void A_sweep_of_something_else_is_refused_and_says_what(string different)
    {
        Stop(after: 2);
        var options = Options();
        options = different switch
        {
            "--dt" => options with { Run = options.Run with { Step = 5e-5 } },
            "--vary cells.cm" => options with { Axes = [new SweepAxis("cells.cm", [.. options.Axes[0].Values.Reverse()], "nF"), options.Axes[1]] },
            "--set cells.tau_m" => options with { Run = options.Run with { Overrides = [new ParameterOverride("cells.tau_m", "3")] } },
            "--repeat" => options with { Trials = 2 },
            "--seed" => options with { Run = options.Run with { Seed = 5 } },
            "--summary-only" => options with { IsSummaryOnly = true },
            _ => options,
        };
        if (different == "LIF.xml")
            File.AppendAllText(Path.Join(folder, "LIF.xml"), "<!-- changed -->");
        var summary = Sweep(options);
        var found = Assert.Single(summary.Diagnostics);
        Assert.Equal((RunOutcome.Failed, "NG4133"), (summary.Outcome, found.Code));
        Assert.EndsWith(different + ".", found.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Journal));
        Assert.Equal(RunOutcome.Completed, Sweep(options with { Restarts = true }).Outcome);
    }

    [Fact]
    public void A_file_that_is_no_journal_stays_as_it_is()
    {
        File.WriteAllText(Journal, "The diary of a person, for instance.");
        var summary = Sweep(Options());
        Assert.Equal("NG4134", Assert.Single(summary.Diagnostics).Code);
        Assert.StartsWith("The diary", File.ReadAllText(Journal), StringComparison.Ordinal);
        var blocked = Sweep(Options() with { OutputFile = Path.Join(folder, "model.xml", "result.npz") });
        Assert.Equal("NG4134", Assert.Single(blocked.Diagnostics).Code);
        Assert.Equal("NG4134", Assert.Single(Sweep(Options() with { OutputFile = " " }).Diagnostics).Code);
    }

    [Fact]
    public void A_journal_of_nonsense_behind_its_mark_is_begun_anew()
    {
        var whole = Whole();
        File.WriteAllBytes(Journal, [.. "neuroglot sweep 1\n"u8, 1, 255, 255, 255, 255, 255, 255, 255, 127, .. Encoding.UTF8.GetBytes(new string('x', 1000))]);
        Assert.Equal(RunOutcome.Completed, Sweep(Options()).Outcome);
        Assert.Equal(whole, new NumpyZip(Result).Content);
    }

    private string Whole()
    {
        Assert.Equal(RunOutcome.Completed, Sweep(Options()).Outcome);
        var content = new NumpyZip(Result).Content;
        File.Delete(Result);
        return content;
    }

    private SweepOptions Options() => new()
    {
        Axes = [new SweepAxis("cells.cm", [0.1, 0.15, 0.2, 0.25], "nF"), new SweepAxis("junctions.g", [0.01, 0.02], "uS")],
        Run = new RunOptions { Duration = 0.02 },
        OutputFile = Result,
        Threads = 2,
    };

    private SweepSummary Sweep(SweepOptions options) => NeuralModel.Load(Path.Join(folder, "experiment0.xml")).Sweep(options);

    private SweepSummary Stop(int after)
    {
        using var cancellation = new CancellationTokenSource();
        return NeuralModel.Load(Path.Join(folder, "experiment0.xml")).Sweep(Options(), new Watcher(after, cancellation), cancellation.Token);
    }

    private sealed class Watcher(int after, CancellationTokenSource cancellation) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            if (value.Done >= after)
                cancellation.Cancel();
        }
    }
}
