using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Makes event connections, attachments and tunnels between instances that have been found.</summary>
internal sealed partial class StructureRunner
{
    // Bits for the places within a list of attachments; what remains is for the lists, of which there are a few.
    private const int LargestList = 27;

    private readonly Dictionary<(PartNode Owner, LemsComponent Component, string? List), AttachmentSite> sites = [];

    private void Connect(Frame frame, Connection connection)
    {
        var (source, to) = (connection.From, connection.To);
        var component = frame.Speaker.Part.Component;
        var delay = connection.Delay is { } expression ? Evaluate(frame, expression) ?? 0 : 0;
        var before = diagnostics.Count;
        var sourcePort = PortName(source.Part, EventDirection.Out, Stated(frame, connection.SourcePort, source.Part), component);
        var target = to;
        if (connection.Receiver is not null)
        {
            if (Joint(frame, connection.Receiver) is not { } receiver)
                return;

            var list = connection.ReceiverContainer is { } container ? component.Text(container) ?? (to.Part.Component.Type.AttachmentLists.Any(known => known.Name == container) ? container : null) : null;
            if (Attach(frame, to, receiver, list, null, connection.Assigns) is not { } attached)
                return;
            target = attached;
            frame.LeavesInstance = true;
        }
        else
        {
            AssignTo(frame, to, connection.Assigns);
        }

        var targetPort = PortName(target.Part, EventDirection.In, Stated(frame, connection.TargetPort, target.Part), component);
        if (sourcePort is null || targetPort is null)
        {
            // An input without an in port is attached all the same.
            if (connection.Receiver is null && diagnostics.Count == before)
                diagnostics.Error("NG1425", $"{Describe(frame.Speaker.Part)} connects {Describe(source.Part)} to {Describe(target.Part)}, but {(sourcePort is null ? "the first has no out port" : "the second has no in port")}.", component.Span);
            return;
        }

        var sourceName = PartNode.Join(source.Part.Path, sourcePort);
        var targetName = PartNode.Join(target.Part.Path, targetPort);
        if (source.Part.Group is null || target.Part.Group is null)
        {
            diagnostics.Error("NG1426", $"{Describe(frame.Speaker.Part)} connects events of {Describe(source.Part.Group is null ? source.Part : target.Part)}, which has no dynamics.", component.Span, "Connect cells, inputs or synapses.");
            return;
        }

        if (source.Part.Group == target.Part.Group && source.Index == target.Index && delay <= 0)
        {
            ConnectInside(frame, source, sourceName, targetName);
            return;
        }

        if (source.Part.Group is { Listed.Count: > 0 } listed && listed.Place == target.Part)
        {
            if (Listens(target.Part, targetPort))
                listed.OwnerEvents.Add((sourceName, targetName));
            return;
        }

        frame.LeavesInstance = true;
        var key = new LinkKey(source.Part.Group, sourceName, target.Part.Group, targetName);
        if (!connections.TryGetValue(key, out var made))
        {
            connections[key] = made = Listens(target.Part, targetPort) ? new EventConnections(key, component.Span) : null;
            if (made is not null)
                inOrder.Add(made);
        }

        made?.Add(source.Index, target.Index, delay);
    }

    // All instances of a group have one wiring inside.
    private void ConnectInside(Frame frame, InstanceReference source, string from, string to)
    {
        var group = source.Part.Group!;
        if (frame.Self.Part.Group == group && !frame.Differs)
        {
            if (frame.Self.Index == 0)
                group.InternalEvents.Add(new InternalEvent(from, to));
            return;
        }

        if (group.Count == 1)
            group.InternalEvents.Add(new InternalEvent(from, to));
        else if (reported.Add($"{group.Name} {from} {to}"))
            diagnostics.Error("NG1417", $"{Describe(frame.Speaker.Part)} connects '{from}' to '{to}' inside of some instances of {group.Component.Label} only.", frame.Speaker.Part.Component.Span, "Give the connection a delay.");
    }

