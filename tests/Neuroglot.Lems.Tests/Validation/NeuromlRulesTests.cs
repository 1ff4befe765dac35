using System.Collections.Immutable;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Lems.Validation;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Validation;

/// <summary>Each rule: a model that keeps it, and the same model with one change that breaks it.</summary>
public sealed class NeuromlRulesTests
{
    private const string Cell = """
        <neuroml id="cells">
          <ionChannelHH id="leak" conductance="1pS"/>
          <decayingPoolConcentrationModel id="pool" restingConc="1e-5mM" decayConstant="5ms" shellThickness="1um"/>
          <cell id="pyr">
            <morphology id="shape">
              <segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment>
              <segment id="1" name="dendrite"><parent segment="0"/><distal x="0" y="20" z="0" diameter="2"/></segment>
              <segment id="2" name="tip"><parent segment="1"/><distal x="0" y="30" z="0" diameter="2"/></segment>
              <segmentGroup id="somaGroup"><member segment="0"/></segmentGroup>
              <segmentGroup id="dendrites"><property tag="numberInternalDivisions" value="3"/><annotation/><member segment="1"/>
                <inhomogeneousParameter id="distance" variable="p" metric="Path Length from root"/></segmentGroup>
              <segmentGroup id="way"><path><from segment="1"/><to segment="2"/></path></segmentGroup>
              <segmentGroup id="outer"><subTree><from segment="1"/></subTree></segmentGroup>
              <segmentGroup id="whole"><include segmentGroup="somaGroup"/><include segmentGroup="dendrites"/></segmentGroup>
            </morphology>
            <biophysicalProperties id="membrane">
              <membraneProperties>
                <channelDensity id="leakAll" ionChannel="leak" condDensity="0.1mS_per_cm2" erev="-65mV" ion="non_specific" segmentGroup="all"/>
                <channelDensity id="leakSoma" ionChannel="leak" condDensity="0.1mS_per_cm2" erev="-65mV" ion="non_specific" segmentGroup="somaGroup"/>
                <channelDensityNonUniform id="leakTips" ionChannel="leak" erev="-65mV" ion="non_specific">
                  <variableParameter parameter="condDensity" segmentGroup="dendrites">
                    <inhomogeneousValue inhomogeneousParameter="distance" value="0.1 * p"/>
                  </variableParameter>
                </channelDensityNonUniform>
                <spikeThresh value="-15mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-64mV"/>
              </membraneProperties>
              <intracellularProperties>
                <resistivity value="0.12kohm_cm" segmentGroup="whole"/>
                <species id="ca" ion="ca" concentrationModel="pool" initialConcentration="1e-5mM" initialExtConcentration="2mM" segmentGroup="somaGroup"/>
                <species id="ca" ion="ca" concentrationModel="pool" initialConcentration="1e-5mM" initialExtConcentration="2mM" segmentGroup="dendrites"/>
              </intracellularProperties>
            </biophysicalProperties>
          </cell>
        </neuroml>
        """;

