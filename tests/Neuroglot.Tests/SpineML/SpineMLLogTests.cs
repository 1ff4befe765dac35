using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Plots;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>What logs hold, in every form: times, instances, values with their units.</summary>
public sealed class SpineMLLogTests : IDisposable
{
    private const string Outputs = """
        <LogOutput name="a" target="my cells" port="x"/><LogOutput name="b" target="my cells" port="x" indices="2,0" start_time="5" end_time="6"/>
        <LogOutput name="c" target="my cells" port="spike"/><LogOutput name="d" target="my cells" port="spike" indices="1" start_time="8.95" duration="2"/>
        <LogOutput name="e" target="my cells" port="p" indices="0,2"/>
        """;

    private readonly RampModel model = new();

    public void Dispose() => model.Dispose();

    // x begins at 0, 1 and 2 and grows by 0.1 in a step, so that cell c exceeds 10 for the first time in step 100 − 10·c, or one earlier where the sum of tenths does.
    private static int[] FirstSpikes(IEnumerable<(double Time, int Cell)> spikes) => [.. spikes.GroupBy(one => one.Cell).OrderBy(one => one.Key).Select(one => (int)Math.Round(one.First().Time * 10))];

    [Theory]
    [InlineData(Fidelity.Native, "")]
    [InlineData(Fidelity.Native, "csv")]
    [InlineData(Fidelity.Native, "npz")]
    [InlineData(Fidelity.Native, "json")]
    [InlineData(Fidelity.Brahms, "")]
    [InlineData(Fidelity.Brahms, "csv")]
    [InlineData(Fidelity.Brahms, "npz")]
    public void Times_and_instances_of_an_output_are_honoured_in_every_form(Fidelity fidelity, string form)
    {
        var format = form.Length == 0 ? (OutputFormat?)null : Enum.Parse<OutputFormat>(form, ignoreCase: true);
        var summary = Run(fidelity, format);
        Assert.Equal(format is null ? 10 : 5, summary.Files.Length);
        Assert.All(summary.Files, file => Assert.True(File.Exists(file), file));

        // The reference simulator looks at no times.
        var isTimed = fidelity == Fidelity.Native;
        var whole = Values("my_cells_x", format, 3);
        Assert.Equal(200, whole.Count);
        Assert.Equal([0.1, 1.1, 2.1], whole[0].Select(value => Math.Round(value, 6)));
        var part = Values("my_cells_x2", format, 2);
        Assert.Equal(isTimed ? 10 : 200, part.Count);
        Assert.Equal(isTimed ? whole[50][2] : whole[0][2], part[0][0], 6);
        Assert.Equal(isTimed ? whole[59][0] : whole[199][0], part[^1][1], 6);

        var spikes = Spikes("my_cells_spike", format);
        Assert.Equal(summary.Spikes / 2, spikes.Count);
        Assert.Equal([0, 1, 2], spikes.Select(one => one.Cell).Distinct().Order());
        var first = FirstSpikes(spikes);
        Assert.All(first, (step, cell) => Assert.InRange(step, 99 - (10 * cell), 100 - (10 * cell)));
        var some = Spikes("my_cells_spike2", format);
        Assert.All(some, one => Assert.Equal(1, one.Cell));
        Assert.Equal(isTimed ? [first[1]] : spikes.Where(one => one.Cell == 1).Select(one => (int)Math.Round(one.Time * 10)), some.Select(one => (int)Math.Round(one.Time * 10)));
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Impulses_are_logged_with_their_value(Fidelity fidelity)
    {
        Run(fidelity, null);
        var impulses = File.ReadAllLines(model.Result("my_cells_p_log.csv")).Select(line => line.Split(", ")).ToList();
        var spikes = Spikes("my_cells_spike", null).Where(one => one.Cell != 1).ToList();
        Assert.Equal(spikes.Select(one => one.Cell), impulses.Select(one => int.Parse(one[1], CultureInfo.InvariantCulture)));
        Assert.All(impulses, one => Assert.InRange(double.Parse(one[2], CultureInfo.InvariantCulture), 2, 2.11));
        var report = XDocument.Load(model.Result("my_cells_p_logrep.xml")).Root!.Element("EventLog")!;
        Assert.Equal(["t", "index", "value"], report.Elements("LogCol").Select(one => one.Attribute("heading")!.Value));
        Assert.Equal(["0", "2"], report.Elements("LogIndex").Select(one => one.Value));
    }

    [Fact]
    public void Headings_name_population_instance_port_and_unit()
    {
        Run(Fidelity.Native, OutputFormat.Csv);
        Assert.Equal("time [ms],my cells[0]/x [mV],my cells[1]/x [mV],my cells[2]/x [mV]", File.ReadLines(model.Result("my_cells_x.csv")).First());
        Assert.Equal("0,0.1,1.1,2.1", File.ReadLines(model.Result("my_cells_x.csv")).Skip(1).First());
        Assert.Equal("time [ms],my cells[2]/x [mV],my cells[0]/x [mV]", File.ReadLines(model.Result("my_cells_x2.csv")).First());
        Assert.Equal("time [ms],population,index", File.ReadLines(model.Result("my_cells_spike.csv")).First());
        Assert.Equal("time [ms],my cells/index,my cells/p [mV]", File.ReadLines(model.Result("my_cells_p.csv")).First());
    }

    [Fact]
    public void Reports_state_the_unit_of_the_component_and_plots_show_it()
    {
        Run(Fidelity.Native, null);
        Assert.Equal(["mV"], XDocument.Load(model.Result("my_cells_x_logrep.xml")).Descendants("LogAll").Select(static one => one.Attribute("dims")!.Value));
        Assert.Equal(["mV", "mV"], XDocument.Load(model.Result("my_cells_x2_logrep.xml")).Descendants("LogCol").Select(static one => one.Attribute("dims")!.Value));
        Assert.Equal(["ms", string.Empty, "mV"], XDocument.Load(model.Result("my_cells_p_logrep.xml")).Descendants("LogCol").Select(static one => one.Attribute("dims")!.Value));
        var figure = ResultPlots.OfFiles([model.Result("my_cells_x_logrep.xml")], new PlotRequest(), new DiagnosticBag())!;
        Assert.Equal("x (mV)", figure.Axes.Single().Y.Text);
        // The numbers are those of the component, in its unit.
        Assert.Equal(0.1e-3, ((Neuroglot.Plotting.Figures.Line)figure.Axes[0].Marks[0]).Y[0], 1e-12);
    }

    [Fact]
    public void A_log_that_begins_late_says_so()
    {
        Run(Fidelity.Native, null);
        Assert.Equal("5.000000", XDocument.Load(model.Result("my_cells_x2_logrep.xml")).Descendants("LogStartTime").Single().Value);
        Assert.Empty(XDocument.Load(model.Result("my_cells_x_logrep.xml")).Descendants("LogStartTime"));
    }

    private RunSummary Run(Fidelity fidelity, OutputFormat? format)
    {
        model.Experiment(Outputs);
        var summary = model.Prepare(new RunOptions { Fidelity = fidelity, Format = format }).Run();
        Assert.Equal((RunOutcome.Completed, 0), (summary.Outcome, summary.Diagnostics.Length));
        return summary;
    }

    // Rows in millivolts.
    private List<double[]> Values(string name, OutputFormat? format, int columns)
    {
        if (format is null)
        {
            var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(model.Result(name + "_log.bin"))).ToArray();
            return [.. values.Chunk(columns)];
        }

        var traces = TraceFiles.Read(model.Result(name + Ending(format)), new Model.Diagnostics.DiagnosticBag());
        Assert.Equal(columns, traces.Length);
        return [.. Enumerable.Range(0, traces[0].Values.Length).Select(row => traces.Select(trace => trace.Values[row] * 1000).ToArray())];
    }

    private List<(double Time, int Cell)> Spikes(string name, OutputFormat? format)
    {
        if (format is null)
            return [.. File.ReadAllLines(model.Result(name + "_log.csv")).Select(line => line.Split(", ")).Select(one => (double.Parse(one[0], CultureInfo.InvariantCulture), int.Parse(one[1], CultureInfo.InvariantCulture)))];
        return [.. SpikeFiles.Read(model.Result(name + Ending(format)), EventLayout.TimeId, new Model.Diagnostics.DiagnosticBag()).SelectMany(train => train.Times.Select(time => (time * 1000, train.Source.Index))).OrderBy(one => one.Item1)];
    }

    private static string Ending(OutputFormat? format) => Path.GetExtension(RecordingFiles.WithEnding("x.dat", format!.Value));
}
