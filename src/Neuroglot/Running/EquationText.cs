using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Action = Neuroglot.Model.Components.Action;

namespace Neuroglot.Running;

/// <summary>The equations of a component class as people write them, with units: <c>dv/dt = (v0 - v) / tau  [mV/ms]</c>.</summary>
internal static class EquationText
{
    /// <summary>The lines.</summary>
    /// <param name="component">The class.</param>
    /// <param name="isBare">Whether values are bare numbers, in units of the author's and of the model's time.</param>
    public static ImmutableArray<string> Of(ComponentClass component, bool isBare)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var parameter in component.Parameters)
            lines.Add($"{parameter.Name} = {QuantityFormatter.Format(new Quantity(parameter.Value, parameter.Dimension))}");
        foreach (var alias in component.Aliases)
            lines.Add($"{alias.Name} = {Print(alias.Value)}{Unit(alias.Dimension)}");
        var dimensions = isBare ? [] : component.States.ToDictionary(state => state.Name, state => state.Dimension);
        foreach (var machine in component.Machines)
        {
            foreach (var regime in machine.Regimes)
                AddRegime(lines, regime, machine.Regimes.Length > 1 ? $"in {regime.Name}: " : string.Empty, dimensions);
        }

        foreach (var scheme in component.KineticSchemes)
        {
            foreach (var transition in scheme.Transitions)
                lines.Add($"{scheme.Occupancies[transition.From]} -> {scheme.Occupancies[transition.To]} at {Print(transition.Forward)}, back at {Print(transition.Reverse)}");
        }

        foreach (var block in component.OnStart.Where(block => block.Actions.Length > 0))
            lines.Add($"at start: {Actions(block.Actions)}");
        return lines.ToImmutable();
    }

    private static void AddRegime(ImmutableArray<string>.Builder lines, Regime regime, string prefix, Dictionary<string, Dimension> dimensions)
    {
        foreach (var derivative in regime.Derivatives)
        {
            var unit = dimensions.TryGetValue(derivative.Variable, out var dimension) ? Unit(dimension / Dimension.Time) : string.Empty;
            lines.Add($"{prefix}d{derivative.Variable}/dt = {Print(derivative.Rate)}{unit}");
        }

        if (regime.OnEntry.Length > 0)
            lines.Add($"{prefix}on entry: {Actions(regime.OnEntry)}");
        foreach (var condition in regime.Conditions)
            lines.Add($"{prefix}when {Print(condition.Test)}: {Actions(condition.Actions)}");
        foreach (var handler in regime.Events.Where(handler => handler.Actions.Length > 0))
            lines.Add($"{prefix}on {handler.Port}: {Actions(handler.Actions)}");
    }

    private static string Actions(ImmutableArray<Action> actions) => string.Join("; ", actions.Select(static action => action switch
    {
        Assignment assignment => $"{assignment.Variable} = {Print(assignment.Value)}",
        EventEmission emission => $"emit {emission.Port}",
        Transition transition => $"go to {transition.Regime}",
        _ => action.ToString(),
    }));

    private static string Print(Expression expression) => ExpressionPrinter.Print(expression, Dialects.Python);

    private static string Unit(Dimension dimension) => QuantityFormatter.BestUnit(dimension, 0).Symbol is { Length: > 0 } symbol ? $"  [{symbol}]" : string.Empty;
}
