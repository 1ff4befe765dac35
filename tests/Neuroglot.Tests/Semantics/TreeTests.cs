using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>What parts of a hierarchy see of each other.</summary>
public sealed class TreeTests
{
    private const string Nested = """
        <ComponentType name="leaf">
          <Requirement name="x" dimension="none"/><Exposure name="c" dimension="none"/><Exposure name="x3" dimension="none"/>
          <Dynamics>
            <StateVariable name="c" dimension="none" exposure="c"/>
            <DerivedVariable name="x3" dimension="none" exposure="x3" value="x"/>
            <TimeDerivative variable="c" value="1 / MS"/>
          </Dynamics>
        </ComponentType>
        <ComponentType name="branch">
          <Child name="leaf" type="leaf"/><Requirement name="x" dimension="none"/><Exposure name="x2" dimension="none"/><Exposure name="c2" dimension="none"/>
          <Dynamics>
            <DerivedVariable name="c2" dimension="none" exposure="c2" select="leaf/c"/>
            <DerivedVariable name="x2" dimension="none" exposure="x2" value="x"/>
          </Dynamics>
        </ComponentType>
        <ComponentType name="tree">
          <Child name="branch" type="branch"/><Exposure name="x" dimension="none"/><Exposure name="c3" dimension="none"/>
          <Dynamics>
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="c3" dimension="none" exposure="c3" select="branch/leaf/c"/>
            <TimeDerivative variable="x" value="1 / MS"/>
          </Dynamics>
        </ComponentType>
        <Constant name="MS" dimension="time" value="1ms"/>
        <tree id="one"><branch id="b"><leaf id="l"/></branch></tree>
        """;

    [Fact]
    public void A_child_sees_its_parent_a_step_behind_and_each_level_adds_a_step()
    {
        var run = Lab.RunAsReference(Lab.Document(Nested, "one", "5ms", "1ms", ["x", "branch/x2", "branch/leaf/x3"]));
        Assert.Equal([0, 1, 2, 3, 4, 5], run.In("x"));
        Assert.Equal([0, 0, 1, 2, 3, 4], run.In("branch/x2"));
        Assert.Equal([0, 0, 0, 1, 2, 3], run.In("branch/leaf/x3"));
    }

    [Fact]
    public void A_parent_sees_what_its_children_have_become_in_the_same_step()
    {
        var run = Lab.RunAsReference(Lab.Document(Nested, "one", "3ms", "1ms", ["branch/c2", "c3"]));
        Assert.Equal([0, 1, 2, 3], run.In("branch/c2"));
        Assert.Equal([0, 1, 2, 3], run.In("c3"));
    }

    [Theory]
    [InlineData("branch/leaf/c")]
    [InlineData("branch/l/c")]
    [InlineData("b/leaf/c")]
    [InlineData("b/l/c")]
    public void Children_are_found_by_slot_and_by_id(string path) =>
        Assert.Equal([0, 1, 2, 3], Lab.Run(Lab.Document(Nested, "one", "3ms", "1ms", [path])).In(path));

    [Theory]
    [InlineData("items[*]/k' reduce='add", 111)]
    [InlineData("items[*]/k' reduce='multiply", 1000)]
    [InlineData("items[kind=&apos;odd&apos;]/k' reduce='add", 101)]
    [InlineData("items[kind=&apos;odd&apos;]/k' reduce='multiply", 100)]
    [InlineData("items[kind=&apos;none&apos;]/k' reduce='add", 0)]
    [InlineData("items[kind=&apos;none&apos;]/k' reduce='multiply", 1)]
    [InlineData("items[partner=&apos;p1&apos;]/k' reduce='add", 110)]
    public void Selections_add_or_multiply_what_fits(string select, double expected)
    {
        var run = Lab.RunAsReference(Lab.Document(
            $"""
            <ComponentType name="partner"/>
            <ComponentType name="item">
              <Parameter name="value" dimension="none"/><Text name="kind"/><ComponentReference name="partner" type="partner"/><Exposure name="k" dimension="none"/>
              <Dynamics><DerivedVariable name="k" dimension="none" exposure="k" value="value"/></Dynamics>
            </ComponentType>
            <ComponentType name="holder">
              <Children name="items" type="item"/><Exposure name="total" dimension="none"/><Exposure name="x" dimension="none"/>
              <Dynamics>
                <StateVariable name="x" dimension="none" exposure="x"/>
                <DerivedVariable name="total" dimension="none" exposure="total" select='{select}'/>
              </Dynamics>
            </ComponentType>
            <partner id="p0"/><partner id="p1"/>
            <holder id="one"><item id="a" value="1" kind="odd" partner="p0"/><item id="b" value="10" kind="even" partner="p1"/><item id="c" value="100" kind="odd" partner="p1"/></holder>
            """, "one", "1ms", "1ms", ["total"]));
        Assert.Equal([expected, expected], run.In("total"));
    }

    [Fact]
    public void The_parts_of_a_list_are_found_by_place_and_by_id()
    {
        var run = Lab.Run(Lab.Document(
            """
            <ComponentType name="item">
              <Parameter name="value" dimension="none"/><Exposure name="k" dimension="none"/>
              <Dynamics><DerivedVariable name="k" dimension="none" exposure="k" value="value"/></Dynamics>
            </ComponentType>
            <ComponentType name="holder">
              <Children name="items" type="item"/><Exposure name="x" dimension="none"/>
              <Dynamics><StateVariable name="x" dimension="none" exposure="x"/></Dynamics>
            </ComponentType>
            <holder id="one"><item id="a" value="1"/><item id="b" value="10"/></holder>
            """, "one", "0ms", "1ms", ["items[1]/k", "b/k", "a/k"]));
        Assert.Equal([10], run.In("items[1]/k"));
        Assert.Equal([10], run.In("b/k"));
        Assert.Equal([1], run.In("a/k"));
    }

