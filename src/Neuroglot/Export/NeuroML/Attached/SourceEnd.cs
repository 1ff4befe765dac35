using System.Xml.Linq;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// The ends that synapses have in the neurons before them, through which they see variables of these, as gap junctions of NeuroML do. An end has nothing of its own; what is sought there is found in
/// the cell that it belongs to, as in LEMS everything that a component lacks is. LEMS advances one cell after the other. So that their order makes no difference, a cell keeps what it shows, what it
/// has shown before and when (<see cref="ShownVariables"/>), and a synapse takes of a cell that has been advanced before it what that has shown before.
/// </summary>
internal static class SourceEnd
{
    private const string Peer = "peer";
    private const string HasShown = "source_has_shown";

    /// <summary>The type of the ends.</summary>
    public static XElement Type(AttachedSynapses synapses, NetworkExport export) =>
        Xml.Element("ComponentType", ("name", synapses.SourceEndName), ("extends", "baseStandalone")).With(
            [
                // What a tunnel assigns, it assigns at both ends.
                .. synapses.Properties.Select(one => Xml.Element("Property", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))),
                Xml.Element("InstanceRequirement", ("name", Peer), ("type", synapses.TypeName)),
                new XElement("Dynamics"),
            ]);

    /// <summary>What a synapse has to be part of for its other end.</summary>
    public static XElement Requirement(AttachedSynapses synapses) => Xml.Element("InstanceRequirement", ("name", Peer), ("type", synapses.SourceEndName));

    /// <summary>What a synapse reads at its other end: names of its own, and what the cell there shows for each.</summary>
    public static IEnumerable<XElement> Reading(IReadOnlyCollection<(string Name, string Shown, Dimension Dimension)> all, GroupCode code, NetworkExport export)
    {
        if (all.Count == 0)
            yield break;
        foreach (var (name, shown, dimension) in all)
        {
            yield return Selected(name + "_last", shown, dimension);
            yield return Selected(name + "_before", ShownVariables.Before(shown), dimension);
        }

        yield return Selected(ShownVariables.ShownAt, ShownVariables.ShownAt, Dimension.Time);
        code.UseStep();
        yield return Xml.DerivedVariable(HasShown, "none", $"H(({ShownVariables.ShownAt} - t)/dt + 0.5)");
        foreach (var (name, _, dimension) in all)
            yield return Xml.DerivedVariable(name, export.Dimensions.NameOf(dimension), $"{HasShown}*{name}_before + (1 - {HasShown})*{name}_last");

        XElement Selected(string name, string shown, Dimension dimension) =>
            Xml.Element("DerivedVariable", ("name", name), ("dimension", export.Dimensions.NameOf(dimension)), ("select", $"{Peer}/{shown}"));
    }

    /// <summary>The structure of a connection.</summary>
    public static XElement Tunnel(IEnumerable<CellProperty> properties) =>
        Xml.Element("Tunnel", ("name", Peer), ("endA", "a"), ("endB", "b"), ("componentA", "source"), ("componentB", "synapse"))
            .With(properties.Select(one => Xml.Element("Assign", ("property", one.Name), ("value", one.Name))));
}
