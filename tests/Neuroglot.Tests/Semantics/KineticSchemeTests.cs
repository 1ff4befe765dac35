using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>Markov schemes with two states that exchange at 1/ms and 3/ms, whose solution is known.</summary>
public sealed class KineticSchemeTests
{
    private const string Scheme = """
        <ComponentType name="node"><Exposure name="occ" dimension="none"/><Dynamics><StateVariable name="occ" dimension="none" exposure="occ"/></Dynamics></ComponentType>
        <ComponentType name="edge">
          <Link name="from" type="node"/><Link name="to" type="node"/><Parameter name="f" dimension="per_time"/><Parameter name="r" dimension="per_time"/>
          <Exposure name="rf" dimension="per_time"/><Exposure name="rr" dimension="per_time"/>
          <Dynamics>
            <DerivedVariable name="rf" dimension="per_time" exposure="rf" value="f"/><DerivedVariable name="rr" dimension="per_time" exposure="rr" value="r"/>
          </Dynamics>
        </ComponentType>
        <ComponentType name="twoStates">
          <Children name="states" type="node"/><Children name="transitions" type="edge"/><Exposure name="q" dimension="none"/>
          <Dynamics>
            <DerivedVariable name="q" dimension="none" exposure="q" select="states[*]/occ" reduce="add"/>
            <KineticScheme name="ks" nodes="states" stateVariable="occ" edges="transitions" edgeSource="from" edgeTarget="to" forwardRate="rf" reverseRate="rr"/>
          </Dynamics>
        </ComponentType>
        <twoStates id="one"><node id="a"/><node id="b"/><edge id="ab" from="a" to="b" f="1per_ms" r="3per_ms"/></twoStates>
        """;

    [Fact]
    public void It_starts_in_its_first_state_and_others_see_it_a_step_behind()
    {
        var run = Lab.RunAsReference(Lab.Document(Scheme, "one", "3ms", "0.25ms", ["a/occ", "b/occ"]));
        Assert.Equal(1, run["a/occ"][0]);
        Assert.Equal(0, run["b/occ"][0]);
        for (var k = 1; k < run.Times.Count; k++)
            Assert.Equal(Open((k - 1) * 0.25), run["b/occ"][k], 12);
    }

    [Fact]
    public void Its_occupancies_add_up_to_one()
    {
        var run = Lab.Run(Lab.Document(Scheme, "one", "50ms", "0.25ms", ["a/occ", "b/occ", "q"]));
        Assert.All(run["a/occ"].Zip(run["b/occ"], (a, b) => a + b), sum => Assert.Equal(1, sum, 12));
        Assert.All(run["q"], sum => Assert.Equal(1, sum, 12));
        Assert.Equal(0.25, run["b/occ"][^1], 12);
    }

#pragma warning disable RS0030 // The oracle of the test is the base library's exponential.
    private static double Open(double milliseconds) => 0.25 * (1 - Math.Exp(-4 * milliseconds));
#pragma warning restore RS0030
}
