using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Diagnostics;

/// <summary>
/// Documents that people could write, each with one mistake. A broken bar in the text stands before the place that the message must point to; the
/// message must hold the names that the user knows.
/// </summary>
public sealed class DocumentDiagnosticTests
{
    private const string Types = """
        <ComponentType name="source" extends="baseCell">
          <EventPort name="out" direction="out"/><Exposure name="x" dimension="none"/>
          <Dynamics><StateVariable name="x" dimension="none" exposure="x"/><OnCondition test="t .gt. 0"><EventOut port="out"/></OnCondition></Dynamics>
        </ComponentType>
        <ComponentType name="sink" extends="baseCell">
          <EventPort name="in" direction="in"/><Exposure name="n" dimension="none"/><Attachments name="extras" type="extra"/>
          <Dynamics><StateVariable name="n" dimension="none" exposure="n"/><OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent></Dynamics>
        </ComponentType>
        <ComponentType name="extra">
          <EventPort name="in" direction="in"/><Exposure name="e" dimension="none"/>
          <Dynamics><StateVariable name="e" dimension="none" exposure="e"/><OnEvent port="in"><StateAssignment variable="e" value="e + 1"/></OnEvent></Dynamics>
        </ComponentType>
        <ComponentType name="wired" extends="network"><Children name="wires" type="baseWire"/></ComponentType>
        <ComponentType name="baseWire"/>
        <source id="src"/><sink id="snk"/><extra id="ext"/>

        """;

    private const string Populations = """<population id="s" component="src" size="3"/><population id="k" component="snk" size="4"/>""";

    [Theory]
    [InlineData("NG1010", "<¦Include/>", "Include")]
    [InlineData("NG1022", "<ComponentType name=\"odd\"><¦Parameter dimension=\"none\"/></ComponentType>", "Parameter", "name")]
    [InlineData("NG1212", """<ComponentType name="odd"><Parameter name="x" dimension="none"/><DerivedParameter name="y" dimension="none" value="x + ¦floor2(x)"/></ComponentType>""", "floor2")]
    [InlineData("NG1214", """<ComponentType name="odd"><Parameter name="x" dimension="none"/><DerivedParameter name="y" dimension="none" value="x + ¦max(x, 1)"/></ComponentType>""", "max")]
    [InlineData("NG1232", """
        <ComponentType name="odd"><Parameter name="v" dimension="voltage"/><Parameter name="n" dimension="none"/>
          <DerivedParameter name="y" dimension="none" value="¦v ^ n"/></ComponentType>
        """, "v", "n")]
    public void Reading(string code, string body, params string[] names) => Expect(code, body + "<network id=\"net\"/>", names);

    [Theory]
    [InlineData("(", ")", 4000)]
    [InlineData("x + ", "", 100_000)]
    public void Expressions_without_end(string before, string after, int times)
    {
        var deep = string.Concat(Enumerable.Repeat(before, times)) + "x" + string.Concat(Enumerable.Repeat(after, times));
        var problem = Assert.Single(Lab.Problems($"""<Lems><ComponentType name="odd"><Parameter name="x" dimension="none"/><DerivedParameter name="y" value="{deep}"/></ComponentType></Lems>"""));
        Assert.Equal("NG1211", problem.Code);
        Assert.Equal(1, problem.Span.Line);
        Assert.InRange(problem.Message.Length, 10, 200);
    }

    [Theory]
    [InlineData("NG1401", """
        <ComponentType name="box" extends="baseCell"><ComponentReference name="inner" type="box"/>
          <Dynamics><StateVariable name="x" dimension="none"/></Dynamics><Structure><ChildInstance component="inner"/></Structure></ComponentType>
        <box id="outer" inner="middle"/>
        <¦box id="middle" inner="outer"/>
        <network id="net"><population id="p" component="outer" size="1"/></network>
        """, "middle", "outer")]
    [InlineData("NG1402", """
        <ComponentType name="pair" extends="baseCell"><ComponentReference name="inner" type="baseCell"/><Dynamics><StateVariable name="x" dimension="none"/></Dynamics>
          <Structure><¦CoInstantiate at="this" component="inner"/></Structure></ComponentType>
        <pair id="two" inner="src"/>
        <network id="net"><population id="p" component="two" size="1"/></network>
        """, "CoInstantiate", "pair")]
    [InlineData("NG1404", """
        <ComponentType name="maker" extends="baseCell"><Dynamics><StateVariable name="x" dimension="none"/></Dynamics>
          <Structure><¦ChildInstance componentType="sourc"/></Structure></ComponentType>
        <maker id="one"/>
        <network id="net"><population id="p" component="one" size="1"/></network>
        """, "maker", "sourc")]
    [InlineData("NG1405", """
        <ComponentType name="maker" extends="baseCell"><Dynamics><StateVariable name="x" dimension="none"/></Dynamics>
          <Structure><ChildInstance component="inner"/></Structure></ComponentType>
        <¦maker id="one"/>
        <network id="net"><population id="p" component="one" size="1"/></network>
        """, "one", "inner")]
    [InlineData("NG1406", """<network id="net"><population id="p" component="src" size="¦2147483647"/></network>""", "p", "2,147,483,647")]
    public void Instances(string code, string body, params string[] names) => Expect(code, Types + body, names);