    private const string Network = """
        <neuroml id="nets">
          <iafTauCell id="iaf" leakReversal="-50mV" thresh="-55mV" reset="-70mV" tau="30ms"/>
          <cell id="ball">
            <morphology id="shape"><segment id="0"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="0" z="0" diameter="10"/></segment></morphology>
            <biophysicalProperties id="membrane"><membraneProperties><spikeThresh value="-15mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-64mV"/></membraneProperties>
              <intracellularProperties/></biophysicalProperties>
          </cell>
          <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="3ms"/>
          <gapJunction id="gap" conductance="1nS"/>
          <silentSynapse id="silent"/>
          <pulseGenerator id="pulse" delay="1ms" duration="2ms" amplitude="1pA"/>
          <pulseGeneratorDL id="pulseDL" delay="1ms" duration="2ms" amplitude="1"/>
          <spikeGenerator id="clock" period="10ms"/>
          <network id="net">
            <population id="sized" component="ball" size="3"/>
            <population id="clocks" component="clock" size="2"/>
            <population id="listed" component="ball" type="populationList" size="2">
              <instance id="0"><location x="0" y="0" z="0"/></instance>
              <instance id="7"><location x="1" y="0" z="0"/></instance>
            </population>
            <projection id="proj" presynapticPopulation="sized" postsynapticPopulation="listed" synapse="syn">
              <connection id="0" preCellId="../sized[2]" postCellId="../listed/7/ball" preSegmentId="0" preFractionAlong="0.5"/>
              <connectionWD id="1" preCellId="../sized/0/ball" postCellId="../listed/0/ball" weight="1" delay="1ms"/>
            </projection>
            <electricalProjection id="gaps" presynapticPopulation="sized" postsynapticPopulation="listed">
              <electricalConnectionInstance id="0" preCell="../sized[0]" postCell="../listed/0/ball" synapse="gap"/>
            </electricalProjection>
            <electricalProjection id="more" presynapticPopulation="sized" postsynapticPopulation="sized">
              <electricalConnection id="0" preCell="0" postCell="2" synapse="gap"/>
            </electricalProjection>
            <continuousProjection id="graded" presynapticPopulation="sized" postsynapticPopulation="sized">
              <continuousConnection id="0" preCell="1" postCell="2" preComponent="silent" postComponent="silent"/>
            </continuousProjection>
            <synapticConnection from="clocks[1]" to="sized[1]" synapse="syn"/>
            <explicitInput target="sized[1]" input="pulse"/>
            <explicitInput target="sized[0]" input="pulseDL"/>
            <inputList id="drive" population="listed" component="pulse">
              <input id="0" target="../listed/7/ball" destination="synapses" segmentId="0" fractionAlong="1"/>
            </inputList>
          </network>
        </neuroml>
        """;

    [Theory]
    [InlineData(Cell)]
    [InlineData(Network)]
    public void A_right_model_breaks_no_rule(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData("""<segmentGroup id="somaGroup">""", """<segment id="2"><parent segment="0"/></segment><segmentGroup id="somaGroup">""", "NG1303", "“2”")]
    [InlineData("""<parent segment="0"/>""", "", "NG1304", "“1”")]
    [InlineData("""<parent segment="1"/>""", """<parent segment="9"/>""", "NG1305", "“9”")]
    [InlineData("""<parent segment="0"/>""", """<parent segment="2"/>""", "NG1306", "“1” → “2” → “1”")]
    [InlineData("""<segment id="0" name="soma">""", """<segment id="0" name="soma"><parent segment="0"/>""", "NG1306", "“0” → “0”")]
    [InlineData("""id="way">""", """id="dendrites">""", "NG1309", "“dendrites”")]
    [InlineData("""<member segment="1"/>""", """<member segment="11"/>""", "NG1310", "“11”")]
    [InlineData("""<to segment="2"/>""", """<to segment="3"/>""", "NG1310", "“3”")]
    [InlineData("""<subTree><from segment="1"/>""", """<subTree><from segment="4"/>""", "NG1310", "“4”")]
    [InlineData("""<include segmentGroup="dendrites"/>""", """<include segmentGroup="dendrits"/>""", "NG1311", "“dendrits”")]
    [InlineData("""id="somaGroup"><member segment="0"/>""", """id="somaGroup"><include segmentGroup="dendrites"/>""", "NG1312", "“dendrites”")]
    [InlineData("""<include segmentGroup="somaGroup"/>""", """<include segmentGroup="whole"/>""", "NG1313", "“whole” → “whole”")]
    [InlineData("<annotation/>", """<annotation><property tag="numberInternalDivisions" value="3"/></annotation>""", "NG1314", "“dendrites”")]
    [InlineData("""non_specific" segmentGroup="somaGroup"/>""", """non_specific" segmentGroup="soma"/>""", "NG1320", "“soma”")]
    [InlineData("""segmentGroup="whole"/>""", """segmentGroup="hole"/>""", "NG1320", "“hole”")]
    [InlineData("inhomogeneousParameter=\"distance\"", "inhomogeneousParameter=\"length\"", "NG1321", "“length”")]
    [InlineData("condDensity\" segmentGroup=\"dendrites\"", "condDensity\" segmentGroup=\"dendrite\"", "NG1320", "“dendrite”")]
    public void A_wrong_cell_is_reported_at_the_place(string right, string wrong, string code, string named) => Break(Cell, right, wrong, code, named);

