using System.Text.Json;
using System.Xml.Linq;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class GraphTests : IDisposable
{
    private static readonly string Examples = Path.Combine(DocumentationTests.Root, "examples");
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("spineml/vogels-abbott/LIF.xml", false)]
    [InlineData("spineml/vogels-abbott/lesion.xml", false)]
    [InlineData("spineml/gap-junctions/model.xml", false)]
    [InlineData("spineml/neuromodulation/experiment0.xml", false)]
    [InlineData("spineml/stdp/experiment0.xml", true)]
    [InlineData("network/LEMS_Network.xml", false)]
    [InlineData("regimes/LEMS_Regimes.xml", true)]
    [InlineData("brian/leaky.brian.json", true)]
    [InlineData("brian/cuba.brian.json", false)]
    public void Graphs_show_networks_and_dynamics(string model, bool types)
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run(["inspect", Path.Combine(Examples, model), "--graph", .. types ? (string[])["--types"] : []]));
        Golden.Verify(shell.Output, $"Graphs/{model.Replace('/', '-')}{(types ? "-types" : string.Empty)}");
    }

    [Fact]
    public void Graphs_go_to_files_and_to_programs()
    {
        var model = Path.Combine(Examples, "spineml", "vogels-abbott", "LIF.xml");
        var (file, shell) = (Path.Combine(folder, "LIF.dot"), new Shell());
        Assert.Equal(0, shell.Run("inspect", model, "--graph", file));
        Assert.StartsWith("digraph \"LIF\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty(shell.Output);
        shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", model, "--graph", "--json"));
        Assert.Equal(File.ReadAllText(file), JsonDocument.Parse(shell.Output).RootElement.GetProperty("graph").GetString());
    }

    /// <summary>Where Graphviz is not installed, that is said, with a way out.</summary>
    [Fact]
    public void Pictures_are_made_by_Graphviz_where_it_is()
    {
        var (file, shell) = (Path.Combine(folder, "net.svg"), new Shell { RunProgram = ScriptCommand.RunProgram });
        var code = shell.Run("inspect", Path.Combine(Examples, "spineml", "vogels-abbott", "experiment0.xml"), "--graph", file);
        if (code == ExitCode.Done)
        {
            Assert.Contains(XDocument.Load(file).Descendants(), static one => one.Value == "3,200 × LIF");
            return;
        }

        Assert.Equal(ExitCode.CommandLineIsWrong, code);
        Assert.Contains("NG4150", shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void Without_Graphviz_there_is_a_way_out()
    {
        var shell = new Shell { RunProgram = static (_, _, _) => null };
        Assert.Equal(2, shell.Run("inspect", Path.Combine(Examples, "spineml", "vogels-abbott", "LIF.xml"), "--graph", Path.Combine(folder, "LIF.svg")));
        Assert.Contains("error NG4150: The program 'dot' of Graphviz, which makes pictures of graphs, was not found.", shell.Error, StringComparison.Ordinal);
        Assert.Contains("LIF.dot", shell.Error, StringComparison.Ordinal);
        shell = new Shell { RunProgram = static (_, _, _) => (1, string.Empty) };
        Assert.Equal(2, shell.Run("inspect", Path.Combine(Examples, "spineml", "vogels-abbott", "LIF.xml"), "--graph", Path.Combine(folder, "LIF.svg")));
        Assert.Contains("NG4154", shell.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("spineml/vogels-abbott/LIF.xml", "graph.bmp", "NG4151")]
    [InlineData("spineml/vogels-abbott/LIF.xml", "folder.dot", "NG4153")]
    [InlineData("spineml/distance/Grid.xml", "graph.dot", "NG4152")]
    public void What_cannot_be_drawn_is_refused(string model, string file, string code)
    {
        Directory.CreateDirectory(Path.Combine(folder, "folder.dot"));
        var shell = new Shell();
        Assert.NotEqual(0, shell.Run("inspect", Path.Combine(Examples, model), "--graph", Path.Combine(folder, file)));
        Assert.Contains(code, shell.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }
}
