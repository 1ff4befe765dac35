using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// The order of events of several synapses at a variable of a neuron, which counts where some do not only add to it. In Brian, pathways have their turn by order and name, and the export has that order, too:
/// what each of them brings is put together in it.
/// </summary>
internal static class ArrivalOrder
{
    /// <summary>The statements of synapses that change a variable of a group, each with its pathway.</summary>
    public static IEnumerable<(SynapticPathway Pathway, Statement Statement)> Statements(Synapses synapses, NeuronGroup group, string variable, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        return synapses.Pathways.SelectMany(pathway => StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()).Where(IsMeant).Select(statement => (pathway, statement)));

        bool IsMeant(Statement statement) => names.FindVariable(statement.Target) is { Owner: VariableOwner.Postsynaptic or VariableOwner.Presynaptic } target && target.Name == variable
            && (target.Owner == VariableOwner.Postsynaptic ? synapses.Target : synapses.Source).Object == group.Name;
    }

    /// <summary>The synapses whose events change a variable of a group, in the order of their turns.</summary>
    public static ImmutableArray<Synapses> Of(NeuronGroup group, string variable, NetworkExport export) =>
        [.. Turns(group, variable, export).Select(one => one.Synapses).Distinct()];

    /// <summary>Random input at a variable of a group.</summary>
    public static IEnumerable<PoissonInput> Inputs(NeuronGroup group, string variable, NetworkExport export) =>
        export.Network.Objects.OfType<PoissonInput>().Where(one => one.Target.Object == group.Name && one.Variable == variable);

    /// <summary>Whether events of several synapses meet at a variable of which some leave a part only, so that their order counts.</summary>
    public static bool Counts(NeuronGroup group, string variable, NetworkExport export)
    {
        var all = Of(group, variable, export);
        return all.Length > 1 && all.Any(synapses => Statements(synapses, group, variable, export).Any(one => !OnlyAdds(one.Statement, synapses, export)));
    }

    /// <summary>Why what several synapses bring cannot be put together in its order; null where it can.</summary>
    public static string? WhyNot(NeuronGroup group, string variable, NetworkExport export)
    {
        var turns = Turns(group, variable, export);
        if (Inputs(group, variable, export).FirstOrDefault(input => turns.Any(one => export.TurnOf(one.Synapses, one.Pathway).Order >= input.Order)) is { } early)
            return $"its events set '{variable}', at which '{early.Name}' arrives before them";
        if (turns.FirstOrDefault(one => !one.Pathway.IsPre || one.Synapses.Target.Object != group.Name || export.NamesOf(one.Synapses).FindVariable(one.Target)!.Owner != VariableOwner.Postsynaptic) is { Synapses: not null } other)
            return $"its events set '{variable}', which events of {export.OriginOf(other.Synapses.Name).Name} change for the neurons before it or after their own spikes, and LEMS does not keep their order";
        var order = turns.Select(one => one.Synapses).ToList();
        return order.Where((one, index) => index == 0 || order[index - 1] != one).Count() == order.Distinct().Count() ? null
            : $"its events set '{variable}', and pathways of others that do have their turn between its own";
    }

    private static ImmutableArray<(Synapses Synapses, SynapticPathway Pathway, string Target)> Turns(NeuronGroup group, string variable, NetworkExport export) =>
    [
        .. export.Network.Objects.OfType<Synapses>().Where(one => one.Source.Object == group.Name || one.Target.Object == group.Name)
            .SelectMany(one => Statements(one, group, variable, export).Select(each => (one, each.Pathway, each.Statement.Target)))
            .OrderBy(one => export.TurnOf(one.one, one.Pathway).Order).ThenBy(one => export.TurnOf(one.one, one.Pathway).Name, StringComparer.Ordinal),
    ];

    private static bool OnlyAdds(Statement statement, Synapses synapses, NetworkExport export) =>
        !FreeNames.Contains(export.SilentCodeOf(synapses).WrittenOut(SynapseForms.Difference(statement.Value, statement.Target)), statement.Target);
}
