using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Plots;

public sealed class AnalysisPlotTests
{
    [Fact]
    public void A_phase_plane_has_nullclines_fixed_points_and_trajectories()
    {
        var axes = PlotPhasePlane(static (v, w) => (v - w, v + w - 0.002), (-0.01, 0.01), (-0.01, 0.01), "v", "w", CommonUnits.mV, CommonUnits.mV, [([0, 0.001], [0, 0.002])]);
        Assert.Equal(("v (mV)", "w (mV)"), (axes.X.Text, axes.Y.Text));
        Assert.Equal((-10, 10), (Math.Round(axes.X.Limits!.Value.Low, 9), Math.Round(axes.X.Limits.Value.High, 9)));
        Assert.Equal(["dv/dt = 0", "dw/dt = 0", "trajectory", "unstable"], axes.Marks.Select(static mark => mark.Label).OfType<string>());
        var fixedPoint = axes.Marks.OfType<Points>().Single();
        Assert.Equal(0.001, fixedPoint.X[0], 1e-9);
        Assert.Equal(0.001, fixedPoint.Y[0], 1e-9);
        Assert.Equal("NG8172", Refusals.Of(() => PlotPhasePlane(static (x, y) => (x, y), (1, 0), (0, 1))));
        Assert.Equal("NG8020", Refusals.Of(() => PlotPhasePlane(static (x, y) => (x, y), (0, 1), (0, 1), trajectories: [([0], [1, 2])])));
    }

    [Fact]
    public void A_curve_of_rates_over_currents_has_their_best_unit()
    {
        var axes = PlotFICurve([0, 1e-10, 2e-10], [0, 5, 10]);
        Assert.Equal(("input current (pA)", "firing rate (Hz)"), (axes.X.Text, axes.Y.Text));
        Assert.Equal("NG8020", Refusals.Of(() => PlotFICurve([0], [1, 2])));
    }

