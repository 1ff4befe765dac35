using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>When and in which order events arrive.</summary>
public sealed class EventTests
{
    private const string Components = Wires.Types + """
        <beat id="once" first="2ms" period="1s"/><beat id="often" first="1ms" period="1.5ms"/>
        <counter id="count"/><fuse id="fuse"/>

        """;

    [Fact]
    public void Without_delay_only_what_comes_later_in_the_document_sees_the_event_in_its_step()
    {
        var run = Lab.RunAsReference(Lab.Document(
            """
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
            """, "net", "3ms", "0.5ms", ["a[0]/synapses:syn:0/g", "b[0]/synapses:syn:0/g", "c[0]/synapses:syn:0/g"], ["p[0]"]));
        Assert.Equal([0, 0, 0, 0, 0, 0.9, 0.81], run.In("a[0]/synapses:syn:0/g", 1e-9));
        Assert.Equal([0, 0, 0, 0, 0.9, 0.81, 0.729], run.In("b[0]/synapses:syn:0/g", 1e-9));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1.8], run.In("c[0]/synapses:syn:0/g", 1e-9));
        Assert.Equal([(0.002, "p[0]")], run.Events);
    }

    [Theory]
    [InlineData("0.5ms", 5)] // emitted at 2 ms, delivered at the start of the step that ends at 2.5 ms
    [InlineData("1ms", 6)]
    [InlineData("0.7ms", 6)] // not a multiple: the first step that is not before 2.7 ms
    [InlineData("0.1ms", 5)]
    [InlineData("-1ms", 4)] // at once
    public void A_delayed_event_arrives_at_the_first_step_not_before_it_is_due(string delay, int row)
    {
        var run = Net([Wires.Population("s", "once"), Wires.Population("c", "count"), Wires.Wire("s[0]", "c[0]", delay)], "4ms", "0.5ms", ["c[0]/steps"]);
        Assert.Equal(Enumerable.Range(0, 9).Select(k => (double)Math.Max(0, k - row + 1)), run.In("c[0]/steps"));
    }

    [Theory]
    [InlineData("3.1ms")]
    [InlineData("100000000s")]
    [InlineData("1e300s")]
    public void What_arrives_after_the_end_is_not_waited_for(string delay)
    {
        var run = Net(
            [Wires.Population("s", "often"), Wires.Population("c", "count", 2), Wires.Wire("s[0]", "c[0]", delay), Wires.Wire("s[0]", "c[1]", "3ms")],
            "4ms", "0.5ms", ["c[0]/steps", "c[1]/steps"]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0], run.In("c[0]/steps"));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1], run.In("c[1]/steps"));
    }

    [Fact]
    public void An_event_that_goes_round_in_a_circle_without_delay_ends_the_run()
    {
        string[] circle = [Wires.Wire("s[0]", "c[0]"), Wires.Wire("c[0]", "c[1]"), Wires.Wire("c[0]", "c[2]"), Wires.Wire("c[1]", "c[0]"), Wires.Wire("c[2]", "c[0]")];
        var net = string.Concat([Wires.Population("s", "often"), Wires.Population("c", "count", 3), .. circle]);
        var run = Lab.Run(Lab.Document($"{Components}<wired id='net'>{net}</wired>", "net", "4ms", "0.5ms", ["c[0]/n"]));
        Assert.Equal("NG3003", run.Result.Problem?.Code);
        Assert.Equal(2, run.Result.Steps);
    }

    [Fact]
    public void An_event_may_be_passed_on_many_times_within_a_step()
    {
        var chain = Enumerable.Range(1, 900).Select(i => Wires.Wire($"c[{i - 1}]", $"c[{i}]"));
        var run = Net([Wires.Population("s", "once"), Wires.Population("c", "count", 901), Wires.Wire("s[0]", "c[0]"), .. chain], "2.5ms", "0.5ms", ["c[900]/n"]);
        Assert.Equal([0, 0, 0, 0, 1, 1], run.In("c[900]/n"));
    }

    [Fact]
    public void Due_times_are_compared_as_doubles()
    {
        // The sum of the steps and emission plus delay differ in their last bits: whichever way, the comparison decides.
        var wires = Enumerable.Range(1, 20).Select(i => Wires.Wire("s[0]", $"c[{i - 1}]", $"{i}e-4s"));
        var run = Net([Wires.Population("s", "often"), Wires.Population("c", "count", 20), .. wires], "5ms", "0.1ms", [.. Enumerable.Range(0, 20).Select(i => $"c[{i}]/steps")]);
        var clock = 0.0;
        var times = new List<double> { 0 };
        for (var k = 1; k <= 50; k++)
            times.Add(clock += 1e-4);
        var sent = times.FindIndex(time => time >= 1e-3);
        for (var i = 1; i <= 20; i++)
        {
            var due = times[sent] + double.Parse($"{i}e-4", System.Globalization.CultureInfo.InvariantCulture);
            var arrival = times.FindIndex(time => time >= due);
            Assert.Equal(arrival, run[$"c[{i - 1}]/steps"].ToList().FindIndex(steps => steps > 0));
        }
    }

    [Fact]
    public void An_event_emitted_while_another_is_delivered_counts_from_the_step_before()
    {
        // s emits at 2 ms, a receives at 3 ms and relays: 1 ms after 2.5 ms, the time of the step before.
        var run = Net(
            [Wires.Population("s", "once"), Wires.Population("a", "count"), Wires.Population("b", "count"), Wires.Wire("s[0]", "a[0]", "1ms"), Wires.Wire("a[0]", "b[0]", "1ms")],
            "4ms", "0.5ms", ["a[0]/steps", "b[0]/steps"]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 3], run.In("a[0]/steps"));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 2], run.In("b[0]/steps"));
    }

    [Fact]
    public void Relays_without_delay_run_through_at_once_where_the_order_of_the_document_allows()
    {
        var run = Net(
            [
                Wires.Population("d", "count"), Wires.Population("s", "once"), Wires.Population("a", "count"), Wires.Population("b", "count"),
                Wires.Wire("s[0]", "a[0]"), Wires.Wire("a[0]", "b[0]"), Wires.Wire("b[0]", "d[0]"),
            ],
            "4ms", "0.5ms", ["a[0]/steps", "b[0]/steps", "d[0]/steps"]);
        Assert.Equal(4, run["a[0]/steps"].ToList().IndexOf(1));
        Assert.Equal(4, run["b[0]/steps"].ToList().IndexOf(1));
        Assert.Equal(5, run["d[0]/steps"].ToList().IndexOf(1));
    }

    [Fact]
    public void An_event_after_its_targets_advance_is_seen_in_the_state_only_when_the_target_advances_again()
    {
        var run = Net([Wires.Population("c", "count"), Wires.Population("s", "once"), Wires.Wire("s[0]", "c[0]")], "4ms", "0.5ms", ["c[0]/n", "c[0]/seen"]);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1], run.In("c[0]/n"));
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1], run.In("c[0]/seen"));
    }

    [Fact]
    public void Two_connections_to_one_target_are_two_events()
    {
        var run = Net(
            [
                Wires.Population("s", "often", 2), Wires.Population("c", "count"), Wires.Wire("s[0]", "c[0]"), Wires.Wire("s[0]", "c[0]"), Wires.Wire("s[1]", "c[0]"),
                Wires.Wire("s[1]", "c[0]", "1ms"), Wires.Wire("s[0]", "c[0]", "1ms"), Wires.Wire("s[1]", "c[0]", "1ms"),
            ],
            "5ms", "0.5ms", ["c[0]/n"]);
        Assert.Equal([0, 0, 3, 3, 6, 9, 9, 12, 15, 15, 18], run.In("c[0]/n"));
    }

    [Fact]
    public void An_event_passes_through_a_chain_of_relays_at_once_in_any_direction()
    {
        var wires = Enumerable.Range(0, 9).SelectMany(i => new[] { Wires.Wire($"f[{i}]", $"f[{i + 1}]"), Wires.Wire($"g[{i + 1}]", $"g[{i}]") });
        var run = Net(
            [Wires.Population("s", "once"), Wires.Population("f", "count", 10), Wires.Population("g", "count", 10), Wires.Wire("s[0]", "f[0]"), Wires.Wire("s[0]", "g[9]"), .. wires],
            "4ms", "0.5ms", [.. Enumerable.Range(0, 10).SelectMany(i => new[] { $"f[{i}]/steps", $"g[{i}]/steps" })]);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(4, run[$"f[{i}]/steps"].ToList().IndexOf(1));
            Assert.Equal(4, run[$"g[{i}]/steps"].ToList().IndexOf(1));
        }
    }

    [Fact]
    public void Cells_of_one_population_see_each_others_events_in_the_order_of_the_index()
    {
        // Each fires a step after it has been hit: forwards that is seen in the same step, backwards in the next.
        var members = new List<string> { Wires.Population("f", "fuse", 6), Wires.Population("g", "fuse", 6), Wires.Population("s", "once"), Wires.Wire("s[0]", "f[0]"), Wires.Wire("s[0]", "g[5]") };
        for (var i = 0; i < 5; i++)
        {
            members.Add(Wires.Wire($"f[{i}]", $"f[{i + 1}]"));
            members.Add(Wires.Wire($"g[{i + 1}]", $"g[{i}]"));
        }

        var run = Net(members, "8ms", "0.5ms", [.. Enumerable.Range(0, 6).SelectMany(i => new[] { $"f[{i}]/burnt", $"g[{i}]/burnt" })]);
        Assert.Equal([5, 5, 5, 5, 5, 5], Enumerable.Range(0, 6).Select(i => run[$"f[{i}]/burnt"].ToList().IndexOf(1)));
        Assert.Equal([10, 9, 8, 7, 6, 5], Enumerable.Range(0, 6).Select(i => run[$"g[{i}]/burnt"].ToList().IndexOf(1)));
    }

    [Fact]
    public void Recorded_events_of_a_step_come_in_the_order_of_the_document()
    {
        var run = Net(
            [Wires.Population("a", "often", 2), Wires.Population("b", "often")], "2ms", "0.5ms", ["a[0]/sent"], ["b[0]:out", "a[1]:out", "a[0]:out"]);
        Assert.Equal([(1e-3, "a[0]"), (1e-3, "a[1]"), (1e-3, "b[0]")], run.Events.Take(3));
    }

    [Fact]
    public void Deferred_events_arrive_at_the_end_of_the_step()
    {
        var document = Lab.Document(
            Components + "<wired id='net'>" + Wires.Population("s", "once") + Wires.Population("c", "count") + Wires.Wire("s[0]", "c[0]") + "</wired>", "net", "4ms", "0.5ms", ["c[0]/steps"]);
        var run = Lab.Run(Lab.Plan(Lab.Experiment(document), fast: true));
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 3, 4], run.In("c[0]/steps"));
    }

    private static Traces Net(IEnumerable<string> members, string length, string step, string[] quantities, string[]? events = null) =>
        Lab.RunAsReference(Lab.Document(Components + "<wired id='net'>" + string.Concat(members) + "</wired>", "net", length, step, quantities, events));
}
