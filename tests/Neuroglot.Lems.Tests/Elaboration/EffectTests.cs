using Neuroglot.Lems.Tests.Reading;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>No element of LEMS is passed over in silence: it has an effect on a run, or is told of, or is known to have none.</summary>
public sealed class EffectTests
{
    /// <summary>What a run does not carry out: the element, and the members of a type that hold it.</summary>
    public static TheoryData<string, string> Reported => new()
    {
        { "StateScalarField", "<Dynamics><StateScalarField name='f' dimension='none' region='r'/></Dynamics>" },
        { "DerivedScalarField", "<Dynamics><DerivedScalarField name='f' dimension='none' region='r' value='1'/></Dynamics>" },
        { "DerivedPunctateField", "<Dynamics><DerivedPunctateField name='f' dimension='none' region='r' select='a/b'/></Dynamics>" },
        { "KineticScheme", "<Children name='states' type='state'/><Children name='edges' type='edge'/><Dynamics><KineticScheme name='k' nodes='states' edges='edges' stateVariable='q' edgeSource='from' edgeTarget='to' forwardRate='f' reverseRate='r' step='s'/></Dynamics>" },
        { "Equilibrium", "<Equilibrium><DerivedVariable name='q' dimension='none' value='1'/></Equilibrium>" },
        { "Procedure", "<Procedure><Equilibrate/><ForEachComponent select='a' as='b'><Print template='t'/></ForEachComponent></Procedure>" },
        { "Geometry", "<Geometry name='g'><Frustum xa='a' ya='a' za='a' ra='a' xb='a' yb='a' zb='a' rb='a'/><Solid name='s' elements='e'/><Skeleton name='k' solid='s'><ScalarField name='f' dimension='none' value='1'/></Skeleton></Geometry>" },
        { "Location", "<Location name='l' path='p' on='o'/>" },
        { "Child", "<Child name='c' type='state' substitute='d'/>" },
        { "Tunnel", "<ComponentReference name='synapse' type='state' required='false'/><Structure><If test='1 .lt. 0'><Tunnel name='t' endA='a' endB='b' componentA='synapse' componentB='synapse' expose='e' as='f'/></If></Structure>" },
    };

    // Tests of these are StructureTests, PairTests, the semantics of the engine and the published cases.
    private const string Effective = """
        Target Constant Dimension Unit Assertion ComponentType Parameter IndexParameter IntegerParameter PathParameter Property DerivedParameter Fixed Requirement InstanceRequirement
        Exposure Child Children Link ComponentReference ComponentTypeReference Collection PairCollection EventPort Text Path Attachments Dynamics Super StateVariable StateAssignment
        TimeDerivative DerivedVariable OnStart OnCondition OnEvent EventOut KineticScheme Regime OnEntry Transition Case Structure MultiInstantiate CoInstantiate Assign Choose When
        Otherwise ChildInstance ForEach EventConnection Tunnel PairsEventConnection PairFilter IncludePair With If Apply Gather GatherPairs Simulation Record EventRecord DataDisplay
        DataWriter EventWriter Run
        """;

    // Reported with what holds them.
    private const string Inner = "Equilibrate ForEachComponent Print Frustum Solid Skeleton ScalarField";

    // A statement about a model that the reference does not check either.
    private const string WithoutMeaning = "ComponentRequirement";

    [Theory]
    [MemberData(nameof(Reported))]
    public void What_a_run_does_not_carry_out_is_told(string element, string members)
    {
        var (_, diagnostics) = Elaborating.Both(
            $"""
            <ComponentType name='state'><Exposure name='q' dimension='none'/><Dynamics><StateVariable name='q' dimension='none' exposure='q'/></Dynamics></ComponentType><ComponentType name='edge'/>
            <ComponentType name='thing'><Exposure name='x' dimension='none'/><Child name='part' type='odd'/><Dynamics><StateVariable name='x' dimension='none' exposure='x'/></Dynamics></ComponentType>
            <ComponentType name='odd'>
            {members}</ComponentType><thing id='one'><part id='p'/></thing>
            """ + Elaborating.Simulation("one", "x"));
        var told = Assert.Single(diagnostics, one => one.Code is "NG1451" or "NG1452");
        Assert.Contains(element, told.Message, StringComparison.Ordinal);
        Assert.Contains("odd", told.Message, StringComparison.Ordinal);
        Assert.Equal(Elaborating.FirstLine + 3, told.Span.Line);
        Assert.Equal(element.EndsWith("Field", StringComparison.Ordinal) ? Severity.Error : Severity.Warning, told.Severity);
        Assert.NotNull(told.Hint);
    }

    [Fact]
    public void Every_element_is_effective_or_reported()
    {
        var known = string.Join(' ', Effective, Inner, WithoutMeaning).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Concat(Reported.Select(row => (string)row[0])).ToHashSet();
        Assert.DoesNotContain(VocabularyTests.Elements, row => !known.Contains((string)row[0]));
    }

    [Fact]
    public void Assignments_that_nothing_reads_are_told_once()
    {
        var (experiment, diagnostics) = Elaborating.Both(Elaborating.Net(
            StructureTests.Receiving.Replace("weight", "wait", StringComparison.Ordinal), "<wire from='s[0]' to='k[0]' extra='ext' w='1'/><wire from='s[1]' to='k[1]' extra='ext' w='2'/>"));
        Assert.NotNull(experiment);
        Assert.Equal("NG1418", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("<ChildInstance component='a'><If test='1 .gt. 0'/></ChildInstance>", "If")]
    [InlineData("<PairFilter select='x[1]'><With instance='this' as='a'/></PairFilter>", "With")]
    [InlineData("<EventConnection from='a' to='b'><ChildInstance component='a'/></EventConnection>", "ChildInstance")]
    public void Instructions_inside_of_those_that_hold_none_are_told(string structure, string inner)
    {
        var warning = Assert.Single(Elaborating.Both($"<ComponentType name='T'><Structure>{structure}</Structure></ComponentType>").Diagnostics, one => one.Code == "NG1021");
        Assert.StartsWith(inner, warning.Message, StringComparison.Ordinal);
    }
}
