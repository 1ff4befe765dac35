using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Neuroglot.Plots;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.Plots;

public sealed class RunPlotTests
{
    private const string Model = """
        <Lems>
          <Target component="sim"/>
          <Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/><Include file="Inputs.xml"/>
          <iafCell id="lif" C="180pF" leakConductance="10nS" leakReversal="-72mV" thresh="-47mV" reset="-66mV"/>
          <pulseGenerator id="step" delay="2ms" duration="16ms" amplitude="400pA"/>
          <network id="net">
            <population id="one" component="lif" size="1"/><population id="two" component="lif" size="1"/>
            <explicitInput target="two[0]" input="step" destination="synapses"/>
          </network>
          <Simulation id="sim" length="20ms" step="0.1ms" target="net">
            <Display id="d" title="Potentials" timeScale="1ms" xmin="5" xmax="400" ymin="-80" ymax="-70">
              <Line id="quiet" quantity="one[0]/v" scale="1mV" color="#ff0000" timeScale="1ms"/>
              <Line id="driven" quantity="two[0]/v" scale="1mV" color="#00ff00" timeScale="1ms"/>
            </Display>
            <Display id="mixed" title="" timeScale="1s" xmin="0" xmax="1" ymin="0" ymax="1">
              <Line id="v" quantity="two[0]/v" scale="10mV" color="nonsense" timeScale="1s"/>
              <Line id="i" quantity="two[0]/iMemb" scale="1" timeScale="1s"/>
            </Display>
            <Display id="wrong" title="wrong" timeScale="1ms" xmin="0" xmax="1" ymin="0" ymax="1"><Line id="w" quantity="three[0]/v" scale="1mV" timeScale="1ms"/></Display>
            <OutputFile id="of" fileName="v.dat"><OutputColumn id="v" quantity="two[0]/v"/></OutputFile>
          </Simulation>
        </Lems>
        """;

    [Theory]
    [InlineData("#ffffff", "light", false)]
    [InlineData("#ffffff", "dark", true)]
    [InlineData("#000000", "dark", false)]
    [InlineData("#000000", "paper", true)]
    [InlineData("#ffff00", "light", true)]
    public void A_grey_that_is_that_of_the_page_becomes_that_of_texts(string color, string theme, bool isKept)
    {
        var chosen = Theme.Parse(theme);
        var display = new Display("d", [new DisplayLine("v", new Recording("v", "v", 0, 0, "v"), new Unit("V", Dimension.Voltage), color)], new Unit("s", Dimension.Time));
        var result = new RunResult([new Trace(new Column("v"), [0, 1], [0, 1])], []);
        var line = (Line)ResultPlots.OfRun(result, [new RunDisplay(display, ["v"])], new PlotRequest { Theme = chosen }, new DiagnosticBag())!.Axes[0].Marks[0];
        Assert.Equal(isKept ? NamedColors.Parse(color, chosen) : chosen.Foreground, line.Color);
    }

    [Fact]
    public void Displays_are_drawn_as_the_model_asks()
    {
        var (prepared, summary) = Run(keep: true);
        Assert.Equal(["one[0]/v", "two[0]/v"], prepared.Displays[0].Traces.AsEnumerable());
        var found = new DiagnosticBag();
        var figure = ResultPlots.OfRun(summary.Result!, prepared.Displays, new PlotRequest(), found)!;
        Assert.Empty(found);
        Assert.Equal(2, figure.Axes.Count);
        var axes = figure.Axes[0];
        Assert.Equal(("Potentials", "time (ms)", "v (mV)"), (axes.Title, axes.X.Text, axes.Y.Text));
        Assert.Equal([new Color(255, 0, 0), new Color(0, 255, 0)], axes.Marks.Cast<Line>().Select(static line => line.Color!.Value));
        Assert.Equal(["quiet", "driven"], axes.Marks.Select(static mark => mark.Label));
        // Both populations have a v of number 0.
        Assert.All(((Line)axes.Marks[0]).Y, static v => Assert.Equal(-0.072, v, 1e-6));
        Assert.True(((Line)axes.Marks[1]).Y.Max() > -0.06);
        // From where the author asks to where the run ends; values outside of the range that was asked for widen it.
        Assert.Equal(5, axes.X.Limits!.Value.Low);
        Assert.Equal(20, axes.X.Limits!.Value.High, 1e-9);
        Assert.Equal(-80, axes.Y.Limits!.Value.Low);
        Assert.True(axes.Y.Limits!.Value.High > -60);
    }

    [Fact]
    public void Lines_of_different_scales_say_theirs()
    {
        var (prepared, summary) = Run(keep: true);
        var axes = ResultPlots.OfRun(summary.Result!, prepared.Displays, new PlotRequest(), new DiagnosticBag())!.Axes[1];
        Assert.Equal(["v (10 mV)", "i (A)"], axes.Marks.Select(static mark => mark.Label));
        Assert.Equal("v, iMemb", axes.Y.Text);
        Assert.Equal("time (s)", axes.X.Text);
        Assert.Null(((Line)axes.Marks[0]).Color);
        Assert.Equal(-7.2, ((Line)axes.Marks[0]).Y[0], 1e-6);
    }

    [Fact]
    public void A_duration_of_ones_own_is_shown_whole()
    {
        var (prepared, summary) = Run(keep: true);
        var axes = ResultPlots.OfRun(summary.Result!, prepared.Displays, new PlotRequest(), new DiagnosticBag(), isWhole: true)!.Axes[0];
        Assert.Null(axes.X.Limits);
    }

    [Fact]
    public void What_is_asked_for_counts_more_than_displays()
    {
        var (prepared, summary) = Run(keep: true);
        var figure = ResultPlots.OfRun(summary.Result!, prepared.Displays, new PlotRequest { Kind = "state", Y = ["v"], Select = ["two"] }, new DiagnosticBag())!;
        Assert.Single(Assert.Single(figure.Axes).Marks);
    }

    [Fact]
    public void What_only_displays_show_is_recorded_only_where_it_is_kept()
    {
        Assert.Null(Run(keep: false).Summary.Result);
        var result = Run(keep: true).Summary.Result!;
        Assert.Equal(["two[0]/v", "one[0]/v", "two[0]/iMemb"], result.Traces.Select(static trace => trace.Name));
        Assert.All(result.Traces, static trace => Assert.Equal(201, trace.Length));
    }

    [Fact]
    public void A_run_that_records_nothing_is_not_drawn()
    {
        var found = new DiagnosticBag();
        Assert.Null(ResultPlots.OfRun(RunResult.Empty, [], new PlotRequest(), found));
        Assert.Equal("NG8114", Assert.Single(found).Code);
    }

    private static (PreparedRun Prepared, RunSummary Summary) Run(bool keep)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            var file = Path.Combine(folder, "m.xml");
            File.WriteAllText(file, Model);
            var prepared = NeuralModel.Load(file).Prepare(new RunOptions { KeepResult = keep, OutputFolder = folder });
            var summary = prepared.Run();
            Assert.Equal(RunOutcome.Completed, summary.Outcome);
            Assert.Equal(201, File.ReadLines(Path.Combine(folder, "v.dat")).Count());
            Assert.All(File.ReadLines(Path.Combine(folder, "v.dat")), static line => Assert.Equal(2, line.Split('\t', StringSplitOptions.RemoveEmptyEntries).Length));
            return (prepared, summary);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
