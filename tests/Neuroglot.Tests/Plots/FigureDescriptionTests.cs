using Neuroglot.Model.Diagnostics;
using Neuroglot.Plots;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.Plots;

public sealed class FigureDescriptionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Axes_are_drawn_as_described()
    {
        var found = new DiagnosticBag();
        var figure = Read(
            """
            {"figure": {"width": 300, "height": 200, "theme": "dark", "title": "All"}, "arrays": "a.npz", "axes": [
              {"row": 0, "column": 0, "title": "Spikes", "xlim": [0, 30], "plots": [{"plot": "raster", "spike_indices": "i", "spike_times": "t", "time_unit": {"symbol": "ms", "factor": 0.001}, "color": "k"}]},
              {"row": 1, "column": 0, "shared_x": 0, "ylabel": "rate", "yscale": "log", "legend": true, "legend_labels": ["one", "two"], "legend_loc": "lower left", "plots": [
                {"plot": "rate", "times": "t", "rate": "v"}, {"plot": "line", "x": "t", "y": "v", "linestyle": "--", "color": null}]},
              {"row": 0, "column": 1, "plots": [{"plot": "synapses", "sources": "i", "targets": "i", "values": "v", "var_name": "w", "var_unit": {"symbol": "mV", "factor": 0.001}}, {"plot": "background"}]},
              {"row": 1, "column": 1, "plots": [{"plot": "state", "times": "t", "values": "v", "var_name": "x", "labels": ["a"]}]}]}
            """, found)!;
        Assert.Empty(found);
        Assert.Equal((300, 200, "dark", "All"), (figure.Width, figure.Height, figure.Theme.Name, figure.Title));
        Assert.Equal(("Spikes", "time (ms)", (0.0, 30.0)), (figure.Axes[0].Title, figure.Axes[0].X.Text, figure.Axes[0].X.Limits));
        Assert.Same(figure.Axes[0].X, figure.Axes[1].X);
        Assert.Equal(("rate", AxisScale.Logarithmic, LegendPlace.LowerLeft), (figure.Axes[1].Y.Text, figure.Axes[1].Y.Scale, figure.Axes[1].Legend!.Place));
        Assert.Equal(["one", "two"], figure.Axes[1].Marks.Select(static mark => mark.Label));
        Assert.Equal("w (mV)", figure.Axes[2].ColorBar!.Label);
        Assert.Equal("x", figure.Axes[3].Y.Text);
    }

    [Theory]
    [InlineData("NG8116", "[")]
    [InlineData("NG8116", "{}")]
    [InlineData("NG8116", """{"figure": {}, "axes": [{"plots": [{"plot": "pie"}]}]}""")]
    [InlineData("NG8116", """{"figure": {}, "axes": [{"plots": [{"plot": "raster"}]}]}""")]
    [InlineData("NG8116", """{"figure": {}, "arrays": "a.npz", "axes": [{"plots": [{"plot": "raster", "spike_indices": "none", "spike_times": "t"}]}]}""")]
    [InlineData("NG8116", """{"figure": {}, "axes": [{"xscale": "cubic", "plots": []}]}""")]
    [InlineData("NG8116", """{"figure": {}, "axes": [{"legend": true, "legend_loc": "middle", "plots": []}]}""")]
    [InlineData("NG8116", """{"figure": {"width": "wide"}, "axes": []}""")]
    [InlineData("NG8003", """{"figure": {"theme": "pink"}, "axes": []}""")]
    [InlineData("NG8020", """{"figure": {}, "arrays": "a.npz", "axes": [{"plots": [{"plot": "rate", "times": "t", "rate": "long"}]}]}""")]
    [InlineData("NG4020", """{"figure": {}, "arrays": "../missing.npz", "axes": []}""")]
    public void What_is_not_understood_is_refused(string code, string text)
    {
        var found = new DiagnosticBag();
        Assert.Null(Read(text, found));
        Assert.Equal(code, Assert.Single(found).Code);
    }

    private Figure? Read(string text, DiagnosticBag found)
    {
        using (var arrays = NpzArrays.TryCreate(Path.Combine(folder, "a.npz"), new DiagnosticBag())!)
        {
            arrays.Write("i", [0.0, 1.0]);
            arrays.Write("t", [0.01, 0.02]);
            arrays.Write("v", [1.0, 2.0]);
            arrays.Write("long", [1.0, 2.0, 3.0]);
        }

        var path = Path.Combine(folder, "a.figure.json");
        File.WriteAllText(path, text);
        return ResultPlots.OfFiles([path], new PlotRequest(), found);
    }
}
