using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// Finds code that would see other values in LEMS than in Brian, because events, which arrive before the reset and before code of the next step in Brian, arrive after both in
/// LEMS. What only adds to a variable may come in any order.
/// </summary>
internal static class StepOrder
{
    /// <summary>Why code that runs after events of neurons cannot be written; null where it can.</summary>
    public static string? Clash(string code, NeuronGroup group, NetworkExport export)
    {
        var arriving = ArrivingVariables.OfEvents(group.Name, group.Equations, export.Network);
        foreach (var statement in StatementParser.Parse(code, group.Name, new DiagnosticBag()))
        {
            if (Reads(SynapseForms.Difference(statement.Value, statement.Target), group.Equations).FirstOrDefault(arriving.Contains) is { } read)
                return $"its code reads or sets '{read}', at which events arrive that LEMS adds later";
        }

        return null;
    }

    /// <summary>The subexpression constant over a step that code at a clock reads: it has a value from before the code, with what arrives later in LEMS; null where it reads none.</summary>
    public static string? Frozen(string code, NeuronGroup group) => StatementParser.Parse(code, group.Name, new DiagnosticBag()).SelectMany(one => Reads(one.Value, group.Equations))
        .FirstOrDefault(name => group.Equations.Find(name) is { Kind: EquationKind.Subexpression } one && one.Has(EquationFlags.ConstantOverDt));

    /// <summary>Why the events of a pathway cannot be sent to neurons; null where they can.</summary>
    public static string? Clash(DirectPathway pathway, NetworkExport export)
    {
        if (export.Network.Objects.FirstOrDefault(one => one.Name == pathway.Group) is not NeuronGroup group)
            return null;
        var between = Between(group, export);
        var reset = group.Reset is null ? [] : Targets(group.Reset).ToHashSet();
        var others = ArrivingVariables.Of(group.Name, group.Equations, export.Network with { Objects = export.Network.Objects.Remove(pathway.Synapses).Add(WithoutPathway(pathway)) });
        foreach (var (variable, change) in pathway.Changes)
        {
            foreach (var name in Reads(change, group.Equations))
            {
                if (others.Contains(name))
                    return $"its events read '{name}', at which others arrive, too, and LEMS does not keep their order";
                if (between.Contains(name))
                    return $"its events read '{name}', which code changes between two steps, and LEMS adds them later";
                if (reset.Contains(name) && !IsGoneAfterSpike(variable, group))
                    return $"its events read '{name}', which the reset changes, and LEMS adds them after it";
            }
        }

        return null;
    }

    /// <summary>
    /// Why events of attached synapses cannot leave a part of a variable only; null where they can: where a neuron has one such synapse, or all move the variable to the same value (<see cref="FixedPoint"/>),
    /// what others bring has its place before or after (<see cref="ArrivalOrder"/>), the reset leaves the variable alone or sets it, and no code changes it between two steps.
    /// </summary>
    public static string? WhyNotReplaced(Synapses synapses, string variable, NetworkExport export)
    {
        if (export.Network.Objects.FirstOrDefault(one => one.Name == synapses.Target.Object) is not NeuronGroup group)
            return $"its events set '{variable}', and only neurons with equations have variables";
        if (FixedPoint.Of(synapses, group, variable, export) is null && export.SetOf(synapses.Name).Connectivity is { Rules: [ListedConnections listed] } && listed.Targets.Distinct().Count() < listed.Sources.Count)
            return $"its events set '{variable}' of neurons that have several of these synapses, and LEMS does not keep their order";
        if (ArrivalOrder.WhyNot(group, variable, export) is { } why)
            return why;
        if (Between(group, export).Contains(variable))
            return $"its events set '{variable}', which code changes between two steps, and LEMS sets it later";
        return group.Reset is not null && Targets(group.Reset).Contains(variable) && !IsGoneAfterSpike(variable, group) ? $"its events set '{variable}', which the reset changes, and LEMS sets it after that" : null;
    }

    // The variables that code changes between two steps.
    private static HashSet<string> Between(NeuronGroup group, NetworkExport export) => [.. export.LaterValuesOf(group.Name).Select(one => one.Value.Variable), .. export.Network.Objects.SelectMany(one => one switch
    {
        RunRegularly regularly when regularly.Group.Object == group.Name => Targets(regularly.Code),
        RunOnEvent reaction when reaction.Group == group.Name => Targets(reaction.Code),
        _ => [],
    })];

    private static Synapses WithoutPathway(DirectPathway pathway) => pathway.Synapses with { Pathways = pathway.Synapses.Pathways.Remove(pathway.Pathway) };

    // The names in an expression, those in its subexpressions included.
    private static HashSet<string> Reads(Expression expression, Equations equations)
    {
        var all = new HashSet<string>();
        var open = new Stack<string>(FreeNames.Of(expression));
        while (open.TryPop(out var name))
        {
            if (all.Add(name) && equations.Find(name) is { Kind: EquationKind.Subexpression, Expression: { } value })
                Array.ForEach([.. FreeNames.Of(value)], open.Push);
        }

        return all;
    }

    private static IEnumerable<string> Targets(string code) => StatementParser.Parse(code, string.Empty, new DiagnosticBag()).Select(one => one.Target);

    // Whether nothing is left of what arrives in the step of a spike.
    private static bool IsGoneAfterSpike(string variable, NeuronGroup group)
    {
        if (group.Refractory is not null && group.Equations.Find(variable)?.Has(EquationFlags.UnlessRefractory) == true)
            return true;
        var values = new Dictionary<string, Expression>();
        foreach (var statement in StatementParser.Parse(group.Reset!, group.Name, new DiagnosticBag()))
            values[statement.Target] = Substitution.Apply(statement.Value, values);
        return values.TryGetValue(variable, out var final) && !FreeNames.Contains(final, variable);
    }
}
