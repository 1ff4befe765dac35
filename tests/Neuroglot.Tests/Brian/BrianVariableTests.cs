using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>The variables that groups and synapses have beside those of each neuron: shared ones, indices, counts, delays.</summary>
public sealed class BrianVariableTests
{
    private static readonly NeuronGroup Cells = new("cells", 3, EquationParser.Parse("x : 1\ny : 1"));

    private static readonly SpikeGeneratorGroup Spikes = new("g", 3, [0, 1, 2], [0, 0, 0]);

    [Fact]
    public void Indices_are_known_in_code_that_runs()
    {
        var session = Run([Cells, new RunRegularly("r", "cells", "x = 10*i + N")]);
        Assert.Equal([3.0, 13.0, 23.0], session.Values("cells", "x")!);
    }

    [Theory]
    [InlineData("x = 3*i + 1", new[] { 4.0, 7.0 })]
    [InlineData("x += 1", new[] { 1.0, 2.0 })]
    public void What_is_assigned_to_a_linked_variable_is_assigned_to_the_one_behind_it_by_each_neuron_in_turn(string code, double[] values)
    {
        var between = new NeuronGroup("between", 2, EquationParser.Parse("x : 1 (linked)")) { Linked = Link("x", new LinkedVariable(new GroupRange("cells", 1), "x", [])) };
        var group = new NeuronGroup("g", 3, EquationParser.Parse("x : 1 (linked)")) { Linked = Link("x", new LinkedVariable("between", "x", [1, 0, 1])) };
        var session = Run([Cells, between, group, new RunRegularly("r", "g", code) { Step = 1e-3 }]);
        Assert.Equal([0, .. values], session.Values("cells", "x")!);
    }

    [Fact]
    public void A_shared_subexpression_may_use_what_is_linked_to_one_neuron()
    {
        NeuronGroup Group(params int[] index) => new("others", 3, EquationParser.Parse("y : 1 (linked)\ndouble = 2*y : 1 (shared)\nz : 1"))
        {
            Linked = Link("y", new LinkedVariable("cells", "x", [.. index])),
        };
        var session = Run([Cells, Group(1, 1, 1), new RunRegularly("a", "cells", "x = i + 1"), new RunRegularly("b", "others", "z = double + i")]);
        Assert.Equal([4.0, 5.0, 6.0], session.Values("others", "z")!);
        var refused = new BrianSession(new BrianNetwork([Cells, Group(0, 1, 2)], [new BrianRun(1e-3)]));
        Assert.False(refused.RunAll());
        Assert.Equal("NG5014", refused.Diagnostics.Single(one => one.Severity == Severity.Error).Code);
    }

    [Fact]
    public void Synapses_assign_to_a_linked_variable_of_their_target()
    {
        var group = new NeuronGroup("others", 3, EquationParser.Parse("x : 1 (linked)")) { Linked = Link("x", new LinkedVariable("cells", "x", [2, 1, 0])) };
        var synapses = new Synapses("s", "g", "others", EquationParser.Parse("")) { Pathways = [new SynapticPathway("pre", true, "x_post += i + 1")] };
        var session = Run([Spikes, Cells, group, synapses], new Connect("s") { Condition = "i == j" });
        Assert.Equal([3.0, 2.0, 1.0], session.Values("cells", "x")!);
    }

    [Fact]
    public void Conditions_count_as_0_or_1_in_arithmetic_and_numbers_as_conditions_where_they_are_not_0()
    {
        var group = new NeuronGroup("g", 3, EquationParser.Parse("b : boolean\nc : boolean\nn : integer\nx : 1\ny : 1\nz = 2*b : 1"));
        var session = Run(
            [group, new RunRegularly("r", "g", "x = 60*b; y = i > 1; x += i > 0; n = b; n += y > 0; c = x") { Step = 1e-3 }],
            new Initializer("g", "b", new BrianValue.List([2, 0, 1], Dimension.None)));
        Assert.Equal([60.0, 1.0, 61.0], session.Values("g", "x")!);
        Assert.Equal([0.0, 0.0, 1.0], session.Values("g", "y")!);
        Assert.Equal([1.0, 0.0, 2.0], session.Values("g", "n")!);
        Assert.Equal([1.0, 1.0, 1.0], session.Values("g", "c")!);
    }

