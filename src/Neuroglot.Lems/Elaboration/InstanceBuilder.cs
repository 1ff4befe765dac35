using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// First half of building a network: what exists. Children and child instances become parts of their parent; what a container holds or a
/// MultiInstantiate makes becomes a group of instances.
/// </summary>
internal sealed class InstanceBuilder(DiagnosticBag diagnostics)
{
    /// <summary>What an instance takes at the least, in bytes, with its recordings and its place in the lists of the network.</summary>
    private const int BytesPerInstance = 200;

    private static readonly long MostInstances = Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerInstance);

    private long instances;

    // Hierarchies of real models are less than ten deep; a component that contains itself would be endless.
    private const int Deepest = 100;

    /// <summary>Groups in the order in which they were made.</summary>
    public List<InstanceGroup> Groups { get; } = [];

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
    public InstanceGroup NewGroup(string name, LemsComponent component, PartNode? place, DomainKind domain, int count)
    {
        var group = new InstanceGroup(name, component, place, domain) { Count = count };
        Groups.Add(group);
        Fill(group.Root, 0);
        return group;
    }

    private static bool IsContainer(LemsComponent component) => component.Type.Dynamics is not { } dynamics
        || (dynamics.StateVariables.IsEmpty && dynamics.DerivedVariables.IsEmpty && dynamics.ConditionalDerivedVariables.IsEmpty
            && dynamics.OnConditions.IsEmpty && dynamics.OnEvents.IsEmpty && dynamics.Regimes.IsEmpty && dynamics.KineticSchemes.IsEmpty);

    private void Fill(PartNode part, int depth)
    {
        if (depth > Deepest)
        {
            diagnostics.Error("NG1401", $"{part.Component.Label} ({part.Component.Type.Name}) contains itself: {Circle(part)}.", part.Component.Span, "Let one of them hold something else.");
            return;
        }

        foreach (var list in part.Component.Type.ChildLists)
            part.Lists[list.Name] = [];

        // What a network connects is connected in the order of the document; the parts of a cell advance slots first, then lists.
        if (part.Group is null)
        {
            foreach (var child in part.Component.AllChildren)
                AddListed(part, child.Place!, child, depth);
            Instantiate(part, depth);
            return;
        }

        foreach (var slot in part.Component.Type.ChildSlots)
        {
            if (part.Component.Child(slot.Name) is { } child)
                AddChild(part, slot.Name, child, depth);
        }

        foreach (var list in part.Component.Type.ChildLists)
        {
            foreach (var child in part.Component.Children(list.Name))
                AddListed(part, list.Name, child, depth);
        }

        Instantiate(part, depth);
    }

    private void AddListed(PartNode part, string place, LemsComponent child, int depth)
    {
        var isListed = part.Lists.TryGetValue(place, out var members);
        if (AddChild(part, isListed ? child.Id ?? place : place, child, depth) is { } node)
            members?.Add(node);
    }

    private void Instantiate(PartNode part, int depth)
    {
        foreach (var element in part.Component.Type.Structure?.Body ?? [])
        {
            switch (element)
            {
                case ChildInstance child when Referenced(part, child.Component, child.ComponentType, child.Span) is { } component:
                    AddInstance(part, child.Component!, component, depth);
                    break;
                case MultiInstantiate many when Referenced(part, many.Component, many.ComponentType, many.Span) is { } component:
                    AddMany(part, many, component);
                    break;
                case CoInstantiate together:
                    diagnostics.Error("NG1402", $"<CoInstantiate> in the Structure of {part.Component.Type.Name} is not supported.", together.Span, "Use ChildInstance, or MultiInstantiate with its own population.");
                    break;
                default:
                    break;
            }
        }
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

    // In a container, the children of one list that instantiate the same component become one group: the cells of a populationList.
    private void AddInstance(PartNode part, string reference, LemsComponent component, int depth)
    {
        if (part.Group is not null || IsContainer(component))
        {
            AddChild(part, reference, component, depth);
            return;
        }

        var place = part.Parent ?? part;
        var run = place.Instances.FirstOrDefault(candidate => candidate.Group.Component == component && candidate.Name == string.Empty);
        if (run is null)
        {
            run = new InstanceRun(string.Empty, NewGroup(place.Component.Id ?? place.Name, component, place, DomainKind.Neurons, 0), 0, 0);
            place.Instances.Add(run);
        }

        var group = run.Group;
        part.Instances.Add(new InstanceRun(component.Id ?? reference, group, group.Count++, 1));
        group.Ids.Add(part.Component.Id ?? part.Name);
        if (part.Child("location")?.Component is { } location)
            group.Positions.Add(new Position(location.Value("x"), location.Value("y"), location.Value("z")));
    }

    private void AddMany(PartNode part, MultiInstantiate many, LemsComponent component)
    {
        if (!part.Component.TryValue(many.Number, out var number) || !(number >= 0) || number > int.MaxValue || number != Math.Floor(number))
        {
            diagnostics.Error("NG1403", $"'{many.Number}' of {part.Component.Id} is not a number of instances.", part.Component.Span);
            return;
        }

        var owners = part.Group?.Count ?? 1;
        instances += (long)number * owners;
        if (instances > MostInstances)
        {
            diagnostics.Error("NG1406", $"{part.Component.Label} brings the model to {instances:N0} instances, which do not fit into the memory of this machine.", part.Component.SpanOf(many.Number),
                "Is the number too large by mistake?");
            return;
        }

        var group = NewGroup(part.Component.Id ?? part.Name, component, part, DomainKind.Neurons, (int)number * owners);
        if (part.Group is not null)
        {
            for (var i = 0; i < group.Count; i++)
                group.OwnerOf.Add(i / (int)number);
        }

        var numbers = new List<double>(group.Count);
        for (var i = 0; i < group.Count; i++)
            numbers.Add(i % (int)number);
        group.Properties[many.IndexVariable ?? "index"] = numbers;
        part.Instances.Add(new InstanceRun(component.Label, group, 0, group.Count));
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

    private LemsComponent? Referenced(PartNode part, string? reference, string? type, SourceSpan span)
    {
        if (reference is null)
        {
            diagnostics.Error("NG1404", $"The Structure of {part.Component.Type.Name} makes instances of the component type '{type}'; only instances of a component are supported.", span,
                "Declare a ComponentReference, and write its name as component=\"…\".");
            return null;
        }

        // ../component is the reference of the parent.
        var owner = part;
        var name = reference;
        while (name.StartsWith("../", StringComparison.Ordinal) && owner is not null)
        {
            owner = owner.Parent;
            name = name[3..];
        }

        if (owner?.Component.Reference(name) is { } component)
            return component;
        diagnostics.Error("NG1405", $"{part.Component.Id ?? part.Name} does not say what its '{reference}' is.", part.Component.Span,
            owner?.Component.Type.ComponentReferences.Any(known => known.Name == name) == true ? $"Add {name}=\"…\" with the id of a component." : $"{owner?.Component.Type.Name ?? part.Component.Type.Name} declares no ComponentReference '{name}'.");
        return null;
    }
}
