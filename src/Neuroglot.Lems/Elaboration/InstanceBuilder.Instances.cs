using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>The instances that a Structure makes: single ones, numbers of them, and those at the places of others.</summary>
internal sealed partial class InstanceBuilder
{
    // The reference rounds; a number such as (20 um − 0 um)/2 um may miss the whole one by the last digits.
    private const double Rounding = 1e-6;

    private readonly Dictionary<ResolvedType, LemsComponent?> ofTypes = [];

    private void Instantiate(PartNode part, IEnumerable<BuildElement> body, int depth)
    {
        foreach (var element in body)
        {
            switch (element)
            {
                case ChildInstance child when Component(part, child.Component, child.ComponentType, child.Span) is { } component:
                    AddInstance(part, child, component, depth);
                    break;
                case MultiInstantiate many when Component(part, many.Component, many.ComponentType, many.Span) is { } component:
                    AddMany(part, many, component);
                    break;
                case CoInstantiate together when Component(part, together.Component, together.ComponentType, together.Span) is { } component:
                    AddTogether(part, together, component);
                    break;
                case With with:
                    Instantiate(part, with.Body, depth);
                    break;
                case If condition when MakesInstances(condition):
                    if (values.Holds(condition.Test, part.Component.Label, Known))
                        Instantiate(part, condition.Body, depth);
                    break;
                case Choose choose when MakesInstances(choose):
                    Instantiate(part, values.Chosen(choose, part.Component.Label, Known), depth);
                    break;
                case ForEach or Apply when MakesInstances(element):
                    diagnostics.Error("NG1402", $"The Structure of {part.Component.Type.Name} makes instances inside <{element.GetType().Name}>; they would have no place of their own.", element.Span,
                        "Make them outside of it, with ChildInstance, MultiInstantiate or CoInstantiate.");
                    break;
                default:
                    break;
            }
        }

        // Properties differ between instances that have one structure.
        double? Known(string name) => part.Component.Type.Properties.Any(property => property.Name == name) || !part.Component.TryValue(name, out var value) ? null : value;
    }

    private static bool MakesInstances(BuildElement element) => element.Body.Any(inner => inner is ChildInstance or MultiInstantiate or CoInstantiate || MakesInstances(inner));

