using Neuroglot.Model.Networks;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>Points in a space, populations at them, and connections between pairs.</summary>
public sealed class PairTests
{
    /// <summary>Points along a line, groups of them, populations at groups, and connections whose pairs come from selectors.</summary>
    internal const string Space = """
        <Dimension name="distance" l="1"/>
        <ComponentType name="spot"><Property name="place" dimension="length"/></ComponentType>
        <ComponentType name="row"><Parameter name="first" dimension="length"/><Parameter name="last" dimension="length"/><Parameter name="step" dimension="length"/>
          <DerivedParameter name="n" dimension="none" value="(last - first)/step"/><Text name="measure"/>
          <Structure><MultiInstantiate number="n" componentType="spot"><Assign property="place" value="first + step*index" exposeAs="measure"/></MultiInstantiate></Structure></ComponentType>
        <ComponentType name="group"><PathParameter name="select"/><Collection name="members"/>
          <Structure><Gather pathParameter="select" collection="members"/></Structure></ComponentType>
        <ComponentType name="cells" extends="basePopulation"><Link name="at" type="group"/>
          <Structure><CoInstantiate at="at" component="component"/></Structure></ComponentType>
        <ComponentType name="selector"><PairCollection name="pairs"/></ComponentType>
        <ComponentType name="near" extends="selector"><Parameter name="range" dimension="length"/><Text name="fromMeasure"/><Text name="toMeasure"/>
          <Structure><GatherPairs collection="pairs" pFrom="../from" qFrom="../to">
            <PairFilter select="x[abs(p:fromMeasure - q:toMeasure) .lt. range]"/></GatherPairs></Structure></ComponentType>
        <ComponentType name="listed" extends="selector">
          <Structure><ForEach instances="../from" as="a"><ForEach instances="../to" as="b"><IncludePair collection="pairs"/></ForEach></ForEach></Structure></ComponentType>
        <ComponentType name="pairwise"><Children name="selectors" type="selector"/><Link name="from" type="Component"/><Link name="to" type="Component"/>
          <ComponentReference name="extra" type="extra" required="false"/><Text name="list"/>
          <Structure><Apply components="selectors"><PairsEventConnection pairs="pairs"/></Apply></Structure></ComponentType>
        <ComponentType name="spaceNet" extends="network"><Children name="rows" type="row"/><Children name="groups" type="group"/><Children name="links" type="pairwise"/></ComponentType>

        """;

    private const string Line = """
        <row id="line" first="0um" last="20um" step="2um" measure="distance"/>
        <group id="fifth" select="line[index % 5 .eq. 0]"/><group id="rest" select="line .minus. fifth"/>
        <cells id="pi" component="src" at="fifth"/><cells id="pe" component="snk" at="rest"/>

        """;

    [Fact]
    public void Populations_stand_at_the_points_of_groups()
    {
        var network = Elaborating.Experiment(Elaborating.Types + Space + $"<spaceNet id='net'>{Line}</spaceNet>" + Elaborating.Simulation("net", "pe[7]/n")).Network;
        Assert.Equal([("pi", 2), ("pe", 8)], network.Populations.Select(population => (population.Name, network.Sets[population.Set].Count)));
    }

    [Fact]
    public void Pairs_within_a_distance_are_connected()
    {
        var link = Assert.Single(Links("<pairwise id='c' from='pi' to='pe'><near range='5um' fromMeasure='distance' toMeasure='distance'/></pairwise>"));
        // Sources at 0 and 10 um; targets at 2, 4, 6, 8, 12, 14, 16, 18 um.
        Assert.Equal([(0, 0), (0, 1), (1, 2), (1, 3), (1, 4), (1, 5)], link.Connections.Sources.Zip(link.Connections.Targets));
    }

    [Fact]
    public void The_properties_of_points_may_be_measured_too()
    {
        var link = Assert.Single(Links("<pairwise id='c' from='pi' to='pe'><near range='3um' fromMeasure='place' toMeasure='distance'/></pairwise>"));
        Assert.Equal([(0, 0), (1, 3), (1, 4)], link.Connections.Sources.Zip(link.Connections.Targets));
    }

