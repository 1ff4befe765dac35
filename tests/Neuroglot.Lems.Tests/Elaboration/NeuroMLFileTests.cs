using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>NeuroML files without a simulation, and cells with a morphology.</summary>
public sealed class NeuroMLFileTests
{
    private const string Biophysics = """
        <biophysicalProperties id="bio">
          <membraneProperties>
            <channelDensity id="leaks" ionChannel="leak" condDensity="3S_per_m2" erev="-60mV" ion="non_specific"/>
            <spikeThresh value="0mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-65mV"/>
          </membraneProperties>
          <intracellularProperties><resistivity value="100ohm_cm"/></intracellularProperties>
        </biophysicalProperties>
        """;

    private const string Ball = """<morphology id="ball"><segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="20"/><distal x="0" y="0" z="0" diameter="20"/></segment></morphology>""";

    private const string Stick = """
        <morphology id="stick"><segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="20"/><distal x="20" y="0" z="0" diameter="20"/></segment>
          <segment id="1" name="dend1"><parent segment="0"/><proximal x="20" y="0" z="0" diameter="2"/><distal x="120" y="0" z="0" diameter="2"/></segment>
          <segment id="2" name="dend2"><parent segment="1"/><distal x="220" y="0" z="0" diameter="1"/></segment></morphology>
        """;

    private const string Leak = """<ionChannelHH id="leak" conductance="10pS" type="ionChannelPassive"/>""";

    private const string Net = """<network id="net"><population id="p" component="c" size="2"/></network>""";

    [Fact]
    public void Potentials_and_spikes_of_every_population_are_recorded_by_default()
    {
        var (experiment, diagnostics) = Read(
            """
            <iafCell id="iaf" leakConductance="10nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="100pF"/>
            <spikeGenerator id="clock" period="5ms"/>
            <network id="net">
              <population id="cells" component="iaf" size="2"/><population id="clocks" component="clock" size="1"/>
              <population id="listed" type="populationList" component="iaf" size="1"><instance id="5"><location x="0" y="0" z="0"/></instance></population>
            </network>
            """);
        Assert.Empty(diagnostics);
        Assert.Empty(experiment!.Runs);
        Assert.Equal(["cells[0]/v", "cells[1]/v", "listed[5]/v"], experiment.Recordings.Select(recording => recording.Path));
        Assert.Equal(["cells[0]", "cells[1]", "clocks[0]", "listed[5]"], experiment.EventRecordings.Select(recording => recording.Path));
        Assert.Equal(["cells.v.dat", "cells.spikes", "clocks.spikes", "listed.v.dat", "listed.spikes"], experiment.Outputs.Select(output => output.FileName));
    }

    [Fact]
    public void A_single_cell_is_run_by_itself()
    {
        var (experiment, _) = Read("""<iafCell id="iaf" leakConductance="10nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="100pF"/>""");
        Assert.Equal("v", Assert.Single(experiment!.Recordings).Variable);
    }

    [Fact]
    public void Morphology_and_biophysics_may_stand_inside_or_outside_of_the_cell()
    {
        var inside = Read(Leak + $"<cell id='c'>{Ball}{Biophysics}</cell>" + Net).Experiment!;
        var outside = Read(Leak + Ball + Biophysics + "<cell id='c' morphology='ball' biophysicalProperties='bio'/>" + Net).Experiment!;
        var expected = inside.Network.Sets[0].Class;
        var found = outside.Network.Sets[0].Class;
        Assert.Equal(expected.States.Select(state => state.Name), found.States.Select(state => state.Name));
        Assert.Equal(expected.Aliases.Select(alias => alias.Value.ToString()), found.Aliases.Select(alias => alias.Value.ToString()));
        Assert.Equal(expected.Parameters.Select(parameter => (parameter.Name, parameter.Value)), found.Parameters.Select(parameter => (parameter.Name, parameter.Value)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cells_of_several_segments_are_refused_once_with_their_number(bool inside)
    {
        var cell = inside ? $"<cell id='c'>{Stick}{Biophysics}</cell>" : Stick + Biophysics + "<cell id='c' morphology='stick' biophysicalProperties='bio'/>";
        var (experiment, diagnostics) = Read(Leak + "\n" + cell + Net);
        Assert.Null(experiment);
        var problem = Assert.Single(diagnostics);
        Assert.Equal("NG1450", problem.Code);
        Assert.Contains("3 segments", problem.Message, StringComparison.Ordinal);
        Assert.Contains("c", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Span.Line > 1);
    }

    [Fact]
    public void Cells_of_several_segments_that_nothing_runs_do_no_harm()
    {
        var (experiment, diagnostics) = Read(Leak + $"<cell id='big'>{Stick}{Biophysics}</cell><iafCell id='c' leakConductance='10nS' leakReversal='-65mV' thresh='-20mV' reset='-70mV' C='100pF'/>" + Net);
        Assert.Empty(diagnostics);
        Assert.NotNull(experiment);
    }

    private static (Experiment? Experiment, List<Diagnostic> Diagnostics) Read(string body)
    {
        var bag = new DiagnosticBag();
        var read = LemsReader.ReadText($"<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"m\">{body}</neuroml>", "m.nml");
        bag.AddRange(read.Diagnostics);
        var model = LemsModel.Resolve(read.Document!, bag);
        return (bag.HasErrors ? null : LemsElaborator.Elaborate(model, bag), [.. bag]);
    }
}
