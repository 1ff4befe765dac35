using System.Collections.Immutable;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;

namespace Neuroglot.Plotting.Tests.Plots;

public sealed class ResultPlotTests
{
    private static readonly ImmutableArray<double> Times = [0, 0.001, 0.002];

    [Fact]
    public void A_trace_brings_its_name_and_its_unit()
    {
        var trace = Voltage("cells[3]/v", -0.07, -0.06, -0.05);
        var axes = PlotState(trace);
        Assert.Equal(("time (ms)", "v (mV)"), (axes.X.Text, axes.Y.Text));
        Assert.Equal("potential (V)", PlotState(trace, varName: "potential", varUnit: CommonUnits.V).Y.Text);
        Assert.Equal([-0.07, -0.06, -0.05], trace.Values.AsEnumerable());
    }

    [Fact]
    public void Variables_stand_above_each_other_under_one_time()
    {
        var axes = PlotState([Voltage("cells[0]/v", 0, 1, 2), Voltage("cells[7]/v", 0, 1, 2), Plain("cells[0]/n", 0, 0.5, 1)]);
        Assert.Equal(["v (V)", "n"], axes.Select(static one => one.Y.Text));
        Assert.Same(axes[0].X, axes[1].X);
        Assert.Equal(["cells[0]", "cells[7]"], axes[0].Marks.Select(static mark => mark.Label));
        Assert.NotNull(axes[0].Legend);
        Assert.Null(axes[1].Legend);
    }

    [Fact]
    public void Axes_that_are_given_are_drawn_into_and_counted()
    {
        var grid = new Figure().AddGrid(1, 2);
        Assert.Same(grid[0, 1], PlotState([Voltage("v", 0, 1, 2), Plain("n", 0, 1, 2)], axes: [grid[0, 0], grid[0, 1]])[1]);
        Assert.Equal("NG8103", Refusals.Of(() => PlotState([Voltage("v", 0, 1, 2), Plain("n", 0, 1, 2)], axes: [grid[0, 0]])));
        Assert.Equal("NG8103", Refusals.Of(() => BrianPlot(new RunResult([Voltage("v", 0, 1, 2)], []), [])));
    }

    [Fact]
    public void Populations_are_stacked_in_a_raster()
    {
        var axes = PlotRaster([Train("exc", 2, 0.1), Train("inh", 0, 0.2, 0.3)]);
        Assert.Equal(["exc", "inh"], axes.Marks.Select(static mark => mark.Label));
        Assert.Equal([3.0, 3.0], ((Points)axes.Marks[1]).Y);
        Assert.Equal("neuron index", PlotRaster([Train("exc", 2, 0.1)]).Y.Text);
        Assert.Empty(((Points)PlotRaster((SpikeTrain[])[]).Marks[0]).X);
    }

    [Fact]
    public void A_rate_integrates_to_the_number_of_spikes_for_each_neuron()
    {
        // 5 spikes of 2 neurons in 1 s, far from the ends, where nothing of the window is cut off.
        var line = (Line)PlotRate([Train("exc", 0, 0.3, 0.4, 0.5), Train("exc", 1, 0.5, 0.6)], width: 0.01, end: 1).Marks[0];
        Assert.Equal(500, line.X.Count);
        Assert.Equal(2.5, line.Y.Sum() * 0.002, 1e-9);
        var wide = (Line)PlotRate([Train("exc", 9, 0.5)], size: 20, window: "flat", width: 0.1, end: 1).Marks[0];
        Assert.Equal(1.0 / 20, wide.Y.Sum() * 0.02, 1e-9);
    }

    [Fact]
    public void A_recorded_rate_is_smoothed_by_what_analysis_computes()
    {
        var rate = new Trace(new Column("rate", CommonUnits.Hz), [.. Enumerable.Range(0, 9).Select(static step => 1e-3 * step)], [0, 0, 0, 0, 90, 0, 0, 0, 0]);
        var flat = (Line)PlotRate(rate, "flat", 2e-3).Marks[0];
        Assert.Equal([0, 0, 0, 30, 30, 30, 0, 0, 0], flat.Y);
        Assert.Equal(rate.Values, ((Line)PlotRate(rate, null).Marks[0]).Y);
        Assert.Equal("NG8108", Refusals.Of(() => PlotRate(rate, "square")));
        Assert.Equal("NG8108", Refusals.Of(() => PlotRate(rate, "flat", 0)));
    }

    [Fact]
    public void A_whole_result_has_its_spikes_above_its_values()
    {
        var axes = BrianPlot(new RunResult([Voltage("cells[0]/v", 0, 1, 2)], [Train("cells", 0, 0.001)]));
        Assert.Equal(["neuron index", "v (V)"], axes.Select(static one => one.Y.Text));
        Assert.Equal("NG8107", Refusals.Of(static () => BrianPlot(RunResult.Empty)));
        Assert.Equal("v (V)", BrianPlot(Voltage("v", 0, 1, 2)).Y.Text);
        Assert.Single(BrianPlot([Train("cells", 0, 0.001)]).Marks);
    }

    [Theory]
    [InlineData("cells[3]/v", "cells[3]", "cells", 3, "v")]
    [InlineData("cells[3]/naChans/na/m/q", "cells[3]", "cells", 3, "naChans/na/m/q")]
    [InlineData("spikes/rate", "spikes", "spikes", null, "rate")]
    [InlineData("column 1", null, null, null, "column 1")]
    [InlineData("odd[x]/v", "odd[x]", "odd[x]", null, "v")]
    public void Names_have_parts(string name, string? owner, string? population, int? index, string variable) =>
        Assert.Equal(new TraceName(owner, population, index, variable), TraceName.Of(Plain(name, 0, 0, 0)));

    private static Trace Voltage(string name, params double[] values) => new(new Column(name, CommonUnits.mV), Times, [.. values]);

    private static Trace Plain(string name, params double[] values) => new(new Column(name), Times, [.. values]);

    private static SpikeTrain Train(string population, int index, params double[] times) => new(new EventSource($"{index}", population, index), [.. times]);
}
