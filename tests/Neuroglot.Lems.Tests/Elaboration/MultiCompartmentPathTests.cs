using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>Cells of several segments cannot be run, but what a simulation records of them is checked.</summary>
public sealed class MultiCompartmentPathTests
{
    private const string Cell = """
        <ionChannelHH id="na" conductance="1pS"><gateHHtauInf id="m" instances="3">
          <timeCourse type="fixedTimeCourse" tau="1ms"/><steadyState type="HHSigmoidVariable" rate="1" midpoint="-40mV" scale="5mV"/></gateHHtauInf></ionChannelHH>
        <expOneSynapse id="ampa" gbase="1nS" erev="0mV" tauDecay="2ms"/>
        <spikeGenerator id="clock" period="10ms"/>
        <cell id="pyr">
          <morphology id="shape">
            <segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment>
            <segment id="4" name="dendrite"><parent segment="0"/><distal x="0" y="20" z="0" diameter="2"/></segment>
          </morphology>
          <biophysicalProperties id="membrane">
            <membraneProperties>
              <channelDensity id="naAll" ionChannel="na" condDensity="0.1mS_per_cm2" erev="50mV" ion="na"/>
              <spikeThresh value="-15mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-64mV"/>
            </membraneProperties>
            <intracellularProperties><resistivity value="0.12kohm_cm"/></intracellularProperties>
          </biophysicalProperties>
        </cell>
        <network id="net">
          <populationList id="cells" component="pyr" size="2"><instance id="0"><location x="0" y="0" z="0"/></instance><instance id="1"><location x="0" y="0" z="0"/></instance></populationList>
          <population id="row" component="pyr" size="2"/><population id="drive" component="clock" size="1"/>
          <projection id="proj" presynapticPopulation="drive" postsynapticPopulation="cells" synapse="ampa">
            <connection id="0" preCellId="../drive[0]" postCellId="../cells/0/pyr" postSegmentId="4"/></projection>
        </network>

        """;

    [Theory]
    [InlineData("cells/0/pyr/v")]
    [InlineData("cells/1/pyr/4/v")]
    [InlineData("cells/1/pyr/0/caConc")]
    [InlineData("row[1]/v")]
    [InlineData("row[1]/4/v")]
    [InlineData("row[0]/membrane/membraneProperties/naAll/na/m/q")]
    [InlineData("cells/0/pyr/4/membrane/membraneProperties/naAll/iDensity")]
    [InlineData("cells/0/pyr/synapses:ampa:0/g")]
    [InlineData("drive[0]/tsince")]
    public void What_is_there_can_be_recorded(string quantity) =>
        Assert.Equal(["NG1450"], Problems(quantity, "cells/0/pyr", "spike").Select(one => one.Code));

    [Theory]
    [InlineData("NG1434", "cell/0/pyr/v", "cell", "cells")]
    [InlineData("NG1434", "cells/2/pyr/v", "2", "2 instances")]
    [InlineData("NG1434", "row[5]/v", "row[5]", "2 instances")]
    [InlineData("NG1434", "cells/0/pyramid/v", "pyramid", "has pyr")]
    [InlineData("NG1434", "cells/0/pyr/7/v", "7", "segments 0, 4")]
    [InlineData("NG1434", "row[0]/membrain/membraneProperties/naAll/na/m/q", "membrain", "membrane")]
    [InlineData("NG1432", "cells/0/pyr/4/volts", "volts", "pyr")]
    [InlineData("NG1434", "cells/1/pyr/synapses:ampa:0/g", "synapses:ampa:0", "pyr")]
    public void What_is_not_there_is_told_with_its_place_and_what_there_is(string code, string quantity, params string[] names)
    {
        var problem = Assert.Single(Problems(quantity, "row[0]", "spike"), one => one.Code != "NG1450");
        Assert.Equal(code, problem.Code);
        Assert.Equal(("m.xml", quantity), (problem.Span.File, Here(problem.Span, quantity)));
        Assert.All(names, name => Assert.True(problem.ToString().Contains(name, StringComparison.Ordinal), problem.ToString()));
    }

    [Theory]
    [InlineData("NG1434", "cells/9/pyr", "spike")]
    [InlineData("NG1433", "row[0]", "spikes")]
    public void Events_are_checked_too(string code, string select, string port) =>
        Assert.Equal(code, Assert.Single(Problems("row[0]/v", select, port), one => one.Code != "NG1450").Code);

    [Fact]
    public void A_line_that_shows_nothing_is_a_warning()
    {
        var text = Cell + Elaborating.Simulation("net", "row[0]/v").Replace(
            "</Simulation>",
            "<Display id='d' title='d' timeScale='1ms' xmin='0' xmax='1' ymin='0' ymax='1'><Line id='l' quantity='rows[0]/v' scale='1mV' timeScale='1ms' color='#000000'/></Display></Simulation>",
            StringComparison.Ordinal);
        var problem = Assert.Single(Elaborating.Both(text).Diagnostics, one => one.Code != "NG1450");
        Assert.Equal(("NG1435", Severity.Warning), (problem.Code, problem.Severity));
        Assert.Contains("row", problem.Hint, StringComparison.Ordinal);
    }

    private static string Text(string quantity, string select, string port) => Cell + Elaborating.Simulation("net", quantity).Replace(
        "</Simulation>", $"<EventOutputFile id='e' fileName='e' format='TIME_ID'><EventSelection id='0' select='{select}' eventPort='{port}'/></EventOutputFile></Simulation>", StringComparison.Ordinal);

    private static ImmutableArray<Diagnostic> Problems(string quantity, string select, string port) => Elaborating.Both(Text(quantity, select, port)).Diagnostics;

    // What stands where the message points.
    private static string Here(SourceSpan span, string quantity) =>
        Text(quantity, "row[0]", "spike").Split('\n')[span.Line - Elaborating.FirstLine].Substring(span.Column - 1, quantity.Length);
}
