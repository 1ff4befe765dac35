using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Results.Tests;

public sealed class WriterTests : IDisposable
{
    private static readonly ImmutableArray<Column> Columns = [new("cells[0]/v", CommonUnits.mV), new("cells[0]/T", CommonUnits.degC)];
    private static readonly ImmutableArray<EventSource> Sources = [new("7", "exc", 0), new("p/1", "a,b", 12)];

    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag diagnostics = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Dat_rows_are_java_floats_each_followed_by_a_tab()
    {
        var path = folder.File("new/folder/v.dat");
        using (var writer = DatWriter.TryCreate(path, 2, diagnostics)!)
        {
            writer.WriteRow(0, [-0.065, 1]);
            writer.WriteRow(1e-5, [-0.0649997, double.NaN]);
        }
        Assert.Equal("0.0\t-0.065\t1.0\t\n1.0E-5\t-0.0649997\tNaN\t\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(EventLayout.TimeId, "0.002\t7\n0.0025\tp/1\n")]
    [InlineData(EventLayout.IdTime, "7\t0.002\np/1\t0.0025\n")]
    public void Events_are_time_and_id_in_the_order_asked_for(EventLayout layout, string expected)
    {
        var path = folder.File("spikes.dat");
        using (var writer = EventDatWriter.TryCreate(path, layout, Sources, diagnostics)!)
        {
            writer.WriteEvent(0.002, 0);
            writer.WriteEvent(0.0025, 1);
        }
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Csv_has_units_in_its_heading_and_values_in_those_units()
    {
        var path = folder.File("v.csv");
        using (var writer = CsvWriter.TryCreate(path, Columns, diagnostics)!)
            writer.WriteRow(0.0123, [-0.0649997, 296.15]);
        Assert.Equal("time [ms],cells[0]/v [mV],cells[0]/T [degC]\n12.3,-64.9997,23\n", File.ReadAllText(path));
    }

    [Fact]
    public void Csv_spikes_quote_odd_names()
    {
        var path = folder.File("spikes.csv");
        using (var writer = EventCsvWriter.TryCreate(path, Sources, diagnostics)!)
        {
            writer.WriteEvent(0.002, 0);
            writer.WriteEvent(0.0025, 1);
        }
        Assert.Equal("time [ms],population,index\n2,exc,0\n2.5,\"a,b\",12\n", File.ReadAllText(path));
    }

    [Fact]
    public void Every_line_of_json_parses_and_numbers_that_json_lacks_are_null()
    {
        var path = folder.File("v.jsonl");
        using (var writer = JsonLinesWriter.TryCreate(path, Columns, diagnostics)!)
            writer.WriteRow(0.001, [double.PositiveInfinity, 273.15]);
        var lines = File.ReadAllLines(path);
        Assert.Equal("cells[0]/v [mV]", JsonDocument.Parse(lines[0]).RootElement.GetProperty("columns")[1].GetString());
        var row = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(1.0, row[0].GetDouble());
        Assert.Equal(JsonValueKind.Null, row[1].ValueKind);
        Assert.Equal(0.0, row[2].GetDouble());
    }

    [Fact]
    public void Json_events_name_population_and_index()
    {
        var path = folder.File("spikes.jsonl");
        using (var writer = EventJsonLinesWriter.TryCreate(path, Sources, diagnostics)!)
            writer.WriteEvent(0.0025, 1);
        Assert.Equal("{\"columns\":[\"time [ms]\",\"population\",\"index\"]}\n[2.5,\"a,b\",12]\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_cannot_be_created_is_a_diagnostic()
    {
        File.WriteAllText(folder.File("occupied"), "a file, not a folder");
        Assert.Null(DatWriter.TryCreate(folder.File("occupied/v.dat"), 1, diagnostics));
        Assert.Equal("NG4010", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void A_full_disk_stops_recording_and_says_so_once()
    {
        if (!File.Exists("/dev/full"))
            return;
        using var writer = DatWriter.TryCreate("/dev/full", 100, diagnostics)!;
        var row = new double[100];
        for (var i = 0; i < 1000; i++)
            writer.WriteRow(i, row);
        Assert.Equal("NG4011", writer.Failure?.Code);
    }

    [Fact]
    public void Rows_reach_the_disk_within_a_second_and_only_whole()
    {
        var path = folder.File("v.dat");
        using var writer = DatWriter.TryCreate(path, 1, diagnostics)!;
        writer.WriteRow(0, [1]);
        Assert.Equal(0, new FileInfo(path).Length);
        Thread.Sleep(1100);
        writer.WriteRow(1, [2]);
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("0.0\t1.0\t\n1.0\t2.0\t\n", reader.ReadToEnd());
    }

    [Fact]
    public void Writing_a_row_allocates_nothing()
    {
        var row = new double[50];
        Array.Fill(row, -0.0612345);
        foreach (var format in Enum.GetValues<OutputFormat>())
        {
            using var writer = RecordingFiles.OpenTraces(
                folder.File("v." + format), format, [.. Enumerable.Range(0, 50).Select(static i => new Column($"v{i}"))], diagnostics)!;
            writer.WriteRow(0, row);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 1; i <= 20; i++)
                writer.WriteRow(i * 1e-5, row);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }
}
