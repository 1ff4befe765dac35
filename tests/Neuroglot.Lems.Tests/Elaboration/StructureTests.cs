using Neuroglot.Model.Networks;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>What the elements of a Structure make.</summary>
public sealed class StructureTests
{
    [Fact]
    public void With_binds_names_for_what_follows()
    {
        var link = Assert.Single(Links(
            """
            <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/>
              <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b"/></Structure></ComponentType>
            """, "<wire from='s[2]' to='k[1]'/><wire from='../s[0]' to='../k[3]'/>"));
        Assert.Equal(("out", "in"), (link.SourcePort, link.TargetPort));
        Assert.Equal([(2, 1), (0, 3)], link.Connections.Sources.Zip(link.Connections.Targets));
        Assert.Equal([0.0], link.Connections.Delays.AsEnumerable());
    }

    [Fact]
    public void With_can_hold_what_uses_its_name()
    {
        var link = Assert.Single(Links(
            """
            <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/>
              <Structure><With instance="from" as="a"><With instance="to" as="b"><EventConnection from="a" to="b"/></With></With></Structure></ComponentType>
            """, "<wire from='s[1]' to='k[2]'/>"));
        Assert.Equal([(1, 2)], link.Connections.Sources.Zip(link.Connections.Targets));
    }

    [Fact]
    public void Ports_and_delays_are_those_that_the_connection_names()
    {
        var links = Links(
            """
            <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/><Text name="outPort"/><Text name="inPort"/><Parameter name="wait" dimension="time"/>
              <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b" sourcePort="outPort" targetPort="inPort" delay="wait"/></Structure></ComponentType>
            """, "<wire from='s[0]' to='k[0]' outPort='out' inPort='second' wait='3ms'/><wire from='s[0]' to='k[1]' outPort='out' inPort='in' wait='1ms'/><wire from='s[1]' to='k[1]' outPort='out' inPort='in' wait='2ms'/>");
        Assert.Equal(["second", "in"], links.Select(link => link.TargetPort));
        Assert.Equal([3e-3], links[0].Connections.Delays.AsEnumerable());
        Assert.Equal([1e-3, 2e-3], links[1].Connections.Delays.AsEnumerable());
    }

