using System.Globalization;
using Neuroglot.Model.Networks;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>Lists of children that are sets of their own, such as the spikes of a source.</summary>
public sealed class ListedChildrenTests
{
    private const string Components = """
        <spikeArray id="source"><spike id="0" time="1ms"/><spike id="1" time="3.2ms"/><spike id="2" time="1.9ms"/><spike id="3" time="2ms"/><spike id="4" time="0ms"/></spikeArray>
        <iafCell id="iaf" leakConductance="0.2nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="3.2pF"/>
        <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
        <timedSynapticInput id="timed" synapse="syn" spikeTarget="./syn"><spike id="0" time="2ms"/><spike id="1" time="0.7ms"/><spike id="2" time="0.8ms"/></timedSynapticInput>

        """;

    [Fact]
    public void Spikes_come_at_their_times_in_whatever_order_they_are_listed() => Lab.RunAsReference(Lab.Document(
        Components + """
        <network id="net">
          <population id="a" component="iaf" size="2"/><population id="p" component="source" size="2"/><population id="b" component="iaf" size="2"/>
          <synapticConnection from="p[1]" to="a[0]" synapse="syn" destination="synapses"/>
          <synapticConnection from="p[0]" to="b[1]" synapse="syn" destination="synapses"/>
          <synapticConnectionWD from="p[1]" to="b[0]" synapse="syn" destination="synapses" weight="2" delay="1ms"/>
        </network>
        """, "net", "5ms", "0.5ms", ["p[0]/tsince", "p[1]/tsince", "a[0]/v", "b[0]/v", "b[1]/v", "b[1]/synapses:syn:0/g"], ["p[0]", "p[1]"]));

    [Fact]
    public void Timed_inputs_drive_each_cell_that_they_are_put_on() => Lab.RunAsReference(Lab.Document(
        Components + """
        <network id="net">
          <population id="a" component="iaf" size="3"/>
          <inputList id="list" component="timed" population="a"><input id="0" target="../a[2]" destination="synapses"/><input id="1" target="../a[0]" destination="synapses"/></inputList>
          <explicitInput target="a[1]" input="timed" destination="synapses"/>
        </network>
        """, "net", "4ms", "0.5ms", ["a[0]/v", "a[1]/v", "a[2]/v", "a[2]/synapses:timed:0/tsince", "a[2]/synapses:timed:0/i"]));

    [Fact]
    public void Members_are_a_set_that_the_owners_own_and_can_be_watched()
    {
        var text = Lab.Document(
            Components + """<network id="net"><population id="p" component="source" size="2"/></network>""",
            "net", "4ms", "0.5ms", ["p[1]/spikes[1]/spiked", "p[0]/2/tsince"]);
        var members = Assert.Single(Lab.Experiment(text).Network.Sets, set => set.Domain == DomainKind.Members);
        Assert.Equal("p/spikes", members.Name);
        Assert.Equal<int>([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], members.OwnerOf);
        Assert.Equal<double>([0.001, 0.0032, 0.0019, 0.002, 0, 0.001, 0.0032, 0.0019, 0.002, 0], ((ListValue)members.Properties["time"]).Values);
        var run = Lab.Run(text);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 1], run.In("p[1]/spikes[1]/spiked"));
        Assert.Equal([0, 0.5, 1, 1.5, 0, 0.5, 1, 1.5, 2], run.In("p[0]/2/tsince", 1e-3).Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void A_list_that_somebody_reads_is_part_of_its_parent()
    {
        var experiment = Lab.Experiment(Lab.Document(
            """
            <ComponentType name="sums" extends="baseStandalone"><Children name="spikes" type="spike"/><Exposure name="n" dimension="none"/>
              <EventPort name="in" direction="in"/>
              <Dynamics><DerivedVariable name="n" dimension="none" exposure="n" select="spikes[*]/spiked" reduce="add"/></Dynamics></ComponentType>
            <sums id="one"><spike id="0" time="1ms"/><spike id="1" time="2ms"/></sums>
            """, "one", "4ms", "0.5ms", ["n"]));
        Assert.Single(experiment.Network.Sets);
    }

    [Fact]
    public void A_long_list_reaching_many_targets_takes_few_levels()
    {
        var spikes = string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<spike id='{i}' time='{i}e-6s'/>")));
        var wires = string.Concat(Enumerable.Range(0, 500).Select(i => $"<synapticConnection from='p[0]' to='b[{i}]' synapse='syn' destination='synapses'/>"));
        var plan = Lab.Plan(Lab.Experiment(Lab.Document(
            Components + $"<spikeArray id='long'>{spikes}</spikeArray><network id='net'><population id='p' component='long' size='1'/><population id='b' component='iaf' size='500'/>{wires}</network>",
            "net", "5ms", "0.1ms", ["b[0]/v"])));
        Assert.True(plan.Schedule.Levels.Length <= 4, $"{plan.Schedule.Levels.Length} levels");
        Assert.All(plan.Schedule.Levels, level => Assert.True(level.Slices.Length <= 3));
    }
}
