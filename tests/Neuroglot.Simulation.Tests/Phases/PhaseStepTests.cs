using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>What a step in phases means, pinned one property at a time; the numbers are those of Brian 2's own probes.</summary>
public sealed class PhaseStepTests
{
    [Fact]
    public void Slots_and_orders_and_names_decide_the_order()
    {
        var cells = new ComponentSet("cells", Class("cell", "x"), 1);
        var tape = Run(Experiment(
            1e-4, [cells], Digit("b", 2), Digit("a", 1), Digit("late", 6, "end"), Digit("before", 3, "before_groups"), Digit("after", 4, "after_groups"),
            Digit("early", 5, "end", -1), new Sampling("m", 0, ["x"], [0], "after_end")));
        Assert.Equal([123456.0], tape.Of("m"));
    }

    [Fact]
    public void The_state_is_sampled_before_it_advances_and_a_spike_has_the_time_of_the_start_of_the_step()
    {
        // v = 1, 2, 3 after steps 0, 1, 2; the third is above 2.5 and resets.
        var model = Class("cell", "v: 1e4").WithThreshold("v > 2.5", Set("v", "0"));
        var tape = Run(Experiment(
            5e-4, [new ComponentSet("cells", model, 1)], new StateUpdate("s", 0), new Detection("t", 0, "spike"), new Reaction("r", 0, "spike", []),
            new Sampling("m", 0, ["v"], [0]), new EventSampling("e", new InstanceRange(0, 0, 1), "spike", ["v"]), new EventCounting("n", new InstanceRange(0, 0, 1), "spike")));
        Assert.Equal([0.0, 1, 2, 0, 1], tape.Of("m").Select(value => Math.Round(value, 9)));
        Assert.Equal([("e", 2e-4, 0)], tape.Events);
        Assert.Equal([3.0], tape.Of("e").Select(value => Math.Round(value, 9)));
        Assert.Equal([0, 0, 1, 0, 0], tape.Counts.Select(count => count.Count));
    }

    [Theory]
    [InlineData(0.0, 10)]
    [InlineData(0.04e-3, 10)]
    [InlineData(0.05e-3, 11)]
    [InlineData(0.14e-3, 11)]
    [InlineData(0.15e-3, 11)]
    [InlineData(0.16e-3, 12)]
    [InlineData(0.25e-3, 13)]
    [InlineData(1e-3, 20)]
    public void Delays_are_rounded_half_up_in_double_arithmetic(double delay, int step)
    {
        var experiment = Generator([0], [1e-3], 3e-3).WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 1, new PairRule(), "v_post")
            .WithChanges(new ValueChange(2, "path", new FixedValue(delay)));
        var samples = Run(experiment).Of("m");

