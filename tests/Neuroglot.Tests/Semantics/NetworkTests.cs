using Neuroglot.Model.Networks;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>What a network adds to cells: attachments, weights, peers, and the paths to all of it.</summary>
public sealed class NetworkTests
{
    private const string Cells = """
        <iafCell id="iaf" leakConductance="10nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="100pF"/>
        <iafCell id="high" leakConductance="10nS" leakReversal="-45mV" thresh="0mV" reset="-70mV" C="100pF"/>
        <gapJunction id="gj" conductance="5nS"/>
        <pulseGenerator id="p1" delay="1ms" duration="5ms" amplitude="100pA"/>
        <pulseGenerator id="p2" delay="2ms" duration="5ms" amplitude="200pA"/>
        <spikeArray id="source"><spike id="0" time="1ms"/></spikeArray>
        <expOneSynapse id="s1" gbase="1nS" erev="0mV" tauDecay="5ms"/>
        <expOneSynapse id="s2" gbase="2nS" erev="-80mV" tauDecay="3ms"/>

        """;

    [Fact]
    public void What_the_other_end_of_a_tunnel_lacks_is_sought_in_its_cell()
    {
        // The reader comes first, so that in the step in which the event has come the other has not been advanced: of what it exposes, it shows the state before.
        const string types = Wires.Types + """
            <ComponentType name="shown" extends="baseCell">
              <Attachments name="ends" type="end"/><Attachments name="eyes" type="eye"/><EventPort name="in" direction="in"/>
              <Exposure name="open" dimension="none"/><Exposure name="seen" dimension="none"/><Exposure name="hiddenSeen" dimension="none"/>
              <Dynamics>
                <StateVariable name="open" dimension="none" exposure="open"/><StateVariable name="hidden" dimension="none"/>
                <DerivedVariable name="seen" dimension="none" exposure="seen" select="eyes[*]/open" reduce="add"/>
                <DerivedVariable name="hiddenSeen" dimension="none" exposure="hiddenSeen" select="eyes[*]/hidden" reduce="add"/>
                <OnEvent port="in"><StateAssignment variable="open" value="open + 1"/><StateAssignment variable="hidden" value="hidden + 1"/></OnEvent>
              </Dynamics>
            </ComponentType>
            <ComponentType name="end" extends="baseStandalone"><InstanceRequirement name="peer" type="eye"/><Dynamics/></ComponentType>
            <ComponentType name="eye" extends="baseStandalone">
              <InstanceRequirement name="peer" type="end"/><Exposure name="open" dimension="none"/><Exposure name="hidden" dimension="none"/>
              <Dynamics>
                <DerivedVariable name="open" dimension="none" exposure="open" select="peer/open"/><DerivedVariable name="hidden" dimension="none" exposure="hidden" select="peer/hidden"/>
              </Dynamics>
            </ComponentType>
            <ComponentType name="hop" extends="explicitConnection">
              <Parameter name="delay" dimension="time"/>
              <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b" delay="delay"/></Structure>
            </ComponentType>
            <ComponentType name="look" extends="explicitConnection">
              <ComponentReference name="there" type="end"/><ComponentReference name="here" type="eye"/>
              <Structure>
                <With instance="from" as="a"/><With instance="to" as="b"/><Tunnel name="peer" endA="a" endB="b" componentA="there" componentB="here"/>
              </Structure>
            </ComponentType>
            <shown id="cell"/><end id="anEnd"/><eye id="anEye"/><beat id="clock" first="1ms" period="100ms"/>
            """;
        var run = Lab.Run(Lab.Document(
            types + """
            <network id="net">
              <population id="reader" component="cell" size="1"/><population id="source" component="clock" size="1"/><population id="other" component="cell" size="1"/>
              <hop from="source[0]" to="other[0]" delay="0.5ms"/><look from="other[0]" to="reader[0]" there="anEnd" here="anEye"/>
            </network>
            """, "net", "4ms", "1ms", ["reader[0]/seen", "reader[0]/hiddenSeen"]));
        Assert.Equal([0, 0, 0, 1, 1], run["reader[0]/seen"]);
        Assert.Equal([0, 0, 1, 1, 1], run["reader[0]/hiddenSeen"]);
    }