    /// <summary>The port that a text of the component names; where its type knows no such text, the port of that name itself, if there is one.</summary>
    private static string? Stated(Frame frame, string? name, PartNode part)
    {
        if (name is null)
            return null;
        var component = frame.Speaker.Part.Component;
        return component.Text(name) ?? (!component.Type.Texts.Any(text => text.Name == name) && part.Component.Type.EventPorts.Any(port => port.Name == name) ? name : null);
    }

    // Inputs have a port only so that they can be attached; events to it change nothing.
    private static bool Listens(PartNode part, string port) => part.Component.Type.Dynamics is { } dynamics
        && (dynamics.OnEvents.Any(handler => handler.Port == port && !handler.Reactions.IsEmpty)
            || dynamics.Regimes.Any(regime => regime.OnEvents.Any(handler => handler.Port == port && !handler.Reactions.IsEmpty)));

    private void Dig(Frame frame, Tunnel tunnel)
    {
        if (Named(frame, tunnel.EndA, tunnel.Span) is not { } a || Named(frame, tunnel.EndB, tunnel.Span) is not { } b)
            return;
        if (Joint(frame, tunnel.ComponentA ?? "synapse") is not { } first || Joint(frame, tunnel.ComponentB ?? "synapse") is not { } second)
            return;

        frame.LeavesInstance = true;
        var endA = Attach(frame, a, first, null, new TunnelEnd(tunnel.Name, true, b.Part.Group, second), tunnel.Assigns);
        var endB = Attach(frame, b, second, null, new TunnelEnd(tunnel.Name, false, a.Part.Group, first), tunnel.Assigns);
        if (endA is not { } peerA || endB is not { } peerB)
            return;
        AddPeer(peerA, tunnel.Name, peerB);
        AddPeer(peerB, tunnel.Name, peerA);
    }

    private static void AddPeer(InstanceReference end, string name, InstanceReference other)
    {
        var group = end.Part.Group!;
        if (!group.Peers.TryGetValue(name, out var peers))
            group.Peers[name] = peers = new PeerList(other.Part.Group!, []);
        peers.Indices.Add(other.Index);
    }

    /// <summary>Makes an instance of <paramref name="component"/> owned by <paramref name="owner"/>.</summary>
    private InstanceReference? Attach(Frame frame, InstanceReference owner, LemsComponent component, string? list, TunnelEnd? end, IEnumerable<Assign> assigns)
    {
        if (!sites.TryGetValue((owner.Part, component, list), out var site))
        {
            if (FindSite(frame, owner.Part, component, list) is not { } found)
                return null;
            sites[(owner.Part, component, list)] = site = found;
        }

        var origin = frame.Self.Part.Parent is { Group: null } parent && parent.Parent is not null ? parent : null;
        if (!site.Groups.TryGetValue((origin, end), out var group))
        {
            group = builder.NewGroup(NameOf(owner.Part, component, origin), component, owner.Part, DomainKind.Targets, 0);
            site.Groups[(origin, end)] = group;
            site.List.Groups.Add(group);
        }

        // Lists follow each other; within a list, attachments are in the order in which they were made, whatever their groups.
        group.Places.Add(site.FirstPlace + site.List.Count++);
        var index = group.Count++;
        group.OwnerOf.Add(owner.Index);
        var made = new InstanceReference(group.Root, index);
        AssignTo(frame, made, assigns);
        if (index == 0 || group.LeavesInstance)
            RunAttached(group.Root, index);
        return made;
    }

    private AttachmentSite? FindSite(Frame frame, PartNode owner, LemsComponent component, string? list)
    {
        var lists = owner.Component.Type.AttachmentLists;
        var fitting = lists.Where(candidate => list is null ? component.IsA(candidate.Type) : candidate.Name == list).ToList();
        if (owner.Group is null || fitting.Count == 0 || (list is null && fitting.Count > 1 && lists.Length > 1))
        {
            diagnostics.Error(
                "NG1427",
                list is null
                    ? $"{component.Label} cannot be attached to {Describe(owner)}: it has {(fitting.Count == 0 ? "no list" : "several lists")} for it."
                    : $"{Describe(owner)} has no attachments called '{list}'.",
                frame.Self.Part.Component.Span,
                lists.IsEmpty ? null : $"It has: {string.Join(", ", lists.Select(candidate => candidate.Name))}.");
            return null;
        }

        if (!owner.Attached.TryGetValue(fitting[0].Name, out var attached))
            owner.Attached[fitting[0].Name] = attached = new AttachmentList();
        return new AttachmentSite(attached, lists.IndexOf(fitting[0]) << LargestList);
    }

