using System.Globalization;
using System.Runtime.InteropServices;
using Xunit;

namespace Neuroglot.Tests.SpineML.External;

/// <summary>What other programs give reaches the cells in its step, and what they take is what logs hold.</summary>
public sealed class ExternalRunTests : IDisposable
{
    // Steps of 0.1 ms in 2 ms.
    private const int Steps = 20;

    private readonly RampModel model = new();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void A_value_for_each_cell_adds_to_its_drive(Fidelity fidelity)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            Assert.Equal((46, 31, 3, "in", 1), (lines[0].Direction, lines[0].Kind, lines[0].Size, lines[0].Name, lines.Length));
            for (var step = 0; step < Steps; step++)
                lines[0].Give(0, 10 * (step % 2), 100);
        });
        var x = Run(fidelity, $"""<ExternalArrayInput name="in" target="my cells" port="drive" array_size="3" tcp_port="{peer.Port}"/>""");

        // x' = 1 + drive: the second value moves cell 1 by 1 more in every second step, the third cell 2 by 10 more in each, at which it begins anew.
        Assert.Equal(0.1, x[0][0], 6);
        Assert.Equal([1.1, 2.2, 2.3, 3.4], Enumerable.Range(0, 4).Select(step => Math.Round(x[step][1], 5)));
        Assert.All(x, row => Assert.Equal(0, row[2]));
        peer.Wait();
    }

    [Fact]
    public void One_value_goes_to_the_cells_that_are_named_and_holds_until_the_next()
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            for (var exchange = 0; exchange < Steps / 5; exchange++)
                lines[0].Give(exchange % 2);
        });
        var x = Run(Fidelity.Native, $"""<ExternalInput name="in" target="my cells" port="drive" target_indices="0,2" size="1" tcp_port="{peer.Port}" host="localhost" timestep="0.5"/>""");
        Assert.Equal(0.1 * (5 + 10 + 5 + 10), x[^1][0], 6);
        Assert.Equal(1 + (0.1 * Steps), x[^1][1], 6);
        Assert.Equal(2 + (0.1 * 30), x[^1][2], 6);
        peer.Wait();
    }

    [Fact]
    public void Start_and_duration_of_an_input_are_honoured()
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            for (var step = 5; step < 15; step++)
                lines[0].Give(1);
        });
        var x = Run(Fidelity.Native, $"""<ExternalInput name="in" target="my cells" port="drive" start_time="0.5" duration="1" tcp_port="{peer.Port}"/>""");
        Assert.Equal(0.5, x[4][0], 6);
        Assert.Equal(0.7, x[5][0], 6);
        Assert.Equal(2.5, x[14][0], 6);
        Assert.Equal(2.6, x[15][0], 6);
        peer.Wait();
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Events_arrive_in_their_step(Fidelity fidelity)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            Assert.Equal(32, lines[0].Kind);
            for (var step = 0; step < Steps; step++)
                lines[0].Give(0, step is 3 or 4 ? 1 : 0, 0);
        });
        var x = Run(fidelity, $"""<ExternalArrayInput name="in" target="my cells" port="kick" tcp_port="{peer.Port}"/>""");
        Assert.Equal([1.3, 2.4, 3.5, 3.6], Enumerable.Range(2, 4).Select(step => Math.Round(x[step][1], 5)));
        Assert.Equal(0.1 * Steps, x[^1][0], 5);
        peer.Wait();
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Impulses_arrive_with_their_value_and_nought_is_one(Fidelity fidelity)
    {
        using var peer = new ScriptedPeer(1, lines =>
        {
            Assert.Equal(33, lines[0].Kind);
            for (var step = 0; step < Steps; step++)
                lines[0].Give(double.NaN, step == 7 ? 2.5 : double.NaN, step == 7 ? 0 : double.NaN);
        });
        var x = Run(fidelity, $"""<ExternalArrayInput name="in" target="my cells" port="push" tcp_port="{peer.Port}"/><LogOutput name="s" target="my cells" port="spike"/>""");
        Assert.Equal([1.7, 4.3, 4.4], Enumerable.Range(6, 3).Select(step => Math.Round(x[step][1], 5)));
        Assert.Equal(2 + (0.1 * Steps), x[^1][2], 5);
        peer.Wait();
    }

    [Theory]
    [InlineData(Fidelity.Native, 1)]
    [InlineData(Fidelity.Native, 7)]
    [InlineData(Fidelity.Brahms, 3)]
    public void What_is_taken_is_what_logs_hold(Fidelity fidelity, int every)
    {
        List<double[]>[] taken = [[], [], []];
        using var peer = new ScriptedPeer(3, lines =>
        {
            Assert.Equal([(45, 31, 2, "values"), (45, 32, 3, "events"), (45, 33, 3, "impulses")], lines.Select(line => (line.Direction, line.Kind, line.Size, line.Name)));
            while (true)
            {
                for (var line = 0; line < 3; line++)
                    taken[line].Add(lines[line].Take());
            }
        });
        var to = FormattableString.Invariant($"tcp_port=\"{peer.Port}\" timestep=\"{0.1 * every}\"");
        model.Experiment($"""
            <LogOutput name="x" target="my cells" port="x"/><LogOutput name="s" target="my cells" port="spike"/><LogOutput name="p" target="my cells" port="p"/>
            <LogOutput name="values" target="my cells" port="x" indices="2,0" size="1" {to}/>
            <ExternalOutput name="events" target="my cells" port="spike" {to}/><ExternalOutput name="impulses" target="my cells" port="p" {to}/>
            """, 30);
        var summary = Complete(fidelity);
        peer.Wait();
        Assert.Equal(6, summary.Files.Length);
        var x = Values();
        var exchanges = (300 + every - 1) / every;
        Assert.All(taken, one => Assert.Equal(exchanges, one.Count));
        for (var exchange = 0; exchange < exchanges; exchange++)
            Assert.Equal([x[exchange * every][2], x[exchange * every][0]], taken[0][exchange]);

        // Whatever happened since the exchange before goes with one.
        var spikes = Lines("my_cells_spike_log.csv");
        var impulses = Lines("my_cells_p_log.csv");
        Assert.NotEmpty(spikes);
        for (var exchange = 0; exchange < exchanges; exchange++)
        {
            for (var cell = 0; cell < 3; cell++)
            {
                bool IsIn(double[] one) => (int)one[1] == cell && (int)Math.Round(one[0] * 10) is var step && step <= exchange * every && step > (exchange - 1) * every;
                Assert.Equal(spikes.Count(IsIn), taken[1][exchange][cell]);
                Assert.Equal(impulses.Where(IsIn).Select(one => one[2]).DefaultIfEmpty(double.NaN).Sum(), taken[2][exchange][cell], 6);
            }
        }
    }

    [Fact]
    public void A_loop_through_another_program_takes_a_step()
    {
        // What the program has of a step, it can give back in the next.
        using var peer = new ScriptedPeer(2, lines =>
        {
            var last = 0.0;
            while (true)
            {
                lines[0].Give(last);
                last = lines[1].Take()[0];
            }
        });
        var x = Run(Fidelity.Native, $"""<ExternalInput name="in" target="my cells" port="drive" tcp_port="{peer.Port}"/><ExternalOutput name="out" target="my cells" port="x" indices="0" tcp_port="{peer.Port}"/>""");
        var expected = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            expected += 0.1 * (1 + expected);
            Assert.Equal(expected, x[step][0], 6);
        }
    }

    [Fact]
    public void A_run_that_goes_on_exchanges_in_the_steps_of_its_time()
    {
        using var peer = new ScriptedPeer(1, lines => lines[0].Give(1));
        var input = $"""<ExternalInput name="in" target="my cells" port="drive" tcp_port="{peer.Port}" timestep="2"/>""";
        model.Experiment(input + """<LogOutput name="x" target="my cells" port="x"/>""", 1);
        var state = Path.Join(model.Folder, "half.state");
        Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions { SaveState = state }).Run().Outcome);
        peer.Wait();

        // From 1 ms to 1.9 ms there is no exchange, and what was given before holds.
        using var again = new ScriptedPeer(1, lines => { });
        model.Experiment(input.Replace($"\"{peer.Port}\"", $"\"{again.Port}\"", StringComparison.Ordinal) + """<LogOutput name="x" target="my cells" port="x"/>""", 0.9);
        Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions { FromState = state }).Run().Outcome);
        Assert.Equal(2 * 1.9, Values()[^1][0], 6);
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        Assert.Equal(Of(1), Of(3));

        double[][] Of(int threads)
        {
            using var peer = new ScriptedPeer(1, lines =>
            {
                while (true)
                    lines[0].Give(1, 2, 3);
            });
            model.Experiment($"""<ExternalArrayInput name="in" target="my cells" port="drive" tcp_port="{peer.Port}"/><LogOutput name="x" target="my cells" port="x"/>""");
            Assert.Equal(RunOutcome.Completed, model.Prepare(new RunOptions { Threads = threads }).Run().Outcome);
            return Values();
        }
    }

    private double[][] Run(Fidelity fidelity, string content)
    {
        model.Experiment(content + """<LogOutput name="x" target="my cells" port="x"/>""", 0.1 * Steps);
        Complete(fidelity);
        var values = Values();
        Assert.Equal(Steps, values.Length);
        return values;
    }

    private RunSummary Complete(Fidelity fidelity)
    {
        var run = model.Prepare(new RunOptions { Fidelity = fidelity });
        Assert.True(run.CanRun, string.Join('\n', run.Diagnostics));
        var summary = run.Run();
        Assert.True(summary.Outcome == RunOutcome.Completed && summary.Diagnostics.IsEmpty, string.Join('\n', summary.Diagnostics));
        return summary;
    }

    private double[][] Values() => [.. MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(model.Result("my_cells_x_log.bin"))).ToArray().Chunk(3)];

    private List<double[]> Lines(string file) => [.. File.ReadLines(model.Result(file)).Select(line => line.Split(", ").Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray())];
}