    [Fact]
    public void Pairs_of_several_selectors_and_of_loops_are_connected_in_their_order()
    {
        var link = Assert.Single(Links("<pairwise id='c' from='pi' to='pe'><near range='3um' fromMeasure='distance' toMeasure='distance'/><listed/></pairwise>"));
        Assert.Equal(3 + 16, link.Connections.Count);
        Assert.Equal([(0, 0), (1, 3), (1, 4), (0, 0), (0, 1)], link.Connections.Sources.Zip(link.Connections.Targets).Take(5));
    }

    [Fact]
    public void Pairs_may_be_filtered_where_they_are_connected_and_get_receivers()
    {
        var network = Network(
            "<pairwise id='c' type='received' from='pi' to='pe' extra='ext' list='extras'><listed/></pairwise>",
            """
            <ComponentType name="received" extends="pairwise"><Structure><Apply components="selectors">
              <PairsEventConnection pairs="pairs" receiver="extra" receiverContainer="list"><PairFilter select="x[p:index .lt. q:index - 5]"/></PairsEventConnection></Apply></Structure></ComponentType>
            """);
        var attached = Assert.Single(network.Sets, set => set.Domain == DomainKind.Targets);
        // Indices are those of the points: sources 0 and 5; targets 1 to 4 and 6 to 9.
        Assert.Equal([4, 5, 6, 7], attached.OwnerOf.AsEnumerable());
    }

    [Theory]
    [InlineData("k", 4)]
    [InlineData("k[index .lt. 2]", 2)]
    [InlineData("k[index .gt. 0][index .lt. 3]", 2)]
    [InlineData("k[2]", 1)]
    [InlineData("k[9]", 0)]
    [InlineData("k .or. s", 7)]
    [InlineData("k[0] .or. k[1] .or. k[0]", 2)]
    [InlineData("k .minus. k[1]", 3)]
    [InlineData("k .and. (k[1] .or. s)", 1)]
    [InlineData("k[index % 2 .eq. 1]", 2)]
    [InlineData("k[index .le. some]", 3)]
    public void Selections_leave_what_they_say(string select, int count)
    {
        var network = Elaborating.Experiment(Elaborating.Net(
            """
            <ComponentType name="many" extends="baseWire"><PathParameter name="select"/><Parameter name="some" dimension="none"/><Path name="to"/>
              <Structure><With instance="to" as="b"/><ForEach instances="select" as="a"><EventConnection from="b" to="b" delay="MS"/></ForEach></Structure></ComponentType>
            <Constant name="MS" dimension="time" value="1ms"/>
            """, $"<relay id='r'/><many some='2' to='r' select='{select}'/>").Replace("<ComponentType name=\"wired\" extends=\"network\">", Relay + "<ComponentType name=\"wired\" extends=\"network\"><Children name=\"relays\" type=\"relay\"/>", StringComparison.Ordinal)).Network;
        Assert.Equal(count, network.EventLinks.Sum(link => link.Connections.Count));
    }

    [Theory]
    [InlineData("NG1407", "k[")]
    [InlineData("NG1407", "k[0] .or.")]
    [InlineData("NG1407", "(k .or. s")]
    [InlineData("NG1407", "k s")]
    [InlineData("NG1210", "k[index / 2 .lt. 1]")]
    [InlineData("NG1408", "k[n .gt. 0]")]
    [InlineData("NG1423", "nobody")]
    public void Selections_that_say_nothing(string code, string select)
    {
        var (experiment, diagnostics) = Elaborating.Both(Elaborating.Net(
            "<ComponentType name='many' extends='baseWire'><PathParameter name='select'/><Structure><ForEach instances='select' as='a'/></Structure></ComponentType>", $"\n<many select='{select}'/>"));
        Assert.Null(experiment);
        var problem = Assert.Single(diagnostics);
        Assert.Equal(code, problem.Code);
        Assert.True(problem.Span.Column >= 15, $"{problem}");
    }

    private const string Relay = """
        <ComponentType name="relay" extends="baseCell"><EventPort name="in" direction="in"/><EventPort name="out" direction="out"/><Exposure name="n" dimension="none"/>
          <Dynamics><StateVariable name="n" dimension="none" exposure="n"/><OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent></Dynamics></ComponentType>
        """;

    private static List<EventLink> Links(string links) => [.. Network(links).EventLinks];

    private static Network Network(string links, string types = "") =>
        Elaborating.Experiment(Elaborating.Types + Space + types + $"<spaceNet id='net'>{Line}{links}</spaceNet>" + Elaborating.Simulation("net", "pe[7]/n")).Network;
}
