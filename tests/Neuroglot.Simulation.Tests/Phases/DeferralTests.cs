using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Events of target neurons that wait for events of the sources give the weights that events without delay give.</summary>
public sealed class DeferralTests
{
    private const int Sources = 9;
    private const int Targets = 61;
    private const string Potentiation = "clip(w + apre, -1, 1)";

    // Whoever looks at the weights keeps events from waiting.
    private static readonly Sampling Look = new("m", 2, ["w"], [0]);

    [Theory]
    [InlineData(0.0, Potentiation)]
    [InlineData(1.2e-3, Potentiation)]
    [InlineData(0.0, "w + 0.1*t*k")]
    public void Weights_have_the_same_bits_whether_events_wait_or_not(double delay, string potentiation)
    {
        // Some 3 000 events, of which 2 048 can wait.
        var experiment = Plasticity(new PairRule(), potentiation).WithChanges(new ValueChange(2, "post", new FixedValue(delay)));
        Assert.True(Waits(experiment));
        Assert.False(Waits(With(experiment, Look)));
        var waited = Run(experiment);
        var prompt = Run(With(experiment, Look));
        Assert.True(prompt.Events.Count(one => one.Name == "b events") > 2048);
        Assert.Equal(prompt.End!.Values[("syn", "w")], waited.End!.Values[("syn", "w")]);
        Assert.True(waited.End.Values[("syn", "w")].Distinct().Count() > Targets);
    }

    [Fact]
    public void A_source_whose_events_are_counted_is_awaited_too()
    {
        var experiment = Plasticity(new PairRule(), Potentiation, onPre: Set("x_post", "x_post + 0.1"));
        Assert.True(Waits(experiment));
        Assert.Equal(Run(With(experiment, Look)).End!.Values[("syn", "w")], Run(experiment).End!.Values[("syn", "w")]);
    }

    [Fact]
    public void Events_do_not_wait_where_somebody_else_looks_at_what_they_change()
    {
        var experiment = Plasticity(new PairRule(), Potentiation);
        Assert.True(Waits(With(experiment, new Sampling("m", 2, ["k"], default))));
        Assert.False(Waits(With(experiment, new HostOperation("host"))));
        Assert.False(Waits(With(experiment, new Update("decay", new InstanceRange(2, 0, Update.All), [Set("w", "0.9*w")]))));
        Assert.False(Waits(With(experiment, new Update("other", new InstanceRange(2, 0, Update.All), [Set("k", "w")]))));
        Assert.False(Waits(Plasticity(new PairRule(), "w + x_post")));
        Assert.False(Waits(Plasticity(new PairRule(), "w + uniform()")));
        Assert.False(Waits(Plasticity(new PairRule(Parse("i + j > 0")), Potentiation)));
    }

    [Fact]
    public void Events_do_not_wait_where_what_they_take_from_the_source_changes_without_an_event_of_it()
    {
        Assert.True(Waits(Plasticity(new PairRule(), "w + x_pre")));
        Assert.False(Waits(With(Plasticity(new PairRule(), "w + x_pre"), new Update("drift", new InstanceRange(0, 0, Sources), [Set("x", "x + 1")]))));
        Assert.False(Waits(Plasticity(new PairRule(), "w + x_pre", "x: 1")));
    }

    private static Experiment With(Experiment experiment, Operation operation) => experiment with { Operations = experiment.Operations.Add(operation) };

    private static bool Waits(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        var plan = PhaseLab.Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        return plan!.Tasks.OfType<DeliveryTask>().Any(task => task.Deferral is not null);
    }

    private static Experiment Plasticity(ConnectionRule rule, string potentiation, string source = "x", Assignment? onPre = null)
    {
        var model = Class("synapse", "w", "k", "apre", "apost", "updated");
        model = model.WithRegime(regime => regime with
        {
            Events =
            [
                new OnEvent("pre", [Set("apre", "apre + 0.01"), onPre ?? Set("w", "clip(w + apost, -1, 1)")], SourceSpan.None),
                new OnEvent("post", [Set("apost", "apost - 0.012"), Set("w", potentiation)], SourceSpan.None),
            ],
        }) with
        {
            Ports = [new EventReceivePort("pre", 0), new EventReceivePort("post", 0), new ReferencePort("x_pre", Model.Units.Dimension.None, 0), new ReferencePort("x_post", Model.Units.Dimension.None, 0)],
            EventDriven = new EventDrivenDynamics("updated", [new TimeDerivative("apre", Parse("-apre/0.02"), SourceSpan.None), new TimeDerivative("apost", Parse("-apost/0.03"), SourceSpan.None)]),
        };
        ImmutableArray<ComponentSet> sets =
        [
            new ComponentSet("sources", Class("source", source), Sources), new ComponentSet("targets", Class("target", "x"), Targets),
            new ComponentSet("syn", model, 0) { Domain = DomainKind.Connections, Connectivity = new Connectivity(new InstanceRange(0, 0, Sources), new InstanceRange(1, 0, Targets), []) },
        ];
        ImmutableArray<Operation> dynamics = source.Contains(':', StringComparison.Ordinal) ? [new StateUpdate("sources_update", 0)] : [];
        var experiment = Experiment(
            0.05, sets, [.. dynamics, Emission("a", 0, Sources, 0.02), Emission("b", 1, Targets, 0.1), new EventSampling("b events", new InstanceRange(1, 0, Targets), "spike", []), new Delivery("syn_pre", 0), new Delivery("syn_post", 1, "synapses", 1)]);
        return experiment with
        {
            Network = experiment.Network with
            {
                Pathways = [new Pathway("pre", 2, ConnectionEnd.Source, "spike", "pre"), new Pathway("post", 2, ConnectionEnd.Target, "spike", "post")],
                EndLinks = [new EndLink(2, "x_pre", ConnectionEnd.Source, "x"), new EndLink(2, "x_post", ConnectionEnd.Target, "x")],
            },
            Runs = [experiment.Runs[0] with { Changes = [new ConnectionChange(2, rule), new ValueChange(2, "k", new ExpressionValue(Parse("0.3*j")))] }],
        };
    }

    private static ScheduledEmission Emission(string name, int set, int count, double probability)
    {
        var events = (from instance in Enumerable.Range(0, count)
                      from step in Enumerable.Range(0, 500)
                      where Philox.Uniform((ulong)set, 0, (uint)instance, (ulong)step, 0) < probability
                      select (instance, time: step * Step)).ToList();
        return new ScheduledEmission(name, set, "spike", [.. events.Select(one => one.instance)], [.. events.Select(one => one.time)]);
    }
}