    [Theory]
    [InlineData("NG1414", """from="open" to="shut" """, "forward", "t1", "shut", "gate")]
    [InlineData("NG1415", """from="open" to="closed" """, "fast", "t1", "fast")]
    public void Kinetic_schemes(string code, string ends, string rate, params string[] names) => Expect(code, $"""
        <ComponentType name="node"><Exposure name="share" dimension="none"/><Dynamics><StateVariable name="share" dimension="none" exposure="share"/></Dynamics></ComponentType>
        <ComponentType name="edge"><Text name="from"/><Text name="to"/><Parameter name="forward" dimension="per_time"/><Parameter name="reverse" dimension="per_time"/></ComponentType>
        <ComponentType name="scheme" extends="baseCell"><Children name="nodes" type="node"/><Children name="edges" type="edge"/>
          <Dynamics><KineticScheme name="ks" nodes="nodes" edges="edges" stateVariable="share" edgeSource="from" edgeTarget="to" forwardRate="{rate}" reverseRate="reverse"/></Dynamics></ComponentType>
        <scheme id="gate"><node id="open"/><node id="closed"/>
          <¦edge id="t1" {ends}forward="1 per_ms" reverse="1 per_ms"/></scheme>
        <network id="net"><population id="p" component="gate" size="1"/></network>
        """, names);

    [Theory]
    [InlineData("NG1421", """
        <Text name="cells"/><Parameter name="from" dimension="none"/><Parameter name="to" dimension="none"/>
        <Structure><With list="cells" index="from" as="a"/><With list="cells" index="to" as="b"/><EventConnection from="a" to="b"/></Structure>
        """, """<¦wire id="w" cells="s" from="7" to="1"/>""", "w", "7", "s")]
    [InlineData("NG1423", """<Structure><¦ForEach instances="../nobody" as="a"/></Structure>""", """<wire id="w"/>""", "w", "../nobody")]
    [InlineData("NG1424", """
        <Path name="from"/><Path name="to"/><ComponentReference name="synapse" type="extra" required="false"/>
        <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b" receiver="synapse"/></Structure>
        """, """<¦wire id="w" from="s[0]" to="k[0]"/>""", "w", "synapse")]
    [InlineData("NG1424", """
        <Path name="from"/><Path name="to"/><ComponentReference name="joint" type="extra" required="false"/>
        <Structure><With instance="from" as="a"/><With instance="to" as="b"/><Tunnel name="peer" endA="a" endB="b" componentA="joint" componentB="joint"/></Structure>
        """, """<¦wire id="w" from="s[0]" to="k[0]"/>""", "w", "joint")]
    [InlineData("NG1426", """
        <Path name="from"/><Path name="to"/><EventPort name="in" direction="in"/><EventPort name="out" direction="out"/>
        <Structure><With instance="from" as="a"/><With instance="this" as="b"/><EventConnection from="a" to="b"/></Structure>
        """, """<¦wire id="w" from="s[0]" to="k[0]"/>""", "w")]
    public void Connections(string code, string wire, string wires, params string[] names) => Expect(
        code,
        $"""{Types}<ComponentType name="wire" extends="baseWire">{wire}</ComponentType>""" + "\n" + $"""<wired id="net">{Populations}{wires}</wired>""",
        names);

    [Theory]
    [InlineData("NG1429", """
        <ComponentType name="reader" extends="baseCell"><Attachments name="extras" type="extra"/><Exposure name="sum" dimension="none"/>
          <Dynamics><DerivedVariable name="sum" dimension="none" exposure="sum" select="extras[*]/strength" reduce="add"/></Dynamics></ComponentType>
        <reader id="cell"/>
        <ComponentType name="plug" extends="baseWire"><Path name="target"/><ComponentReference name="what" type="extra"/>
          <Structure><With instance="target" as="a"/><EventConnection from="a" to="a" receiver="what"/></Structure></ComponentType>
        <wired id="net"><population id="r" component="cell" size="1"/><plug target="r[0]" what="ext"/></wired>
        """, "ext", "cell", "strength")]
    [InlineData("NG1430", """
        <¦gapJunction id="gap" conductance="1nS"/>
        <pointCellCondBased id="cell" C="10pF" v0="-65mV" thresh="0mV"/>
        <network id="net"><population id="r" component="cell" size="1"/><explicitInput target="r[0]" input="gap"/></network>
        """, "gap", "peer")]
    public void Attachments(string code, string body, params string[] names) =>
        Expect(code, (code == "NG1429" ? Types.Replace("<extra id=\"ext\"", "<¦extra id=\"ext\"", StringComparison.Ordinal) : Types) + body, names);

