using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>What cannot be elaborated is told once, with its place.</summary>
public sealed class ElaborationMessageTests
{
    private const string Wire = """
        <ComponentType name="wire" extends="baseWire"><Path name="from"/><Path name="to"/><Text name="outPort"/><Text name="inPort"/>
          <Structure><With instance="from" as="a"/><With instance="to" as="b"/><EventConnection from="a" to="b" sourcePort="outPort" targetPort="inPort"/></Structure></ComponentType>
        """;

    [Theory]
    [InlineData("NG1422", "<wire from='s[9]' to='k[0]'/>")]
    [InlineData("NG1422", "<wire from='nowhere[0]' to='k[0]'/>")]
    [InlineData("NG1428", "<wire from='s[0]' to='k[0]' outPort='nothing'/>")]
    [InlineData("NG1428", "<wire from='s[0]' to='k[0]' inPort='nothing'/>")]
    [InlineData("NG1425", "<wire from='s[0]' to='s[1]'/>")]
    public void Connections_that_cannot_be_made(string code, string wires) => Expect(code, Elaborating.Net(Wire, wires), "wire");

    [Theory]
    [InlineData("NG1427", "<wire from='s[0]' to='s[1]' extra='ext' w='1'/>")]
    [InlineData("NG1427", "<wire from='s[0]' to='k[1]' extra='ext' w='1' list='others'/>")]
    public void Attachments_that_find_no_place(string code, string wires) => Expect(code, Elaborating.Net(StructureTests.Receiving, wires), "wire");

    [Theory]
    [InlineData("NG1409", "PairsEventConnection pairs='p'")]
    [InlineData("NG1409", "GatherPairs pFrom='s' qFrom='k' collection='c'")]
    [InlineData("NG1409", "Gather pathParameter='from' collection='c'")]
    [InlineData("NG1423", "Apply components='c'")]
    [InlineData("NG1423", "ForEach instances='nobody' as='a'")]
    [InlineData("NG1420", "PairFilter select='x[1 .gt. 0]'")]
    [InlineData("NG1420", "When test='1 .gt. 0'")]
    [InlineData("NG1420", "IncludePair collection='pairs'")]
    [InlineData("NG1408", "If test='unheard .gt. 0'")]
    [InlineData("NG1408", "If test='random(1) .gt. 0.5'")]
    [InlineData("NG1404", "ChildInstance")]
    [InlineData("NG1404", "ChildInstance componentType='nothing'")]
    [InlineData("NG1422", "EventConnection from='a' to='b'")]
    public void Instructions_that_cannot_be_carried_out(string code, string element)
    {
        var text = Elaborating.Net($"<ComponentType name=\"wire\" extends=\"baseWire\"><PairCollection name=\"pairs\"/><Structure>\n<{element}/></Structure></ComponentType>", "<wire/>");
        var (experiment, diagnostics) = Elaborating.Both(text);
        Assert.Null(experiment);
        foreach (var problem in diagnostics.Where(one => one.Code == code).DefaultIfEmpty())
        {
            Assert.NotNull(problem);
            Assert.Equal(("m.xml", LineOf(text, "<" + element)), (problem.Span.File, problem.Span.Line));
            Assert.NotNull(problem.Hint);
        }
    }

    [Theory]
    [InlineData("NG1434", "nobody[0]/n")]
    [InlineData("NG1434", "k[7]/n")]
    [InlineData("NG1432", "k[0]/m")]
    [InlineData("NG1431", "k/size")]
    public void Quantities_that_do_not_exist(string code, string quantity) => Expect(code, Elaborating.Net(Wire, string.Empty).Replace("k[0]/n", quantity, StringComparison.Ordinal), "Simulation");

