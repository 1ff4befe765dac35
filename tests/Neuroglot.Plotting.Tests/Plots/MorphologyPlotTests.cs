using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Plots;

public sealed class MorphologyPlotTests
{
    [Fact]
    public void A_dendrogram_has_ways_from_the_root_and_what_branches_first_at_the_left()
    {
        var axes = PlotDendrogram(Neuron());
        Assert.Equal("distance from root (µm)", axes.Y.Text);
        Assert.False(axes.X.IsVisible);
        Assert.Equal((-1, 3), axes.X.Limits);
        var line = Assert.IsType<Line>(axes.Marks[0]);
        var strokes = Enumerable.Range(0, line.X.Count / 3).Select(index => (line.X[3 * index], Um(line.Y[3 * index]), line.X[3 * index + 1], Um(line.Y[3 * index + 1]))).ToArray();
        // The short axon stands left of the dendrite, which forks into two; the root joins both.
        Assert.Contains((0.0, 0.0, 0.0, 30.0), strokes);
        Assert.Contains((1.5, 0.0, 1.5, 50.0), strokes);
        Assert.Contains((1.0, 50.0, 1.0, 60.0), strokes);
        Assert.Contains((2.0, 50.0, 2.0, 70.0), strokes);
        Assert.Contains((1.0, 50.0, 2.0, 50.0), strokes);
        Assert.Contains((0.0, 0.0, 1.5, 0.0), strokes);
        Assert.Equal("distance from root (µm)", BrianPlot(Neuron()).Y.Text);
        Assert.Equal(6, strokes.Length);
        Assert.Equal(1, Assert.IsType<Points>(axes.Marks[1]).X[0]);
    }

    [Fact]
    public void A_neuron_in_the_plane_is_drawn_there()
    {
        var axes = PlotMorphology(Neuron().GenerateCoordinates());
        Assert.Equal(("x (µm)", "y (µm)", true), (axes.X.Text, axes.Y.Text, axes.IsEqual));
        var solids = Assert.IsType<Solids>(axes.Marks[0]);
        Assert.True(solids.IsFlat);
        Assert.Equal(2.0, solids.LineWidth);
        // Depths 0, 1, 2, 2 and 1 of compartments 1, 2, 1, 1 and 1.
        Assert.Equal(["#00008b", "#8b0000", "#8b0000", "#00008b", "#00008b", "#8b0000"], solids.Fills.Select(static color => color.ToString()));
        Assert.Null(PlotMorphology(Neuron().GenerateCoordinates(), showDiameter: true).Marks.OfType<Solids>().Single().LineWidth);
    }

    [Fact]
    public void A_neuron_in_space_is_seen_from_a_side()
    {
        var neuron = Neuron().GenerateCoordinates();
        neuron["up"] = new Cylinder(1 * um, z: [0 * um, 40 * um]);
        var axes = PlotMorphology(neuron);
        Assert.False(Assert.IsType<Solids>(axes.Marks[0]).IsFlat);
        Assert.False(axes.X.IsVisible);
        Assert.Matches(">[125]0* µm</text>", axes.Figure.ToSvg());
        Assert.True(Assert.IsType<Solids>(PlotMorphology(neuron, plot3D: false).Marks[0]).IsFlat);
        // From beside, z runs to the left; from above, upwards it is −z.
        Assert.Equal(-40, Assert.IsType<Solids>(PlotMorphology(neuron, azimuth: 90, elevation: 0).Marks[0]).Range(isX: true)!.Value.Low * 1e6, 1e-9);
        Assert.Equal(-40, Assert.IsType<Solids>(PlotMorphology(neuron, azimuth: 0, elevation: 90).Marks[0]).Range(isX: false)!.Value.Low * 1e6, 1e-9);
    }