    [Fact]
    public void A_root_with_another_id_than_0_is_a_warning()
    {
        var found = Check(Cell.Replace("segment id=\"0\"", "segment id=\"5\"", StringComparison.Ordinal).Replace("segment=\"0\"", "segment=\"5\"", StringComparison.Ordinal));
        var one = Assert.Single(found);
        Assert.Equal(("NG1307", Severity.Warning), (one.Code, one.Severity));
    }

    [Fact]
    public void A_group_that_is_defined_later_is_a_warning() =>
        Assert.Equal(Severity.Warning, Check(Cell.Replace("<subTree><from segment=\"1\"/></subTree>", "<include segmentGroup=\"whole\"/>", StringComparison.Ordinal)).Single().Severity);

    [Theory]
    [InlineData("<projection id=\"proj\"", "<projection id=\"clocks\"", "NG1301", "“clocks”")]
    [InlineData("<connectionWD id=\"1\"", "<connection id=\"0\" preCellId=\"../sized[1]\" postCellId=\"../listed/0/ball\"/><connectionWD id=\"1\"", "NG1302", "“0”")]
    [InlineData("type=\"populationList\" size=\"2\"", "type=\"populationList\" size=\"3\"", "NG1330", "“3”")]
    [InlineData("component=\"clock\" size=\"2\"", "component=\"clock\" size=\"2.5\"", "NG1331", "“clocks”")]
    [InlineData("<projection id=\"proj\" presynapticPopulation=\"sized\"", "<projection id=\"proj\" presynapticPopulation=\"sizes\"", "NG1340", "“sizes”")]
    [InlineData("postsynapticPopulation=\"listed\" synapse", "synapse", "NG1340", "postsynapticPopulation")]
    [InlineData("population=\"listed\" component", "population=\"lasted\" component", "NG1344", "“lasted”")]
    [InlineData("../sized[2]\"", "../sized[3]\"", "NG1341", "0 to 2")]
    [InlineData("../sized[2]\"", "../clocks[1]\"", "NG1341", "“clocks”")]
    [InlineData("../sized[2]\"", "../nothing[1]\"", "NG1341", "“nothing”")]
    [InlineData("../sized[2]\"", "sized[2]\"", "NG1341", "../")]
    [InlineData("../sized[2]\"", "../sized\"", "NG1341", "which cell")]
    [InlineData("../sized[2]\"", "../sized[\"", "NG1341", "not a path")]
    [InlineData("../sized[2]\"", "..\"", "NG1341", "no population")]
    [InlineData("postCellId=\"../listed/7/ball\"", "postCellId=\"../listed/1/ball\"", "NG1341", "no instance")]
    [InlineData("postCellId=\"../listed/7/ball\"", "postCellId=\"../listed/7/iaf\"", "NG1341", "“iaf”")]
    [InlineData("preCell=\"../sized[0]\"", "preCell=\"../sized[5]\"", "NG1341", "0 to 2")]
    [InlineData("postCell=\"2\" synapse", "postCell=\"3\" synapse", "NG1341", "0 to 2")]
    [InlineData("postCell=\"2\" preComponent", "postCell=\"3\" preComponent", "NG1341", "0 to 2")]
    [InlineData("from=\"clocks[1]\"", "from=\"clocks[2]\"", "NG1341", "0 to 1")]
    [InlineData("target=\"sized[1]\"", "target=\"sized[9]\"", "NG1341", "0 to 2")]
    [InlineData("target=\"../listed/7/ball\"", "target=\"../sized[1]\"", "NG1341", "“sized”")]
    [InlineData("preSegmentId=\"0\"", "preSegmentId=\"1\"", "NG1342", "preSegmentId")]
    [InlineData("segmentId=\"0\"", "segmentId=\"3\"", "NG1342", "segmentId")]
    [InlineData("preFractionAlong=\"0.5\"", "preFractionAlong=\"1.5\"", "NG1343", "1.5")]
    [InlineData("fractionAlong=\"1\"", "fractionAlong=\"end\"", "NG1343", "end")]
    [InlineData("target=\"sized[1]\" input=\"pulse\"", "target=\"sized[1]\" input=\"ball\"", "NG1350", "basePointCurrent")]
    [InlineData("component=\"clock\" size", "component=\"syn\" size", "NG1350", "baseCell")]
    public void A_wrong_network_is_reported_at_the_place(string right, string wrong, string code, string named) => Break(Network, right, wrong, code, named);

