using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Deliveries that are large enough for several threads; <see cref="PhaseLab.Run"/> compares the bits of one thread and of three.</summary>
public sealed class SharedDeliveryTests
{
    private const int Sources = 30;
    private const int Targets = 7000;
    private const int Threads = 3;

    [Theory]
    [InlineData("v_post + w", null)]
    [InlineData("v_post + w*x_pre", "i != j and (i + j) % 3 > 0")]
    [InlineData("v_post + 0.1", null)]
    [InlineData("v_post + 0.1", "i != j and (i + j) % 3 > 0")]
    public void Sums_have_the_same_bits_on_one_thread_and_on_three(string value, string? condition)
    {
        var experiment = Excitation(value, new PairRule(condition is null ? null : Parse(condition)));
        var task = PhaseLab.Plan(experiment, new DiagnosticBag())!.Tasks.OfType<DeliveryTask>().Single();
        using var pool = new WorkerPool(Threads);
        Assert.Equal(Threads, pool.Shares(task.Kernel!, Sources * Targets / 2));
        Assert.True(Run(experiment).Samples[^1].Values.Distinct().Count() > 1);
    }

    private static Experiment Excitation(string value, ConnectionRule rule) =>
        Experiment(
            3e-4,
            [new ComponentSet("sources", Class("source", "x"), Sources), new ComponentSet("targets", Class("target", "v"), Targets)],
            new ScheduledEmission("g", 0, "spike", [.. Enumerable.Range(0, Sources)], [.. Enumerable.Repeat(1e-4, Sources)]),
            new Sampling("m", 1, ["v"], default, "end"))
            .WithConnections(Connections(["w"], ["v_post", "x_pre"], Set("v_post", value)), 1, rule, "v_post", "x_pre")
            .WithChanges(
                new ValueChange(2, "w", new ExpressionValue(Parse("0.1*i + 0.01*(j % 7)"))), new ValueChange(0, "x", new ExpressionValue(Parse("1 + 0.1*i"))),
                new ValueChange(1, "v", new ExpressionValue(Parse("0.7*i"))));
}