        // Sampled at the start of steps, so that what arrives in a step shows in the next.
        Assert.Equal(step + 1, Array.FindIndex(samples, value => value > 0));
    }

    [Fact]
    public void Values_are_read_over_several_links()
    {
        // Cell 2 of three, by way of the second of two.
        var cells = new ComponentSet("cells", Class("cell", "v: 1e4"), 3).With("v", new ListValue([10, 20, 30]));
        var linked = Class("linked") with { Ports = [new AnalogReceivePort("other", default, 0)], Aliases = [new Alias("copy", default, new Name("other"), 0)] };
        var reader = Class("reader", "w") with { Ports = [new AnalogReceivePort("far", default, 0)] };
        var experiment = Experiment(
            3e-4, [cells, new ComponentSet("linked", linked, 2), new ComponentSet("reader", reader, 1)],
            new StateUpdate("s", 0), new Update("u", new InstanceRange(2, 0, 1), [Set("w", "far")], "end"), new Sampling("m", 2, ["w"], [0], "after_end"));
        experiment = experiment with { Network = experiment.Network with { AnalogLinks = [new AnalogLink(0, "v", 1, "other", [0, 2]), new AnalogLink(1, "copy", 2, "far", [1])] } };
        Assert.Equal([31.0, 32, 33], Run(experiment).Of("m").Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Different_delays_of_connections_are_kept()
    {
        var experiment = Generator([0], [1e-3], 3e-3, targets: 3).WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 1, new PairRule(), "v_post")
            .WithChanges(new ValueChange(2, "path", new ListValue([1e-3, 0, 0.5e-3])));
        var samples = Run(experiment).Samples.Where(sample => sample.Name == "m").ToList();
        Assert.Equal([21, 11, 16], Enumerable.Range(0, 3).Select(target => samples.FindIndex(sample => sample.Values[target] > 0)));
    }

    // Few connections each: they are delivered as one list. What an event leaves depends on how many came after it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Short_rows_of_many_sources_arrive_in_the_order_of_sources_and_connections(bool haveDelays)
    {
        const int Sources = 40;
        const int Targets = 6;
        int[] delays = [.. Enumerable.Range(0, Sources * Targets).Select(connection => haveDelays ? ((connection / Targets) + (2 * connection)) % 4 : 1)];
        var experiment = Experiment(
            8e-4,
            [new ComponentSet("sources", Class("source"), Sources), new ComponentSet("targets", Class("target", "v"), Targets)],
            new ScheduledEmission("g", 0, "spike", [.. Enumerable.Range(0, Sources)], [.. Enumerable.Repeat(1e-4, Sources)]), new Sampling("m", 1, ["v"], default, "end"))
            .WithConnections(Connections(["w"], ["v_post"], Set("v_post", "0.5*v_post + w")), 1, new PairRule(), "v_post")
            .WithChanges(
                new ValueChange(2, "w", new ExpressionValue(Parse("0.3*i + 10*j"))), new ValueChange(2, "path", new ListValue([.. delays.Select(steps => steps * Step)])));
        var expected = new double[Targets];
        for (var step = 0; step < 4; step++)
        {
            for (var connection = 0; connection < delays.Length; connection++)
            {
                if (delays[connection] == step)
                    expected[connection % Targets] = (0.5 * expected[connection % Targets]) + ((0.3 * (connection / Targets)) + (10.0 * (connection % Targets)));
            }
        }

        Assert.Equal(expected, Run(experiment).Samples[^1].Values);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1e-3, 1)]
    [InlineData(0.2e-3, 2)]
    [InlineData(0.25e-3, 2)]
    [InlineData(0.3e-3, 3)]
    [InlineData(0.35e-3, 3)]
    [InlineData(1.05e-3, 10)]
    [InlineData(5e-3, 50)]
    public void Refractory_periods_are_whole_steps(double period, int interval)
    {
        var model = Refractory(Class("cell", "v", "free", "last").WithThreshold("v > 0.5"), period);
        var experiment = Experiment(20e-3, [new ComponentSet("cells", model, 1)], new StateUpdate("s", 0), new Detection("t", 0, "spike"), new EventSampling("e", new InstanceRange(0, 0, 1), "spike", []))
            .WithChanges(new ValueChange(0, "v", new FixedValue(1)));
        var times = Run(experiment).Events.Select(spike => (int)Math.Round(spike.Time / Step)).ToList();
        Assert.Equal(interval, times[1] - times[0]);
    }

    [Fact]
    public void Input_is_lost_while_a_variable_is_not_writable_but_a_reset_is_not()
    {
        // Brian 2's probe: input at these times; the third raises v above 2.5, and v is deaf for 2 ms from then on.
        var target = Refractory(Class("cell", "v", "free", "last").WithThreshold("v > 2.5", Set("v", "0")), 2e-3);
        target = target with { States = [target.States[0] with { WritableWhen = new Name("free") }, .. target.States.Skip(1)] };
        var experiment = Generator([0, 0, 0, 0, 0, 0, 0, 0], [0.5e-3, 0.9e-3, 1e-3, 1.1e-3, 1.5e-3, 2.9e-3, 3e-3, 3.1e-3], 5e-3, target: target)
            .WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 1, new PairRule(), "v_post");
        var tape = Run(experiment);
        Assert.Equal([11], tape.Events.Select(spike => (int)Math.Round(spike.Time / Step)));
        var v = tape.Of("m");
        Assert.Equal(3, v[11]);
        Assert.Equal([0.0, 0, 0, 1], new[] { v[12], v[30], v[31], v[32] });
    }

    [Fact]
    public void What_arrives_in_the_step_of_a_spike_is_wiped_out_by_the_reset()
    {
        // A chain without delay: one neuron further in each step.
        var model = Class("cell", "v").WithThreshold("v > 0.5", Set("v", "0"));
        var experiment = Experiment(1e-3, [new ComponentSet("cells", model, 4)], new Detection("t", 0, "spike"), new Reaction("r", 0, "spike", []), new EventSampling("e", new InstanceRange(0, 0, 4), "spike", []))
            .WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 0, new ListedConnections([0, 1, 2], [1, 2, 3]), "v_post")
            .WithChanges(new ValueChange(0, "v", new FixedValue(1)) { Instances = [0] });
        Assert.Equal([0, 1, 2, 3], Run(experiment).Events.Select(spike => (int)Math.Round(spike.Time / Step)));
    }

    [Fact]
    public void Handlers_that_do_not_add_run_one_after_the_other()
    {
        // x <- 10·x + w keeps the order of delivery in its digits: sources ascend, then connections.
        var experiment = Generator([2, 0, 1], [1e-3, 1e-3, 1e-3], 2e-3, sources: 3)
            .WithConnections(Connections(["w"], ["v_post"], Set("v_post", "10*v_post + w")), 1, new ListedConnections([2, 0, 0, 1], [0, 0, 0, 0]), "v_post")
            .WithChanges(new ValueChange(2, "w", new ListValue([4, 1, 2, 3])));
        Assert.Equal(1234, Run(experiment).Of("m")[^1]);
    }

    [Fact]
    public void Event_driven_dynamics_catch_up_before_a_handler()
    {
        var synapse = Connections(["trace", "last"], ["v_post"], Set("trace", "trace + 1"), Set("v_post", "v_post + trace"))
            with
        { EventDriven = new EventDrivenDynamics("last", [new TimeDerivative("trace", Parse("-trace/0.01"), SourceSpan.None)]) };
        var experiment = Generator([0, 0], [1e-3, 3e-3], 4e-3).WithConnections(synapse, 1, new PairRule(), "v_post");
        var expected = 1 + 1 + Elementary.Exp(-0.2);
        Assert.Equal(expected, Run(experiment).Of("m")[^1], 12);
    }

    [Fact]
    public void Sums_over_connections_start_anew()
    {
        var synapse = Connections(["w"], ["v_post", "x_pre"]) with { Aliases = [new Alias("share", default, Parse("w*x_pre"), 0)] };
        var source = new ComponentSet("cells", Class("cell", "x: 1e4"), 2);
        var sink = new ComponentSet("sums", Class("sum", "v"), 2);
        var experiment = Experiment(3e-4, [source, sink], new StateUpdate("s", 0), new Summation("sum", 2, "share", "v_post"), new Sampling("m", 1, ["v"], [0, 1], "end"), new Detection("none", 0, "spike"))
            .WithConnections(synapse, 1, new PairRule(), "v_post", "x_pre").WithChanges(new ValueChange(2, "w", new ListValue([1, 2, 3, 4])), new ValueChange(0, "x", new ExpressionValue(Parse("i + 1"))));

        // The sum sees x before it advances: 1·1 + 3·2, then each x grows by 1.
        Assert.Equal([[7.0, 10], [11, 16], [15, 22]], Run(experiment).Samples.Select(sample => sample.Values.Select(value => Math.Round(value, 9)).ToArray()));
    }

    [Theory]
    [InlineData(0.04e-3, 1)]
    [InlineData(0.1e-3, 1)]
    [InlineData(0.14e-3, 2)]
    [InlineData(0.25e-3, 3)]
    [InlineData(0.30000000001e-3, 3)]
    public void A_run_that_is_no_multiple_of_the_step_is_rounded_up(double duration, int steps)
    {
        var experiment = Experiment(duration, [new ComponentSet("cells", Class("cell", "x"), 1)], Digit("a", 1), new Sampling("m", 0, ["x"], [0], "end"));
        Assert.Equal(steps, Run(experiment).Of("m").Length);
    }

    [Fact]
    public void A_second_run_goes_on_where_the_first_ended()
    {
        var experiment = Generator([0], [1.9e-3], 2e-3).WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1")), 1, new PairRule(), "v_post")
            .WithChanges(new ValueChange(2, "path", new FixedValue(1e-3)));
        var end = Run(experiment).End!;
        Assert.Single(end.Pending["path"]);
        var rest = Run(experiment, end).Of("m");
        Assert.Equal(10, Array.FindIndex(rest, value => value > 0));
    }

    [Fact]
    public void Clocks_of_different_steps_run_together_where_they_meet()
    {
        var cells = new ComponentSet("cells", Class("cell", "x"), 1);
        var tape = Run(Experiment(4e-4, [cells], Digit("a", 1), Digit("b", 2) with { Step = 2e-4 }, new Sampling("m", 0, ["x"], [0], "end")));
        Assert.Equal([12.0, 121, 12112, 121121], tape.Of("m"));
    }

    [Fact]
    public void Events_given_beforehand_may_repeat()
    {
        var tape = Run(Generator([0, 0], [0.0999e-3, 0.2e-3], 1e-3, period: 0.5e-3));
        Assert.Equal([1, 2, 6, 7], tape.Events.Select(spike => (int)Math.Round(spike.Time / Step)));
    }

    private static Update Digit(string name, int digit, string slot = "start", int order = 0) =>
        new(name, new InstanceRange(0, 0, 1), [Set("x", $"10*x + {digit}")], slot, order);

    private static ComponentClass Refractory(ComponentClass model, double period) => model with
    {
        States = [.. model.States.Select(state => state.Name switch { "free" => state with { Initial = 1 }, "last" => state with { Initial = -1e4 }, _ => state })],
        Refractoriness = new Refractoriness("spike", "free", "last", new Number(period), null),
    };

    // Set 0 emits at given times, set 1 has v, sampled by m; its events, if any, are recorded, else those of set 0.
    private static Experiment Generator(int[] instances, double[] times, double duration, int sources = 1, int targets = 1, ComponentClass? target = null, double period = 0)
    {
        var experiment = Experiment(
            duration, [new ComponentSet("sources", Class("source"), sources), new ComponentSet("targets", target ?? Class("cell", "v"), targets)],
            new ScheduledEmission("g", 0, "spike", [.. instances], [.. times]) { Period = period },
            new StateUpdate("s", 1),
            new Sampling("m", 1, ["v"], [.. Enumerable.Range(0, targets)]),
            new EventSampling("e", new InstanceRange(target is null ? 0 : 1, 0, target is null ? sources : targets), "spike", []));
        return target is null ? experiment : experiment with { Operations = experiment.Operations.Add(new Detection("t", 1, "spike")).Add(new Reaction("r", 1, "spike", [])) };
    }
}