    [Theory]
    [InlineData("component=\"clock\" size", "component=\"clok\" size", "clok")]
    [InlineData("postsynapticPopulation=\"listed\" synapse=\"syn\"", "postsynapticPopulation=\"listed\" synapse=\"sin\"", "sin")]
    [InlineData("<electricalProjection id=\"more\" presynapticPopulation=\"sized\"", "<electricalProjection id=\"more\" presynapticPopulation=\"seized\"", "seized")]
    public void References_to_nothing_are_told_once_by_the_resolver(string right, string wrong, string name)
    {
        var one = Assert.Single(Check(Network.Replace(right, wrong, StringComparison.Ordinal)), problem => problem.Severity == Severity.Error && problem.Code != "NG1341");
        Assert.Equal("NG1116", one.Code);
        Assert.Contains(name, one.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ionChannel=\"leak\" condDensity", "ionChannel=\"lake\" condDensity", "lake")]
    [InlineData("concentrationModel=\"pool\"", "concentrationModel=\"poll\"", "poll")]
    public void Channels_and_concentration_models_that_do_not_exist_are_told_by_the_resolver(string right, string wrong, string name)
    {
        var found = Check(Cell.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal("NG1116", one.Code));
        Assert.All(found, one => Assert.Contains($"“{name}”", one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_component_that_is_stated_twice_in_a_file_is_a_warning() =>
        Assert.Equal("NG1031", Assert.Single(Check("<neuroml id='n'><silentSynapse id='s'/><silentSynapse id='s'/></neuroml>")).Code);

    [Fact]
    public void A_shared_morphology_is_reported_once()
    {
        var found = Check("""
            <neuroml id="n"><morphology id="shape"><segment id="0"><proximal x="0" y="0" z="0" diameter="1"/><distal x="0" y="0" z="0" diameter="1"/></segment>
              <segmentGroup id="g"><member segment="5"/></segmentGroup></morphology></neuroml>
            """);
        Assert.Equal("NG1310", Assert.Single(found).Code);
    }

    private static void Break(string text, string right, string wrong, string code, string named)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, "the test's model has no " + right);
        var found = Check(text[..at] + wrong + text[(at + right.Length)..]);
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal(code, one.Code));
        Assert.Contains(named, found[0].Message + found[0].Hint, StringComparison.Ordinal);
        Assert.Equal(text[..at].Count(letter => letter == '\n') + 1, found[0].Span.Line);
        Assert.True(found[0].Span.Column > 1);
    }

    private static ImmutableArray<Diagnostic> Check(string text)
    {
        var read = LemsReader.ReadText(text, "m.nml");
        var bag = new DiagnosticBag();
        bag.AddRange(read.Diagnostics);
        var model = LemsModel.Resolve(read.Document!, bag);
        NeuromlRules.Check(model, bag);
        return [.. bag];
    }
}
