using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Instances of one component that become a set of the network: they share a class and differ in properties.</summary>
internal sealed class InstanceGroup
{
    private Dictionary<string, int>? places;

    public InstanceGroup(string name, LemsComponent component, PartNode? place, DomainKind domain)
    {
        Name = name;
        Component = component;
        Place = place;
        Domain = domain;
        Root = new PartNode(component, place, this, component.Label);
    }

    public string Name { get; }

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
    public Dictionary<string, PeerList> Peers => field ??= [];

    /// <summary>Event connections between parts of the same instance.</summary>
    public List<InternalEvent> InternalEvents { get; } = [];

    /// <summary>The components that each owner has an instance of, in order, where the group is made of a list of children; else empty.</summary>
    public ComponentList Listed { get; init; } = ComponentList.Empty;

    /// <summary>Event connections from each listed instance to its owner.</summary>
    public List<(string Source, string Target)> OwnerEvents { get; } = [];

    /// <summary>Ids that the author gave to the instances; empty when they are numbered.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Place of the instance that the author called <paramref name="id"/>, or −1. To be asked when all instances are there.</summary>
    public int PlaceOf(string id)
    {
        if (places is null)
        {
            places = new Dictionary<string, int>(Ids.Count, StringComparer.Ordinal);
            for (var i = 0; i < Ids.Count; i++)
                places.TryAdd(Ids[i], i);
        }

        return places.GetValueOrDefault(id, -1);
    }

    /// <summary>Where the instances are, in µm; null when nothing says so.</summary>
    public List<Position>? Positions { get; set; }

    /// <summary>Makes the listed instances of all owners. To be called when all owners are there.</summary>
    public void FillListed()
    {
        var owners = Place!.Group!.Count;

        // Lists of children come before attachments, whose places begin at 0.
        for (var owner = 0; owner < owners; owner++)
        {
            for (var i = 0; i < Listed.Count; i++)
            {
                OwnerOf.Add(owner);
                Places.Add(i - Listed.Count);
            }
        }

        Count = OwnerOf.Count;
        foreach (var name in Component.Type.ValueNames)
        {
            var values = Listed.Select(child => child.Value(name)).ToArray();
            if (values.Distinct().Count() > 1)
                Properties[name] = [.. Enumerable.Repeat(values, owners).SelectMany(static one => one)];
        }
    }

    /// <summary>Index of the set; known when all groups are.</summary>
    public int Index { get; set; } = -1;

    /// <summary>For each instance, in the order of the set, the place of its owner in the owner's set; known when all groups are.</summary>
    public ImmutableArray<int> Owners { get; set; } = [];

    /// <summary>Whether structures inside make connections that leave the instance, and so differ between instances.</summary>
    public bool LeavesInstance { get; set; }

    /// <summary>Gives a property of an instance a value.</summary>
    public void Set(string property, int index, double value)
    {
        if (!Properties.TryGetValue(property, out var values))
            Properties[property] = values = new List<double>(index + 1);
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
