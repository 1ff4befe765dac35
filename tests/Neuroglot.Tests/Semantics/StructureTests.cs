using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>Networks that structures build by conditions, at points in space and pair by pair run as the plain interpreter runs them.</summary>
public sealed class StructureTests
{
    private const string Types = """
        <Dimension name="distance" l="1"/>
        <ComponentType name="clock" extends="baseCell"><Parameter name="period" dimension="time"/><EventPort name="tick" direction="out"/><Exposure name="since" dimension="time"/>
          <Dynamics><StateVariable name="since" dimension="time" exposure="since"/><TimeDerivative variable="since" value="1"/>
            <OnCondition test="since .gt. period"><StateAssignment variable="since" value="0"/><EventOut port="tick"/></OnCondition></Dynamics></ComponentType>
        <ComponentType name="counter" extends="baseCell"><Property name="place" dimension="length" defaultValue="-1um"/>
          <EventPort name="in" direction="in"/><Exposure name="n" dimension="none"/><Exposure name="where" dimension="length"/><Exposure name="number" dimension="none"/>
          <Property name="index" dimension="none" defaultValue="0"/>
          <Dynamics><StateVariable name="n" dimension="none" exposure="n"/><StateVariable name="where" dimension="length" exposure="where"/><StateVariable name="number" dimension="none" exposure="number"/>
            <OnStart><StateAssignment variable="where" value="place"/><StateAssignment variable="number" value="index"/></OnStart>
            <OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent></Dynamics></ComponentType>
        <ComponentType name="spot"><Property name="place" dimension="length"/></ComponentType>
        <ComponentType name="row"><ComponentReference name="of" type="spot"/><Parameter name="step" dimension="length"/><Parameter name="n" dimension="none"/><Text name="measure"/>
          <Structure><MultiInstantiate number="n" component="of"><Assign property="place" value="step*index" exposeAs="measure"/></MultiInstantiate></Structure></ComponentType>
        <ComponentType name="group"><PathParameter name="select"/><Collection name="members"/><Structure><Gather pathParameter="select" collection="members"/></Structure></ComponentType>
        <ComponentType name="cells" extends="basePopulation"><Link name="at" type="group"/><Structure><CoInstantiate at="at" component="component"/></Structure></ComponentType>
        <ComponentType name="near"><PairCollection name="pairs"/><Parameter name="range" dimension="length"/><Text name="measure"/>
          <Structure><GatherPairs collection="pairs" pFrom="../from" qFrom="../to"><PairFilter select="x[abs(p:measure - q:measure) .lt. range]"/></GatherPairs></Structure></ComponentType>
        <ComponentType name="pairwise"><Children name="selectors" type="near"/><Link name="from" type="Component"/><Link name="to" type="Component"/>
          <Structure><Apply components="selectors"><PairsEventConnection pairs="pairs"/></Apply></Structure></ComponentType>
        <ComponentType name="space" extends="network"><Children name="rows" type="row"/><Children name="groups" type="group"/><Children name="links" type="pairwise"/></ComponentType>
        <spot id="point"/><clock id="c" period="1ms"/><counter id="k"/>

        """;

    [Fact]
    public void Pairs_of_cells_within_a_distance_exchange_events()
    {
        var run = Lab.RunAsReference(Lab.Document(
            Types + """
            <space id="net"><row id="line" of="point" step="2um" n="10" measure="distance"/>
              <group id="few" select="line[index.lt.1] .or. line[index.eq.5]"/><group id="rest" select="line .minus. few"/>
              <cells id="pi" component="c" at="few"/><cells id="pe" component="k" at="rest"/>
              <pairwise id="w" from="pi" to="pe"><near id="s" range="5um" measure="distance"/></pairwise></space>
            """, "net", "4.7ms", "0.1ms", [.. Enumerable.Range(0, 8).SelectMany(i => (string[])[$"pe[{i}]/n", $"pe[{i}]/where", $"pe[{i}]/number"]), "pi[1]/since"]));
        Assert.Equal([4.0, 4, 4, 4, 4, 4, 0, 0], Enumerable.Range(0, 8).Select(i => run[$"pe[{i}]/n"][^1]));
        Assert.Equal([1.0, 2, 3, 4, 6, 7, 8, 9], Enumerable.Range(0, 8).Select(i => run[$"pe[{i}]/number"][^1]));
        Assert.Equal(14e-6, run["pe[5]/where"][0], 1e-12);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(2, 0, 3)]
    public void Instances_may_depend_on_conditions(int kind, int first, int second)
    {
        var document = Lab.Document(
            """
            <ComponentType name="leaf"><Parameter name="value" dimension="none"/><Exposure name="x" dimension="none"/>
              <Dynamics><DerivedVariable name="x" dimension="none" exposure="x" value="value"/></Dynamics></ComponentType>
            <ComponentType name="tree"><Parameter name="kind" dimension="none"/><ComponentReference name="a" type="leaf"/><ComponentReference name="b" type="leaf"/><ComponentReference name="c" type="leaf"/>
              <Exposure name="x" dimension="none"/><Exposure name="y" dimension="none"/>
              <Structure>
                <If test="kind .eq. 1"><ChildInstance component="a"/></If>
                <Choose><When test="kind .eq. 1"><ChildInstance component="b"/></When><When test="kind .eq. 2"><ChildInstance component="c"/></When><Otherwise/></Choose>
              </Structure>
              <Dynamics><DerivedVariable name="x" dimension="none" exposure="x" select="a/x" reduce="add"/>
                <DerivedVariable name="yb" dimension="none" select="b/x" reduce="add"/><DerivedVariable name="yc" dimension="none" select="c/x" reduce="add"/>
                <DerivedVariable name="y" dimension="none" exposure="y" value="yb + yc"/></Dynamics></ComponentType>
            """ + $"<leaf id='l1' value='2'/><leaf id='l2' value='1'/><leaf id='l3' value='3'/><tree id='one' kind='{kind}' a='l1' b='l2' c='l3'/>", "one", "2ms", "1ms", ["x", "y"]);
        var run = Lab.RunAsReference(document);
        Assert.Equal((first, second), (run["x"][^1], run["y"][^1]));
    }
}