    [Fact]
    public void Start_values_pass_up_and_down_the_tree()
    {
        var run = Lab.RunAsReference(Lab.Document(
            """
            <ComponentType name="inner">
              <Requirement name="x" dimension="none"/><Exposure name="q" dimension="none"/>
              <Dynamics>
                <StateVariable name="q" dimension="none" exposure="q"/>
                <DerivedVariable name="target" dimension="none" value="2 * x"/>
                <OnStart><StateAssignment variable="q" value="target"/></OnStart>
              </Dynamics>
            </ComponentType>
            <ComponentType name="outer">
              <Child name="inner" type="inner"/><Exposure name="x" dimension="none"/><Exposure name="sum" dimension="none"/>
              <Dynamics>
                <StateVariable name="x" dimension="none" exposure="x"/>
                <DerivedVariable name="sum" dimension="none" exposure="sum" select="inner/q"/>
                <OnStart><StateAssignment variable="x" value="3"/></OnStart>
              </Dynamics>
            </ComponentType>
            <outer id="one"><inner id="i"/></outer>
            """, "one", "1ms", "1ms", ["x", "inner/q", "sum"]));
        Assert.Equal([3, 3], run.In("x"));
        Assert.Equal([6, 6], run.In("inner/q"));
        Assert.Equal([6, 6], run.In("sum"));
    }

    [Fact]
    public void Values_that_events_change_are_seen_from_the_start()
    {
        var run = Lab.RunAsReference(Lab.Document(
            Wires.Types + """
            <ComponentType name="tank" extends="baseCell">
              <EventPort name="in" direction="in"/><Exposure name="level" dimension="none"/>
              <Dynamics>
                <StateVariable name="level" dimension="none" exposure="level"/>
                <OnStart><StateAssignment variable="level" value="7"/></OnStart>
                <OnEvent port="in"><StateAssignment variable="level" value="level - 1"/></OnEvent>
              </Dynamics>
            </ComponentType>
            <beat id="often" first="2ms" period="1ms"/><tank id="tank"/>
            <wired id="net"><population id="s" component="often" size="1"/><population id="e" component="tank" size="1"/><wire from="s[0]" to="e[0]" delay="0ms"/></wired>
            """, "net", "4ms", "1ms", ["e[0]/level"]));
        Assert.Equal([7, 7, 6, 5, 4], run.In("e[0]/level"));
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("exponential_euler")]
    public void Values_that_events_change_go_on_where_all_is_advanced_at_once(string method)
    {
        var run = Lab.Run(Lab.Document(
            """
            <iafCell id="iaf" leakConductance="10nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="100pF"/>
            <spikeArray id="source"><spike id="0" time="1ms"/></spikeArray>
            <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
            <network id="net">
              <population id="p" component="source" size="1"/><population id="c" component="iaf" size="1"/>
              <synapticConnection from="p[0]" to="c[0]" synapse="syn" destination="synapses"/>
            </network>
            """, "net", "6ms", "0.1ms", ["c[0]/synapses:syn:0/g", "c[0]/v"]), method);
        Assert.InRange(run["c[0]/synapses:syn:0/g"][^1], 0.35e-9, 0.39e-9);
        Assert.InRange(run["c[0]/v"][^1], -64e-3, -60e-3);
    }

    [Fact]
    public void Events_between_parts_of_one_component_run_in_place()
    {
        // The child emits before its parent advances, so the parent's own conditions see what the event did.
        var run = Lab.RunAsReference(Lab.Document(
            """
            <Constant name="MS" dimension="time" value="1ms"/>
            <ComponentType name="ticker">
              <EventPort name="tick" direction="out"/><Exposure name="c" dimension="none"/>
              <Dynamics>
                <StateVariable name="c" dimension="none" exposure="c"/>
                <TimeDerivative variable="c" value="1 / MS"/>
                <OnCondition test="c .geq. 2"><StateAssignment variable="c" value="0"/><EventOut port="tick"/></OnCondition>
              </Dynamics>
              <Structure><With instance="parent" as="up"/><With instance="this" as="me"/><EventConnection from="me" to="up"/></Structure>
            </ComponentType>
            <ComponentType name="clock">
              <Child name="ticker" type="ticker"/><EventPort name="in" direction="in"/><Exposure name="n" dimension="none"/><Exposure name="m" dimension="none"/>
              <Dynamics>
                <StateVariable name="n" dimension="none" exposure="n"/><StateVariable name="m" dimension="none" exposure="m"/>
                <OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent>
                <OnCondition test="n .gt. m"><StateAssignment variable="m" value="m + 0.5"/></OnCondition>
              </Dynamics>
            </ComponentType>
            <clock id="one"><ticker id="t"/></clock>
            """,
            "one", "5ms", "1ms", ["n", "m"]));
        Assert.Equal([0, 0, 1, 1, 2, 2], run.In("n"));
        Assert.Equal([0, 0, 0.5, 1, 1.5, 2], run.In("m"));
    }
}
