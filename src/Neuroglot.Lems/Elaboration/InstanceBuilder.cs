using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// First half of building a network: what exists. Children and child instances become parts of their parent; what a container holds or a
/// MultiInstantiate makes becomes a group of instances.
/// </summary>
internal sealed partial class InstanceBuilder(LemsModel model, BuildValues values, InstanceSets sets, DiagnosticBag diagnostics)
{
    /// <summary>What an instance takes at the least, in bytes, with its recordings and its place in the lists of the network.</summary>
    private const int BytesPerInstance = 200;

    private static readonly long MostInstances = Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerInstance);

    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private long instances;

    // Hierarchies of real models are less than ten deep; a component that contains itself would be endless.
    private const int Deepest = 100;

    /// <summary>Groups in the order in which they were made.</summary>
    public List<InstanceGroup> Groups { get; } = [];

    /// <summary>Whether a group is called <paramref name="name"/>.</summary>
    public bool HasGroup(string name) => names.Contains(name);

    /// <summary>The whole hierarchy of the component that is simulated.</summary>
    public PartNode Build(LemsComponent target)
    {
        if (IsContainer(target))
        {
            var root = new PartNode(target, null, null, target.Label);
            Fill(root, 0);
            return root;
        }

        return NewGroup(target.Label, target, null, DomainKind.Neurons, 1).Root;
    }

    /// <summary>Makes a group and the parts of its instances.</summary>
    public InstanceGroup NewGroup(string name, LemsComponent component, PartNode? place, DomainKind domain, int count, ComponentList? listed = null)
    {
        var group = new InstanceGroup(name, component, place, domain) { Count = count, Listed = listed ?? ComponentList.Empty };
        for (var i = 0; i < group.Listed.Count; i++)
            group.Ids.Add(group.Listed.IdOf(i) ?? string.Empty);
        Groups.Add(group);
        names.Add(name);
        Fill(group.Root, 0);
        return group;
    }

    private static bool IsContainer(LemsComponent component) => !component.Type.HasState;

    private void Fill(PartNode part, int depth)
    {
        if (depth > Deepest)
        {
            diagnostics.Error("NG1401", $"{part.Component.Label} ({part.Component.Type.Name}) contains itself: {Circle(part)}.", part.Component.Span, "Let one of them hold something else.");
            return;
        }

        foreach (var list in part.Component.Type.ChildLists)
            part.Lists[list.Name] = [];

        // What a network connects is connected in the order of the document; the parts of a cell advance slots first, then what its structure makes, then lists.
        if (part.Group is null)
        {
            foreach (var child in part.Component.AllChildren.Kept)
                AddListed(part, child.Place!, child, depth);
            Instantiate(part, part.Component.Type.Structure?.Body ?? [], depth);
            return;
        }

        foreach (var slot in part.Component.Type.ChildSlots)
        {
            if (part.Component.Child(slot.Name) is { } child)
                AddChild(part, slot.Name, child, depth);
        }

        Instantiate(part, part.Component.Type.Structure?.Body ?? [], depth);
        foreach (var list in part.Component.Type.ChildLists)
        {
            var children = part.Component.Children(list.Name);
            if (ListedChildren.AreSeparate(part, list.Name, children))
            {
                part.Listed[list.Name] = NewGroup($"{part.Group.Name}/{list.Name}", children[0], part, DomainKind.Members, 0, children);
                continue;
            }

            foreach (var child in children)
                AddListed(part, list.Name, child, depth);
        }
    }

    private void AddListed(PartNode part, string place, LemsComponent child, int depth)
    {
        var isListed = part.Lists.TryGetValue(place, out var members);
        if (AddChild(part, isListed ? child.Id ?? place : place, child, depth) is { } node)
            members?.Add(node);
    }

    private PartNode? AddChild(PartNode part, string slot, LemsComponent child, int depth)
    {
        if (part.Group is null && !IsContainer(child))
        {
            var group = NewGroup(child.Id ?? slot, child, part, DomainKind.Neurons, 1);
            part.Instances.Add(new InstanceRun(child.Id ?? slot, group, 0, 1));
            return null;
        }

        var name = child.Id ?? slot;
        for (var twin = 1; part.Has(name) && part.Child(name)!.Component != child; twin++)
            name = $"{child.Id ?? slot}#{twin}";
        var node = new PartNode(child, part, part.Group, name);
        part.Add(node, slot);
        Fill(node, depth + 1);
        return node;
    }

    // From a component through what it holds back to itself.
    private static string Circle(PartNode part)
    {
        var names = new List<string> { part.Component.Label };
        for (var owner = part.Parent; owner is not null && owner.Component != part.Component; owner = owner.Parent)
            names.Add(owner.Component.Label);
        names.Add(part.Component.Label);
        names.Reverse();
        return string.Join(" → ", names);
    }
}