    [Fact]
    public void Events_that_do_not_exist()
    {
        var text = Elaborating.Net(Wire, string.Empty).Replace(
            "</Simulation>", "<EventOutputFile id='e' fileName='e' format='TIME_ID'><EventSelection id='0' select='s[0]' eventPort='spike'/></EventOutputFile></Simulation>", StringComparison.Ordinal);
        Assert.Contains("out", Expect("NG1433", text, "EventSelection").Hint, StringComparison.Ordinal);
        Expect("NG1444", text.Replace("TIME_ID", "TIME", StringComparison.Ordinal).Replace("'spike'", "'out'", StringComparison.Ordinal), "EventOutputFile");
    }

    [Theory]
    [InlineData("NG1443", "step='0.1ms'", "step='0ms'")]
    [InlineData("NG1447", "step='0.1ms'", "step='0.1ms' seed='many'")]
    public void Simulations_that_cannot_run(string code, string from, string to) => Expect(code, Elaborating.Net(Wire, string.Empty).Replace(from, to, StringComparison.Ordinal), "Simulation");

    [Fact]
    public void A_population_of_less_than_nothing() =>
        Expect("NG1403", Elaborating.Net(Wire, string.Empty).Replace("size='4'", "size='-4'", StringComparison.Ordinal), "population");

    [Theory]
    [InlineData("NG1411", "<Requirement name='v' dimension='none'/>", "<DerivedVariable name='x' dimension='none' exposure='x' value='v'/>")]
    [InlineData("NG1412", "<Children name='parts' type='thing'/>", "<DerivedVariable name='x' dimension='none' exposure='x' select='nothing/x'/>")]
    [InlineData("NG1416", "", "<DerivedVariable name='x' dimension='none' exposure='x' value='y'/><DerivedVariable name='y' dimension='none' value='x'/>")]
    public void Variables_that_have_no_value(string code, string members, string dynamics)
    {
        var text = $"<ComponentType name='thing'><Exposure name='x' dimension='none'/>{members}\n<Dynamics><StateVariable name='z' dimension='none'/>{dynamics}</Dynamics></ComponentType>\n<thing id='one'/>"
            + Elaborating.Simulation("one", "x");
        var (_, diagnostics) = Elaborating.Both(text);
        var problem = Assert.Single(diagnostics, diagnostic => diagnostic.Code == code);
        Assert.Equal("m.xml", problem.Span.File);
        Assert.InRange(problem.Span.Line, Elaborating.FirstLine, Elaborating.FirstLine + 2);
    }

    [Fact]
    public void Several_values_need_a_reduction()
    {
        var text = """
            <ComponentType name='part'><Exposure name='x' dimension='none'/><Dynamics><StateVariable name='x' dimension='none' exposure='x'/></Dynamics></ComponentType>
            <ComponentType name='thing'><Children name='parts' type='part'/><Exposure name='y' dimension='none'/>
              <Dynamics><DerivedVariable name='y' dimension='none' exposure='y' select='parts/x'/></Dynamics></ComponentType>
            <thing id='one'><part id='a'/><part id='b'/></thing>
            """ + Elaborating.Simulation("one", "y");
        Expect("NG1413", text, "DerivedVariable");
    }

    [Fact]
    public void Nothing_to_run()
    {
        var (experiment, diagnostics) = Elaborating.Both("<ComponentType name='thing'/>");
        Assert.Null(experiment);
        Assert.Equal("NG1440", Assert.Single(diagnostics).Code);
    }

    private static Diagnostic Expect(string code, string text, string element)
    {
        var (experiment, diagnostics) = Elaborating.Both(text);
        Assert.Null(experiment);
        var problem = Assert.Single(diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(code, problem.Code);
        Assert.Equal(("m.xml", LineOf(text, "<" + element)), (problem.Span.File, problem.Span.Line));
        return problem;
    }

    // The last place where the element stands: types come before their components.
    private static int LineOf(string text, string element) =>
        Elaborating.FirstLine + text[..text.LastIndexOf(element, StringComparison.Ordinal)].Count(character => character == '\n');
}
