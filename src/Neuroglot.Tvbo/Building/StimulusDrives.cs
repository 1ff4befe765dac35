using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Parameter = Neuroglot.Model.Components.Parameter;

namespace Neuroglot.Tvbo.Building;

/// <summary>
/// The stimulation of an experiment: its value at the beginning of a step is added to the rates of the variables that it drives, and holds over the step (The Virtual Brain,
/// <c>integrators.py</c>). These are the ones with <c>stimulation_variable</c>, else those that couplings see, else the only one there is. Nodes get it as strongly as <c>weighting</c>
/// says.
/// </summary>
internal static class StimulusDrives
{
    /// <summary>Name of the parameter that says how strongly a node gets the stimulus.</summary>
    private const string Weight = "stimulus.weight";

    /// <summary>The class with the stimulation of the experiment; as it is where there is none.</summary>
    public static ComponentClass Add(ComponentClass component, SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        if (Of(experiment, dynamics, diagnostics) is not var (targets, value))
            return component;
        var rate = new Binary(BinaryOperator.Multiply, new Name(Weight), value);
        return component with
        {
            Parameters = [.. component.Parameters, new Parameter(Weight, Dimension.None, 1)],
            Drives = [.. component.Drives, .. targets.Select(target => new StepDrive(target, rate))],
        };
    }

    /// <summary>The state variables that the stimulation drives, and its value at the time t; null where there is none, or, with an error, where it makes no sense.</summary>
    public static (List<string> Targets, Expression Value)? Of(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        if (experiment.Stimulation is not { } stimulus)
            return null;
        var targets = Targets(dynamics.Source);
        if (dynamics.Source.IsDiscrete || targets.Count == 0)
        {
            diagnostics.Error(
                BuildCodes.WrongStimulus, dynamics.Source.IsDiscrete ? "A map has a stimulation; only rates of change can have one." : $"It cannot be told which state variable of `{dynamics.Source.Name}` the stimulation drives.", stimulus.Span,
                dynamics.Source.IsDiscrete ? "Put it into the equations." : "Write `stimulation_variable: true` at that state variable.");
            return null;
        }

        if (stimulus.Equation is not { } equation)
        {
            diagnostics.Error(BuildCodes.WrongStimulus, "The stimulation has no equation.", stimulus.Span, "Write `equation: {rhs: …}` with its value at the time `t`.");
            return null;
        }

        var values = stimulus.Parameters.Where(static one => one.Value is not null).ToDictionary(static one => one.Name, static one => (Expression)new Number(one.Value!.Value));
        if (new DynamicsScope(dynamics.Source, experiment.Functions, diagnostics).Parse(equation, "the stimulation", values.Keys) is not { } parsed)
            return null;
        var value = Substitution.Apply(parsed, values);
        if (stimulus.Duration is { } duration)
            value = new Piecewise([new Case(new Binary(BinaryOperator.Less, new Name(ParsedDynamics.Time), new Number(duration)), value)], new Number(0));
        return (targets, value);
    }

    /// <summary>The set with the weights of its nodes.</summary>
    /// <param name="set">Nodes with the same dynamics.</param>
    /// <param name="group">Which nodes of the network they are.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="diagnostics">Gets what is wrong with regions and weights.</param>
    public static ComponentSet Weighted(ComponentSet set, NodeGroup group, SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        return set.Class.Parameters.Any(static one => one.Name == Weight) && Weights(experiment, group.NodeCount, diagnostics) is { } weights
            ? set.With(Weight, set.Count == 1 ? new FixedValue(weights[group.Nodes[0]]) : new ListValue([.. group.Nodes.SelectMany(node => Enumerable.Repeat(weights[node], group.Modes))]))
            : set;
    }

    /// <summary>For each node how strongly it gets the stimulation; null where all get it as it is, or, with an error, where weights make no sense.</summary>
    public static double[]? Weights(SimulationExperiment experiment, int count, DiagnosticBag diagnostics)
    {
        if (experiment.Stimulation is not { } stimulus || (stimulus.Regions.IsEmpty && stimulus.Weighting.IsEmpty))
            return null;
        var nodes = stimulus.Regions.IsEmpty ? [.. Enumerable.Range(0, count).Select(static node => (double)node)] : stimulus.Regions;
        if (nodes.Where(node => node != Math.Floor(node) || node < 0 || node >= count).Cast<double?>().FirstOrDefault() is { } wrong)
        {
            diagnostics.Error(BuildCodes.WrongStimulus, FormattableString.Invariant($"The stimulation reaches the node {wrong}, which does not exist."), stimulus.Span, $"Nodes are numbered from 0 to {count - 1}.");
            return null;
        }

        if (stimulus.Weighting.Length > 1 && stimulus.Weighting.Length != nodes.Length)
        {
            diagnostics.Error(BuildCodes.WrongStimulus, $"The stimulation has {stimulus.Weighting.Length} weights for {nodes.Length} nodes.", stimulus.Span, "Give a weight for each of its regions, or one for all.");
            return null;
        }

        var weights = new double[count];
        for (var place = 0; place < nodes.Length; place++)
            weights[(int)nodes[place]] = stimulus.Weighting.IsEmpty ? 1 : stimulus.Weighting[stimulus.Weighting.Length == 1 ? 0 : place];
        return weights;
    }

    private static List<string> Targets(Dynamics dynamics)
    {
        var marked = dynamics.StateVariables.Where(static one => one.IsStimulated).ToList();
        if (marked.Count == 0)
            marked = [.. dynamics.StateVariables.Where(static one => one.IsCouplingVariable)];
        return [.. (marked.Count == 0 && dynamics.StateVariables.Length == 1 ? dynamics.StateVariables : [.. marked]).Select(static one => one.Name)];
    }
}
