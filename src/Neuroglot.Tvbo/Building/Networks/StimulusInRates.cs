using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>Puts the stimulation of an experiment into the rates of the dynamics, for forms that have nothing else: with forward Euler that gives the same steps.</summary>
public static class StimulusInRates
{
    private const string Weight = "stimulus_weight";

    /// <summary>The dynamics and nodes with the stimulation in them; as they are where there is none, or, with an error, where it makes no sense.</summary>
    /// <param name="experiment">The experiment, with what it names taken from the library.</param>
    /// <param name="dynamics">Its dynamics.</param>
    /// <param name="nodes">Its nodes; null for a single one.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static (ParsedDynamics Dynamics, CoupledNodes? Nodes) Of(SimulationExperiment experiment, ParsedDynamics dynamics, CoupledNodes? nodes, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (StimulusDrives.Of(experiment, dynamics, diagnostics) is not var (targets, value))
            return (dynamics, nodes);
        var weights = StimulusDrives.Weights(experiment, nodes?.Nodes.Length ?? 1, diagnostics);
        if (weights is not null)
        {
            var name = Weight;
            while (IsTaken(name))
                name += "_";
            value = new Binary(BinaryOperator.Multiply, new Name(name), value);
            dynamics = dynamics with { Source = dynamics.Source with { Parameters = [.. dynamics.Source.Parameters, new Parameter { Name = name, Value = weights[0], Description = "how strongly a node gets the stimulation", Span = experiment.Stimulation!.Span }] } };
            nodes = nodes is null ? null : nodes with { Nodes = [.. nodes.Nodes.Select((node, place) => weights[place] == weights[0] ? node : node with { Parameters = node.Parameters.Add(name, weights[place]) })] };
        }

        return (dynamics with { Rates = [.. dynamics.Rates.Select(rate => targets.Contains(rate.Name) ? rate with { Value = new Binary(BinaryOperator.Add, rate.Value, value) } : rate)] }, nodes);

        bool IsTaken(string name) => dynamics.Source.Parameters.Any(one => one.Name == name) || dynamics.Source.StateVariables.Any(one => one.Name == name) || dynamics.Inputs.Contains(name)
            || dynamics.DerivedParameters.Concat(dynamics.DerivedVariables).Any(one => one.Name == name);
    }
}
