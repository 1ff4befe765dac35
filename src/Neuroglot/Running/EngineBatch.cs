using System.Collections.Immutable;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation;

namespace Neuroglot.Running;

/// <summary>
/// Runs of single nodes that differ in parameters only, as one run of as many nodes: the lanes of vectors then hold different runs. Each has the bits that it has by itself, since kernels
/// have the same bits in every width; where something is drawn at random it would not, because draws go by the number of the node.
/// </summary>
internal sealed class EngineBatch
{
    private readonly ImmutableArray<LevelPlan> plans;
    private readonly LevelPlan together;

    private EngineBatch(ImmutableArray<LevelPlan> plans, LevelPlan together) => (this.plans, this.together) = (plans, together);

    /// <summary>Whether runs of <paramref name="plan"/> with other parameters can go together.</summary>
    public static bool Allows(SimulationPlan? plan) => plan is LevelPlan { Adaptive: null, Experiment.Network: { Sets: [{ Count: 1, Class: var component } set], EventLinks.IsEmpty: true, AnalogLinks.IsEmpty: true, Couplings.IsEmpty: true } } && set.Connectivity is null
        && !component.Ports.OfType<EventSendPort>().Any() && component is { NoiseSources.IsEmpty: true, HostFunctions.IsEmpty: true, KineticSchemes.IsEmpty: true, Tables.IsEmpty: true }
        && set.Given.Keys.All(name => component.Parameters.Any(parameter => parameter.Name == name)) && IsDeterministic(component);

    /// <summary>The runs of some plans, which differ in given values only, together; null where they cannot be planned.</summary>
    public static EngineBatch? Of(ImmutableArray<LevelPlan> plans)
    {
        var first = plans[0].Experiment;
        var set = first.Network.Sets[0] with { Count = plans.Length };
        foreach (var (parameter, name) in set.Given)
            set = set.With(parameter, new ListValue([.. plans.Select(plan => plan.Given[name])]));
        set = set with { Given = ImmutableSortedDictionary<string, string>.Empty };
        var experiment = first with
        {
            Network = first.Network with { Sets = [set] },
            Recordings = [.. Enumerable.Range(0, plans.Length).SelectMany(instance => first.Recordings.Select(recording => recording with { Instance = instance }))],
            Outputs = [],
        };
        return Planner.Plan(experiment, new PlannerOptions { Method = plans[0].Method }, []) is LevelPlan plan ? new EngineBatch(plans, plan) : null;
    }

    /// <summary>Runs all of them; what each records goes to its own place.</summary>
    public EngineResult Run(ImmutableArray<RunRecords?> records, IKernelCompiler compiler, Action<long>? progress, CancellationToken cancellation)
    {
        using var engine = new Engine(together, new EngineOptions { Compiler = compiler, Seed = together.Experiment.Seed });
        return engine.Run(new Split([.. plans.Zip(records, static (plan, record) => record is null ? null : new EngineRecords(plan, record))], plans[0].Probes.Length), progress, cancellation);
    }

    private static bool IsDeterministic(ComponentClass component) =>
        component.Aliases.All(static alias => alias.Value.IsPure())
        && component.Machines.SelectMany(static machine => machine.Regimes).All(static regime => regime.Derivatives.All(static rate => rate.Rate.IsPure())
            && regime.Conditions.All(static condition => condition.Test.IsPure() && condition.Actions.OfType<Assignment>().All(static one => one.Value.IsPure())))
        && component.OnStart.SelectMany(static block => block.Actions).OfType<Assignment>().All(static one => one.Value.IsPure());

    private sealed class Split(EngineRecords?[] records, int each) : IRunListener
    {
        public void OnSample(double time, ReadOnlySpan<double> samples)
        {
            for (var run = 0; run < records.Length; run++)
                records[run]?.OnSample(time, samples.Slice(run * each, each));
        }

        public void OnEvent(double time, int recording) => throw new InvalidOperationException("Runs with events do not go together.");
    }
}