    // In a container, the children of one list that instantiate the same component become one group: the cells of a populationList.
    private void AddInstance(PartNode part, ChildInstance child, LemsComponent component, int depth)
    {
        var reference = child.Component ?? component.Label;
        if (part.Group is not null || IsContainer(component))
        {
            if (AddChild(part, reference, component, depth) is { } made)
                SetAll(made, child, part);
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
        foreach (var assign in child.Assigns)
            Set(group, group.Count - 1, assign, part, component);
        if (part.Child("location")?.Component is { } location)
            (group.Positions ??= []).Add(new Position(location.Value("x"), location.Value("y"), location.Value("z")));
    }

    private void AddMany(PartNode part, MultiInstantiate many, LemsComponent component)
    {
        if (!part.Component.TryValue(many.Number, out var number) || !(number >= 0) || number > int.MaxValue || Math.Abs(number - Math.Round(number)) > Rounding)
        {
            diagnostics.Error("NG1403", $"'{many.Number}' of {part.Component.Id} is not a number of instances.", part.Component.Span);
            return;
        }

        if (part.Group is { } owner && (owner.Domain != DomainKind.Neurons || owner.Count == 0))
        {
            diagnostics.Error("NG1402", $"{part.Component.Label} makes a number of instances inside {owner.Component.Label}, whose own instances are added one by one.", many.Span,
                "Such components can be members of a population with a size, not of one that lists them, nor attachments.");
            return;
        }

        var each = (int)Math.Round(number);
        var owners = part.Group?.Count ?? 1;
        if (!HasRoom(part, (long)each * owners, many.Number))
            return;
        var group = NewGroup(part.Component.Id ?? part.Name, component, part, DomainKind.Neurons, each * owners);
        if (part.Group is not null)
        {
            for (var i = 0; i < group.Count; i++)
                group.OwnerOf.Add(i / each);
        }

        for (var i = 0; i < group.Count; i++)
        {
            group.Set(many.IndexVariable ?? "index", i, i % each);
            foreach (var assign in many.Assigns)
                Set(group, i, assign, part, component);
        }

        part.Instances.Add(new InstanceRun(component.Label, group, 0, group.Count));
    }

    /// <summary>One instance at each of others; it takes over what they state: their index, their properties and parameters.</summary>
    private void AddTogether(PartNode part, CoInstantiate together, LemsComponent component)
    {
        if (part.Group is not null)
        {
            diagnostics.Error("NG1402", $"<CoInstantiate> in the Structure of {part.Component.Type.Name} makes instances at the places of others, but {part.Component.Label} has dynamics itself.", together.Span, "Do it in a component that only holds others, such as a population.");
            return;
        }

        if (together.At is not { } at || sets.At(new InstanceReference(part, 0), at, together.Span) is not { } places || !HasRoom(part, places.Count, at))
            return;
        var group = NewGroup(part.Component.Id ?? part.Name, component, part, DomainKind.Neurons, places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            var type = places[i].Part.Component.Type;
            var names = type.Parameters.Select(one => one.Name).Concat(type.DerivedParameters.Select(one => one.Name)).Concat(type.Properties.Select(one => one.Name));
            foreach (var name in names.Concat(places[i].Part.Group?.Properties.Keys ?? Enumerable.Empty<string>()))
            {
                if (!component.Type.Parameters.Any(own => own.Name == name) && BuildValues.Of(places[i], name) is { } value)
                    group.Set(name, i, value);
            }

            foreach (var assign in together.Assigns)
                Set(group, i, assign, part, component);
        }

        part.Instances.Add(new InstanceRun(component.Label, group, 0, group.Count));
    }

    private bool HasRoom(PartNode part, long more, string attribute)
    {
        instances += more;
        if (instances <= MostInstances)
            return true;
        diagnostics.Error("NG1406", $"{part.Component.Label} brings the model to {instances:N0} instances, which do not fit into the memory of this machine.", part.Component.SpanOf(attribute),
            "Is the number too large by mistake?");
        return false;
    }

    private void SetAll(PartNode made, ChildInstance child, PartNode part)
    {
        foreach (var assign in child.Assigns)
        {
            if (made.Group is not { } group)
            {
                diagnostics.Error("NG1402", $"The Structure of {part.Component.Type.Name} assigns “{assign.Property}” to {made.Component.Label}, which has no dynamics.", assign.Span, "State the value as a parameter.");
                continue;
            }

            if (values.Evaluate(assign.Value, part.Component.Label, name => part.Component.TryValue(name, out var value) ? value : null) is { } common)
                group.Shared[PartNode.Join(made.Path, assign.Property)] = common;
        }
    }

    /// <summary>Carries out an assignment for one instance: its value may use the instance's own names, such as its index, and those of what makes it.</summary>
    private void Set(InstanceGroup group, int index, Assign assign, PartNode maker, LemsComponent component)
    {
        var made = new InstanceReference(group.Root, index);
        var owner = new InstanceReference(maker, group.OwnerOf.Count > 0 ? group.OwnerOf[index] : 0);
        if (values.Evaluate(assign.Value, maker.Component.Label, name => BuildValues.Of(made, name) ?? BuildValues.Of(owner, name, around: true)) is not { } value)
            return;
        group.Assign(assign, assign.Property, index, value);
        if (assign.ExposeAs is { } text)
            group.Set(maker.Component.Text(text) ?? text, index, value);
    }

    private LemsComponent? Component(PartNode part, string? reference, string? typeName, SourceSpan span)
    {
        if (reference is not null)
            return Referenced(part, reference);
        if (typeName is null)
        {
            diagnostics.Error("NG1404", $"The Structure of {part.Component.Type.Name} does not say what to make instances of.", span, "Name a ComponentReference in the attribute component, or a type in componentType.");
            return null;
        }

        if ((part.Component.TypeReference(typeName) ?? model.Types.Find(typeName)) is not { } type)
        {
            diagnostics.Error("NG1404", $"There is no component type “{typeName}”, of which the Structure of {part.Component.Type.Name} makes instances.", span, model.Types.HintFor(typeName) ?? "Name a type of the model, or an attribute of the component that names one.");
            return null;
        }

        if (!ofTypes.TryGetValue(type, out var component))
            ofTypes[type] = component = model.ComponentOf(type, span, diagnostics);
        return component;
    }

    private LemsComponent? Referenced(PartNode part, string reference)
    {
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
