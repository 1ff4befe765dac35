using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;
using StateVariable = Neuroglot.Tvbo.Syntax.StateVariable;

namespace Neuroglot.Tvbo.Building;

/// <summary>Values at the start that are drawn, for each node by itself: uniform between bounds, or Gaussian.</summary>
internal static class InitialDraws
{
    /// <summary>The class with the draws of its state variables at the start; as it is where there are none.</summary>
    public static ComponentClass Add(ComponentClass component, Dynamics dynamics, DiagnosticBag diagnostics)
    {
        var draws = dynamics.StateVariables.Where(static one => one.Distribution is not null)
            .Select(one => Draw(one, one.Distribution!, diagnostics) is { } value ? new Assignment(one.Name, value, one.Span) : null).OfType<Model.Components.Action>().ToList();
        return draws.Count == 0 ? component : component with { OnStart = [.. component.OnStart, new StartBlock(0, [.. draws])] };
    }

    private static Expression? Draw(StateVariable state, Distribution random, DiagnosticBag diagnostics)
    {
        if (random.Kept.FirstOrDefault(static one => one.Key is "function" or "correlation" || (one.Key == "axis" && one.Value.Text is not ("space" or ""))) is { } other)
            return Wrong($"The distribution of `{state.Name}` has `{other.Key}`, which the engine does not draw from.", "Leave it out.");
        if (!string.Equals(random.Name, "uniform", StringComparison.OrdinalIgnoreCase))
        {
            return Value("std", "sigma") is >= 0 and < double.PositiveInfinity and var deviation && (Value("mean", "mu") ?? 0) is var mean && double.IsFinite(mean)
                ? Along(mean, deviation, "normal")
                : Wrong($"The Gaussian distribution of `{state.Name}` has no deviation.", "Write `parameters: {mean: {value: 0}, std: {value: 1}}`.");
        }

        return (random.Domain ?? state.Domain) is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high)
            ? Along(low, high - low, "uniform")
            : Wrong($"The distribution of `{state.Name}` has no bounds.", "Write `domain: {lo: 0, hi: 1}`.");

        static Expression Along(double start, double length, string draw) =>
            new Binary(BinaryOperator.Add, new Number(start), new Binary(BinaryOperator.Multiply, new Number(length), new Call(draw)));

        double? Value(string name, string other) => random.Parameters.FirstOrDefault(one => one.Name == name || one.Name == other)?.Value;

        Expression? Wrong(string message, string hint)
        {
            diagnostics.Error(BuildCodes.WrongDistribution, message, random.Span, hint);
            return null;
        }
    }
}