    [Fact]
    public void ForEach_runs_over_the_members_of_a_population()
    {
        var link = Assert.Single(Links(
            """
            <ComponentType name="wire" extends="baseWire"><Text name="pre"/><Text name="post"/>
              <Structure><ForEach instances="pre" as="a"><ForEach instances="post" as="b"><EventConnection from="a" to="b"/></ForEach></ForEach></Structure></ComponentType>
            """, "<wire pre='s' post='k'/>"));
        Assert.Equal(12, link.Connections.Count);
        Assert.Equal([(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)], link.Connections.Sources.Zip(link.Connections.Targets).Take(5));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void If_holds_or_not(int flag, int connections)
    {
        var links = Links(
            """
            <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/><Parameter name="flag" dimension="none"/>
              <Structure><With instance="from" as="a"/><With instance="to" as="b"/><If test="flag .gt. 0.5"><EventConnection from="a" to="b"/></If></Structure></ComponentType>
            """, $"<wire from='s[0]' to='k[0]' flag='{flag}'/>");
        Assert.Equal(connections, links.Sum(link => link.Connections.Count));
    }

    [Theory]
    [InlineData(1, "in")]
    [InlineData(2, "second")]
    [InlineData(3, null)]
    public void Choose_takes_the_first_that_holds(int kind, string? port)
    {
        var links = Links(
            """
            <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/><Parameter name="kind" dimension="none"/><Text name="p1"/><Text name="p2"/>
              <Structure><With instance="from" as="a"/><With instance="to" as="b"/>
                <Choose>
                  <When test="kind .lt. 1.5"><EventConnection from="a" to="b" targetPort="p1"/></When>
                  <When test="kind .lt. 2.5"><EventConnection from="a" to="b" targetPort="p2"/></When>
                  <Otherwise></Otherwise>
                </Choose></Structure></ComponentType>
            """, $"<wire from='s[0]' to='k[0]' kind='{kind}' p1='in' p2='second'/>");
        Assert.Equal(port, links.Select(link => link.TargetPort).SingleOrDefault());
    }

    [Fact]
    public void Statements_and_what_is_kept_are_carried_out_in_the_order_of_the_document()
    {
        // The second and the last wire carry notes, so they are kept as components.
        var experiment = Elaborating.Experiment(Elaborating.Net(
            "<ComponentType name='wire' extends='baseWire'><Path name='to'/><Parameter name='w' dimension='none'/><ComponentReference name='by' type='extra'/>"
            + "<Structure><With instance='to' as='b'/><EventConnection from='b' to='b' receiver='by'><Assign property='weight' value='w'/></EventConnection></Structure></ComponentType>",
            "<wire to='k[1]' w='1' by='ext'/><wire to='k[1]' w='2' by='ext'><notes/></wire><wire to='k[0]' w='3' by='ext'/><wire to='k[1]' w='4' by='ext'/><wire to='k[1]' w='5' by='ext'><notes/></wire>")
            .Replace("<EventPort name=\"in\" direction=\"in\"/><EventPort name=\"second\"", "<EventPort name=\"spike\" direction=\"out\"/><EventPort name=\"in\" direction=\"in\"/><EventPort name=\"second\"", StringComparison.Ordinal));
        var extras = Assert.Single(experiment.Network.Sets, set => set.Domain == DomainKind.Targets);
        Assert.Equal<int>([0, 1, 1, 1, 1], extras.OwnerOf);
        Assert.Equal<double>([3, 1, 2, 4, 5], ((ListValue)extras.Properties["weight"]).Values);
        Assert.Equal<int>([2, 0, 1, 3, 4], extras.PlaceInOwner);
    }

    [Fact]
    public void A_receiver_becomes_an_attachment_of_the_target()
    {
        var network = Elaborating.Experiment(Elaborating.Net(Receiving, "<wire from='s[1]' to='k[3]' extra='ext' w='2'/><wire from='s[2]' to='k[0]' extra='ext' w='5'/><wire from='s[2]' to='k[3]' extra='ext' w='7'/>")).Network;
        var attached = Assert.Single(network.Sets, set => set.Domain == DomainKind.Targets);
        Assert.Equal("k", network.Sets[attached.Owner].Name);
        Assert.Equal([0, 3, 3], attached.OwnerOf.AsEnumerable());
        Assert.Equal([5.0, 2, 7], ((ListValue)attached.Properties["weight"]).Values.AsEnumerable());
        var link = Assert.Single(network.EventLinks);
        Assert.Equal([(1, 1), (2, 0), (2, 2)], link.Connections.Sources.Zip(link.Connections.Targets));
    }

    [Fact]
    public void Tunnels_make_two_peers_that_see_each_other()
    {
        var network = Elaborating.Experiment(
            """
            <iafCell id="c" leakConductance="10nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="100pF"/><gapJunction id="gj" conductance="5nS"/>
            <network id="net"><population id="p" component="c" size="3"/>
              <electricalProjection id="e" presynapticPopulation="p" postsynapticPopulation="p">
                <electricalConnection id="0" preCell="0" postCell="2" synapse="gj"/><electricalConnection id="1" preCell="2" postCell="1" synapse="gj"/>
              </electricalProjection></network>
            """ + Elaborating.Simulation("net", "p[0]/v")).Network;
        var ends = network.Sets.Where(set => set.Domain == DomainKind.Targets).ToList();
        Assert.Equal(4, ends.Sum(set => set.Count));
        var peers = network.AnalogLinks.Where(link => link.Port.Contains("peer", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, peers.Count);
        foreach (var link in peers)
        {
            for (var i = 0; i < link.Map.Length; i++)
            {
                var back = peers.Single(other => other.Target == link.Source && other.Source == link.Target);
                Assert.Equal(i, back.Map[link.Map[i]]);
            }
        }
    }

    [Fact]
    public void Members_of_listed_populations_have_ids_and_places()
    {
        var population = Assert.Single(Elaborating.Experiment(
            Elaborating.Types + """
            <network id="net"><population id="p" type="populationList" component="snk" size="2">
              <instance id="4"><location x="1" y="2" z="3"/></instance><instance id="9"><location x="4" y="5" z="6"/></instance>
            </population></network>
            """ + Elaborating.Simulation("net", "p/9/snk/n")).Network.Populations);
        Assert.Equal(["4", "9"], population.Ids.AsEnumerable());
        Assert.Equal(new Position(4, 5, 6), population.Positions[1]);
    }

    internal const string Receiving = """
        <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/><ComponentReference name="extra" type="extra"/><Text name="list"/><Parameter name="w" dimension="none"/>
          <Structure><With instance="from" as="a"/><With instance="to" as="b"/>
            <EventConnection from="a" to="b" receiver="extra" receiverContainer="list"><Assign property="weight" value="w"/></EventConnection></Structure></ComponentType>
        """;

    private static List<EventLink> Links(string wireType, string wires) => [.. Elaborating.Experiment(Elaborating.Net(wireType, wires)).Network.EventLinks];
}
