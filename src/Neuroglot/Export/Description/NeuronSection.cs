using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.Description;

/// <summary>The groups with equations: what they obey, when they spike, what else is done with them.</summary>
internal static class NeuronSection
{
    public static IEnumerable<Block> Of(BrianText text)
    {
        var groups = text.Network.Objects.OfType<NeuronGroup>().ToList();
        if (groups.Count == 0)
            yield break;
        yield return new Heading(2, "Neuron models");
        foreach (var group in groups)
        {
            yield return new Heading(3, new Code(group.Name));
            var scope = text.In(group.Name, group.Name, group.Namespace);
            foreach (var block in EquationSection.Of(group.Equations, scope, text, group.Linked))
                yield return block;
            ImmutableArray<Phrase> points = [.. Points(group, scope), .. Operations(group, text)];
            if (!points.IsEmpty)
                yield return new Points(points);
        }
    }

    private static IEnumerable<Phrase> Points(NeuronGroup group, BrianScope scope)
    {
        if (group.Cable is { } cable)
        {
            yield return Phrase.Of($"A neuron with a shape: {cable.Summary}. Each compartment obeys the equations, where {new Code("Im")} is the current that enters through its membrane.");
            yield return Phrase.Of($"The potential {new Code("v")} of all compartments advances by one implicit Euler step, after the other equations.");
        }

        if (group.Threshold is { } threshold)
        {
            yield return group.Reset is { } reset
                ? Phrase.Of($"Spike when {scope.Formula(threshold, "the threshold")}; then {scope.Statements(reset, "the reset")}.")
                : Phrase.Of($"Spike when {scope.Formula(threshold, "the threshold")}; nothing is reset.");
        }

        if (group.Refractory is { } refractory && scope.Parse(refractory, "the refractory period") is { } period)
        {
            yield return IsCondition(period, group)
                ? Phrase.Of($"Refractory after a spike for as long as {Formulas.Of(period)}.")
                : Phrase.Of($"Refractory for {Formulas.Of(period)} after a spike.");
        }

        foreach (var (name, condition) in group.Events)
            yield return Phrase.Of($"Event {new Code(name)} when {scope.Formula(condition, $"the event '{name}'")}.");
        if (group.Equations.DifferentialEquations.Any())
            yield return Integration(group.Method);
        foreach (var clock in Clock(group))
            yield return clock;
    }

    /// <summary>How equations are integrated.</summary>
    public static Phrase Integration(string? method) => method is null
        ? "Integrated by the first method that can integrate these equations."
        : Phrase.Of($"Integrated by the method {new Code(method)}.");

    /// <summary>An object's own time step, where it has one.</summary>
    public static IEnumerable<Phrase> Clock(BrianObject one) => one.Step is { } step ? [Phrase.Of($"In steps of its own, {Formulas.Time(step)}.")] : [];

    private static IEnumerable<Phrase> Operations(NeuronGroup group, BrianText text)
    {
        foreach (var one in text.Network.Objects)
        {
            if (one is RunRegularly regularly && regularly.Group.Object == group.Name)
            {
                var code = text.In(one.Name, group.Name, group.Namespace).Statements(regularly.Code, "the code");
                yield return one.Step is { } step
                    ? Phrase.Of($"Every {Formulas.Time(step)}, for {text.Range(regularly.Group)}: {code}.")
                    : Phrase.Of($"In each step, for {text.Range(regularly.Group)}: {code}.");
            }
            else if (one is RunOnEvent reaction && reaction.Group == group.Name)
            {
                yield return Phrase.Of($"At the event {new Code(reaction.Event)}: {text.In(one.Name, group.Name, group.Namespace).Statements(reaction.Code, "the code")}.");
            }
        }
    }

    private static bool IsCondition(Expression period, NeuronGroup group) => period switch
    {
        Truth or Unary { Operator: UnaryOperator.Not } => true,
        Binary binary => binary.Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater
            or BinaryOperator.GreaterOrEqual or BinaryOperator.Equal or BinaryOperator.NotEqual,
        Name name => group.Equations.Find(name.Identifier)?.Type == VariableType.Boolean,
        _ => false,
    };
}
