using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// Events that move a variable a part of the way to one value, whatever the synapse: <c>g_post += w*(1 - g_post)</c>, <c>v_post = 0</c>. Of such events the order makes no difference: with the part
/// <c>p</c> that each leaves of the distance, the variable is <c>1 + (g - 1)*p₁*p₂*…</c> after all of a step.
/// </summary>
internal static class FixedPoint
{
    // Random values of everything that is no constant; what is the same for all of them is the same.
    private const int Trials = 8;
    private const double Tolerance = 1e-12;

    /// <summary>The value, in SI units, to which all events of synapses that change a variable of a group move it; null where they do something else.</summary>
    public static double? Of(Synapses synapses, NeuronGroup group, string variable, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        double? common = null;
        foreach (var (_, statement) in ArrivalOrder.Statements(synapses, group, variable, export))
        {
            if (Of(statement, synapses, names, export) is not { } value || (common is { } other && !IsSame(value, other)))
                return null;
            common = value;
        }

        return common;
    }

    private static double? Of(Statement statement, Synapses synapses, Resolution names, NetworkExport export)
    {
        var code = export.SilentCodeOf(synapses);
        var whole = code.WrittenOut(statement.Value);
        if (code.Arrays.Count > 0 || !whole.IsPure() || !LinearForm.TryCreate(whole, new HashSet<string> { statement.Target }, out var form, out _))
            return null;
        var (part, added) = (form.Coefficient(statement.Target), form.Constant);
        ImmutableArray<string> open = [.. FreeNames.Of(part).Concat(FreeNames.Of(added)).Distinct().Where(name => Constant(name) is null)];
        double? point = null;
        for (var trial = 0; trial < Trials; trial++)
        {
            var values = open.Select((name, number) => (name, 0.1 + (0.8 * Philox.Uniform(1, (uint)trial, (uint)number, 0, 0)))).ToDictionary();
            var value = Evaluate(added) / (1 - Evaluate(part));
            if (!double.IsFinite(value) || (point is { } before && !IsSame(value, before)))
                return null;
            point = value;

            double Evaluate(Expression expression) => Evaluator.Evaluate(expression, name => Constant(name) ?? values[name]);
        }

        return point;

        double? Constant(string name) => names.FindVariable(name) is not null ? null : DefaultNamespace.Find(name)?.Value.Value ?? (names.FindValue(name) as ScalarValue)?.Value.Value;
    }

    private static bool IsSame(double left, double right) => Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));
}
