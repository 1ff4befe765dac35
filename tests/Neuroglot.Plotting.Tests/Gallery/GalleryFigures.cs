using Neuroglot.Analysis;
using Neuroglot.Model.Diagrams;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Morphologies.Synthetic;
using Neuroglot.Numerics;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using static Neuroglot.Model.Units.CommonUnits;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Gallery;

/// <summary>The pictures of <c>docs/gallery.md</c>, each with the call that makes it.</summary>
internal static partial class GalleryFigures
{
    // Widths of a column and of a page of a journal, in points.
    private const double Column = 245;
    private const double Page = 500;

    /// <summary>All of them, by the name of the file.</summary>
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } = new SortedDictionary<string, Func<Figure>>(StringComparer.Ordinal)
    {
        ["activity"] = Activity,
        ["raster"] = Raster,
        ["rate"] = Rate,
        ["state"] = State,
        ["synapses"] = Synapses,
        ["weights"] = Weights,
        ["dendrogram"] = Dendrogram,
        ["morphology"] = MorphologyLines,
        ["morphology-diameter"] = MorphologyDiameter,
        ["morphology-values"] = MorphologyValues,
        ["morphology-space"] = MorphologySpace,
        ["cells"] = Cells,
        ["phase-plane"] = PhasePlaneOfTwo,
        ["fi-curve"] = FICurve,
        ["intervals"] = Intervals,
        ["correlogram"] = Correlograms,
        ["spectra"] = Spectra,
        ["weight-history"] = WeightHistory,
        ["network"] = Network,
        ["dynamics"] = Dynamics,
        ["regions"] = Regions,
        ["connectome"] = Connectome,
    };

    private static SampleNetwork Sample => SampleNetwork.Instance;

    private static Figure Of(double width, double height, Action<Axes> draw, Theme? theme = null)
    {
        var figure = new Figure(width, height, theme ?? Theme.Paper);
        draw(figure.AddAxes());
        return figure;
    }

    private static Figure Activity()
    {
        var figure = new Figure(Page, 340, Theme.Dark);
        var grid = figure.AddGrid(3, 1, shareX: true);
        PlotRaster(Sample.SpikeIndices, Sample.SpikeTimes, axes: grid[0, 0]);
        var rate = PopulationRate.Of(Sample.SpikeTimes, SampleNetwork.Neurons, new TimeBins(0, 1, 0.001)).SmoothGaussian(0.01);
        PlotRate([.. rate.Times], rate.Rates.ToArray(), axes: grid[1, 0], color: "C1");
        PlotState(Sample.Clock, Sample.Traces, varName: "v", varUnit: mV, axes: grid[2, 0], labels: ["neuron 0", "neuron 40", "neuron 79"]);
        return figure;
    }

    private static Figure Raster() => Of(Column, 170, static axes => PlotRaster(Sample.SpikeIndices, Sample.SpikeTimes, axes: axes, color: "k"));

    private static Figure Rate() => Of(Column, 150, static axes =>
    {
        var rate = PopulationRate.Of(Sample.SpikeTimes, SampleNetwork.Neurons, new TimeBins(0, 1, 0.001));
        var (gauss, flat) = (rate.SmoothGaussian(0.005), rate.SmoothFlat(0.05));
        PlotRate([.. gauss.Times], gauss.Rates.ToArray(), axes: axes, label: "gaussian, 5 ms");
        PlotRate([.. flat.Times], flat.Rates.ToArray(), axes: axes, label: "flat, 50 ms").ShowLegend();
        axes.Y.Limits = (0, 75);
    });

    private static Figure State() => Of(Column, 160, static axes =>
    {
        PlotState(Sample.Clock, Sample.Traces, varName: "membrane potential", varUnit: mV, axes: axes).ShowLegend(["neuron 0", "neuron 40", "neuron 79"], hasFrame: false);
        (axes.X.Limits, axes.Y.Limits) = ((0, 200), (-72, -36));
    });

    private static Figure Synapses()
    {
        var figure = new Figure(Page, 420, Theme.Paper);
        var grid = figure.AddGrid(2, 2);
        var draw = new Draws(2);
        var pairs = (from i in Enumerable.Range(0, 100) from j in Enumerable.Range(0, 100) where i != j && Math.Abs(i - j) <= 10 && draw.Next() < 0.5 select (I: i, J: j)).ToArray();
        int[] sources = [.. pairs.Select(static pair => pair.I)], targets = [.. pairs.Select(static pair => pair.J)];
        PlotSynapses(sources, targets, axes: grid[0, 0]).Title = "image";
        PlotSynapses(sources, targets, plotType: "scatter", color: "gray", marker: "s", markerSize: 1.4, axes: grid[0, 1]).Title = "scatter";
        PlotSynapses([.. sources, .. sources.Where(static (_, index) => index % 3 == 0)], [.. targets, .. targets.Where(static (_, index) => index % 3 == 0)], axes: grid[1, 0]).Title = "several synapses of a pair";
        var (many, others) = (new List<int>(), new List<int>());
        for (var i = 0; i < 4000; i++)
        {
            for (var k = 0; k < 12; k++)
            {
                var j = i + (int)(1600 * (draw.Next() + draw.Next() + draw.Next() - 1.5));
                if (j is < 0 or >= 4000)
                    continue;
                many.Add(i);
                others.Add(j);
            }
        }

        PlotSynapses([.. many], [.. others], gridSize: 40, axes: grid[1, 1]).Title = "hexbin";
        return figure;
    }

    private static Figure Weights()
    {
        var figure = new Figure(Page, 220, Theme.Paper);
        var grid = figure.AddGrid(1, 2);
        var draw = new Draws(2);
        var pairs = (from i in Enumerable.Range(0, 60) from j in Enumerable.Range(0, 60) where i != j && Math.Abs(i - j) <= 10 && draw.Next() < 0.5 select (I: i, J: j)).ToArray();
        int[] sources = [.. pairs.Select(static pair => pair.I)], targets = [.. pairs.Select(static pair => pair.J)];
        double[] weights = [.. pairs.Select(pair => 0.001 * (Elementary.Exp(-(pair.I - pair.J) * (pair.I - pair.J) / 10.0) + 0.5 * draw.Next()))];
        double[] delays = [.. pairs.Select(_ => 0.001 + 0.002 * draw.Next())];
        AddBackgroundPattern(PlotSynapses(sources, targets, weights, varName: "synaptic weight", varUnit: mV, plotType: "scatter", cmap: "hot", axes: grid[0, 0]));
        grid[0, 0].Title = "Recurrent connections";
        PlotSynapses(sources, targets, delays, varName: "delay", varUnit: ms, axes: grid[0, 1]).Title = "Delays";
        return figure;
    }

    private static Figure Dendrogram() => Of(Column, 200, static axes => PlotDendrogram(SyntheticMorphology.Bipolar(1), axes: axes));

    private static Figure MorphologyLines() => Of(Column, 240, static axes => PlotMorphology(SyntheticMorphology.Bipolar(1), plot3D: false, axes: axes));

    private static Figure MorphologyDiameter() => Of(Column, 300, static axes => PlotMorphology(SyntheticMorphology.Purkinje(1), showDiameter: true, colors: ["darkblue"], plot3D: false, axes: axes));

    private static Figure MorphologyValues() => Of(Column, 260, static axes =>
    {
        var cell = SyntheticMorphology.Stellate(1);
        double[] potentials = [.. FlatMorphology.Of(cell).Compartments.Select(static one => -0.07 + 0.05 * Elementary.Exp(-one.Distance / 90e-6))];
        PlotMorphology(cell, plot3D: false, showDiameter: true, showCompartments: false, values: potentials, valueColormap: "viridis", valueName: "v", valueUnit: mV, axes: axes);
    });

    private static Figure MorphologySpace() => Of(Column, 260, static axes => PlotMorphology(SyntheticMorphology.Pyramidal(1), lineWidth: 1, colors: ["C0", "C1"], axes: axes));

    private static Figure Cells()
    {
        var figure = new Figure(Page, 400);
        var grid = figure.AddGrid(2, 3);
        var place = 0;
        foreach (var (name, make) in SyntheticMorphology.Kinds)
        {
            PlotMorphology(make(1), plot3D: true, lineWidth: 0.6, azimuth: 20, elevation: 10, colors: ["C0"], axes: grid[place / 3, place % 3]).Title = name;
            place++;
        }

        return figure;
    }

    private static Figure PhasePlaneOfTwo() => Of(Column, 230, static axes =>
    {
        (double X, double Y) Rates(double v, double w) => (v - v * v * v / 3 - w + 0.5, 0.08 * (v + 0.7 - 0.8 * w));
        var (v, w) = (new double[3000], new double[3000]);
        (v[0], w[0]) = (0, -0.6);
        for (var step = 1; step < v.Length; step++)
        {
            var (dv, dw) = Rates(v[step - 1], w[step - 1]);
            (v[step], w[step]) = (v[step - 1] + 0.05 * dv, w[step - 1] + 0.05 * dw);
        }

        PlotPhasePlane(Rates, (-2.5, 2.5), (-1, 3.8), "v", "w", trajectories: [(v, w)], axes: axes);
        (axes.X.Label, axes.Y.Label) = ("v (dimensionless)", "w (dimensionless)");
    });

    private static Figure FICurve() => Of(Column, 150, static axes =>
    {
        double[] currents = [.. Enumerable.Range(0, 21).Select(static step => step * 2e-11)];
        // A leaky neuron of 100 MΩ and 20 ms with a threshold at 20 mV: 1/(refractory time + τ ln(RI/(RI − θ))).
        double[] Rates(double refractory) => [.. currents.Select(i => 1e8 * i > 0.02 ? 1 / (refractory + 0.02 * Elementary.Log(1e8 * i / (1e8 * i - 0.02))) : 0)];
        PlotFICurve(currents, Rates(0.002), pA, label: "refractory 2 ms", axes: axes);
        PlotFICurve(currents, Rates(0.01), pA, marker: "s", label: "refractory 10 ms", axes: axes).ShowLegend();
    });

    private static Figure Intervals()
    {
        var figure = new Figure(Page, 150, Theme.Paper);
        var grid = figure.AddGrid(1, 2);
        PlotIntervalHistogram(Sample.SpikeIndices, Sample.SpikeTimes, axes: grid[0, 0]);
        PlotVariabilityHistogram(Sample.SpikeIndices, Sample.SpikeTimes, axes: grid[0, 1]);
        return figure;
    }
}
