using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Phases;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;

namespace Neuroglot.Compilation;

/// <summary>What the user may change about how an experiment is compiled.</summary>
public sealed record PlannerOptions
{
    /// <summary>Integrator, or null for that of the experiment.</summary>
    public string? Method { get; init; }

    /// <summary>Whether arrangements that change the order of effects within a step are allowed for speed.</summary>
    public bool Fast { get; init; }

    /// <summary>Whether postsynapses that add up linearly are kept as one state for each target.</summary>
    public bool Aggregate { get; init; } = true;
}

/// <summary>Compiles an experiment to a plan.</summary>
public static class Planner
{
    /// <summary>Names of the integrators with a line about each.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Methods { get; } =
        [.. Integrators.All.Select(integrator => (integrator.Name, integrator.Summary))];

    /// <summary>The plan of the experiment's first run, or null when something cannot be compiled, with the reasons in <paramref name="diagnostics"/>.</summary>
    public static SimulationPlan? Plan(Experiment experiment, PlannerOptions options, DiagnosticBag diagnostics)
    {
        var chosen = options.Method ?? experiment.Runs[0].Method;
        chosen = chosen is null ? null : experiment.Semantics.MethodOf(chosen);
        if (chosen is not null && Integrators.Find(chosen) is null)
        {
            diagnostics.Error("NG2001", $"There is no integration method '{chosen}'.", options.Method is null ? experiment.Span : SourceSpan.None, $"Methods: {string.Join(", ", Methods.Select(known => known.Name))}.");
            return null;
        }

        if (Unsupported(experiment) is { } unsupported)
        {
            diagnostics.Error("NG2007", $"The engine cannot honour the semantics '{experiment.Semantics.Name}': {unsupported}.", experiment.Span, "It runs lems and neural-mass, and brian where a model states its operations.");
            return null;
        }

        SimulationPlan? plan = experiment.Semantics.Order == StepOrder.Phases
            ? PhasePlanner.Plan(experiment, chosen, diagnostics)
            : LevelPlanner.Plan(experiment, options, chosen ?? experiment.Semantics.DefaultMethod, diagnostics);
        return plan is null ? null : plan with { Given = GivenValues.Of(experiment.Network) };
    }

    private static string? Unsupported(Experiment experiment) => experiment.Semantics switch
    {
        { Order: StepOrder.Phases, Slots.IsEmpty: true } => "their phases are not known",
        { Order: StepOrder.Phases } when experiment.Operations.IsEmpty && !experiment.Network.Sets.IsEmpty => "the model does not say what happens in which phase of a step",
        { Order: not StepOrder.Phases, Sampling: SampleTime.BeforeStep } => "sampling before the step",
        { Order: not StepOrder.Phases, Precision: not StatePrecision.Double } => "state in single precision",
        _ => null,
    };
}
