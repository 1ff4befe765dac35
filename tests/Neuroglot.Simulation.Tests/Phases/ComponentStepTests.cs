using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>What a step of a component with regimes means, each beside a plain loop.</summary>
public sealed class ComponentStepTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_neuron_with_a_refractory_regime_does_what_a_plain_loop_does(bool single)
    {
        var tape = Run(Steps(Refractory, 200, single));
        var (v, last, refractory) = (0.0, 0.0, false);
        var (voltages, spikes) = (new List<double>(), new List<double>());
        for (var n = 0; n < 200; n++)
        {
            var t = single ? n * (float)0.1 : n * 0.1;
            if (refractory)
            {
                refractory = !(t > last + 2);
            }
            else
            {
                v = single ? (float)((float)v + ((float)0.1 * (float)((5 - v) / 10))) : v + (0.1 * ((5 - v) / 10));
                if (v > 1)
                    (v, last, refractory) = (0, t, true);
            }

            if (last == t && n > 0)
                spikes.Add(t);
            voltages.Add(v);
        }

        Assert.Equal(voltages, tape.Of("m"));
        Assert.Equal(spikes, tape.Events.Select(one => one.Time));
        Assert.InRange(spikes.Count, 3, 6);
    }

    [Fact]
    public void All_conditions_are_tested_before_the_first_one_acts_and_actions_see_each_other()
    {
        // x becomes 1 by integration, so both hold; the first sets it to 0, which the second sees in its actions.
        var model = Class("cell", "x: 10", "y").WithRegime(regime => regime with
        {
            Conditions = [new OnCondition(Parse("x > 0.5"), [Set("x", "0")], SourceSpan.None), new OnCondition(Parse("x > 0.6"), [Set("y", "y + 1 + x")], SourceSpan.None)],
        });
        var tape = Run(Steps(model, 3, single: false, "y"));
        Assert.Equal([1.0, 2, 3], tape.Of("m"));
    }

    [Fact]
    public void A_part_sees_what_the_part_before_it_has_advanced_to_and_hears_its_events_at_once()
    {
        // The synapse decays by a tenth, emits where it is below 0.85; the cell sums what it sees and counts what it hears.
        var model = new ComponentClass("cell", [new Part("synapse", -1, "cell", SourceSpan.None), new Part(string.Empty, -1, "cell", SourceSpan.None)])
        {
            States = [new StateVariable("g", default, 0) { Initial = 1 }, new StateVariable("sum", default, 1), new StateVariable("heard", default, 1)],
            Machines =
            [
                new RegimeMachine("synapse", 0, [new Regime(string.Empty)
                {
                    Derivatives = [new TimeDerivative("g", Parse("-g"), SourceSpan.None)],
                    Conditions = [new OnCondition(Parse("g < 0.85"), [new EventEmission("low", SourceSpan.None)], SourceSpan.None)],
                }]),
                new RegimeMachine("cell", 1, [new Regime(string.Empty)
                {
                    Derivatives = [new TimeDerivative("sum", Parse("10*g"), SourceSpan.None)],
                    Events = [new OnEvent("hear", [Set("heard", "heard + 1")], SourceSpan.None)],
                }]),
            ],
            Ports = [new EventSendPort("low", 0), new EventReceivePort("hear", 1)],
            InternalEvents = [new InternalEvent("low", "hear")],
        };
        var sum = Run(Steps(model, 3, single: false, "sum")).Of("m");
        Assert.Equal([0.9, 0.9 + 0.81, 0.9 + 0.81 + 0.729], sum.Select(value => Math.Round(value, 12)));
        Assert.Equal([0.0, 1, 2], Run(Steps(model, 3, single: false, "heard")).Of("m"));
    }

    [Fact]
    public void Values_change_at_their_times_and_begin_again_in_the_next_run()
    {
        // Between two steps a change holds from the later one on.
        var experiment = Steps(Class("cell", "x"), 5, single: false, "x");
        var set = new ComponentSet("cells", Class("cell", "x"), 2).With("x", new ListValue([5, 6]));
        experiment = experiment with
        {
            Network = experiment.Network with { Sets = [set] },
            Operations = [new ScheduledChange("c", 0, "x", [1, 0, 1], [0.2, 0.15, 0.31], [7, 8, 9]), new Sampling("m", 0, ["x"], default, "logs")],
        };
        double[][] expected = [[5, 6], [5, 6], [8, 7], [8, 7], [8, 9]];
        Assert.Equal(expected, Run(experiment).Samples.Select(sample => sample.Values));
    }

    private static ComponentClass Refractory => Class("cell", "v", "last") with
    {
        Machines =
        [
            new RegimeMachine("regime", 0,
            [
                new Regime("integrating")
                {
                    Derivatives = [new TimeDerivative("v", Parse("(5 - v)/10"), SourceSpan.None)],
                    Conditions = [new OnCondition(Parse("v > 1"), [Set("v", "0"), Set("last", "t"), new EventEmission("spike", SourceSpan.None), new Transition("refractory", SourceSpan.None)], SourceSpan.None)],
                },
                new Regime("refractory")
                {
                    Conditions = [new OnCondition(Parse("t > last + 2"), [new Transition("integrating", SourceSpan.None)], SourceSpan.None)],
                },
            ]),
        ],
    };

    private static Experiment Steps(ComponentClass model, int steps, bool single, string recorded = "v") =>
        new("test", new Network("net", [new ComponentSet("cells", model, 1)], [], []), [new Run(steps * 0.1, 0.1)])
        {
            Semantics = single ? Semantics.SpineMLBrahms : Semantics.SpineML,
            Operations =
            [
                new ComponentStep("step", 0), new Sampling("m", 0, [recorded], [0], "logs"),
                .. model.Ports.OfType<EventSendPort>().Where(port => port.Name == "spike").Select(port => new EventSampling("e", new InstanceRange(0, 0, 1), port.Name, [], "logs")),
            ],
        };
}
