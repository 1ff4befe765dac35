using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Simulation.Tests.Phases.PhaseLab;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Traces of synapses that are kept with the neurons give the weights that traces kept with the synapses give.</summary>
public sealed class TraceLiftingTests
{
    private const int Sources = 21;
    private const int Targets = 19;

    // Products of several exponentials instead of one of the sum: each of up to a hundred events rounds once or twice.
    private const double Rounding = 1e-13;

    // What the host could look at is not lifted.
    private static readonly HostOperation Host = new("host");

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.2e-3)]
    public void Weights_and_traces_are_those_of_synapses_that_keep_their_own(double delay)
    {
        var experiment = Plasticity(new PairRule(Parse("(i + j) % 3 != 0"))).WithChanges(new ValueChange(2, "pre", new FixedValue(delay)));
        Assert.Equal(2, Arrivals(experiment));
        Assert.Equal(0, Arrivals(experiment with { Operations = experiment.Operations.Add(Host) }));
        var lifted = Run(experiment).End!.Values;
        var own = Run(experiment with { Operations = experiment.Operations.Add(Host) }).End!.Values;
        foreach (var variable in (string[])["w", "apre", "apost", "updated"])
        {
            foreach (var (one, other) in lifted[("syn", variable)].Zip(own[("syn", variable)]))
                Assert.Equal(other, one, Rounding);
        }

        Assert.True(lifted[("syn", "w")].Distinct().Count() > Sources);
    }

    [Fact]
    public void A_trace_that_differs_between_the_connections_of_a_neuron_stays_with_them()
    {
        // Delays, starting values and changes; each of them concerns the trace of one side.
        var experiment = Plasticity(new PairRule());
        var many = Sources * Targets;
        Assert.Equal(1, Arrivals(experiment.WithChanges(new ValueChange(2, "pre", Different(many, 1e-3)))));
        Assert.Equal(1, Arrivals(experiment.WithChanges(new ValueChange(2, "apost", Different(many, 1)))));
        Assert.Equal(1, Arrivals(Plasticity(new PairRule(), pre: "apre + w")));
        Assert.Equal(1, Arrivals(Plasticity(new PairRule(), pre: "apre + uniform()")));
        Assert.Equal(1, Arrivals(Plasticity(new PairRule(), post: "apost - apre")));
    }

    [Fact]
    public void A_trace_that_is_recorded_stays_with_the_connections()
    {
        var experiment = Plasticity(new PairRule());
        Assert.Equal(1, Arrivals(experiment with { Operations = experiment.Operations.Add(new Sampling("m", 2, ["apre"], default)) }));
        Assert.Equal(2, Arrivals(experiment with { Operations = experiment.Operations.Add(new Sampling("m", 2, ["w"], default)) }));
        Assert.Equal(0, Arrivals(experiment with { Operations = experiment.Operations.Add(new Sampling("m", 2, ["updated"], default)) }));
    }

    [Theory]
    [InlineData("apre", 1)]
    [InlineData("w", 2)]
    public void A_trace_that_connections_at_the_connections_see_stays_with_these(string variable, int lifted)
    {
        var experiment = Plasticity(new PairRule());
        var outer = new ComponentSet("outer", Class("outer", "z") with { Ports = [new AnalogReceivePort("seen", Dimension.None, 0)] }, 0)
        {
            Domain = DomainKind.Connections,
            Connectivity = new Connectivity(new InstanceRange(0, 0, Sources), new InstanceRange(2, 0, Update.All), []),
        };
        var network = experiment.Network with { Sets = experiment.Network.Sets.Add(outer), EndLinks = [new EndLink(3, "seen", ConnectionEnd.Target, variable)] };
        Assert.Equal(lifted, Arrivals(experiment with { Network = network }));
    }

    private static ListValue Different(int count, double scale) => new([.. Enumerable.Range(0, count).Select(k => scale * k / count)]);

    private static int Arrivals(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        var plan = PhaseLab.Plan(experiment, diagnostics);
        Assert.Empty(diagnostics);
        return plan!.Tasks.OfType<ArrivalTask>().Count();
    }

    // Neurons of both sides fire now and then; weights change with each event.
    private static Experiment Plasticity(ConnectionRule rule, string pre = "apre + 0.01", string post = "apost - 0.012")
    {
        var neuron = Class("neuron", "x");
        var model = Class("synapse", "w", "apre", "apost", "updated");
        model = model.WithRegime(regime => regime with
        {
            Events =
            [
                new OnEvent("pre", [Set("apre", pre), Set("w", "clip(w + apost, -1, 1)")], SourceSpan.None),
                new OnEvent("post", [Set("apost", post), Set("w", "clip(w + apre, -1, 1)")], SourceSpan.None),
            ],
        }) with
        {
            Ports = [new EventReceivePort("pre", 0), new EventReceivePort("post", 0)],
            EventDriven = new EventDrivenDynamics("updated", [new TimeDerivative("apre", Parse("-apre/0.02"), SourceSpan.None), new TimeDerivative("apost", Parse("(0.001 - apost)/0.03"), SourceSpan.None)]),
        };
        ImmutableArray<ComponentSet> sets =
        [
            new ComponentSet("sources", neuron, Sources), new ComponentSet("targets", neuron, Targets),
            new ComponentSet("syn", model, 0) { Domain = DomainKind.Connections, Connectivity = new Connectivity(new InstanceRange(0, 0, Sources), new InstanceRange(1, 0, Targets), []) },
        ];
        var experiment = Experiment(0.05, sets, Emission("a", 0, Sources, 1), Emission("b", 1, Targets, 2), new Delivery("syn_pre", 0), new Delivery("syn_post", 1, "synapses", 1));
        return experiment with
        {
            Network = experiment.Network with
            {
                Pathways = [new Pathway("pre", 2, ConnectionEnd.Source, "spike", "pre"), new Pathway("post", 2, ConnectionEnd.Target, "spike", "post")],
            },
            Runs = [experiment.Runs[0] with { Changes = [new ConnectionChange(2, rule)] }],
        };
    }

    // About five events of each neuron.
    private static ScheduledEmission Emission(string name, int set, int count, uint seed)
    {
        var events = (from instance in Enumerable.Range(0, count)
                      from step in Enumerable.Range(0, 500)
                      where Philox.Uniform(seed, 0, (uint)instance, (ulong)step, 0) < 0.01
                      select (instance, time: step * Step)).ToList();
        return new ScheduledEmission(name, set, "spike", [.. events.Select(one => one.instance)], [.. events.Select(one => one.time)]);
    }
}
