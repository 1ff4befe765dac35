using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Scales;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Pictures;

/// <summary>Figures with all that there is, on numbers that are the same on each machine.</summary>
internal static class Examples
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } = new Dictionary<string, Func<Figure>>
    {
        ["activity"] = Activity,
        ["synapses"] = Synapses,
        ["marks"] = Marks,
        ["dark"] = Dark,
    };

    private static Figure Activity()
    {
        var figure = new Figure(300, 300) { Typeface = StrokeTypeface.Instance, Title = "Activity of a network" };
        var grid = figure.AddGrid(3, 1, shareX: true);
        var draw = new Draws(1);
        var times = Enumerable.Range(0, 400).Select(_ => draw.Next()).Order().ToArray();
        PlotRaster(times.Select(_ => (int)(80 * draw.Next())).ToArray(), times, axes: grid[0, 0]);
        var steps = Enumerable.Range(0, 200).Select(static step => step / 200.0).ToArray();
        PlotRate(steps, steps.Select(static t => 20 + 300 * t * (1 - t) * (0.5 - t)).ToArray(), axes: grid[1, 0], color: "C1");
        PlotState(steps, [.. steps.SelectMany(static t => new[] { -0.07 + 0.02 * (t * 5 % 1), -0.065 + 0.012 * (t * 3 % 1) })], varName: "$v_m$", varUnit: CommonUnits.mV, axes: grid[2, 0],
            labels: ["neuron 0", "neuron 1"]).ShowLegend();
        return figure;
    }

    private static Figure Synapses()
    {
        var figure = new Figure(360, 300, Theme.Paper) { Typeface = StrokeTypeface.Instance };
        var grid = figure.AddGrid(2, 2);
        var draw = new Draws(2);
        var pairs = (from i in Enumerable.Range(0, 40) from j in Enumerable.Range(0, 40) where i != j && Math.Abs(i - j) <= 6 && draw.Next() < 0.5 select (I: i, J: j)).ToArray();
        int[] sources = [.. pairs.Select(static pair => pair.I)], targets = [.. pairs.Select(static pair => pair.J)];
        double[] weights = [.. pairs.Select(pair => 0.001 / (1 + 0.2 * (pair.I - pair.J) * (pair.I - pair.J)))];
        PlotSynapses(sources, targets, axes: grid[0, 0]).Title = "image";
        AddBackgroundPattern(PlotSynapses(sources, targets, weights, varName: "weight", varDimension: Dimension.Voltage, plotType: "scatter", cmap: "hot", axes: grid[0, 1])).Title = "scatter";
        PlotSynapses([.. sources, .. sources[..80]], [.. targets, .. targets[..80]], axes: grid[1, 0]).Title = "several of a pair";
        PlotSynapses(sources, targets, plotType: "hexbin", gridSize: 12, axes: grid[1, 1]).Title = "hexbin";
        return figure;
    }

    private static Figure Marks()
    {
        var figure = new Figure(360, 300) { Typeface = StrokeTypeface.Instance };
        var grid = figure.AddGrid(2, 2);
        double[] x = [.. Enumerable.Range(1, 60).Select(static step => step * 2.0)];
        var power = grid[0, 0].Add(new Line(x, [.. x.Select(static f => 3e4 / (f * (f + 20)))]) { Label = "power", Style = LineStyle.Parse("--") }).ShowLegend();
        (power.X.Scale, power.Y.Scale, power.X.Label, power.Y.Label) = (AxisScale.Logarithmic, AxisScale.Logarithmic, "frequency (Hz)", "power ($mV^2$/Hz)");
        var bars = grid[0, 1].Add(new Bars(new double[] { 0, 1, 2, 3, 4, 5 }, new double[] { 5, 9, 6, 3, 1 })).Add(new Span(1.7, 1.7, true) { Style = LineStyle.Parse(":") });
        bars.Add(new Span(3, 4, true)).Add(new Annotation(3.5, 7, "$\\Delta t$"));
        (bars.X.Label, bars.Y.Label) = ("inter-spike interval (s)", "count");
        double[] curve = [.. x.Select(static t => t * (120 - t) / 3600)];
        var band = grid[1, 0].Add(new Band(x, [.. curve.Select(static y => y - 0.2)], [.. curve.Select(static y => y + 0.2)]) { Label = "s.d." });
        band.Add(new Line(x, curve) { Label = "mean", Color = NamedColors.Parse("C0"), Marker = Marker.Parse("s"), MarkerSize = 2.5 }).ShowLegend(place: LegendPlace.UpperLeft);
        (band.X.Label, band.Y.Label) = ("phase", "gain");
        band.AddInset(0.4, 0.5, 0.4, 0.45).Add(new Line(x, [.. x.Select(static t => 1e7 * t)]));
        var shapes = grid[1, 1];
        var place = 0;
        foreach (var name in ". o v ^ < > 1 2 3 4 8 s p P * h H + x X D d | _".Split(' '))
            shapes.Add(new Points(new[] { place % 6 + 1.0 }, new[] { 4000001 + place++ / 6 }) { Marker = Marker.Parse(name), Color = NamedColors.Parse("k") });
        shapes.Add(new Circles(new[] { 2.0 }, new[] { 4000002.5 }, new[] { 0.4 }) { IsFilled = false }).Add(new Polygons([[(4, 4000002.2), (5, 4000002.8), (6, 4000002.2)]]) { Opacity = 0.5 });
        (shapes.X.Label, shapes.Y.Label) = ("marker", "row");
        return figure;
    }

    private static Figure Dark()
    {
        var figure = new Figure(240, 180, Theme.Dark) { Typeface = StrokeTypeface.Instance };
        var axes = figure.AddAxes();
        axes.Title = "Five currents";
        double[] t = [.. Enumerable.Range(0, 100).Select(static step => step / 1000.0)];
        for (var line = 1; line <= 5; line++)
            axes.Add(new Line(t, [.. t.Select(time => 1e-9 * line * time / (0.02 + time))]) { Label = $"$I_{line}$" });
        (axes.X.Name, axes.X.Unit, axes.Y.Name, axes.Y.Unit) = ("time", CommonUnits.ms, "current", CommonUnits.nA);
        axes.ShowLegend(place: LegendPlace.LowerRight);
        return figure;
    }
}
