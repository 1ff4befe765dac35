using System.Globalization;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.Running;

/// <summary>What a run writes beside traces and events, and what it says when a file cannot be completed.</summary>
public sealed class ResultFileTests : IDisposable
{
    private const string Counter = """
        <StateVariable name="n" dimension="none" exposure="n"/><StateVariable name="x" dimension="none" exposure="x"/>
        <OnStart><StateAssignment variable="n" value="1"/></OnStart><TimeDerivative variable="x" value="1 / MS"/>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_target_may_ask_for_a_report_and_the_times_of_the_steps()
    {
        var summary = Run("timesFile=\"times/t.txt\" reportFile=\"report.txt\"");
        Assert.Equal(RunOutcome.Completed, summary.Outcome);
        Assert.Equal(["out.dat", "out.spikes", "report.txt", "times/t.txt"], summary.Files.Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        var times = File.ReadAllLines(Path.Combine(folder, "times", "t.txt")).Select(line => double.Parse(line, CultureInfo.InvariantCulture));
        Assert.Equal([0, 0.0005, 0.001, 0.0015, 0.002], times);
        Assert.Contains("Steps=4", File.ReadAllLines(Path.Combine(folder, "report.txt")));
    }

    [Fact]
    public void A_zip_that_cannot_be_completed_fails_the_run()
    {
        Directory.CreateDirectory(Path.Combine(folder, "out.npz"));
        var summary = Run(string.Empty, OutputFormat.Npz);
        Assert.Equal(RunOutcome.Failed, summary.Outcome);
        Assert.Equal("NG4011", Assert.Single(summary.Diagnostics).Code);
    }

    [Theory]
    [InlineData("timesFile=\"/dev/full\"", "out.dat")]
    [InlineData("reportFile=\"/dev/full\"", "out.dat")]
    [InlineData("", "/dev/full")]
    public void A_disk_that_is_full_is_told_of_however_little_was_to_be_written(string target, string traces)
    {
        if (!File.Exists("/dev/full"))
            return;
        var summary = Run(target, traces: traces);
        Assert.Equal(RunOutcome.Failed, summary.Outcome);
        var problem = Assert.Single(summary.Diagnostics);
        Assert.Equal("NG4011", problem.Code);
        Assert.Contains("/dev/full", problem.Message, StringComparison.Ordinal);
    }

    private RunSummary Run(string target, OutputFormat? format = null, string traces = "out.dat")
    {
        var path = Path.Combine(folder, "LEMS_x.xml");
        File.WriteAllText(path, Lab.Document(Lab.Single(Counter), "one", "2ms", "0.5ms", ["x"])
            .Replace("<Target ", $"<Target {target} ", StringComparison.Ordinal).Replace("out.dat", traces, StringComparison.Ordinal));
        return NeuralModel.Load(path).Prepare(new RunOptions { OutputFolder = folder, Format = format }).Run();
    }
}
