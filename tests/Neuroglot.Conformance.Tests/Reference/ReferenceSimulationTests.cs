using Neuroglot.Testing.Reference;
using Xunit;

namespace Neuroglot.Conformance.Tests.Reference;

/// <summary>What the reference simulator was seen to do in small experiments.</summary>
public sealed class ReferenceSimulationTests
{
    [Fact]
    public void A_recorded_derived_variable_trails_the_state_by_a_step()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="b" dimension="none" exposure="b" value="x + 1"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <OnStart><StateAssignment variable="x" value="0.5"/></OnStart>
            """, "x", "b");
        Assert.Equal([0.5, 1.5, 2.5], run.Trace("x").Select(Rounded));
        Assert.Equal([1.5, 1.5, 2.5], run.Trace("b").Select(Rounded));
    }

    [Theory]
    [InlineData("-x^2", -9)]
    [InlineData("2*-x^2", 18)]
    [InlineData("2^3^2", 64)]
    [InlineData("10/2*5", 25)]
    [InlineData("8/4*2/2", 2)]
    [InlineData("x-5+1", -1)]
    [InlineData("x - -5", 8)]
    [InlineData("H(0)", 0.5)]
    [InlineData("H(0-x)", 0)]
    [InlineData("log(x)", 1.09861229)]
    public void Expressions_have_the_values_that_the_reference_gives(string expression, double value)
    {
        var run = Run(
            $"""
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="b" dimension="none" exposure="b" value="{expression}"/>
            <OnStart><StateAssignment variable="x" value="3"/></OnStart>
            """, "b");
        Assert.Equal(value, run.Trace("b")[0], 8);
    }

    [Fact]
    public void Conditions_hold_on_the_new_state_with_the_old_derived_variables_at_each_step()
    {
        // The test of x is met after the second step, that of b, which is x + 1 before the step, at the same step.
        var run = Prepare(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <StateVariable name="n" dimension="none" exposure="n"/>
            <DerivedVariable name="b" dimension="none" exposure="b" value="x + 1"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <OnCondition test="x .geq. 2 .and. b .lt. 3"><StateAssignment variable="n" value="n + 1"/></OnCondition>
            <OnCondition test="x .geq. 2"><StateAssignment variable="n" value="n + 10"/><StateAssignment variable="x" value="x + n"/></OnCondition>
            """, "x", "n");
        run.Run(3);
        Assert.Equal([0, 1, 13, 35], run.Trace("x").Select(Rounded));
        Assert.Equal([0, 0, 11, 21], run.Trace("n").Select(Rounded));
    }

    [Fact]
    public void An_event_without_delay_is_seen_in_its_step_only_by_what_comes_later_in_the_document()
    {
        var run = new ReferenceSimulation(ReferenceSimulation.LoadText(
            """
            <Lems>
              <Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/>
              <iafCell id="iaf" leakConductance="0.2nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="3.2pF"/>
              <spikeArray id="source"><spike id="0" time="2ms"/></spikeArray>
              <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
              <network id="net">
                <population id="a" component="iaf" size="1"/>
                <population id="p" component="source" size="1"/>
                <population id="b" component="iaf" size="1"/>
                <population id="c" component="iaf" size="1"/>
                <synapticConnection from="p[0]" to="a[0]" synapse="syn" destination="synapses"/>
                <synapticConnection from="p[0]" to="b[0]" synapse="syn" destination="synapses"/>
                <synapticConnectionWD from="p[0]" to="c[0]" synapse="syn" destination="synapses" weight="2" delay="1ms"/>
              </network>
              <Simulation id="sim" length="3ms" step="0.5ms" target="net">
                <OutputFile id="file" fileName="g.dat">
                  <OutputColumn id="a" quantity="a[0]/synapses:syn:0/g"/>
                  <OutputColumn id="b" quantity="b[0]/synapses:syn:0/g"/>
                  <OutputColumn id="c" quantity="c[0]/synapses:syn:0/g"/>
                </OutputFile>
                <EventOutputFile id="events" fileName="p.spikes" format="TIME_ID"><EventSelection id="7" select="p[0]" eventPort="spike"/></EventOutputFile>
              </Simulation>
              <Target component="sim"/>
            </Lems>
            """));
        run.Run();
        Assert.Equal([0, 0, 0, 0, 0, 0.9, 0.81], run.Trace("a[0]/synapses:syn:0/g").Select(g => Rounded(g * 1e9)));
        Assert.Equal([0, 0, 0, 0, 0.9, 0.81, 0.729], run.Trace("b[0]/synapses:syn:0/g").Select(g => Rounded(g * 1e9)));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1.8], run.Trace("c[0]/synapses:syn:0/g").Select(g => Rounded(g * 1e9)));
        Assert.Equal([(0.002, "7")], run.Events[0].Events);
    }

    [Fact]
    public void What_is_not_a_number_stops_the_run_and_keeps_the_rows_before()
    {
        var run = Prepare(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="b" dimension="none" exposure="b" value="log(2 - x)"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            """, "b");
        Assert.Throws<ReferenceStopException>(() => run.Run(5));
        Assert.Equal(3, run.Times.Count);
    }

    [Fact]
    public void Draws_are_those_of_Java()
    {
        var random = new JavaSequence(1234);
        Assert.Equal([0.6465821602909256, 0.9513577109193919, 0.8575884598068334], [random.Next(), random.Next(), random.Next()]);
    }

    private static double Rounded(double value) => Math.Round(value, 9);

    private static ReferenceSimulation Run(string dynamics, params string[] quantities)
    {
        var simulation = Prepare(dynamics, quantities);
        simulation.Run(2);
        return simulation;
    }

    private static ReferenceSimulation Prepare(string dynamics, params string[] quantities)
    {
        var simulation = new ReferenceSimulation(ReferenceSimulation.LoadText(
            $"""
            <Lems>
              <Include file="Simulation.xml"/>
              <ComponentType name="thing">
                <Exposure name="x" dimension="none"/><Exposure name="b" dimension="none"/><Exposure name="n" dimension="none"/>
                <Constant name="MS" dimension="time" value="1ms"/>
                <Dynamics>{dynamics}</Dynamics>
              </ComponentType>
              <thing id="one"/>
              <Simulation id="sim" length="10ms" step="1ms" target="one"/>
              <Target component="sim"/>
            </Lems>
            """));
        foreach (var quantity in quantities)
            simulation.Record(quantity);
        return simulation;
    }
}
