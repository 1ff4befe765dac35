using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>What scripts have recorded and connected is drawn under its names, in its units.</summary>
public sealed class PlotTests
{
    private readonly NeuronGroup group;
    private readonly SpikeMonitor spikes;
    private readonly PopulationRateMonitor rate;
    private readonly StateMonitor states;
    private readonly StateMonitor one;

    public PlotTests()
    {
        StartScope();
        var tau = 10 * ms;
        group = new NeuronGroup(4, $"dv/dt = (20*mV - v)/{tau} : volt\nn = v/volt : 1", threshold: "v > 15*mV", reset: "v = 0*mV", method: "exact");
        group["v"] = "i*3*mV";
        spikes = new SpikeMonitor(group);
        rate = new PopulationRateMonitor(group);
        states = new StateMonitor(group, ["v", "n"], record: [0, 3]);
        one = new StateMonitor(group, "v", record: [2]);
        Run(50 * ms);
    }

    [Fact]
    public void Monitors_are_drawn_as_what_they_record()
    {
        Assert.True(spikes.Count > 4);
        Assert.Equal(("time (ms)", "neuron index", spikes.Count), Texts(BrianPlot(spikes)));
        Assert.Equal(("time (s)", "neuron index", spikes.Count), Texts(PlotRaster(spikes, timeUnit: second, marker: ",", color: "k")));
        Assert.Equal(("time (ms)", "neuron index", spikes.Count), Texts(PlotRaster(spikes.I, spikes.T)));
        Assert.Equal(("time (ms)", "population rate (Hz)", 500), Texts(BrianPlot(rate)));
        Assert.Equal(("time (ms)", "population rate (kHz)", 500), Texts(PlotRate(rate, "flat", 10.1 * ms, rateUnit: kHz, lineWidth: 3, color: "gray")));
        Assert.Equal(("time (ms)", "population rate (Hz)", 500), Texts(PlotRate(rate.T, rate.SmoothRate(10.1 * ms, "flat"))));
        Assert.Throws<ModelException>(() => PlotRate(rate, "square"));
    }

    [Fact]
    public void A_rate_is_smoothed_as_the_monitor_does()
    {
        var expected = Array.ConvertAll(rate.SmoothRate(2 * ms), static value => value.Value);
        Assert.Equal(expected, ((Line)PlotRate(rate, width: 2 * ms).Marks[0]).Y);
        Assert.Equal(rate.PlainRate, ((Line)PlotRate(rate, null).Marks[0]).Y);
    }

    [Fact]
    public void Variables_stand_above_each_other()
    {
        var axes = BrianPlot(states);
        Assert.Equal(["v (mV)", "n"], axes.Select(static one => one.Y.Text));
        Assert.Same(axes[0].X, axes[1].X);
        Assert.Equal(["neurongroup[0]", "neurongroup[3]"], axes[0].Marks.Select(static mark => mark.Label));
        Assert.Equal(states.Plain("v")[1], ((Line)axes[0].Marks[1]).Y);
        var grid = new Figure().AddGrid(1, 2);
        Assert.Same(grid[0, 1], BrianPlot(states, grid[0, 0], grid[0, 1])[1]);
        Assert.Equal("NG8103", Code(() => BrianPlot(states, grid[0, 0])));
        Assert.Equal("potential (V)", PlotState(states, "v", varName: "potential", varUnit: volt).Y.Text);
        Assert.Null(Assert.Single(BrianPlot(one)).Legend);
    }

