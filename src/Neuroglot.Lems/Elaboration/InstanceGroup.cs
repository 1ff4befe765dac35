using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Instances of one component that become a set of the network: they share a class and differ in properties.</summary>
internal sealed class InstanceGroup
{
    public InstanceGroup(string name, LemsComponent component, PartNode? place, DomainKind domain)
    {
        Name = name;
        Component = component;
        Place = place;
        Domain = domain;
        Root = new PartNode(component, place, this, component.Label);
    }

    public string Name { get; set; }

    public LemsComponent Component { get; }

    /// <summary>The part that owns the instances, in another group or a container; null for the root of everything.</summary>
    public PartNode? Place { get; }

    public DomainKind Domain { get; }

    /// <summary>The root of the hierarchy that is flattened.</summary>
    public PartNode Root { get; }

    public int Count { get; set; }

    /// <summary>Index of the owner of each instance; empty where a container owns them.</summary>
    public List<int> OwnerOf { get; } = [];

    /// <summary>Place of each instance among those of its owner.</summary>
    public List<int> Places { get; } = [];

    /// <summary>
    /// Values of properties that differ from the default, by flattened name: a list that is at most as long as the group has instances; what is missing
    /// from it or NaN has the default.
    /// </summary>
    public Dictionary<string, List<double>> Properties { get; } = [];

    /// <summary>Values of properties of parts that are the same for all instances, by flattened name.</summary>
    public Dictionary<string, double> Shared { get; } = [];

    /// <summary>Properties that were assigned, each with the first place that does so.</summary>
    public Dictionary<string, SourceSpan> Assigned { get; } = [];

    /// <summary>The other ends of tunnels: name of the instance requirement, group and index for each instance.</summary>
    public Dictionary<string, PeerList> Peers { get; } = [];

    /// <summary>Event connections between parts of the same instance.</summary>
    public List<InternalEvent> InternalEvents { get; } = [];

    /// <summary>Ids that the author gave to the instances; empty when they are numbered.</summary>
    public List<string> Ids { get; } = [];

    public List<Position> Positions { get; } = [];

    /// <summary>Index of the set; known when all groups are.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Whether structures inside make connections that leave the instance, and so differ between instances.</summary>
    public bool LeavesInstance { get; set; }

    /// <summary>Gives a property of an instance a value.</summary>
    public void Set(string property, int index, double value)
    {
        if (!Properties.TryGetValue(property, out var values))
            Properties[property] = values = [];
        while (values.Count <= index)
            values.Add(double.NaN);
        values[index] = value;
    }

    /// <summary>Carries out an assignment to the property with the flattened name <paramref name="property"/>.</summary>
    public void Assign(Assign assign, string property, int index, double value)
    {
        Assigned.TryAdd(property, assign.Span);
        Set(property, index, value);
    }

    /// <summary>The value that was given to a property of an instance, or null.</summary>
    public double? Value(string property, int index) =>
        Properties.TryGetValue(property, out var values) && index < values.Count && !double.IsNaN(values[index]) ? values[index] : null;
}

/// <summary>The peers of the instances of a group, all in one other group.</summary>
internal sealed record PeerList(InstanceGroup Group, List<int> Indices);

/// <summary>A part of one instance, or a container.</summary>
/// <param name="Part">The part.</param>
/// <param name="Index">Index of the instance in the part's group; 0 for a container.</param>
internal readonly record struct InstanceReference(PartNode Part, int Index);
