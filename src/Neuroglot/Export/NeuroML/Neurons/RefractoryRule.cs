using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>How the refractoriness of a group is written.</summary>
internal enum RefractoryForm
{
    /// <summary>Neurons are never refractory.</summary>
    None,

    /// <summary>As two regimes, which is what NeuroML's own cells have.</summary>
    Regimes,

    /// <summary>By the time of the last spike, as a factor of rates, conditions and inputs.</summary>
    Period,

    /// <summary>By a condition that the neuron has to leave behind.</summary>
    Condition,
}

/// <summary>
/// The refractoriness of a group. Brian counts whole steps: with a period of n steps, integration goes on n steps after that of the spike. In LEMS the running sum
/// of steps is compared with a period, and a regime that is left in one step lets the next one integrate; so the regime is left after n − 1 steps, and the
/// comparison has to have a margin that rounding cannot use up:
/// <code>t .gt. lastspike + period - 1.999*dt</code>
/// The 1.999 is the end of the step before, and Brian's own margin of a thousandth of a step for periods that are whole numbers of steps.
/// </summary>
/// <param name="Form">How it is written.</param>
/// <param name="Value">The period, or the condition; null without refractoriness.</param>
internal sealed record RefractoryRule(RefractoryForm Form, Expression? Value)
{
    /// <summary>How many steps before the end of the period its regime is left.</summary>
    public const double RegimeMargin = 1.999;

    /// <summary>How many steps before the end of the period a neuron counts as not refractory any more.</summary>
    public const double FactorMargin = 0.999;

    /// <summary>The rule of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="code">What names mean.</param>
    /// <param name="export">The export.</param>
    public static RefractoryRule Of(NeuronGroup group, GroupCode code, NetworkExport export)
    {
        if (group.Threshold is null || group.Refractory is null || ExpressionText.Parse(group.Refractory, group.Name, new DiagnosticBag()) is not { } value)
            return new RefractoryRule(RefractoryForm.None, null);
        if (ValueTypes.Of(value, name => code.Names.FindVariable(name)?.Type ?? VariableType.Real) == VariableType.Boolean)
            return new RefractoryRule(RefractoryForm.Condition, value);
        if (export.Options.IsBrian2Tools && !export.IsContinued)
            return new RefractoryRule(RefractoryForm.Regimes, value);
        if (Constant(value, code) is not { } period)
            return new RefractoryRule(RefractoryForm.Period, value);
        var steps = Math.Floor((period / code.Step) + 1e-3);

        // A period of one step has passed when the next begins.
        return steps < 2 && !Mentions(group, "not_refractory") ? new RefractoryRule(RefractoryForm.None, null)
            : new RefractoryRule(!export.IsContinued && IsAlone(group, export) ? RefractoryForm.Regimes : RefractoryForm.Period, value);
    }

    /// <summary>How many steps at least lie between two spikes of a neuron.</summary>
    public static long LeastSteps(NeuronGroup group, NetworkExport export)
    {
        if (group.Threshold is null || group.Refractory is null || ExpressionText.Parse(group.Refractory, group.Name, new DiagnosticBag()) is not { } value)
            return 1;
        var code = export.CodeOf(group, export.SetOf(group.Name), group.Equations, group.Namespace);
        return ValueTypes.Of(value, name => code.Names.FindVariable(name)?.Type ?? VariableType.Real) == VariableType.Boolean || Constant(value, code) is not { } period
            ? 1 : Math.Max(1, (long)Math.Floor((period / code.Step) + 1e-3));
    }

    // Regimes advance their variables one after the other, and know nothing of inputs that arrive in the step of a spike, or of neurons that are refractory at the start.
    private static bool IsAlone(NeuronGroup group, NetworkExport export) =>
        group.Equations.DifferentialEquations.Take(2).Count() == 1 && group.Events.IsEmpty && !Mentions(group, "not_refractory") && !Mentions(group, "lastspike")
        && !export.LaterValuesOf(group.Name).Any() && !export.Network.Objects.Any(one => one switch
        {
            Synapses synapses => synapses.Target.Object == group.Name || synapses.Source.Object == group.Name,
            PoissonInput input => input.Target.Object == group.Name,
            RunRegularly regularly => regularly.Group.Object == group.Name,
            RunOnEvent reaction => reaction.Group == group.Name,
            _ => false,
        });

    private static bool Mentions(NeuronGroup group, string name) =>
        group.Equations.Any(one => one.Expression is { } tree && FreeNames.Contains(tree, name))
        || ((string?[])[group.Threshold, group.Reset, .. group.Events.Values]).Any(text => text?.Contains(name, StringComparison.Ordinal) == true);

    private static double? Constant(Expression value, GroupCode code)
    {
        if (!value.IsPure() || FreeNames.Of(value).Any(name => code.Names.FindVariable(name) is not null || code.Names.FindValue(name) is not ScalarValue))
            return null;
        return Evaluator.Evaluate(value, name => ((ScalarValue)code.Names.FindValue(name)!).Value.Value);
    }
}