    private void AssignTo(Frame frame, InstanceReference target, IEnumerable<Assign> assigns)
    {
        foreach (var assign in assigns)
        {
            if (target.Part.Group is { } group && Evaluate(frame, assign.Value) is { } value)
                group.Assign(assign, PartNode.Join(target.Part.Path, assign.Property), target.Index, value);
        }
    }

    private string NameOf(PartNode owner, LemsComponent component, PartNode? origin)
    {
        var basis = origin?.Component.Id ?? $"{owner.Group!.Name}/{component.Id ?? component.Type.Name}";
        var name = basis;
        for (var twin = 2; builder.HasGroup(name); twin++)
            name = $"{basis}#{twin}";
        return name;
    }

    /// <summary>The component that <paramref name="reference"/> names as what stands between the ends, or null with a diagnostic.</summary>
    private LemsComponent? Joint(Frame frame, string reference)
    {
        var part = frame.Speaker.Part;
        var name = reference;
        while (name.StartsWith("../", StringComparison.Ordinal) && part?.Parent is not null)
        {
            part = part.Parent;
            name = name[3..];
        }

        if (part?.Component.Reference(name) is { } found)
            return found;
        diagnostics.Error("NG1424", $"{Describe(frame.Speaker.Part)} does not say what its '{reference}' is, which connects its ends.", frame.Speaker.Part.Component.Span,
            $"Add {name}=\"…\" with the id of a component.");
        return null;
    }

    private string? PortName(PartNode part, EventDirection direction, string? wanted, LemsComponent user)
    {
        foreach (var port in part.Component.Type.EventPorts)
        {
            if (port.Direction == direction && (wanted is null || port.Name == wanted))
                return port.Name;
        }

        if (wanted is not null)
        {
            var known = part.Component.Type.EventPorts.Where(port => port.Direction == direction).Select(port => port.Name);
            diagnostics.Error("NG1428", $"{Describe(part)} has no {(direction == EventDirection.In ? "in" : "out")} port '{wanted}'.", user.Span, $"It has: {string.Join(", ", known)}.");
        }

        return null;
    }

    /// <summary>A list of attachments of a part, as the place for components of one kind.</summary>
    /// <param name="List">What is in the list.</param>
    /// <param name="FirstPlace">Place of its first member among all attachments.</param>
    private sealed record AttachmentSite(AttachmentList List, int FirstPlace)
    {
        /// <summary>Groups by what made them: a projection or a list of inputs, and the end of a tunnel.</summary>
        public Dictionary<(PartNode? Origin, TunnelEnd? End), InstanceGroup> Groups { get; } = [];
    }

    /// <summary>Which end of which tunnel an attachment is, and what is at the other.</summary>
    private sealed record TunnelEnd(string Name, bool IsFirst, InstanceGroup? Other, LemsComponent Peer);
}

/// <summary>An event connection to make; the names are those of attributes of the component whose type states it.</summary>
internal sealed record Connection(
    InstanceReference From, InstanceReference To, LemsExpression? Delay, string? Receiver, string? ReceiverContainer, string? SourcePort, string? TargetPort, IEnumerable<Assign> Assigns)
{
    public Connection(InstanceReference from, InstanceReference to, EventConnection stated)
        : this(from, to, stated.Delay, stated.Receiver, stated.ReceiverContainer, stated.SourcePort, stated.TargetPort, stated.Assigns)
    {
    }

    public Connection(InstanceReference from, InstanceReference to, PairsEventConnection stated)
        : this(from, to, null, stated.Receiver, stated.ReceiverContainer, stated.SourcePort, stated.TargetPort, [])
    {
    }
}