    [Theory]
    [InlineData("NG1441", """<¦network id="net"/><Target component="net"/>""", "net", "network")]
    [InlineData("NG1442", """
        <ComponentType name="trial"><Parameter name="length" dimension="time"/><Parameter name="step" dimension="time"/>
          <Simulation><Run component="model" variable="t" increment="step" total="length"/></Simulation></ComponentType>
        <¦trial id="one" length="1ms" step="0.1ms"/><Target component="one"/>
        """, "one", "model")]
    [InlineData("NG1446", """
        <ComponentType name="trial"><ComponentReference name="model" type="Component"/><Parameter name="length" dimension="time"/>
          <Simulation><Run component="model" variable="t" increment="pace" total="length"/></Simulation></ComponentType>
        <¦trial id="one" length="1ms" model="src"/><Target component="one"/>
        """, "one", "pace")]
    [InlineData("NG1445", """
        <Simulation id="sim" length="1ms" step="0.1ms" target="src">
          <¦OutputFile id="traces"><OutputColumn id="x" quantity="x"/></OutputFile></Simulation><Target component="sim"/>
        """, "traces", "fileName")]
    public void Simulations(string code, string body, params string[] names) => Expect(code, Types + body, names);

    [Theory]
    [InlineData("NG1417", """
        <ComponentType name="echo" extends="baseCell"><EventPort name="in" direction="in"/><EventPort name="out" direction="out"/>
          <Dynamics><StateVariable name="x" dimension="none"/>
            <OnEvent port="in"><StateAssignment variable="x" value="x + 1"/></OnEvent><OnCondition test="t .gt. 0"><EventOut port="out"/></OnCondition></Dynamics></ComponentType>
        <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/>
          <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b"/></Structure></ComponentType>
        <echo id="cell"/>
        <wired id="net"><population id="r" component="cell" size="3"/><¦wire id="w" from="r[0]" to="r[0]"/></wired>
        """, "w", "out", "in", "cell")]
    [InlineData("NG2003", """
        <ComponentType name="echo"><EventPort name="in" direction="in"/><EventPort name="out" direction="out"/>
          <Dynamics><OnEvent port="in"><EventOut port="out"/></OnEvent></Dynamics></ComponentType>
        <ComponentType name="room" extends="baseCell"><Child name="left" type="echo"/><Child name="right" type="echo"/><EventPort name="go" direction="out"/>
          <Dynamics><StateVariable name="x" dimension="none"/><OnCondition test="t .gt. 0"><EventOut port="go"/></OnCondition></Dynamics>
          <Structure><With instance="./left" as="a"/><With instance="./right" as="b"/><With instance="this" as="me"/>
            <EventConnection from="me" to="a"/><EventConnection from="a" to="b"/><EventConnection from="b" to="a"/></Structure></ComponentType>
        <¦room id="hall"><left id="l" type="echo"/><right id="r" type="echo"/></room>
        <network id="net"><population id="p" component="hall" size="1"/></network>
        """, "hall")]
    [InlineData("NG2008", """
        <ComponentType name="loop" extends="baseCell">
          <Dynamics><StateVariable name="x" dimension="none"/>
            <Regime name="wait" initial="true"><OnCondition test="t .gt. 0"><Transition regime="ping"/></OnCondition></Regime>
            <Regime name="ping"><OnEntry><Transition regime="pong"/></OnEntry></Regime><Regime name="pong"><OnEntry><Transition regime="ping"/></OnEntry></Regime></Dynamics></ComponentType>
        <¦loop id="one"/>
        <network id="net"><population id="p" component="one" size="1"/></network>
        """, "one", "ping → pong → ping")]
    public void Compiling(string code, string body, params string[] names) => Expect(code, Types + body, names);

    private static void Expect(string code, string body, params string[] names)
    {
        var marked = Document(body);
        var at = marked.IndexOf('¦', StringComparison.Ordinal);
        var document = marked.Remove(at, 1);
        var problems = Lab.Problems(document);
        Assert.True(problems.Any(one => one.Code == code), $"Not {code}, but {string.Join("; ", problems)}");
        var problem = Assert.Single(problems);
        var line = document[..at].Count(character => character == '\n') + 1;
        var column = at - document.LastIndexOf('\n', at - 1);
        Assert.Equal(("lab.xml", line, column), (problem.Span.File, problem.Span.Line, problem.Span.Column));
        Assert.True(problem.Hint is not null || problem.Code is "NG1010" or "NG1022" or "NG1214" or "NG1232", $"no cure: {problem}");
        Assert.All(names, name => Assert.Contains(name, problem.Message, StringComparison.Ordinal));
    }

    private static string Document(string body) =>
        $"""
        <Lems><Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/><Include file="Inputs.xml"/><Include file="Synapses.xml"/>
        {body}{(body.Contains("<Target", StringComparison.Ordinal) || !body.Contains("id=\"net\"", StringComparison.Ordinal) ? string.Empty : """<Simulation id="sim" length="1ms" step="0.1ms" target="net"/><Target component="sim"/>""")}
        </Lems>
        """.ReplaceLineEndings("\n");
}
