using Neuroglot.Model.Diagnostics;
using Neuroglot.Plots;
using Neuroglot.Plotting.Figures;
using Neuroglot.Results;
using Xunit;

namespace Neuroglot.Tests.Plots;

/// <summary>Whole brains: what a run has in memory and what its files tell draw the same pictures.</summary>
public sealed class RegionPlotTests : IDisposable
{
    // Twelve nodes, so that more are there than lines of one axes; one has a label, one a name, one a region, the others numbers.
    private const string Model = """
        dynamics: {name: D, state_variables: {V: {equation: {rhs: -V}, initial_value: 1}, W: {equation: {rhs: '1'}, initial_value: 0}}}
        network:
          nodes: [{id: 0, label: left precuneus}, {id: 1, name: thalamus}, {id: 2, region: rCUN}, {id: 3}, {id: 4}, {id: 5}, {id: 6}, {id: 7}, {id: 8}, {id: 9}, {id: 10}, {id: 11}]
        integration: {step_size: 0.5, duration: 5}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(OutputFormat.Dat)]
    [InlineData(OutputFormat.Csv)]
    [InlineData(OutputFormat.Npz)]
    [InlineData(OutputFormat.Json)]
    public void All_regions_are_drawn_under_their_names_each_variable_in_axes_of_its_own(OutputFormat format)
    {
        var (prepared, summary) = Run(Model, format);
        var found = new DiagnosticBag();
        foreach (var figure in new[] { ResultPlots.OfRun(summary.Result!, prepared.Displays, new PlotRequest(), found, prepared.Regions)!, ResultPlots.OfFiles([folder], new PlotRequest(), found)! })
        {
            Assert.Empty(found);
            Assert.Equal(2, figure.Axes.Count);
            Assert.StartsWith("V", figure.Axes[0].Y.Text, StringComparison.Ordinal);
            Assert.StartsWith("W", figure.Axes[1].Y.Text, StringComparison.Ordinal);
            Assert.All(figure.Axes, static axes => Assert.Equal(12, axes.Marks.OfType<Line>().Count()));
            Assert.Equal(["left precuneus", "thalamus", "rCUN", "region[3]"], figure.Axes[0].Y.Ticks!.Value.Take(4).Select(static tick => tick.Text));
        }
    }

    [Fact]
    public void Regions_are_chosen_by_name_and_by_number()
    {
        Run(Model, OutputFormat.Dat);
        string[] Names(params string[] select) =>
            [.. ResultPlots.OfFiles([folder], new PlotRequest { Y = ["V"], Select = [.. select] }, new DiagnosticBag())!.Axes.Single().Y.Ticks!.Value.Select(static tick => tick.Text)];
        Assert.Equal(["thalamus"], Names("thal*"));
        Assert.Equal(["region[3]", "region[4]"], Names("3-4"));
    }

    [Fact]
    public void Monitors_that_sample_at_different_times_have_axes_of_their_own()
    {
        Run(Model + "\nobservations: {Raw: {voi: V}, TemporalAverage: {voi: V, period: 1}, SpatialAverage: {voi: V, period: 1, spatial_mask: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}}", OutputFormat.Dat);
        var axes = ResultPlots.OfFiles([folder], new PlotRequest(), new DiagnosticBag())!.Axes;
        Assert.Equal(["D_Raw", "D_SpatialAverage", "D_TemporalAverage"], axes.Select(static one => one.Title));
        Assert.Equal([10, 5, 5], axes.Select(static one => ((Line)one.Marks[0]).X.Count));
        Assert.Equal(["group[0]", "group[1]"], axes[1].Y.Ticks!.Value.Select(static tick => tick.Text));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("{\"columns\":[{\"region\":\"one\",\"variable\":\"V\"}]}")]
    public void A_file_of_regions_that_is_not_of_these_results_counts_for_nothing(string text)
    {
        Run(Model, OutputFormat.Dat);
        File.WriteAllText(Path.Combine(folder, "results", "D.regions.json"), text);
        Assert.Equal("D", ResultPlots.OfFiles([folder], new PlotRequest(), new DiagnosticBag())!.Axes.Single().Y.Text);
    }

    [Fact]
    public void A_single_node_has_no_regions()
    {
        var (prepared, _) = Run("dynamics: {name: D, state_variables: {V: {equation: {rhs: -V}, initial_value: 1}}}", OutputFormat.Dat);
        Assert.Empty(prepared.Regions);
        Assert.False(File.Exists(Path.Combine(folder, "results", "D.regions.json")));
    }

    private (PreparedRun Prepared, RunSummary Summary) Run(string model, OutputFormat format)
    {
        var path = Path.Combine(folder, "model.yaml");
        File.WriteAllText(path, model);
        var prepared = NeuralModel.Load(path).Prepare(new RunOptions { OutputFolder = folder, Format = format, KeepResult = true });
        Assert.True(prepared.CanRun, string.Join('\n', prepared.Diagnostics));
        var summary = prepared.Run();
        File.Delete(path);
        return (prepared, summary);
    }
}
