using Neuroglot.Model.Diagrams;
using Neuroglot.Plotting.Diagrams;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Plotting.Tests.Svg;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Diagrams;

public sealed class DiagramTests
{
    [Fact]
    public void Dynamics_have_a_box_for_each_regime_and_a_text_for_each_transition()
    {
        var axes = PlotDynamics(Cell());
        var diagram = Assert.IsType<Diagram>(axes.Marks[0]);
        Assert.Equal(["integrating", "refractory"], diagram.Boxes.Select(static box => box.Title));
        Assert.Equal([true, false], diagram.Boxes.Select(static box => box.IsStart));
        Assert.Equal(["v > Vth", "  v = Vr", "  emit spike"], diagram.Arrows[0].Lines.ToArray());
        Assert.Equal(["parameters: Vth (mV), tau", "state variables: v (mV)", "in: in: events", "out: spike: events", "i = v / R"], diagram.Remarks.ToArray());
        var svg = axes.Figure.ToSvg();
        Assert.Contains("dv/dt = -v / tau", svg, StringComparison.Ordinal);
        Assert.Contains("cell (component type)", svg, StringComparison.Ordinal);
        Assert.Contains("cost $5", PlotDynamics(Cell() with { Name = "cost $5$" }).Figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_have_arrows_for_what_connects_them()
    {
        var axes = PlotNetwork(new NetworkDiagram("net", [new("a", NetworkNodeKind.Population, ["10 cells"]), new("b", NetworkNodeKind.Recording, [])], [new(0, 0, NetworkEdgeKind.Projection, ["p = 0.1"]), new(0, 1, NetworkEdgeKind.Record, [])]));
        var diagram = Assert.IsType<Diagram>(axes.Marks[0]);
        Assert.Equal([(0, 0), (0, 1)], diagram.Arrows.Select(static arrow => (arrow.From, arrow.To)));
        Assert.Equal([true, false], diagram.Boxes.Select(static box => box.IsRound));
        Assert.Equal("net", axes.Title);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_refused()
    {
        Assert.Equal("NG8174", Refusals.Of(static () => PlotNetwork(new NetworkDiagram("none", [], []))));
        Assert.Equal("NG8174", Refusals.Of(static () => PlotDynamics(Cell() with { Transitions = [new(0, 5, "never", [])] })));
        Assert.Equal("NG8012", Refusals.Of(static () => PlotDynamics(Cell(), new Figure(80, 80).AddAxes()).Figure.ToSvg()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 6)]
    [InlineData(5, 9)]
    [InlineData(9, 20)]
    [InlineData(30, 60)]
    [InlineData(60, 40)]
    public void No_text_lies_on_another_and_no_arrow_on_a_text(int boxes, int arrows)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var draw = (long)seed * 7919 + boxes;
            int Next(int below)
            {
                draw = draw * 48271 % int.MaxValue;
                return (int)(draw / 7 % below);
            }

            var network = new NetworkDiagram(
                "random", [.. Enumerable.Range(0, boxes).Select(box => new NetworkNode($"population {box}", (NetworkNodeKind)Next(5), [.. Enumerable.Range(0, Next(3)).Select(line => new string('x', 4 + Next(20)))]))],
                [.. Enumerable.Range(0, arrows).Select(arrow => new NetworkEdge(Next(boxes), Next(boxes), NetworkEdgeKind.Projection, [.. Enumerable.Range(0, Next(3)).Select(line => $"delay {Next(1000)} ms")]))]);
            var axes = PlotNetwork(network);
            axes.Figure.Typeface = SystemTypefaces.Default;
            var scene = axes.Figure.ToScene();
            var texts = TextBoxes.Of(scene);
            foreach (var (one, other) in from one in texts from other in texts where !ReferenceEquals(one, other) select (one, other))
                Assert.False(one.Box.Overlaps(other.Box), $"{one} and {other}");
            foreach (var way in Ways(scene.Items).SelectMany(Along))
                Assert.DoesNotContain(texts, text => text.Box.Contains(way));
            Assert.All(texts, text => Assert.True(text.Box.Left >= 0 && text.Box.Top >= 0 && text.Box.Right <= scene.Width && text.Box.Bottom <= scene.Height, $"{text} is cut off"));
        }
    }

    [Fact]
    public void What_goes_round_in_circles_goes_back_once()
    {
        var size = new Extent2(20, 10);
        var graph = LayeredGraph.Of([size, size, size], [(0, 1, default), (1, 2, default), (2, 0, default)], 10, 5);
        Assert.Equal([0, 2, 4], Enumerable.Range(0, 3).Select(graph.ColumnOf));
        Assert.All(graph.Steps, step => Assert.Equal(step.Arrow == 2, step.IsBack));
    }

    private static DynamicsDiagram Cell() => new("cell", "component type")
    {
        Quantities = [new(QuantityRole.Parameter, "Vth", "mV"), new(QuantityRole.Parameter, "tau", null), new(QuantityRole.State, "v", "mV"), new(QuantityRole.Alias, "i", null, "v / R")],
        Ports = [new("in", false, "events", null), new("spike", true, "events", null)],
        Regimes = [new("integrating", true, ["dv/dt = -v / tau"]), new("refractory", false, [])],
        Transitions = [new(0, 1, "v > Vth", ["v = Vr", "emit spike"]), new(1, 0, "t > 2 ms", []), new(0, 0, "on in", ["v = v + w"])],
    };

    private static IEnumerable<Outline> Ways(IEnumerable<SceneItem> items) => items.SelectMany(static item => item switch
    {
        GroupItem group => Ways(group.Items),
        PathItem { Fill: null, Outline: var outline } when outline.Steps.Contains(OutlineStep.Cubic) => [outline],
        _ => [],
    });

    // Points of a way: of straight lines and of curves, close enough that no letter lies between two.
    private static IEnumerable<Point> Along(Outline outline)
    {
        var found = new List<Point>();
        var points = outline.Points;
        var at = 0;
        Point last = default;
        foreach (var step in outline.Steps)
        {
            for (var part = 0; step != OutlineStep.Move && part <= 60; part++)
            {
                var t = part / 60.0;
                found.Add(step == OutlineStep.Line
                    ? last + t * (points[at] - last)
                    : (1 - t) * (1 - t) * (1 - t) * last + 3 * t * (1 - t) * (1 - t) * points[at] + 3 * t * t * (1 - t) * points[at + 1] + t * t * t * points[at + 2]);
            }

            at += step == OutlineStep.Cubic ? 3 : 1;
            last = points[at - 1];
        }

        return found;
    }
}
