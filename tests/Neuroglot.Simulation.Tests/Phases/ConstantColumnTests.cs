using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Simulation.Phases;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Values that no task changes are kept once, in the plan; nobody can change them there.</summary>
public sealed class ConstantColumnTests
{
    [Theory]
    [InlineData(false, 3.0)]
    [InlineData(true, 30.0)]
    public void Weights_can_be_changed_where_a_host_has_operations_and_are_a_copy_elsewhere(bool hasHost, double sum)
    {
        var experiment = Weighted();
        if (hasHost)
            experiment = experiment with { Operations = experiment.Operations.Add(new HostOperation("host")) };
        var plan = PhaseLab.Plan(experiment, new DiagnosticBag())!;
        using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new KernelInterpreter() });
        foreach (ref var weight in engine.Values("syn", "w")!.Value.Span)
            weight *= 10;
        var tape = new Tape();
        Assert.Null(engine.Run(tape).Problem);
        Assert.Equal(sum, tape.Of("m")[^1]);
        Assert.Equal([1, 2], Weights(plan));
    }

    [Fact]
    public void Values_that_vanish_stay_where_they_are_in_the_plan()
    {
        var plan = PhaseLab.Plan(Weighted().WithChanges(new ValueChange(2, "w", new ListValue([1e-300, 1]))), new DiagnosticBag())!;
        using var engine = new PhaseEngine(plan, new EngineOptions { Compiler = new KernelInterpreter() });
        Assert.Null(engine.Run(new Tape()).Problem);
        Assert.Equal([1e-300, 1], Weights(plan));
    }

    private static double[] Weights(PhasePlan plan) => [.. plan.Sets[2].Columns.Single(column => column.Name == "w").Values];

    private static Experiment Weighted() =>
        Experiment(
            5e-4,
            [new ComponentSet("sources", Class("source"), 2), new ComponentSet("target", Class("target", "v"), 1)],
            new ScheduledEmission("g", 0, "spike", [0, 1], [1e-4, 1e-4]),
            new Sampling("m", 1, ["v"], default, "end"))
            .WithConnections(Connections(["w"], ["v_post"], Set("v_post", "v_post + w")), 1, new PairRule(), "v_post")
            .WithChanges(new ValueChange(2, "w", new ListValue([1, 2])));
}