    [Fact]
    public void Models_are_drawn_by_their_networks_and_components()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("neuroglot").FullName, "decay.xml");
        File.WriteAllText(file, """
            <Lems>
              <Target component="sim"/>
              <Include file="Simulation.xml"/>
              <ComponentType name="decay"><Parameter name="tau" dimension="time"/><Exposure name="v" dimension="none"/>
                <Dynamics><StateVariable name="v" dimension="none" exposure="v"/><TimeDerivative variable="v" value="-v/tau"/></Dynamics></ComponentType>
              <Component id="slow" type="decay" tau="10ms"/>
              <Simulation id="sim" length="10ms" step="1ms" target="slow"/>
            </Lems>
            """);
        var model = NeuralModel.Load(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        var axes = BrianPlot(model);
        Assert.Contains(axes, static one => one.Marks[0] is Diagram diagram && diagram.Boxes.Any(static box => box.Lines.Any(static line => line.Contains("tau", StringComparison.Ordinal))));
        Assert.Equal(axes.Count, BrianPlot((object)model).Count);
        Assert.Same(axes[0].Marks[0].GetType(), BrianPlot((object)model.Diagrams().Dynamics[0])[0].Marks[0].GetType());
        Assert.Equal("NG8107", Code(() => BrianPlot(NeuralModel.Load("missing.xml"))));
    }

    [Fact]
    public void One_neuron_is_drawn_by_its_index()
    {
        var axes = BrianPlot(states[3]);
        Assert.Equal(states[3].Plain("v"), ((Line)Assert.Single(axes[0].Marks)).Y);
        Assert.Equal(states[3].Plain("n"), ((Line)PlotState(states[3], "n").Marks[0]).Y);
        Assert.Equal("v (mV)", PlotState(states.T, states["v"], varName: "v").Y.Text);
        Assert.Equal("x (mV)", PlotState(states.T, states["v"][0], varName: "x").Y.Text);
    }

    [Fact]
    public void Synapses_and_their_variables_are_drawn()
    {
        var synapses = new Synapses(group, group, "w : volt", onPre: "v_post += w");
        Assert.Equal("NG8030", Code(() => [BrianPlot(synapses)]));
        synapses.Connect(condition: "i != j");
        synapses["w"] = "(i + 1)*mV";
        synapses.Pre.Delay = "i*ms";
        Assert.Equal(("source neuron index", "target neuron index"), (BrianPlot(synapses).X.Text, BrianPlot(synapses).Y.Text));
        Assert.IsType<Image>(BrianPlot(synapses).Marks[0]);
        Assert.Equal("w (mV)", BrianPlot(synapses["w"]).ColorBar!.Label);
        Assert.Equal("delay (ms)", BrianPlot(synapses.Pre.Delay).ColorBar!.Label);
        var some = (Points)PlotSynapses(synapses["w", 1, ..], plotType: "scatter", marker: "s").Marks[0];
        Assert.Equal([1, 1, 1], some.X);
        Assert.Equal([2e-3, 2e-3, 2e-3], some.Values!);
        Assert.Equal("synaptic weights (mV)", AddBackgroundPattern(PlotSynapses(synapses.I, synapses.J, synapses["w"], varName: "synaptic weights", plotType: "scatter", cmap: "hot")).ColorBar!.Label);
        synapses.Connect(condition: "i != j");
        Assert.Equal("number of synapses", BrianPlot(synapses).ColorBar!.Label);
        Assert.Equal("NG8032", Code(() => [BrianPlot(synapses["w"])]));
        Assert.Equal("NG8107", Code(() => [BrianPlot(group["v"])]));
    }

    [Fact]
    public void Options_reach_the_plot_that_suits_the_object()
    {
        Color red = new(255, 0, 0);
        var raster = (Points)BrianPlot(spikes, color: "r", marker: "x", markerSize: 3, alpha: 0.5, label: "all", timeUnit: second).Marks[0];
        Assert.Equal((red, "x", 3.0, 0.5, "all"), (raster.Color!.Value, raster.Marker.Name, raster.Size, raster.Opacity, raster.Label));
        Assert.Equal("time (s)", BrianPlot(spikes, timeUnit: second).X.Text);
        var curve = (Line)BrianPlot(rate, color: "r", lineWidth: 3, lineStyle: "--", width: 5 * ms).Marks[0];
        Assert.Equal((red, 3.0), (curve.Color!.Value, curve.Width!.Value));
        Assert.NotEqual(((Line)BrianPlot(rate).Marks[0]).Y, curve.Y);
        var axes = BrianPlot(states, color: "r", varName: new Dictionary<string, string> { ["v"] = "potential" }, varUnit: new Dictionary<string, Neuroglot.Model.Units.Unit> { ["v"] = volt });
        Assert.Equal(["potential (V)", "n"], axes.Select(static one => one.Y.Text));
        Assert.All(axes.SelectMany(static one => one.Marks).Cast<Line>(), line => Assert.Equal(red, line.Color));
        Assert.Equal(2.0, ((Line)BrianPlot(states[3], lineWidth: 2)[0].Marks[0]).Width);
        var synapses = new Synapses(group, group, "w : volt");
        synapses.Connect(condition: "i != j");
        Assert.Equal((red, "s"), BrianPlot(synapses, plotType: "scatter", color: "r", marker: "s").Marks[0] is Points points ? (points.Color!.Value, points.Marker.Name) : default);
        Assert.Equal("weight (V)", BrianPlot(synapses["w"], plotType: "hexbin", varName: "weight", varUnit: volt).ColorBar!.Label);
        Assert.Equal(red, ((Line)BrianPlot(new Morphologies.Cylinder(1 * um, length: 50 * um), color: "r").Marks[0]).Color);
    }

    [Fact]
    public void A_projection_is_found_by_its_name()
    {
        var cells = new NeuronGroup(4, "v : volt");
        var synapses = new Synapses(cells, cells, "w : volt", name: "recurrent");
        synapses.Connect(condition: "i != j");
        var network = new Network(cells, synapses);
        Assert.Equal(12, ((Image)BrianPlot(network, "recurrent").Marks[0]).Cells.Count(static cell => cell == 1));
        var refused = Assert.Throws<PlottingException>(() => BrianPlot(network, "recurent")).Diagnostic;
        Assert.Equal("NG8107", refused.Code);
        Assert.Contains("recurrent", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_projection_of_a_model_is_drawn_between_its_populations()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        var file = Path.Combine(folder, "LEMS_pair.xml");
        File.WriteAllText(file, """
            <Lems>
              <Target component="sim"/>
              <Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/><Include file="Synapses.xml"/>
              <iafCell id="lif" C="180pF" leakConductance="10nS" leakReversal="-72mV" thresh="-47mV" reset="-66mV"/>
              <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
              <network id="net">
                <population id="one" component="lif" size="1"/><population id="two" component="lif" size="1"/><population id="three" component="lif" size="1"/>
                <projection id="p" presynapticPopulation="one" postsynapticPopulation="two" synapse="syn"><connection id="0" preCellId="../one[0]" postCellId="../two[0]"/></projection>
              </network>
              <Simulation id="sim" length="1ms" step="0.1ms" target="net"/>
            </Lems>
            """);
        var model = NeuralModel.Load(file);
        Directory.Delete(folder, recursive: true);
        var diagram = (Diagram)BrianPlot(model, "one", "two").Marks[0];
        Assert.DoesNotContain(diagram.Boxes, static box => box.Title.Contains("three", StringComparison.Ordinal));
        Assert.NotEmpty(diagram.Arrows);
        var refused = Assert.Throws<PlottingException>(() => BrianPlot(model, "two", "one")).Diagnostic;
        Assert.Equal("NG8107", refused.Code);
        Assert.Contains("one → two", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_can_be_drawn_finds_its_plot()
    {
        var synapses = new Synapses(group, group, "w : 1");
        synapses.Connect(condition: "i != j");
        object[] all = [spikes, rate, states, states[3], synapses, synapses["w"], MagicNetwork, new Morphologies.Cylinder(1 * um, length: 50 * um)];
        Assert.Equal([1, 1, 2, 2, 1, 1, 5, 1], all.Select(static one => BrianPlot(one).Count));
        Assert.All(all, static one => Assert.All(BrianPlot(one), static axes => Assert.NotEmpty(axes.Marks)));
        Assert.Equal("NG8107", Code(() => BrianPlot((object)group)));
        Assert.Equal("NG8107", Code(() => BrianPlot(new Network(new NeuronGroup(1, "x : 1")))));
        var grid = new Figure().AddGrid(1, 2);
        Assert.Equal("NG8103", Code(() => BrianPlot((object)spikes, grid[0, 0], grid[0, 1])));
    }

    private static (string X, string Y, int Count) Texts(Axes axes) =>
        (axes.X.Text, axes.Y.Text, axes.Marks[0] switch { Points points => points.X.Count, Line line => line.X.Count, _ => 0 });

    private static string Code(Func<IReadOnlyList<Axes>> draw) => Assert.Throws<PlottingException>(draw).Diagnostic.Code;
}
