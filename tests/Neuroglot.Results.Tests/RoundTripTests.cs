using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Results.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag diagnostics = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(OutputFormat.Dat, 1e-6)]
    [InlineData(OutputFormat.Csv, 1e-11)]
    [InlineData(OutputFormat.Npz, 0)]
    [InlineData(OutputFormat.Json, 1e-15)]
    public void Values_read_back(OutputFormat format, double tolerance)
    {
        var path = folder.File(RecordingFiles.WithEnding("v.dat", format));
        ImmutableArray<Column> columns = [new("cells[0]/v", CommonUnits.mV), new("a, \"b\""), new("cells[0]/T", CommonUnits.degC)];
        var recorder = new TraceRecorder(columns);
        using (var writer = RecordingFiles.OpenTraces(path, format, columns, diagnostics)!)
        {
            for (var i = 0; i < 500; i++)
            {
                double[] row = [-0.07 + i * 1.2345e-5, i / 7.0, 300 + i * 0.01];
                writer.WriteRow(i * 2.5e-5, row);
                recorder.WriteRow(i * 2.5e-5, row);
            }
        }
        var expected = recorder.ToTraces();
        var actual = TraceFiles.Read(path, diagnostics, [.. columns.Select(static c => c.Name)]);
        Assert.Empty(diagnostics);
        Assert.Equal(columns.Select(static c => c.Name), actual.Select(static t => t.Name));
        for (var c = 0; c < columns.Length; c++)
        {
            for (var i = 0; i < 500; i++)
            {
                Assert.InRange(actual[c].Values[i], expected[c].Values[i] - 300 * tolerance, expected[c].Values[i] + 300 * tolerance);
                Assert.InRange(actual[c].Times[i], expected[c].Times[i] - tolerance, expected[c].Times[i] + tolerance);
            }
        }
    }

    [Theory]
    [InlineData(OutputFormat.Dat)]
    [InlineData(OutputFormat.Csv)]
    [InlineData(OutputFormat.Npz)]
    [InlineData(OutputFormat.Json)]
    public void Events_read_back(OutputFormat format)
    {
        var path = folder.File(RecordingFiles.WithEnding("s.spikes", format));
        ImmutableArray<EventSource> sources = [new("3", "exc", 3), new("0", "in,h", 0)];
        using (var writer = RecordingFiles.OpenEvents(path, format, EventLayout.IdTime, sources, diagnostics)!)
        {
            writer.WriteEvent(0.5, 1);
            writer.WriteEvent(0.75, 0);
            writer.WriteEvent(1, 1);
        }
        var trains = SpikeFiles.Read(path, EventLayout.IdTime, diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(["0", "3"], trains.Select(static t => t.Source.Id));
        Assert.Equal([0.5, 1.0], trains[0].Times.AsEnumerable());
        if (format != OutputFormat.Dat)
            Assert.Equal(sources[1], trains[0].Source);
    }

    [Theory]
    [InlineData("v.dat", "v.csv")]
    [InlineData("v.spikes", "v.spikes.csv")]
    [InlineData("out/v", "out/v.csv")]
    public void Files_of_one_model_keep_different_names(string dat, string csv)
    {
        Assert.Equal(csv, RecordingFiles.WithEnding(dat, OutputFormat.Csv));
        Assert.Equal(dat, RecordingFiles.WithEnding(dat, OutputFormat.Dat));
    }

    [Fact]
    public void A_line_that_was_cut_short_is_left_out()
    {
        File.WriteAllText(folder.File("v.dat"), "0.0\t1.0\t\n0.1\t2.0\t\n0.2\t3.");
        Assert.Equal([1.0, 2.0], TraceFiles.Read(folder.File("v.dat"), diagnostics)[0].Values.AsEnumerable());
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("v.dat", "0.0\tx\t\n")]
    [InlineData("v.dat", "0.0\t1.0\n0.1\t1.0\t2.0\n")]
    [InlineData("v.csv", "voltage [mV],time [ms]\n1,2\n")]
    [InlineData("v.csv", "time [ms],v [mV]\n1,2,3\n")]
    [InlineData("v.jsonl", "nothing\n")]
    [InlineData("v.npz", "nothing\n")]
    [InlineData("missing/v.dat", null)]
    public void Broken_files_are_diagnosed(string name, string? content)
    {
        if (content is not null)
            File.WriteAllText(folder.File(name), content);
        Assert.Empty(TraceFiles.Read(folder.File(name), diagnostics));
        var problem = Assert.Single(diagnostics);
        Assert.Equal(content is null ? "NG4020" : "NG4021", problem.Code);
        Assert.Contains(Path.GetFileName(name), problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Crossings_are_the_first_samples_above_the_threshold()
    {
        var trace = new Trace(new Column("v"), [0, 1, 2, 3, 4], [-1, 0, 1, 0, 1]);
        Assert.Equal([2.0, 4.0], trace.UpwardCrossings(0).AsEnumerable());
    }

    [Fact]
    public void Results_are_found_by_name()
    {
        var spikes = new SpikeRecorder([new("0", "a", 0), new("1", "a", 1)]);
        spikes.WriteEvent(0.5, 1);
        var result = new RunResult([new Trace(new Column("v"), [0], [1])], spikes.ToSpikeTrains());
        Assert.Equal(1, result.Trace("v")?.Length);
        Assert.Null(result.Trace("w"));
        Assert.Equal(1, result.Spikes("a", 1)?.Count);
        Assert.Equal(0, result.Spikes("a", 0)?.Count);
    }
}
