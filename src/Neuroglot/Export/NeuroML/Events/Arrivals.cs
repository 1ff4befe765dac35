using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// How much of what arrives at a neuron counts. In a step of Brian, inputs arrive after the threshold and before the reset; in LEMS, a reset is part of the threshold, so
/// they arrive after both. What the reset would have made of an input is therefore made of it on arrival: nothing where the reset sets the variable, all where it
/// adds to it. While a neuron is refractory, nothing arrives at variables that stand still.
/// </summary>
/// <param name="group">The neurons.</param>
/// <param name="refractory">Their refractoriness.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="later">Values that they get while the run goes on.</param>
/// <param name="export">The export.</param>
internal sealed class Arrivals(NeuronGroup group, RefractoryRule refractory, GroupCode code, LaterValues later, NetworkExport export)
{
    private const string LastSpike = "lastspike";

    private readonly Dictionary<string, Expression?> factors = [];

    /// <summary>Whether the cell has to remember the time of its last spike for what arrives, or for synapses that read it.</summary>
    public bool NeedsLastSpike { get; private set; } =
        export.Synapses.AttachedTo(group.Name).Any(one => one.HeardBehind.Contains("spike")) || export.Synapses.EndingIn(group.Name).Any(one => one.HeardThroughEnd.Contains("spike"));

    /// <summary>The part of an input to <paramref name="variable"/> that counts when it comes after the end of its step, an expression between steps; null for all of it.</summary>
    public Expression? Factor(string variable)
    {
        Expression? all = null;
        foreach (var one in (Expression?[])[InStep(variable), later.Factor(variable), ClockedChanges.Factor(variable, group, code, export)])
            all = all is null || one is null ? all ?? one : new Binary(BinaryOperator.Multiply, all, one);
        return all;
    }

    /// <summary>The part of an input that counts when it comes at the end of its step.</summary>
    public Expression? InStep(string variable)
    {
        if (!factors.TryGetValue(variable, out var factor))
            factors[variable] = factor = Of(variable);
        return factor;
    }

    /// <summary>An input to a variable as it counts: <c>v + factor*(change)</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="change">The change as LEMS writes it.</param>
    /// <param name="part">The part that counts; null for all of it.</param>
    public string Changed(string variable, string change, Expression? part)
    {
        var name = GroupCode.Safe(variable);
        return part is { } factor
            ? $"{name} + ({code.Value(factor, default, "the refractory period", latest: true, TimeOfCode.BetweenSteps)})*({change})"
            : $"{name} + ({change})";
    }

    /// <summary>Whether a variable may be written at the end of a step, 1 or 0, where it stands still while a neuron is refractory; null where it always may.</summary>
    public Expression? Mask(string variable)
    {
        if (group.Threshold is null || group.Equations.Find(variable)?.Has(EquationFlags.UnlessRefractory) != true || refractory.Form == RefractoryForm.None)
            return null;
        if (refractory.Form == RefractoryForm.Condition)
            return new Name("was_not_refractory");
        NeedsLastSpike = true;
        return Steps(new Binary(BinaryOperator.Subtract, Since(), refractory.Value!), RefractoryRule.FactorMargin);
    }

    private Expression? Of(string variable)
    {
        if (Mask(variable) is { } mask)
            return mask;
        if (group.Threshold is null)
            return null;
        if (Coefficient(variable) is not { } kept || kept is Number { Value: 1 })
            return null;
        NeedsLastSpike = true;
        var later = Steps(Since(), -0.5);
        return kept is Number { Value: 0 } ? later
            : new Binary(BinaryOperator.Add, kept, new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Subtract, new Number(1), kept), later));
    }

    private static Binary Since() => new(BinaryOperator.Subtract, new Name("t"), new Name(LastSpike));

    private static Call Steps(Expression time, double margin) =>
        new("heaviside", new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Divide, time, new Name("dt")), new Number(margin)));

    // What the reset multiplies the variable by; null where it leaves it alone.
    private Expression? Coefficient(string variable)
    {
        if (!StatementCode.Results(group.Reset, code).TryGetValue(variable, out var final))
            return null;
        if (LinearForm.TryCreate(final, new HashSet<string> { variable }, out var form, out _))
            return form.Coefficient(variable);
        export.Diagnostics.Warning(
            "NG4113", $"The reset of {group.Name} changes '{variable}' in a way that is not linear; an input that arrives in the step of a spike is added after the reset.", SourceSpan.None,
            "Compare the spikes where this matters.");
        return null;
    }
}
