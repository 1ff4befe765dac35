using System.Text.Json;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>validate, inspect and jnml -validate over models on disk, through everything below the command line.</summary>
public sealed class RealModelTests : IDisposable
{
    private const string Cell = """
        <neuroml id="cells">
          <ionChannelHH id="leak" conductance="1pS"/>
          <cell id="pyr">
            <morphology id="shape">
              <segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment>
              <segment id="1" name="dendrite"><parent segment="0"/><distal x="0" y="20" z="0" diameter="2"/></segment>
              <segmentGroup id="dendrites"><member segment="1"/></segmentGroup>
            </morphology>
            <biophysicalProperties id="membrane">
              <membraneProperties>
                <channelDensity id="leakAll" ionChannel="leak" condDensity="0.1mS_per_cm2" erev="-65mV" ion="non_specific"/>
                <spikeThresh value="-15mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-64mV"/>
              </membraneProperties>
              <intracellularProperties><resistivity value="0.12kohm_cm"/></intracellularProperties>
            </biophysicalProperties>
          </cell>
          <network id="net"><population id="pop" component="pyr" size="3"/></network>
        </neuroml>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Cells_of_several_segments_are_valid_and_inspected_but_not_run()
    {
        var file = Write("cell.nml", Cell);
        var shell = new Shell();
        Assert.Equal(0, shell.Run("validate", file, "--strict"));
        Assert.Equal($"{file}: valid\n", shell.Output);
        shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", file));
        Assert.Contains("pop  3 cells  pyr (cell)", shell.Output, StringComparison.Ordinal);
        Assert.Contains("pyr  2 segments  1 group  channels leak", shell.Output, StringComparison.Ordinal);
        Assert.Contains("Cannot be run: Cell pyr has 2 segments", shell.Output, StringComparison.Ordinal);
        shell = new Shell();
        Assert.Equal(1, shell.Run("run", file, "--duration", "1ms", "--dt", "0.1ms"));
        Assert.Contains("error NG1450", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_anything_to_run_is_valid()
    {
        var file = Write("leak.nml", "<neuroml id=\"n\"><ionChannelPassive id=\"leak\" conductance=\"1pS\"/></neuroml>");
        Assert.Equal(0, new Shell().Run("validate", file, "--strict"));
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", file));
        Assert.Contains("ionChannelPassive  leak", shell.Output, StringComparison.Ordinal);
        shell = new Shell();
        Assert.Equal(1, shell.Run("run", file));
        Assert.Contains("error NG1440", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_once_in_the_order_of_the_file()
    {
        var file = Write("cell.nml", Cell
            .Replace("segment=\"0\"", "segment=\"9\"", StringComparison.Ordinal)
            .Replace("ionChannel=\"leak\"", "ionChannel=\"lake\"", StringComparison.Ordinal)
            .Replace("erev=\"-65mV\"", "erev=\"-65pA\"", StringComparison.Ordinal)
            .Replace("component=\"pyr\"", "component=\"pir\"", StringComparison.Ordinal));
        var shell = new Shell();
        Assert.Equal(1, shell.Run("validate", file, "--json"));
        var found = JsonDocument.Parse(shell.Output).RootElement.GetProperty("files")[0].GetProperty("diagnostics").EnumerateArray().ToList();
        Assert.Equal(["NG1305", "NG1116", "NG1202", "NG1116"], found.Select(static one => one.GetProperty("code").GetString()));
        Assert.Equal([6, 11, 11, 17], found.Select(static one => one.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void A_line_of_a_display_that_shows_nothing_is_a_warning()
    {
        var example = Path.Combine(DocumentationTests.Root, "examples", "first-spikes", "LEMS_FirstSpikes.xml");
        var right = File.ReadAllText(example);
        var at = right.IndexOf("<Line ", StringComparison.Ordinal);
        at = right.IndexOf("quantity=\"", at, StringComparison.Ordinal) + "quantity=\"".Length;
        var file = Write("LEMS_x.xml", right.Insert(at, "no"));
        var shell = new Shell();
        Assert.Equal(0, shell.Run("validate", file));
        Assert.Contains("warning NG1435", shell.Output, StringComparison.Ordinal);
        Assert.Equal(1, new Shell().Run("validate", file, "--strict"));
    }

    [Fact]
    public void Inspect_shows_equations_with_units_and_types()
    {
        var example = Path.Combine(DocumentationTests.Root, "examples", "network", "LEMS_Network.xml");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", example, "--types"));
        Assert.Contains("  C = 110 pF\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains("  dv/dt = iMemb/C  [mV/ms]\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains("emit spike\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains("ring     exc -> exc  16 connections  excite", shell.Output, StringComparison.Ordinal);
        Assert.Contains("Memory: about ", shell.Output, StringComparison.Ordinal);
        Assert.Contains("izhikevich2007Cell : baseCellMembPotCap", shell.Output, StringComparison.Ordinal);
        Assert.Contains("parameter vpeak  [voltage]", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size=\"3\"", "size=\"3\"", 0, "Valid against schema and all tests\nNo warnings\n\nValidated 1 files: All valid and no warnings\n")]
    [InlineData("<member segment=\"1\"", "<member segment=\"8\"", 1, "Valid against schema\n")]
    [InlineData("size=\"3\"", "seize=\"3\"", 1, "is not valid against the schema")]
    [InlineData("<segmentGroup id=\"dendrites\">", "<segmentGroup id=\"all\"><include segmentGroup=\"dendrites\"/></segmentGroup><segmentGroup id=\"dendrites\">", 0, "1 passed with warnings")]
    public void Jnml_validate_speaks_as_jNeuroML_does(string right, string wrong, int exitCode, string says)
    {
        var file = Write("cell.nml", Cell.Replace(right, wrong, StringComparison.Ordinal));
        var shell = new Shell();
        Assert.Equal(exitCode, shell.Run("jnml", "-validate", file));
        Assert.StartsWith($"Validating: {file}\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains(says, shell.Output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