    [Fact]
    public void A_chain_of_gap_junctions_within_one_population()
    {
        var connections = Enumerable.Range(0, 4).Select(i => $"<electricalConnection id='{i}' preCell='{i}' postCell='{i + 1}' synapse='gj'/>");
        var run = Lab.RunAsReference(Lab.Document(
            Cells + $"""
            <network id="net">
              <population id="c" component="iaf" size="5"/>
              <electricalProjection id="chain" presynapticPopulation="c" postsynapticPopulation="c">{string.Concat(connections)}</electricalProjection>
              <explicitInput target="c[0]" input="p1" destination="synapses"/>
            </network>
            """, "net", "10ms", "0.1ms", [.. Enumerable.Range(0, 5).Select(i => $"c[{i}]/v")]));
        var ends = Enumerable.Range(0, 5).Select(i => run[$"c[{i}]/v"][^1]).ToList();
        Assert.Equal(ends.OrderDescending(), ends);
        Assert.True(ends[4] > -65e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(7, 20)]
    [InlineData(20, 7)]
    public void Gap_junctions_within_a_large_population_and_in_both_directions(int first, int second)
    {
        var run = Lab.RunAsReference(Lab.Document(
            Cells + $"""
            <network id="net">
              <population id="c" component="iaf" size="24"/>
              <electricalProjection id="pair" presynapticPopulation="c" postsynapticPopulation="c">
                <electricalConnection id="0" preCell="{first}" postCell="{second}" synapse="gj"/>
                <electricalConnection id="1" preCell="3" postCell="{second}" synapse="gj"/>
              </electricalProjection>
              <explicitInput target="c[{first}]" input="p1" destination="synapses"/>
            </network>
            """, "net", "4ms", "0.1ms", [$"c[{first}]/v", $"c[{second}]/v", "c[3]/v"]));
        Assert.True(run[$"c[{second}]/v"][^1] > -65e-3);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void Gap_junctions_between_two_populations(string pre, string post)
    {
        var run = Lab.RunAsReference(Lab.Document(
            Cells + $"""
            <network id="net">
              <population id="a" component="iaf" size="3"/><population id="b" component="high" size="3"/>
              <electricalProjection id="pairs" presynapticPopulation="{pre}" postsynapticPopulation="{post}">
                <electricalConnection id="0" preCell="0" postCell="2" synapse="gj"/><electricalConnection id="1" preCell="1" postCell="1" synapse="gj"/>
                <electricalConnection id="2" preCell="0" postCell="1" synapse="gj"/>
              </electricalProjection>
            </network>
            """, "net", "3ms", "0.1ms", ["a[0]/v", "a[1]/v", "a[2]/v", "b[0]/v", "b[1]/v", "b[2]/v", $"{pre}[0]/gj/i", $"{post}[1]/synapses:gj:1/i"]));
        Assert.True(run["a[1]/v"][^1] > -65e-3);
    }

    [Fact]
    public void Attachments_are_numbered_in_the_order_in_which_they_were_made()
    {
        // The first junction of cell 1 is the second end of the first connection, the second the first end of the next.
        var run = Lab.RunAsReference(Lab.Document(
            Cells + """
            <network id="net">
              <population id="c" component="iaf" size="1"/><population id="d" component="high" size="1"/><population id="e" component="iaf" size="1"/>
              <electricalProjection id="one" presynapticPopulation="c" postsynapticPopulation="d"><electricalConnection id="0" preCell="0" postCell="0" synapse="gj"/></electricalProjection>
              <electricalProjection id="two" presynapticPopulation="d" postsynapticPopulation="e"><electricalConnection id="0" preCell="0" postCell="0" synapse="gj"/></electricalProjection>
              <electricalProjection id="three" presynapticPopulation="c" postsynapticPopulation="d"><electricalConnection id="0" preCell="0" postCell="0" synapse="gj"/></electricalProjection>
              <explicitInput target="c[0]" input="p1" destination="synapses"/>
            </network>
            """, "net", "3ms", "0.1ms", ["d[0]/synapses:gj:0/i", "d[0]/synapses:gj:1/i", "d[0]/synapses:gj:2/i"]));
        Assert.Equal(run["d[0]/synapses:gj:0/i"], run["d[0]/synapses:gj:2/i"]);
        Assert.NotEqual(run["d[0]/synapses:gj:0/i"], run["d[0]/synapses:gj:1/i"]);
    }

    [Fact]
    public void The_ends_of_a_chain_are_numbered_in_the_order_of_the_connections()
    {
        var run = Lab.RunAsReference(Lab.Document(
            Cells + """
            <network id="net">
              <population id="c" component="iaf" size="4"/>
              <electricalProjection id="chain" presynapticPopulation="c" postsynapticPopulation="c">
                <electricalConnection id="0" preCell="0" postCell="1" synapse="gj"/>
                <electricalConnection id="1" preCell="1" postCell="2" synapse="gj"/>
                <electricalConnection id="2" preCell="3" postCell="1" synapse="gj"/>
              </electricalProjection>
              <explicitInput target="c[0]" input="p1" destination="synapses"/>
              <explicitInput target="c[2]" input="p2" destination="synapses"/>
            </network>
            """, "net", "5ms", "0.1ms", ["c[1]/synapses:gj:0/i", "c[1]/synapses:gj:1/i", "c[1]/synapses:gj:2/i", "c[1]/v"]));
        Assert.True(run["c[1]/synapses:gj:0/i"][15] > 0);
        Assert.True(run["c[1]/synapses:gj:1/i"][15] < 0);
    }

    [Fact]
    public void Attachments_of_different_components_keep_their_order()
    {
        var set = Lab.Experiment(Lab.Document(
            Cells + """
            <network id="net">
              <population id="p" component="source" size="1"/><population id="c" component="iaf" size="2"/>
              <synapticConnection from="p[0]" to="c[0]" synapse="s1" destination="synapses"/>
              <synapticConnection from="p[0]" to="c[0]" synapse="s2" destination="synapses"/>
              <synapticConnection from="p[0]" to="c[0]" synapse="s1" destination="synapses"/>
              <synapticConnection from="p[0]" to="c[0]" synapse="s2" destination="synapses"/>
            </network>
            """, "net", "3ms", "0.1ms", ["c[0]/v"])).Network.Sets.Where(set => set.Domain == DomainKind.Targets).ToList();
        var order = set.SelectMany(members => Enumerable.Range(0, members.Count).Select(i => (members.PlaceInOwner[i], members.Class.Name))).Order().Select(entry => entry.Name);
        Assert.Equal(["s1", "s2", "s1", "s2"], order);
    }

    [Fact]
    public void Selections_of_attachments_heed_their_predicate()
    {
        var run = Lab.RunAsReference(Lab.Document(
            """
            <ComponentType name="tagged"><Text name="tag"/><Parameter name="value" dimension="none"/><EventPort name="in" direction="in"/><Exposure name="k" dimension="none"/>
              <Dynamics><DerivedVariable name="k" dimension="none" exposure="k" value="value"/></Dynamics></ComponentType>
            <ComponentType name="holder" extends="baseCell"><Attachments name="items" type="tagged"/><Exposure name="all" dimension="none"/><Exposure name="some" dimension="none"/>
              <Dynamics>
                <StateVariable name="x" dimension="none"/>
                <DerivedVariable name="all" dimension="none" exposure="all" select="items[*]/k" reduce="add"/>
                <DerivedVariable name="some" dimension="none" exposure="some" select="items[tag='odd']/k" reduce="add"/>
              </Dynamics></ComponentType>
            <ComponentType name="tagger"><Path name="to"/><ComponentReference name="item" type="tagged"/>
              <Structure><With instance="to" as="a"/><EventConnection from="a" to="a" receiver="item"/></Structure></ComponentType>
            <ComponentType name="tagNet" extends="network"><Children name="taggers" type="tagger"/></ComponentType>
            <tagged id="one" tag="odd" value="1"/><tagged id="two" tag="even" value="2"/><tagged id="three" tag="odd" value="4"/><holder id="h"/>
            <tagNet id="net"><population id="p" component="h" size="2"/>
              <tagger to="p[0]" item="one"/><tagger to="p[0]" item="two"/><tagger to="p[1]" item="two"/><tagger to="p[0]" item="three"/></tagNet>
            """, "net", "1ms", "1ms", ["p[0]/all", "p[0]/some", "p[1]/all", "p[1]/some"]));
        Assert.Equal([7, 5, 2, 0], new[] { "p[0]/all", "p[0]/some", "p[1]/all", "p[1]/some" }.Select(path => run[path][^1]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(19)]
    public void Products_run_over_attachments_and_children(int cells)
    {
        var taggers = string.Concat(Enumerable.Range(0, 4 * cells).Select(i => $"<tagger to='p[{i * 7 % cells}]' item='{(i / 2 % 3 == 0 ? "one" : i / 2 % 3 == 1 ? "two" : "growing")}'/>"));
        var run = Lab.RunAsReference(Lab.Document(
            """
            <ComponentType name="factor"><EventPort name="in" direction="in"/><Exposure name="k" dimension="none"/></ComponentType>
            <ComponentType name="fixedFactor" extends="factor"><Parameter name="value" dimension="none"/>
              <Dynamics><DerivedVariable name="k" dimension="none" exposure="k" value="value"/></Dynamics></ComponentType>
            <ComponentType name="growingFactor" extends="factor"><Constant name="MS" dimension="time" value="1ms"/>
              <Dynamics><StateVariable name="x" dimension="none"/><DerivedVariable name="k" dimension="none" exposure="k" value="1 + x"/>
                <OnStart><StateAssignment variable="x" value="0.5"/></OnStart><TimeDerivative variable="x" value="x/MS"/></Dynamics></ComponentType>
            <ComponentType name="holder" extends="baseCell"><Attachments name="items" type="factor"/><Children name="own" type="factor"/>
              <Exposure name="all" dimension="none"/><Exposure name="inner" dimension="none"/><Exposure name="sum" dimension="none"/>
              <Dynamics>
                <StateVariable name="x" dimension="none"/>
                <DerivedVariable name="all" dimension="none" exposure="all" select="items[*]/k" reduce="multiply"/>
                <DerivedVariable name="sum" dimension="none" exposure="sum" select="items[*]/k" reduce="add"/>
                <DerivedVariable name="inner" dimension="none" exposure="inner" select="own[*]/k" reduce="multiply"/>
              </Dynamics></ComponentType>
            <ComponentType name="tagger"><Path name="to"/><ComponentReference name="item" type="factor"/>
              <Structure><With instance="to" as="a"/><EventConnection from="a" to="a" receiver="item"/></Structure></ComponentType>
            <ComponentType name="tagNet" extends="network"><Children name="taggers" type="tagger"/></ComponentType>
            <fixedFactor id="one" value="3"/><fixedFactor id="two" value="0.5"/><growingFactor id="growing"/>
            <holder id="h"><fixedFactor id="f1" value="2"/><fixedFactor id="f2" value="5"/></holder>
            """ + $"<tagNet id='net'><population id='p' component='h' size='{cells}'/><population id='none' component='h' size='1'/>{taggers}</tagNet>",
            "net", "3ms", "1ms", [.. Enumerable.Range(0, cells).Select(i => $"p[{i}]/all"), "p[1]/sum", "p[0]/inner", "none[0]/all"]));
        Assert.Equal(10, run["p[0]/inner"][^1]);
        Assert.Equal(1, run["none[0]/all"][^1]);
        Assert.Contains(Enumerable.Range(0, cells), i => run[$"p[{i}]/all"][1] != run[$"p[{i}]/all"][^1]);
    }

    [Fact]
    public void Weights_are_those_of_each_connection()
    {
        var run = Lab.RunAsReference(Lab.Document(
            Cells + """
            <network id="net">
              <population id="p" component="source" size="1"/><population id="c" component="iaf" size="3"/>
              <projection id="proj" presynapticPopulation="p" postsynapticPopulation="c" synapse="s1">
                <connectionWD id="0" preCellId="../p[0]" postCellId="../c[2]" weight="3" delay="0ms"/>
                <connection id="1" preCellId="../p[0]" postCellId="../c[1]"/>
                <connectionWD id="2" preCellId="../p[0]" postCellId="../c[0]" weight="0.5" delay="1ms"/>
                <connectionWD id="3" preCellId="../p[0]" postCellId="../c[2]" weight="-1" delay="0ms"/>
              </projection>
            </network>
            """, "net", "1ms", "0.5ms", ["c[0]/synapses:s1:0/g", "c[1]/synapses:s1:0/g", "c[2]/synapses:s1:0/g", "c[2]/synapses:s1:1/g", "c[2]/synapses:s1:1/weight"]));
        Assert.Equal(0, run["c[0]/synapses:s1:0/g"][^1]);
        Assert.Equal([0, 0, 0.9], run.In("c[1]/synapses:s1:0/g", 1e-9));
        Assert.Equal([0, 0, 2.7], run.In("c[2]/synapses:s1:0/g", 1e-9));
        Assert.Equal([0, 0, -0.9], run.In("c[2]/synapses:s1:1/g", 1e-9));
        Assert.Equal(-1, run["c[2]/synapses:s1:1/weight"][^1]);
    }

    [Fact]
    public void Members_of_a_population_know_their_index()
    {
        var run = Lab.RunAsReference(Lab.Document(
            """
            <ComponentType name="numbered" extends="baseCell">
              <Property name="index" dimension="none" defaultValue="0"/><Exposure name="x" dimension="none"/>
              <Dynamics><StateVariable name="x" dimension="none" exposure="x"/><OnStart><StateAssignment variable="x" value="index * 10"/></OnStart></Dynamics>
            </ComponentType>
            <numbered id="n"/>
            <network id="net"><population id="p" component="n" size="3"/></network>
            """, "net", "1ms", "1ms", ["p[0]/x", "p[1]/x", "p[2]/x"]));
        Assert.Equal([0.0, 10, 20], [run["p[0]/x"][0], run["p[1]/x"][0], run["p[2]/x"][0]]);
    }

    [Theory]
    [InlineData("c[1]/v")]
    [InlineData("c/1/v")]
    [InlineData("c/1/iaf/v")]
    [InlineData("l/7/iaf/v")]
    [InlineData("l[7]/v")]
    [InlineData("c[1]/synapses:p2:0/i")]
    [InlineData("c[1]/p2/i")]
    [InlineData("hh[0]/bio/membraneProperties/naAll/na/m/q")]
    [InlineData("hh[0]/bio/membraneProperties/naAll/na/gates[1]/q")]
    [InlineData("hh/0/one/bio/membraneProperties/kAll/iDensity")]
    [InlineData("hh[0]/bio/membraneProperties/kAll/k/n/r/r")]
    [InlineData("hh[0]/biophysicalProperties/membraneProperties/naAll/na/m/forwardRate/r")]
    public void Every_form_of_path_leads_to_its_quantity(string path)
    {
        var run = Lab.Run(Lab.Document(
            Cells + Channels + """
            <network id="net">
              <population id="c" component="iaf" size="2"/>
              <population id="l" type="populationList" component="iaf" size="2">
                <instance id="3"><location x="0" y="0" z="0"/></instance><instance id="7"><location x="1" y="0" z="0"/></instance>
              </population>
              <population id="hh" component="one" size="1"/>
              <explicitInput target="c[0]" input="p1" destination="synapses"/><explicitInput target="c[1]" input="p1" destination="synapses"/>
              <explicitInput target="c[1]" input="p2" destination="synapses"/>
              <inputList id="il" population="l" component="p2"><input id="0" target="../l/7/iaf" destination="synapses"/></inputList>
            </network>
            """, "net", "3ms", "0.02ms", [path]));
        Assert.NotEqual(run[path][0], run[path][^1]);
    }

    private const string Channels = """
        <ionChannelHH id="na" conductance="10pS" species="na">
          <gateHHrates id="m" instances="3">
            <forwardRate type="HHExpLinearRate" rate="1per_ms" midpoint="-40mV" scale="10mV"/><reverseRate type="HHExpRate" rate="4per_ms" midpoint="-65mV" scale="-18mV"/>
          </gateHHrates>
          <gateHHrates id="h" instances="1">
            <forwardRate type="HHExpRate" rate="0.07per_ms" midpoint="-65mV" scale="-20mV"/><reverseRate type="HHSigmoidRate" rate="1per_ms" midpoint="-35mV" scale="10mV"/>
          </gateHHrates>
        </ionChannelHH>
        <ionChannelHH id="k" conductance="10pS" species="k">
          <gateHHrates id="n" instances="4">
            <forwardRate id="r" type="HHExpLinearRate" rate="0.1per_ms" midpoint="-55mV" scale="10mV"/><reverseRate type="HHExpRate" rate="0.125per_ms" midpoint="-65mV" scale="-80mV"/>
          </gateHHrates>
        </ionChannelHH>
        <cell id="one">
          <morphology id="ball"><segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="20"/><distal x="0" y="0" z="0" diameter="20"/></segment></morphology>
          <biophysicalProperties id="bio">
            <membraneProperties>
              <channelDensity id="naAll" ionChannel="na" condDensity="120mS_per_cm2" erev="50mV" ion="na"/>
              <channelDensity id="kAll" ionChannel="k" condDensity="36mS_per_cm2" erev="-77mV" ion="k"/>
              <spikeThresh value="0mV"/><specificCapacitance value="1uF_per_cm2"/><initMembPotential value="-55mV"/>
            </membraneProperties>
            <intracellularProperties><resistivity value="100ohm_cm"/></intracellularProperties>
          </biophysicalProperties>
        </cell>

        """;
}
