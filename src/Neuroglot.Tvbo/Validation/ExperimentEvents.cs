using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// Settles the events of an experiment and the stimuli among those of its dynamics. A stimulus that equations name is a derived variable of that name, weighted for each node; one that
/// they do not name is the stimulation of the experiment. Whatever has a condition happens in the dynamics.
/// </summary>
internal static class ExperimentEvents
{
    private const string Weight = "_weight";

    /// <summary>The experiment without events of its own.</summary>
    public static SimulationExperiment Settle(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        if (experiment.Dynamics is not { IsReference: false } dynamics)
            return experiment;
        var stimuli = experiment.Events.Concat(dynamics.Events).Where(static one => one.IsStimulus).ToList();
        if (experiment.Events.IsEmpty && stimuli.Count == 0)
            return experiment;
        experiment = experiment with
        {
            Events = [],
            Dynamics = dynamics with { Events = [.. dynamics.Events.Where(static one => !one.IsStimulus), .. experiment.Events.Where(static one => !one.IsStimulus)] },
        };
        foreach (var stimulus in stimuli)
            experiment = UsedNames.Of(experiment.Dynamics!).Contains(stimulus.Name) ? Named(experiment, stimulus, diagnostics) : Added(experiment, stimulus, diagnostics);
        return experiment;
    }

    private static SimulationExperiment Added(SimulationExperiment experiment, Event stimulus, DiagnosticBag diagnostics)
    {
        if (experiment.Stimulation is null)
            return experiment with { Stimulation = AsStimulation(stimulus) };
        diagnostics.Error(BuildCodes.WrongStimulus, $"The stimulus `{stimulus.Name}` is a second one that no equation names.", stimulus.Span, $"Write `{stimulus.Name}` where it acts in the equations.");
        return experiment;
    }

    private static SimulationExperiment Named(SimulationExperiment experiment, Event stimulus, DiagnosticBag diagnostics)
    {
        var count = experiment.Network is { } network ? NetworkChecks.CountOf(network) : 1;
        var weights = StimulusDrives.Weights(experiment with { Stimulation = AsStimulation(stimulus) }, count, diagnostics);
        var duration = stimulus.Duration is { } end ? FormattableString.Invariant($"Piecewise(({stimulus.Equation!.Text}, {ParsedDynamics.Time} < {end:R}), (0, True))") : stimulus.Equation!.Text;
        var name = stimulus.Name + Weight;
        var dynamics = experiment.Dynamics! with
        {
            Parameters = weights is null ? experiment.Dynamics.Parameters : [.. experiment.Dynamics.Parameters, new Parameter { Name = name, Value = 1, Values = [.. weights], Span = stimulus.Span }],
            DerivedVariables =
            [
                .. experiment.Dynamics.DerivedVariables,
                new DerivedVariable
                {
                    Name = stimulus.Name, Span = stimulus.Span,
                    Equation = stimulus.Equation! with { Text = weights is null ? duration : $"{name}*({duration})", Kept = [.. stimulus.Equation.Kept, Values(stimulus)] },
                },
            ],
        };
        return experiment with { Dynamics = dynamics };
    }

    // Its parameters as values that the equation brings.
    private static YamlMember Values(Event stimulus) => new("parameters", stimulus.Span, new YamlValue(YamlKind.Mapping, stimulus.Span)
    {
        Members = [.. stimulus.Parameters.Where(static one => one.Value is not null).Select(static one => new YamlMember(one.Name, one.Span, new YamlValue(YamlKind.Scalar, one.Span) { Text = FormattableString.Invariant($"{one.Value:R}") }))],
    });

    private static Stimulus AsStimulation(Event stimulus) => new()
    {
        Name = stimulus.Name, Label = stimulus.Label, Description = stimulus.Description, Kept = stimulus.Kept, Span = stimulus.Span,
        Equation = stimulus.Equation, Parameters = stimulus.Parameters, Regions = stimulus.Regions, Weighting = stimulus.Weighting, Duration = stimulus.Duration,
    };
}