    [Fact]
    public void Intervals_are_those_of_each_neuron()
    {
        // Neuron 0: 10, 20 and 30 ms; neuron 1: 10 ms.
        int[] neurons = [0, 0, 1, 0, 1, 0];
        double[] times = [0, 0.01, 0.015, 0.03, 0.025, 0.06];
        var axes = PlotIntervalHistogram(neurons, times, bins: 2);
        Assert.Equal(("inter-spike interval (ms)", "count"), (axes.X.Text, axes.Y.Text));
        var bars = Assert.IsType<Bars>(axes.Marks[0]);
        Assert.Equal([2, 2], bars.Heights);
        Assert.Null(axes.Title);
        Assert.Equal("2 of 4 intervals are outside", PlotIntervalHistogram(neurons, times, bins: 3, largest: 0.015).Title);
        Assert.Equal(AxisScale.Logarithmic, PlotIntervalHistogram(neurons, times, logarithmic: true).X.Scale);
        // √(200/3)/20 of neuron 0; a neuron of two spikes has no variation.
        var variation = Assert.IsType<Bars>(PlotVariabilityHistogram(neurons, times, bins: 10).Marks[0]);
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0, 0], variation.Heights);
        Assert.Equal("NG8173", Refusals.Of(() => PlotIntervalHistogram([0, 1], [0, 1])));
        Assert.Equal("NG8173", Refusals.Of(() => PlotIntervalHistogram([0, 0], [1, 0])));
        Assert.Equal("NG8173", Refusals.Of(() => PlotVariabilityHistogram([0, 0], [0, 1])));
    }

    [Fact]
    public void A_correlogram_has_a_bar_around_each_lag()
    {
        double[] train = [0, 0.1, 0.2];
        var axes = PlotCorrelogram(train, [0.005, 0.105], width: 0.01, largest: 0.02);
        Assert.Equal("lag of target after reference (ms)", axes.X.Text);
        var bars = Assert.IsType<Bars>(axes.Marks[0]);
        Assert.Equal([-0.025, -0.015, -0.005, 0.005, 0.015, 0.025], bars.Edges.Select(static edge => Math.Round(edge, 9)));
        Assert.Equal([0, 0, 0, 2, 0], bars.Heights);
        Assert.Equal("lag (ms)", PlotCorrelogram(train, train).X.Text);
        Assert.Equal("NG8173", Refusals.Of(() => PlotCorrelogram(train, train, width: 0)));
    }

    [Fact]
    public void Spectra_show_where_the_power_is()
    {
        double[] signal = [.. Enumerable.Range(0, 4096).Select(static step => 1e-3 * Elementary.Sin(2 * Math.PI * 50 * step / 1000.0))];
        var axes = PlotPowerSpectrum(signal, 0.001, varName: "v", varUnit: CommonUnits.mV);
        Assert.Equal(("frequency (Hz)", "power density of v (mV²/Hz)", AxisScale.Logarithmic), (axes.X.Text, axes.Y.Text, axes.Y.Scale));
        var line = Assert.IsType<Line>(axes.Marks[0]);
        // Within one of the 512 steps of a segment.
        Assert.Equal(50, line.X[line.Y.ToList().IndexOf(line.Y.Max())], 1000 / 512.0);
        var image = Assert.IsType<Image>(PlotSpectrogram(signal, 0.001, varName: "v", varUnit: CommonUnits.mV, highest: 100).Marks[0]);
        var brightest = image.Cells.ToList().IndexOf(image.Cells.Where(double.IsFinite).Max());
        Assert.Equal(50, image.Bottom + (brightest / image.Columns + 0.5) * image.CellHeight, 1000 / 128.0);
        Assert.Equal("power of v (dB re 1 mV²/Hz)", PlotSpectrogram(signal, 0.001, varName: "v", varUnit: CommonUnits.mV).ColorBar!.Label);
        Assert.Equal("NG8173", Refusals.Of(() => PlotPowerSpectrum([1], 0.001)));
        Assert.Equal("NG8173", Refusals.Of(() => PlotPowerSpectrum([3, 3, 3], 0.001)));
        Assert.Equal("NG8173", Refusals.Of(() => PlotSpectrogram([1, double.NaN, 3], 0.001)));
        Assert.Equal("NG8173", Refusals.Of(() => PlotSpectrogram(signal, 0)));
    }

    [Fact]
    public void Weights_are_counted_at_each_time()
    {
        var axes = PlotWeightHistory([0, 1, 3], [0, 0, 1, 0, 1, 1, 1, 1, 1], bins: 2, varUnit: CommonUnits.nS);
        var image = Assert.IsType<Image>(axes.Marks[0]);
        // The second time holds until the third.
        Assert.Equal([2, 1, 1, double.NaN, 1, 2, 2, 3], image.Cells);
        Assert.Equal((4, -0.5, 1), (image.Columns, image.Left, image.CellWidth));
        Assert.Equal(("time (s)", "weight (nS)", "number of synapses"), (axes.X.Text, axes.Y.Text, axes.ColorBar!.Label));
        Assert.Equal("NG8020", Refusals.Of(() => PlotWeightHistory([0, 1], [1, 2, 3])));
        Assert.Equal("NG8173", Refusals.Of(() => PlotWeightHistory([0, 0], [1, 2])));
    }

    [Fact]
    public void Regions_stand_one_above_the_other_by_name()
    {
        var axes = PlotRegions([0, 1, 2], [0, 5, 1, 6, 2, 7], ["first", "second"], "S", spacing: 4);
        Assert.Equal([0, 1, 2], axes.Marks.Cast<Line>().First().Y.Select(static value => value + 1));
        Assert.Equal([0, 1, 2], axes.Marks.Cast<Line>().Last().Y.Select(static value => value + 5));
        Assert.Equal([(0.0, "first"), (-4.0, "second")], axes.Y.Ticks!.Value.Select(static tick => (tick.Value, tick.Text)));
        Assert.Equal("S, one step: 4", axes.Y.Text);
        Assert.Equal("NG8020", Refusals.Of(() => PlotRegions([0, 1], [1, 2, 3], ["a"])));
        Assert.Equal("NG8020", Refusals.Of(() => PlotRegions([0, 1], [1, 2, 3, 4], ["a"])));
    }

    [Fact]
    public void A_connectome_begins_at_the_upper_left()
    {
        var axes = PlotConnectome([0, 1, 2, 0], ["a", "b"]);
        var image = Assert.IsType<Image>(axes.Marks[0]);
        Assert.Equal([2, double.NaN, double.NaN, 1], image.Cells);
        Assert.Equal("b", axes.Y.Ticks!.Value.Single(static tick => tick.Value == 0).Text);
        Assert.Equal([0, 1, 2, 3], Assert.IsType<Image>(PlotConnectome([2, 3, 0, 1], showZeros: true).Marks[0]).Cells);
        Assert.Equal([2, double.NaN, 0, 1], Assert.IsType<Image>(PlotConnectome([1, 10, 100, 0], logarithmic: true).Marks[0]).Cells);
        Assert.Equal("NG8020", Refusals.Of(() => PlotConnectome([1, 2, 3])));
        Assert.Equal("NG8020", Refusals.Of(() => PlotConnectome([1], ["a", "b"])));
    }
}