    [Fact]
    public void What_has_its_turn_at_another_place_must_be_there()
    {
        var placements = ImmutableSortedDictionary<string, Placement>.Empty.Add("g_stateupdatr", new Placement("end", null));
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("g", 1, EquationParser.Parse("dx/dt = 1/ms : 1"))], [new BrianRun(1e-3)]) { Placements = placements });
        Assert.False(session.RunAll());
        Assert.Equal("NG5115", Assert.Single(session.Diagnostics).Code);
        Assert.Contains("g_stateupdater", session.Diagnostics[0].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_change_variables_that_nothing_in_a_step_uses()
    {
        var synapses = new Synapses("s", "g", "cells", EquationParser.Parse("w : 1"));
        var rates = new PoissonGroup("p", 2, new Quantity(0, Dimension.Time.Power(new Rational(-1))));
        var known = new List<bool>();
        var session = new BrianSession(new BrianNetwork([Cells, Spikes, synapses, rates, new EventMonitor("m", "p"), new NetworkOperation("op")], [new BrianRun(1e-3) { Before = [new Connect("s")] }]))
        {
            OnOperation = (_, _, network) =>
            {
                network.Values("cells", "y")!.Value.Span[1] += 1;
                network.Values("s", "w")!.Value.Span.Fill(2);
                network.Values("p", "rates")!.Value.Span[1] = 1e9;
                known.Add(network.Values("cells", "z") is null && network.Events["m"].Count >= 0);
            },
        };
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        Assert.Equal([0.0, 10.0, 0.0], session.Values("cells", "y")!);
        Assert.All(session.Values("s", "w")!, value => Assert.Equal(2.0, value));
        Assert.Equal(Enumerable.Repeat(1, 10), session.Events["m"].Indices);
        Assert.DoesNotContain(false, known);
    }

    [Fact]
    public void Shared_variables_change_once_for_the_whole_group()
    {
        var group = new NeuronGroup("g", 4, EquationParser.Parse("p : 1 (shared)\nq = 2*p : 1 (shared)\nx : 1"));
        var session = Run(
            [group, new RunRegularly("r", new GroupRange("g", 1, 3), "step = 1; p += step; x += q + step"), new StateMonitor("m", "g", ["p"], [0, 3])],
            new Initializer("g", "p", 10));
        Assert.Equal([20.0, 20.0, 20.0, 20.0], session.Values("g", "p")!);
        Assert.Equal([0.0, (2 * (11 + 20) * 5) + 10, (2 * (11 + 20) * 5) + 10, 0.0], session.Values("g", "x")!);
        Assert.Equal([10.0, 11.0], session.States["m"].Trace(0, 1)[..2]);
    }

    [Fact]
    public void Shared_random_numbers_are_the_same_for_all_neurons()
    {
        var group = new NeuronGroup("g", 4, EquationParser.Parse("noise = randn() : 1 (shared, constant over dt)\nown = randn() : 1 (constant over dt)\ndx/dt = noise/ms : 1\ndy/dt = own/ms : 1"));
        var session = Run([group]);
        Assert.Single(session.Values("g", "x")!.Distinct());
        Assert.NotEqual(0, session.Values("g", "x")![0]);
        Assert.Equal(4, session.Values("g", "y")!.Distinct().Count());
    }

    [Fact]
    public void A_reset_may_count_spikes_in_a_shared_variable()
    {
        var group = new NeuronGroup("g", 4, EquationParser.Parse("total : 1 (shared)\nlast : integer (shared)\nx : 1")) { Threshold = "i < 3 and t < 1.5*dt", Reset = "total += 1; last = i; x = total" };
        var session = Run([group]);
        Assert.Equal(6.0, session.Values("g", "total")![0]);
        Assert.Equal(2.0, session.Values("g", "last")![0]);
    }

    [Fact]
    public void Synapses_read_and_write_shared_variables_of_their_groups()
    {
        var group = new NeuronGroup("cells", 2, EquationParser.Parse("gain : 1 (shared)\nsum : 1 (shared)\nx : 1"));
        var synapses = new Synapses("s", "g", "cells", EquationParser.Parse("w : 1\nown : 1 (shared)")) { Pathways = [new SynapticPathway("pre", true, "x_post += gain_post*w; sum_post += w; own += 1")] };
        var session = Run(
            [Spikes, group, synapses, new RunRegularly("r", "cells", "gain = 2*gain") { When = "thresholds" }],
            new Initializer("cells", "gain", 1), new Connect("s"), new Initializer("s", "w", "i + 1"));
        Assert.Equal([12.0, 12.0], session.Values("cells", "x")!);
        Assert.Equal(12.0, session.Values("cells", "sum")![0]);
        Assert.Equal(6.0, session.Values("s", "own")![0]);
    }

    [Fact]
    public void Shared_variables_keep_their_values_from_run_to_run()
    {
        var group = new NeuronGroup("g", 2, EquationParser.Parse("p : 1 (shared)\nx : 1"));
        var session = new BrianSession(new BrianNetwork([group], []));
        Assert.True(session.Run(new BrianRun(1e-4) { Before = [new Initializer("g", "p", 7)] }));
        session.Network = session.Network with { Objects = [group, new RunRegularly("r", "g", "p += 1")] };
        Assert.True(session.Run(new BrianRun(2e-4)), string.Join('\n', session.Diagnostics));
        Assert.Equal([9.0, 9.0], session.Values("g", "p")!);
        session.Network = session.Network with { Objects = [group, new RunRegularly("r", "g", "x = p")] };
        Assert.True(session.Run(new BrianRun(1e-4)));
        Assert.Equal([9.0, 9.0], session.Values("g", "x")!);
    }

    [Fact]
    public void What_happens_once_cannot_depend_on_neurons()
    {
        var group = new NeuronGroup("g", 4, EquationParser.Parse("p : 1 (shared)\nx : 1"));
        Refused("uses values of each neuron", group, "p = x");
        Refused("uses values of each neuron", group, "a = 2*x; p = a");
        Refused("comes after values", group, "x = 1; p = 2");

        static void Refused(string words, NeuronGroup group, string code)
        {
            var session = new BrianSession(new BrianNetwork([group, new RunRegularly("r", "g", code) { Step = 1e-3 }], [new BrianRun(1e-3)]));
            Assert.False(session.RunAll());
            var error = Assert.Single(session.Diagnostics, one => one.Severity == Severity.Error);
            Assert.Equal("NG5111", error.Code);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Synapses_know_how_many_there_are()
    {
        var equations = EquationParser.Parse("a : 1\nb : 1\nc : 1\nd : 1\nends : 1\nf : 1\nw0 : 1");
        var synapses = new Synapses("s", "g", "cells", equations) { Pathways = [new SynapticPathway("pre", true, "a = N_incoming; b = N_outgoing; c = N; d = N_pre + 10*N_post; ends = i + 10*j; f = k")], MultisynapticIndex = "k" };
        var session = Run([Spikes, Cells, synapses], new Connect("s") { I = [0, 1, 2, 0], J = [0, 0, 1, 0] }, new Initializer("s", "w0", "10*k + N_incoming"), new Connect("s") { I = [0], J = [0] });
        Assert.Equal([4.0, 4.0, 1.0, 4.0, 4.0], session.Values("s", "a")!);
        Assert.Equal([3.0, 1.0, 1.0, 3.0, 3.0], session.Values("s", "b")!);
        Assert.Equal([5.0, 5.0, 5.0, 5.0, 5.0], session.Values("s", "c")!);
        Assert.All(session.Values("s", "d")!, d => Assert.Equal(33, d));
        Assert.Equal([0.0, 1.0, 12.0, 0.0, 0.0], session.Values("s", "ends")!);
        Assert.Equal([0.0, 0.0, 0.0, 1.0, 2.0], session.Values("s", "f")!);
        Assert.Equal([3.0, 3.0, 1.0, 13.0, 0.0], session.Values("s", "w0")!);
    }

    [Fact]
    public void Delays_are_read_and_changed_by_code()
    {
        var synapses = new Synapses("s", "g", "cells", EquationParser.Parse("a : second"))
        {
            Pathways = [new SynapticPathway("pre", true, "a = delay; x_post += 1")],
        };
        var network = new BrianNetwork(
            [new SpikeGeneratorGroup("g", 1, [0, 0], [0, 2e-3]), new NeuronGroup("cells", 2, EquationParser.Parse("x : 1")), synapses, new RunRegularly("later", "s", "delay += 0.5*ms") { Step = 1e-3 }],
            [
                new BrianRun(1e-3) { Before = [new Connect("s"), new Initializer("s", "delay", "0.2*ms*(j + 1)"), new Initializer("s", "a", "2*delay")] },
                new BrianRun(1e-3), new BrianRun(1e-3),
            ]);
        var session = new BrianSession(network);
        Assert.True(session.RunNext());

        // A delay holds for a whole run: what code gives it counts in the next.
        Assert.Equal([0.7e-3, 0.9e-3], session.Values("s", "a")!.Select(one => Math.Round(one, 9)));
        Assert.Equal([1.0, 1.0], session.Values("cells", "x")!);
        session.Network = network with { Objects = network.Objects.RemoveAll(one => one.Name == "later") };
        Assert.True(session.RunAll());
        Assert.Equal([0.7e-3, 0.9e-3], session.Values("s", "delay")!.Select(one => Math.Round(one, 9)));
        Assert.Equal([2.0, 2.0], session.Values("cells", "x")!);
    }

    [Fact]
    public void Subexpressions_of_synapses_may_hold_for_a_step()
    {
        var synapses = new Synapses("s", "g", "cells", EquationParser.Parse("r = rand() : 1 (constant over dt)\na : 1\nb : 1"))
        {
            Pathways = [new SynapticPathway("pre", true, "a = r"), new SynapticPathway("again", true, "b = r")],
        };
        var session = Run([Spikes, Cells, synapses], new Connect("s"));
        Assert.Equal(session.Values("s", "a")!, session.Values("s", "b")!);
        Assert.Equal(9, session.Values("s", "a")!.Distinct().Count());
    }

    private static ImmutableSortedDictionary<string, LinkedVariable> Link(string variable, LinkedVariable link) => ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add(variable, link);

    private static BrianSession Run(ImmutableArray<BrianObject> objects, params BrianAction[] before)
    {
        var session = new BrianSession(new BrianNetwork(objects, [new BrianRun(1e-3) { Before = [.. before] }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }
}
