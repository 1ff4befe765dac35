using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Makes sets and links of the groups and connections that building has found.</summary>
internal sealed class NetworkAssembler
{
    private readonly List<InstanceGroup> groups;
    private readonly Dictionary<InstanceGroup, int[]> places = [];
    private readonly HashSet<(string Type, string Property)> unused = [];
    private readonly DiagnosticBag diagnostics;

    private NetworkAssembler(List<InstanceGroup> groups, DiagnosticBag diagnostics)
    {
        this.groups = groups;
        this.diagnostics = diagnostics;
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            group.Index = i;
            if (group.Listed.Count > 0)
                group.FillListed();

            // Owners were made before what they own, so their places are known.
            var ownerOf = group.OwnerOf.Count == 0 ? [] : Places(group.OwnerOf, places[group.Place!.Group!]);
            places[group] = SortByOwner(group, ownerOf);
            group.Owners = Arrange(group, ownerOf.AsSpan());
        }
    }

    /// <summary>The network, and for each group the place in its set of the instance that was made k-th.</summary>
    public static (Network Network, Func<InstanceReference, int> PlaceOf) Assemble(
        string name, InstanceBuilder builder, StructureRunner structure, LemsModel model, DiagnosticBag diagnostics)
    {
        // Populations first: they are made before what is attached to them, so owners come before what they own.
        var assembler = new NetworkAssembler(builder.Groups, diagnostics);
        var links = ImmutableArray.CreateBuilder<AnalogLink>();
        var classes = new List<(ComponentClass Class, List<PortSource> Sources)>();
        foreach (var group in builder.Groups)
            classes.Add(ClassFlattener.Flatten(group, model, diagnostics));
        var sets = ImmutableArray.CreateBuilder<ComponentSet>(classes.Count);
        for (var i = 0; i < classes.Count; i++)
        {
            foreach (var source in classes[i].Sources)
                assembler.Link(builder.Groups[i], source, links);
            sets.Add(assembler.Set(builder.Groups[i], classes[i].Class));
        }

        var network = new Network(name, sets.ToImmutable(), links.ToImmutable(), [.. builder.Groups.SelectMany(assembler.OwnerLinks), .. structure.Connections.Select(assembler.Link)])
        {
            Populations =
            [
                // Points of a grid and the like are instances without dynamics; they are no population.
                .. builder.Groups.Where(group => group.Domain == DomainKind.Neurons && classes[group.Index].Class is ({ States.IsEmpty: false } or { Aliases.IsEmpty: false } or { Ports.IsEmpty: false }))
                    .Select(group => new Population(group.Name, group.Index) { Ids = [.. group.Ids], Positions = group.Positions is { } known ? [.. known] : default }),
            ],
        };
        return (network, reference => assembler.places[reference.Part.Group!][reference.Index]);
    }

    // Instances of one owner lie together, so that their sums are local and can be shared out among threads.
    private static int[] SortByOwner(InstanceGroup group, ImmutableArray<int> ownerOf)
    {
        var place = new int[group.Count];
        if (ownerOf.IsEmpty)
        {
            for (var i = 0; i < place.Length; i++)
                place[i] = i;
            return place;
        }

        // Counted, not compared: how many come before the first of each owner, then one after the other.
        var next = new int[group.Place!.Group!.Count + 1];
        foreach (var owner in ownerOf)
            next[owner + 1]++;
        for (var owner = 1; owner < next.Length; owner++)
            next[owner] += next[owner - 1];
        for (var i = 0; i < place.Length; i++)
            place[i] = next[ownerOf[i]]++;
        return place;
    }

    private ComponentSet Set(InstanceGroup group, ComponentClass component)
    {
        var properties = new Dictionary<string, PropertyValue>();
        foreach (var name in group.Properties.Keys)
        {
            if (component.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                TellOfUnused(group, name);
                continue;
            }

            var values = new List<double>(group.Count);
            for (var i = 0; i < group.Count; i++)
                values.Add(group.Value(name, i) ?? parameter.Value);
            properties[name] = values.TrueForAll(value => value == values[0]) ? new FixedValue(values.Count == 0 ? parameter.Value : values[0]) : new ListValue(Arrange<double>(group, CollectionsMarshal.AsSpan(values)));
        }

        return new ComponentSet(group.Name, component, group.Count)
        {
            Domain = group.Domain,
            Properties = properties,
            Owner = group.OwnerOf.Count > 0 ? group.Place!.Group!.Index : -1,
            OwnerOf = group.Owners,
            PlaceInOwner = group.Places.Count == 0 ? [] : Arrange<int>(group, CollectionsMarshal.AsSpan(group.Places)),
            Span = group.Component.Span,
        };
    }

    // A type may declare a property and not use it; one that it does not know, an author takes for effective.
    private void TellOfUnused(InstanceGroup group, string property)
    {
        if (group.Assigned.TryGetValue(property, out var span) && !group.Component.Type.Properties.Any(own => own.Name == property) && unused.Add((group.Component.Type.Name, property)))
        {
            diagnostics.Warning("NG1418", $"“{property}” is assigned to {group.Component.Label}, but nothing in {group.Component.Type.Name} reads it; it has no effect.", span,
                $"Add <Property name=\"{property}\" …/> to {group.Component.Type.Name} and use it, or leave the assignment out.");
        }
    }

    private ImmutableArray<T> Arrange<T>(InstanceGroup group, ReadOnlySpan<T> values)
    {
        if (values.IsEmpty)
            return [];
        var arranged = new T[values.Length];
        var place = places[group];
        for (var i = 0; i < arranged.Length; i++)
            arranged[place[i]] = values[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(arranged);
    }

    private void Link(InstanceGroup group, PortSource source, ImmutableArray<AnalogLink>.Builder links)
    {
        switch (source.Kind)
        {
            case PortSourceKind.Owner:
                links.Add(new AnalogLink(source.Part.Group!.Index, source.Variable, group.Index, source.Port, OwnersIn(group, source.Part.Group)));
                break;
            case PortSourceKind.Peer:
                if (!group.Peers.TryGetValue(source.Name, out var peers))
                {
                    diagnostics.Error("NG1430", $"{group.Component.Label} needs a peer '{source.Name}', but is not part of a connection that gives it one.", group.Component.Span,
                        "Name it as the synapse of an electricalProjection or the component of a continuousProjection.");
                    return;
                }

                var there = places[peers.Group];

                // What an instance lacks is sought in what it belongs to, as for everything that it requires.
                if (OwnerVariable(peers.Group, source.Variable) is { } ofOwner)
                {
                    var owners = peers.Group.Owners;
                    links.Add(new AnalogLink(
                        peers.Group.Place!.Group!.Index, ofOwner, group.Index, source.Port, Arrange(group, Places(peers.Indices, there).Select(place => owners[place]).ToImmutableArray().AsSpan())));
                }
                else if (Variable(peers.Group, source.Variable, group) is { } ofPeer)
                    links.Add(new AnalogLink(peers.Group.Index, ofPeer, group.Index, source.Port, Arrange(group, Places(peers.Indices, there).AsSpan())));
                break;
            default:
                foreach (var attached in (source.Part.Attached.GetValueOrDefault(source.Name)?.Groups ?? []).Where(attached => source.Fits(attached.Root)))
                {
                    if (Variable(attached, source.Variable, group) is { } ofAttached)
                        links.Add(new AnalogLink(attached.Index, ofAttached, group.Index, source.Port, attached.Owners));
                }

                break;
        }
    }

    private static string? OwnerVariable(InstanceGroup group, string name) =>
        group.Place is { Group: not null } owner && ClassFlattener.VariableOf(group.Root, name) is null && group.Root.Component.Type.Requirements.All(requirement => requirement.Name != name)
            ? ClassFlattener.VariableOf(owner, name) : null;

    // The owner may be further up than the direct one.
    private static ImmutableArray<int> OwnersIn(InstanceGroup group, InstanceGroup owner)
    {
        var found = group.Owners;
        for (var here = group.Place!.Group!; here != owner; here = here.Place!.Group!)
        {
            var next = here.Owners;
            found = [.. found.Select(index => next[index])];
        }

        return found;
    }

    private string? Variable(InstanceGroup group, string path, InstanceGroup reader)
    {
        var part = group.Root;
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            if (part.Child(step) is { } child)
                part = child;
        }

        if (ClassFlattener.VariableOf(part, steps[^1]) is { } variable)
            return variable;

        if (!part.Component.Type.Requirements.Any(requirement => requirement.Name == steps[^1]))
        {
            diagnostics.Error("NG1429", $"{group.Component.Label} ({group.Component.Type.Name}) is connected to {reader.Component.Label}, which reads its '{path}', but it has none.",
                group.Component.Span, $"Is {group.Component.Label} of the right type for the place where it is used?");
            return null;
        }

        // A requirement is seen by others as the value that was read.
        return PartNode.Join(part.Path, steps[^1]);
    }

    private IEnumerable<EventLink> OwnerLinks(InstanceGroup group)
    {
        foreach (var (source, target) in group.OwnerEvents)
        {
            yield return new EventLink(
                group.Index, source, group.Place!.Group!.Index, target, new ConnectionList([.. Enumerable.Range(0, group.Count)], group.Owners, [0.0]))
            {
                Span = group.Component.Span,
            };
        }
    }

    private EventLink Link(EventConnections made)
    {
        var sources = places[made.Ends.Source];
        var targets = places[made.Ends.Target];
        return new EventLink(
            made.Ends.Source.Index,
            made.Ends.SourcePort,
            made.Ends.Target.Index,
            made.Ends.TargetPort,
            new ConnectionList(Places(made.Sources, sources), Places(made.Targets, targets), [.. made.Delays]))
        {
            Span = made.Span,
        };
    }

    private static ImmutableArray<int> Places(List<int> indices, int[] places)
    {
        var found = new int[indices.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = places[indices[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(found);
    }
}
