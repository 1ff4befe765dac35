using System.Diagnostics;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Tests.SpineML.External;

/// <summary>Programs that do not keep to the protocol, are slow, elsewhere or gone: a clear message, and logs that are whole up to there.</summary>
public sealed class ExternalTroubleTests : IDisposable
{
    private readonly RampModel model = new();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData("answers to the greeting of the simulation with 7 in place of 41", new byte[] { 7 })]
    [InlineData("answers to the kind of data of the simulation with 41 in place of 42", new byte[] { 41, 41 })]
    [InlineData("aborts the run, in answer to the kind of data of the simulation (43)", new byte[] { 41, 43 })]
    [InlineData("aborts the run, in answer to the size of the simulation (43)", new byte[] { 41, 42, 43 })]
    [InlineData("aborts the run, in answer to the name of the simulation (43)", new byte[] { 41, 42, 42, 43 })]
    [InlineData("has closed the connection", new byte[] { 41, 42 })]
    [InlineData("has finished before it began", new byte[] { 44 })]
    public void A_greeting_gone_wrong_ends_the_run_before_it_begins(string what, byte[] answers)
    {
        using var peer = new ScriptedPeer(1, line =>
        {
            // Direction and kind are a byte each, the size four, length and name of the input six.
            var told = new[] { 1, 1, 4, 6 };
            for (var answer = 0; answer < answers.Length; answer++)
            {
                line.Bytes(told[answer]);
                line.Answer(answers[answer]);
            }

            if (answers.Length < 4)
                line.Bytes(answers[^1] is 41 or 42 ? told[answers.Length] : 0);
        });
        var problem = Failed(Input(peer.Port));
        Assert.Equal("NG6534", problem.Code);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.Results));
    }

    [Theory]
    [InlineData("sent NaN at place 1, which is no finite number", "drive", double.NaN)]
    [InlineData("sent Infinity at place 1, which is no finite number", "drive", double.PositiveInfinity)]
    [InlineData("sent 2 at place 1, where 1 is an event", "kick", 2)]
    [InlineData("sent -Infinity at place 1, where not a number is no impulse", "push", double.NegativeInfinity)]
    public void Garbage_ends_the_run_and_logs_are_whole(string what, string port, double garbage)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            for (var step = 0; step < 5; step++)
                lines[0].Give(0, 0, 0);
            lines[0].Write(0, garbage, 0);
            lines[0].Byte();
        });
        var problem = Failed(Input(peer.Port, port));
        Assert.Equal("NG6534", problem.Code);
        Assert.Contains("at 0.5 ms " + what, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("The program of `in` (localhost:", problem.Message, StringComparison.Ordinal);
        IsWhole(6);
    }

    [Fact]
    public void Who_hangs_up_in_the_midst_of_values_is_told_of()
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            lines[0].Give(1, 1, 1);
            lines[0].Answer(1, 2, 3);
        });
        var problem = Failed(Input(peer.Port));
        Assert.Contains("at 0.1 ms", problem.Message, StringComparison.Ordinal);
        Assert.Equal("NG6534", problem.Code);
        IsWhole(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_stalls_is_given_up(bool drips)
    {
        using var held = new ManualResetEventSlim();
        using var peer = new ScriptedPeer(1, lines =>
        {
            // A byte now and then is no message either.
            for (var part = 0; drips && part < 20 && !held.Wait(40); part++)
                lines[0].Answer(0);
            held.Wait(TimeSpan.FromSeconds(20));
        });
        var watch = Stopwatch.StartNew();
        var problem = Failed(Input(peer.Port), new RunOptions { PeerTimeout = 2 });
        held.Set();
        Assert.Equal("NG6534", problem.Code);
        Assert.Contains("at 0 ms has sent nothing for 2 s", problem.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.25, 15);
        IsWhole(1);
    }

    [Theory]
    [InlineData((byte)43, "aborts the run, in answer to the values of the simulation (43)")]
    [InlineData((byte)9, "answers to the values of the simulation with 9 in place of 42")]
    public void Who_refuses_values_ends_the_run(byte answer, string what)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            lines[0].Take();
            lines[0].Bytes(24);
            lines[0].Answer(answer);
        });
        var problem = Failed(Output(peer.Port));
        Assert.Contains("at 0.1 ms " + what, problem.Message, StringComparison.Ordinal);
        IsWhole(2);
    }

    [Fact]
    public void Who_has_finished_ends_the_run_as_complete()
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            lines[0].Take();
            lines[0].Bytes(24);
            lines[0].Answer(44);
        });
        model.Experiment(Output(peer.Port));
        var summary = model.Prepare(new RunOptions()).Run();
        Assert.Equal((RunOutcome.Completed, 2L), (summary.Outcome, summary.Steps));
        var note = Assert.Single(summary.Diagnostics);
        Assert.Equal(("NG6535", Severity.Note), (note.Code, note.Severity));
        IsWhole(2);
    }

    [Fact]
    public void Nobody_there_is_told_of()
    {
        int port;
        using (var peer = new ScriptedPeer(0, lines => { }))
            port = peer.Port;
        var problem = Failed(Input(port), new RunOptions { PeerTimeout = 0.1 });
        Assert.Equal("NG6533", problem.Code);
        Assert.Contains("nobody listens there", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_ends_all_waiting()
    {
        using var interrupt = new CancellationTokenSource();
        using var held = new ManualResetEventSlim();
        using var peer = new ScriptedPeer(1, lines =>
        {
            lines[0].Give(0, 0, 0);
            interrupt.Cancel();
            held.Wait(TimeSpan.FromSeconds(20));
        });
        model.Experiment(Input(peer.Port));
        var summary = model.Prepare(new RunOptions { PeerTimeout = 1000 }).Run(null, interrupt.Token);
        held.Set();
        Assert.Equal((RunOutcome.Cancelled, 0), (summary.Outcome, summary.Diagnostics.Length));
        IsWhole((int)summary.Steps);

        // Also before anything has begun.
        model.Experiment(Input(peer.Port));
        Assert.Equal(RunOutcome.Cancelled, model.Prepare(new RunOptions { PeerTimeout = 1000 }).Run(null, interrupt.Token).Outcome);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("localhost.example.org")]
    [InlineData("0.0.0.0")]
    [InlineData("::2")]
    public void Other_computers_are_not_connected_to_unless_that_is_allowed(string host)
    {
        foreach (var content in (string[])[Input(50091), Output(50091)])
        {
            model.Experiment(content.Replace("tcp_port", $"host=\"{host}\" tcp_port", StringComparison.Ordinal));
            var problem = Assert.Single(model.Prepare(new RunOptions()).Diagnostics);
            Assert.Equal(("NG6531", Severity.Error), (problem.Code, problem.Severity));
            Assert.Contains(host, problem.Message, StringComparison.Ordinal);
            Assert.True(model.Prepare(new RunOptions { AllowRemote = true }).CanRun);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("LocalHost")]
    [InlineData("")]
    public void This_computer_has_several_names(string host)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            while (true)
                lines[0].Give(0, 0, 0);
        });
        model.Experiment(Input(peer.Port).Replace("tcp_port", $"host=\"{host}\" tcp_port", StringComparison.Ordinal));
        Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions()).Run().Outcome);
    }

    [Theory]
    [InlineData("NG6530", "", "does not say where that listens")]
    [InlineData("NG6530", "tcp_port=\"0\"", "has the port 0")]
    [InlineData("NG6530", "tcp_port=\"70000\"", "has the port 70000")]
    [InlineData("NG6530", "tcp_port=\"50091\" size=\"2\"", "has the size 2, for 3 instances")]
    [InlineData("NG6530", "tcp_port=\"50091\" size=\"3\" array_size=\"1\"", "has the size 3 and the array_size 1")]
    [InlineData("NG6530", "tcp_port=\"50091\" timestep=\"0.25\"", "no multiple of the step of 0.1 ms")]
    [InlineData("NG6530", "tcp_port=\"50091\" timestep=\"-1\"", "no multiple of the step of 0.1 ms")]
    public void What_does_not_fit_is_refused_before_anything_connects(string code, string attributes, string what)
    {
        model.Experiment($"<ExternalArrayInput name=\"in\" target=\"my cells\" port=\"drive\" {attributes}/>");
        var problem = Assert.Single(model.Prepare(new RunOptions()).Diagnostics, one => one.Severity == Severity.Error);
        Assert.Equal(code, problem.Code);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_not_executed_and_sizes_of_outputs_that_are_none_are_told_of()
    {
        var made = Path.Join(model.Folder, "made");
        using var peer = new ScriptedPeer(2, lines =>
        {
            while (true)
            {
                lines[0].Give(0, 0, 0);
                lines[1].Take();
            }
        });
        model.Experiment(Input(peer.Port).Replace("tcp_port", $"command=\"touch {made}\" tcp_port", StringComparison.Ordinal) + Output(peer.Port).Replace("tcp_port", "size=\"2\" command=\"\" tcp_port", StringComparison.Ordinal));
        var run = model.Prepare(new RunOptions());
        Assert.Equal([("NG6532", Severity.Note), ("NG6536", Severity.Warning)], run.Diagnostics.Select(one => (one.Code, one.Severity)));
        Assert.Equal(RunOutcome.Completed, run.Run().Outcome);
        Assert.False(File.Exists(made));
    }

    private static string Input(int port, string to = "drive") => $"""<ExternalArrayInput name="in" target="my cells" port="{to}" array_size="3" tcp_port="{port}"/><LogOutput name="x" target="my cells" port="x"/>""";

    private static string Output(int port) => $"""<ExternalOutput name="out" target="my cells" port="x" tcp_port="{port}"/><LogOutput name="x" target="my cells" port="x"/>""";

    private Diagnostic Failed(string content, RunOptions? options = null)
    {
        model.Experiment(content);
        var run = model.Prepare(options ?? new RunOptions());
        Assert.True(run.CanRun, string.Join('\n', run.Diagnostics));
        var summary = run.Run();
        Assert.Equal(RunOutcome.Failed, summary.Outcome);
        return Assert.Single(summary.Diagnostics);
    }

    // The log has a row for each step done, and a report that says so.
    private void IsWhole(int steps)
    {
        Assert.Equal(steps * 3 * sizeof(double), new FileInfo(model.Result("my_cells_x_log.bin")).Length);
        Assert.Contains("<LogEndTime>", File.ReadAllText(model.Result("my_cells_x_logrep.xml")), StringComparison.Ordinal);
    }
}
