using Neuroglot.Export.Lems;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>The calls of TVBO's own tutorial on LEMS, one after the other, as somebody would type them.</summary>
public sealed class TutorialTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_experiment_is_rendered_validated_exported_and_run()
    {
        var experiment = SimulationExperiment.FromString("label: JansenRit LEMS Export\ndynamics:\n  name: JansenRit\n");
        var adapter = new NeuroMLAdapter(experiment);
        var text = adapter.RenderCode();
        Assert.Contains("<Target component=\"sim_JansenRit_LEMS_Export\"", text, StringComparison.Ordinal);
        Assert.True(adapter.Validate(text));
        Assert.True(adapter.Validate());
        Assert.Throws<TvboException>(() => adapter.Validate(text.Replace("type=\"JansenRit\"", "type=\"JansenRitt\"", StringComparison.Ordinal)));
        Assert.Throws<TvboException>(() => adapter.Validate("<Lems>"));

        var paths = adapter.Export(Path.Combine(folder, "output"), split: true, validate: false);
        Assert.Equal(["dynamics", "network", "simulation"], paths.Keys);
        Assert.All(paths, pair => Assert.Equal(Path.Combine(folder, "output", $"ses-1_desc-JansenRit_LEMS_Export_{pair.Key}.xml"), pair.Value));
        Assert.DoesNotContain("<Include", File.ReadAllText(paths["dynamics"]), StringComparison.Ordinal);
        Assert.DoesNotContain("<Simulation ", File.ReadAllText(paths["dynamics"]), StringComparison.Ordinal);
        Assert.Contains("file=\"ses-1_desc-JansenRit_LEMS_Export_dynamics.xml\"", File.ReadAllText(paths["network"]), StringComparison.Ordinal);
        Assert.Contains("file=\"ses-1_desc-JansenRit_LEMS_Export_network.xml\"", File.ReadAllText(paths["simulation"]), StringComparison.Ordinal);
        Assert.Contains("file=\"my_dynamics.xml\"", adapter.RenderNetwork("my_dynamics.xml"), StringComparison.Ordinal);
        Assert.Contains("file=\"my_network.xml\"", adapter.RenderSimulation("my_network.xml"), StringComparison.Ordinal);

        Assert.Equal(text, experiment.Render("lems"));
        Assert.Equal(text, experiment.Render("neuroml"));
        Assert.Equal(text, experiment.Render("nml"));
        Assert.Contains("name: JansenRit", experiment.Render("yaml"), StringComparison.Ordinal);
        Assert.Contains("import jax", experiment.Render("jax"), StringComparison.Ordinal);

        Assert.Equal("JansenRit LEMS Export\n└── integration\n        data: (81921, 6)", experiment.Run("neuroml").ToString());
        Assert.Equal("JansenRit LEMS Export\n└── integration\n        data: (81921, 6)", adapter.Run().ToString());
    }

    [Theory]
    [InlineData("id: 7\nlabel: Two words, and more\n", "ses-7_desc-Two_words__and_more")]
    [InlineData("id: 2\n", "ses-2_desc-IaF")]
    [InlineData("label: ' '\n", "ses-1_desc-IaF")]
    [InlineData("label: \"2D\"\n", "ses-1_desc-_2D")]
    public void Files_are_called_by_the_number_and_the_title(string head, string prefix)
    {
        var adapter = new NeuroMLAdapter(SimulationExperiment.FromString($"{head}dynamics: {{name: IaF, state_variables: {{v: {{equation: {{rhs: -v}}}}}}}}\n"));
        Assert.Equal($"{prefix}_simulation.xml", adapter.WholeFileName);
    }
}