    [Fact]
    public void Values_have_colours_and_a_bar()
    {
        var neuron = Neuron().GenerateCoordinates();
        double[] values = [-0.07, -0.06, -0.05, -0.04, -0.03, -0.02];
        var axes = PlotMorphology(neuron, values: values, valueName: "v", valueDimension: Dimension.Voltage, valueNorm: (null, 0));
        Assert.Equal("v (mV)", axes.ColorBar!.Label);
        Assert.Equal((-0.07, 0), (axes.ColorBar.Colors.Low, axes.ColorBar.Colors.High));
        Assert.Null(PlotMorphology(neuron, values: values, valueColorbar: false).ColorBar);
        var frames = PlotMorphology(neuron, values: [.. values, .. values.Reverse()], times: [0, 0.001], frame: 1);
        Assert.Equal(frames.ColorBar!.Colors[-0.02], Assert.IsType<Solids>(frames.Marks[0]).ColorOf(0, default));
        // A function says where values lie between the first colour and the last.
        var squares = PlotMorphology(neuron, values: values, valueNorm: (-0.1, 0), valueNormFunction: static value => 100 * value * value).ColorBar!.Colors;
        Assert.Equal((-0.1, 0), (squares.Low, squares.High));
        Assert.Equal(squares.Map[0.25], squares[-0.05]);
        Assert.Equal(squares.Map[1], squares[-0.2]);
        Assert.Equal("NG8171", Refusals.Of(() => PlotMorphology(neuron, values: [1])));
        Assert.Equal("NG8171", Refusals.Of(() => PlotMorphology(neuron, values: values, times: [0, 1])));
        Assert.Equal("NG8171", Refusals.Of(() => PlotMorphology(neuron, values: values, frame: 1)));
    }

    [Fact]
    public void A_neuron_without_places_is_refused() => Assert.Equal("NG8170", Refusals.Of(() => PlotMorphology(Neuron())));

    [Fact]
    public void Thick_sections_are_as_thick_as_they_are()
    {
        var axes = PlotMorphology(new Cylinder(10 * um, n: 1, x: [0 * um, 100 * um]), showDiameter: true);
        var scene = axes.Figure.ToScene();
        var area = scene.Areas[0];
        var point = area.Box.Width / (area.X.High - area.X.Low);
        var body = Assert.Single(Paths(scene.Items), static path => path.Fill is { } fill && fill.ToString() == "#00008b");
        var points = body.Outline.Points.ToArray();
        Assert.Equal(10 * point, points.Max(static one => one.Y) - points.Min(static one => one.Y), 1e-6);
    }

    [Fact]
    public void A_straight_neuron_has_room_for_its_numbers_and_labels()
    {
        var scene = PlotMorphology(new Cylinder(1 * um, n: 5, y: [0 * um, 500 * um]), showDiameter: true).Figure.ToScene();
        var area = scene.Areas[0];
        Assert.Equal(70, area.Box.Width, 1e-6);
        Assert.Equal(area.Box.Width / (area.X.High - area.X.Low), area.Box.Height / (area.Y.High - area.Y.Low), 1e-9);
        var texts = TextBoxes.Of(scene);
        Assert.Contains(texts, static text => text.Text == "x (µm)");
        Assert.All(texts, text => Assert.InRange(text.Box.Bottom, 0, scene.Height));
    }

    private static IEnumerable<PathItem> Paths(IEnumerable<SceneItem> items) =>
        items.SelectMany(static item => item is GroupItem group ? Paths(group.Items) : item is PathItem path ? [path] : []);

    private static double Um(double metres) => Math.Round(metres * 1e6, 6);

    private static Soma Neuron()
    {
        var soma = new Soma(20 * um);
        soma["dend"] = new Cylinder(2 * um, n: 2, length: 50 * um);
        soma["dend"]["L"] = new Cylinder(1 * um, length: 20 * um);
        soma["dend"]["R"] = new Cylinder(1 * um, length: 10 * um);
        soma["axon"] = new Cylinder(1 * um, length: 30 * um);
        return soma;
    }
}
