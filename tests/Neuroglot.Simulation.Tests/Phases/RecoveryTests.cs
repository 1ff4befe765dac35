using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Instances whose refractory period follows their events alone recover when all would, if they were looked at in every step.</summary>
public sealed class RecoveryTests
{
    private const int Count = 21;

    // Whoever has a host is looked at in every step.
    private static readonly HostOperation Host = new("host");

    [Theory]
    [InlineData("0.0", "-1")]
    [InlineData("1e-4", "-1")]
    [InlineData("1.2e-3", "-1")]
    [InlineData("1.2e-3", "-1e-4*i")]
    [InlineData("1.2e-3", "1e-3*i")]
    public void Recovery_is_the_same_for_those_that_are_due_as_for_all(string period, string last)
    {
        var experiment = Refractory(period).WithChanges(new ValueChange(0, "last", new ExpressionValue(Parse(last))));
        Assert.True(FollowsEvents(experiment));
        Assert.False(FollowsEvents(With(experiment, Host)));
        var due = Run(experiment);
        Assert.Equal(Run(With(experiment, Host)).ToString(), due.ToString());
        Assert.True(due.Events.Count > Count);

        // Half way, some are refractory.
        var first = Run(experiment with { Runs = [experiment.Runs[0] with { Duration = 0.01 }] });
        var rest = experiment with { Runs = [new Run(0.01, Step)] };
        rest = rest.WithChanges([.. from name in (string[])["v", "r", "free", "last"] select new ValueChange(0, name, new ListValue([.. first.End!.Values[("cells", name)]]))]);
        Assert.Equal(due.Events, first.Events.Concat(Run(rest, first.End).Events));
    }

    [Fact]
    public void All_are_looked_at_where_something_else_may_change_when_they_recover()
    {
        var experiment = Refractory("1e-3");
        var all = new InstanceRange(0, 0, Update.All);
        Assert.True(FollowsEvents(With(experiment, new Update("other", all, [Set("v", "0")]))));
        Assert.False(FollowsEvents(With(experiment, new Update("free", all, [Set("free", "1")]))));
        Assert.False(FollowsEvents(With(experiment, new Update("last", all, [Set("last", "t")]))));
        Assert.False(FollowsEvents(With(experiment, new Reaction("again", 0, "spike", [Set("last", "t - 5e-4")], "resets", 1))));
        Assert.False(FollowsEvents(Refractory("1e-3*(1 + v)")));
        var synapses = Connections([], ["last_post"], Set("last_post", "t"));
        Assert.False(FollowsEvents(experiment.WithConnections(synapses, 0, new PairRule(), "last_post")));
        Assert.True(FollowsEvents(experiment.WithConnections(Connections([], ["v_post"], Set("v_post", "v_post + 1e-3")), 0, new PairRule(), "v_post")));
        Assert.False(FollowsEvents(experiment with { Operations = [.. experiment.Operations.Select(one => one is Detection early ? early with { Slot = "start" } : one)] }));
    }

    private static bool FollowsEvents(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        var plan = PhaseLab.Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        var follows = plan!.Tasks.OfType<RecoveryTask>().Any();

        // What advances all instances then reads flags.
        Assert.Equal(follows, plan.Tasks.OfType<StepTask>().Any(task => task.Kernel!.Instructions.Any(x => x.Op == KernelOp.Flagged)));
        return follows;
    }

    private static Experiment With(Experiment experiment, Operation operation) => experiment with { Operations = experiment.Operations.Add(operation) };

    // Each rises at a rate of its own and is held while it is refractory.
    private static Experiment Refractory(string period)
    {
        var model = Class("cell", "v: 1000 + 100*r", "r", "free", "last").WithThreshold("v > 1", Set("v", "0"));
        model = model with
        {
            States = [model.States[0] with { WritableWhen = Parse("free != 0") }, model.States[1], model.States[2] with { Initial = 1 }, model.States[3] with { Initial = -1 }],
            Refractoriness = new Refractoriness("spike", "free", "last", Parse(period), null),
        };
        return Experiment(
            0.02,
            [new ComponentSet("cells", model, Count)],
            new StateUpdate("update", 0), new Detection("detect", 0, "spike"), new Reaction("reset", 0, "spike", [], "resets"),
            new EventSampling("m", new InstanceRange(0, 0, Count), "spike", []), new Sampling("f", 0, ["free"], default, "end"))
            .WithChanges(new ValueChange(0, "r", new ExpressionValue(Parse("i"))));
    }
}
