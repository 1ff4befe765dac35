using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// The ends that synapses have in the neurons before them, through which they see variables of these, as gap junctions of NeuroML do. LEMS advances one cell after the other, and what an
/// end shows is what its cell was when that was last advanced: of a cell that comes later, the state a step ago. So that the order of cells makes no difference, each end keeps two states
/// and the time of the last, and the synapse takes of both kinds of cells the state a step ago.
/// </summary>
internal static class SourceEnd
{
    private const string Peer = "peer";
    private const string ShownAt = "shown_at";
    private const string HasShown = "source_has_shown";

    /// <summary>The property with the value that a variable starts with.</summary>
    public static string Start(string name) => name + "_start";

    /// <summary>The type of the ends.</summary>
    public static XElement Type(AttachedSynapses synapses, NetworkExport export)
    {
        var type = Xml.Element("ComponentType", ("name", synapses.SourceEndName), ("extends", "baseStandalone"));

        // What a tunnel assigns, it assigns at both ends.
        type.Add(synapses.Properties.Select(one => Xml.Element("Property", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))));
        var variables = synapses.Shown.Select(one => (Name: GroupCode.Safe(one.Key), Variable: GroupCode.Safe(one.Value.Name), Dimension: export.Dimensions.NameOf(one.Value.Dimension))).ToList();
        type.Add(variables.Select(one => Xml.Element("Requirement", ("name", one.Variable), ("dimension", one.Dimension))));
        type.Add(Xml.Element("InstanceRequirement", ("name", Peer), ("type", synapses.TypeName)));
        List<(string Name, string Dimension)> states = [(ShownAt, export.Dimensions.NameOf(Dimension.Time)), .. variables.SelectMany(one => ((string, string)[])[(Last(one.Name), one.Dimension), (Before(one.Name), one.Dimension)])];
        type.Add(states.Select(one => Xml.Element("Exposure", ("name", one.Name), ("dimension", one.Dimension))));
        type.Add(new XElement(
            "Dynamics", states.Select(one => Xml.StateVariable(one.Name, one.Dimension, one.Name)),
            new XElement("OnStart", Xml.Assign(ShownAt, "-1*second"), variables.SelectMany(one => (XElement[])[Xml.Assign(Last(one.Name), Start(one.Name)), Xml.Assign(Before(one.Name), Start(one.Name))])),
            Xml.OnCondition(NeuronCells.Always, [.. variables.SelectMany(one => (XElement[])[Xml.Assign(Before(one.Name), Last(one.Name)), Xml.Assign(Last(one.Name), one.Variable)]), Xml.Assign(ShownAt, "t")])));
        return type;
    }

    /// <summary>What a synapse has to be part of for its other end.</summary>
    public static XElement Requirement(AttachedSynapses synapses) => Xml.Element("InstanceRequirement", ("name", Peer), ("type", synapses.SourceEndName));

    /// <summary>What a synapse reads at its other end.</summary>
    public static IEnumerable<XElement> Reading(IReadOnlyDictionary<string, Variable> shown, GroupCode code, NetworkExport export)
    {
        foreach (var (name, variable) in shown)
        {
            yield return Selected(Last(GroupCode.Safe(name)), variable.Dimension);
            yield return Selected(Before(GroupCode.Safe(name)), variable.Dimension);
        }

        yield return Selected(ShownAt, Dimension.Time);
        code.UseStep();
        yield return Xml.DerivedVariable(HasShown, "none", $"H(({ShownAt} - t)/dt + 0.5)");
        foreach (var (name, variable) in shown)
        {
            var safe = GroupCode.Safe(name);
            yield return Xml.DerivedVariable(safe, export.Dimensions.NameOf(variable.Dimension), $"{HasShown}*{Before(safe)} + (1 - {HasShown})*{Last(safe)}");
        }

        XElement Selected(string name, Dimension dimension) =>
            Xml.Element("DerivedVariable", ("name", name), ("dimension", export.Dimensions.NameOf(dimension)), ("select", $"{Peer}/{name}"));
    }

    /// <summary>The structure of a connection.</summary>
    public static XElement Tunnel(IEnumerable<CellProperty> properties) =>
        Xml.Element("Tunnel", ("name", Peer), ("endA", "a"), ("endB", "b"), ("componentA", "source"), ("componentB", "synapse"))
            .With(properties.Select(one => Xml.Element("Assign", ("property", one.Name), ("value", one.Name))));

    private static string Last(string name) => name + "_last";

    private static string Before(string name) => name + "_before";
}
