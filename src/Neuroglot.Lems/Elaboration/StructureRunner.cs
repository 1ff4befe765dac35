using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Second half of building a network: what is connected. Runs the Structure of every part in the order of the hierarchy: event connections,
/// with or without a receiver that is attached to the target, and tunnels between attached peers.
/// </summary>
internal sealed partial class StructureRunner(InstanceBuilder builder, LemsModel model, DiagnosticBag diagnostics)
{
    // Bits for the places within a list of attachments; what remains is for the lists, of which there are a few.
    private const int LargestList = 27;

    private readonly Dictionary<AttachmentKey, InstanceGroup> attachments = [];
    private readonly Dictionary<LinkKey, EventConnections> connections = [];
    private readonly List<EventConnections> inOrder = [];
    private readonly HashSet<string> reported = [];

    /// <summary>Event connections between instances, in the order in which the first of each kind was made.</summary>
    public IEnumerable<EventConnections> Connections => inOrder;

    /// <summary>Runs the structure of everything below <paramref name="root"/>.</summary>
    public void Run(PartNode root)
    {
        if (root.Group is { } group)
        {
            RunGroup(group, root);
            return;
        }

        foreach (var child in root.Children)
            Run(child);
        foreach (var made in root.Instances.Select(run => run.Group).Distinct())
        {
            if (made.Place == root)
                RunGroup(made, made.Root);
        }

        Execute(new Frame(new InstanceReference(root, 0)), root.Component.Type.Structure?.Body ?? []);
    }

    // Connections inside of an instance are the same for all; others are made for each.
    private void RunGroup(InstanceGroup group, PartNode part)
    {
        foreach (var child in part.Children)
            RunGroup(group, child);
        if (part.Component.Type.Structure is { } structure)
        {
            for (var index = 0; index < Math.Max(1, group.Count); index++)
            {
                var frame = new Frame(new InstanceReference(part, index));
                Execute(frame, structure.Body);
                if (!frame.LeavesInstance)
                    break;
            }
        }

        foreach (var made in part.Instances.Select(run => run.Group).Distinct())
            RunGroup(made, made.Root);
    }

    private void Execute(Frame frame, IEnumerable<BuildElement> body)
    {
        foreach (var element in body)
            Execute(frame, element);
    }

    private void Execute(Frame frame, BuildElement element)
    {
        switch (element)
        {
            case ChildInstance or MultiInstantiate or CoInstantiate or Assign:
                break;
            case With with:
                if (Bind(frame, with) is { } bound)
                    frame.Names[with.As] = bound;
                else
                    frame.Names.Remove(with.As);
                Execute(frame, with.Body);
                break;
            case ForEach each:
                foreach (var instance in Members(frame, each))
                {
                    frame.Names[each.As ?? "this"] = instance;
                    Execute(frame, each.Body);
                }

                break;
            case If condition:
                if (Holds(frame, condition.Test))
                    Execute(frame, condition.Body);
                break;
            case Choose choose:
                if (choose.Body.OfType<When>().FirstOrDefault(when => Holds(frame, when.Test)) is { } chosen)
                    Execute(frame, chosen.Body);
                else
                    Execute(frame, choose.Body.OfType<Otherwise>().SelectMany(otherwise => otherwise.Body));
                break;
            case EventConnection connection:
                Connect(frame, connection);
                break;
            case Tunnel tunnel:
                Dig(frame, tunnel);
                break;
            default:
                if (reported.Add(element.Span.ToString()))
                {
                    diagnostics.Error(
                        "NG1420",
                        $"<{element.GetType().Name}> in the Structure of {frame.Self.Part.Component.Type.Name} is not supported.",
                        element.Span,
                        "Write the connections with With, ForEach and EventConnection.");
                }

                break;
        }
    }

    private void Connect(Frame frame, EventConnection connection)
    {
        if (!frame.Names.TryGetValue(connection.From, out var source) || !frame.Names.TryGetValue(connection.To, out var to))
            return;
        var component = frame.Self.Part.Component;
        var delay = connection.Delay is { } expression ? Evaluate(frame, expression) ?? 0 : 0;
        var before = diagnostics.Count;
        var sourcePort = PortName(source.Part, EventDirection.Out, connection.SourcePort is { } port ? component.Text(port) : null, component);
        var target = to;
        if (connection.Receiver is not null)
        {
            if (Joint(frame, connection.Receiver) is not { } receiver)
                return;

            var list = connection.ReceiverContainer is { } container ? component.Text(container) ?? (to.Part.Component.Type.AttachmentLists.Any(known => known.Name == container) ? container : null) : null;
            if (Attach(frame, to, receiver, list, "", connection.Assigns) is not { } attached)
                return;
            target = attached;
            frame.LeavesInstance = true;
        }

        var targetPort = PortName(target.Part, EventDirection.In, connection.TargetPort is { } named ? component.Text(named) : null, component);
        if (sourcePort is null || targetPort is null)
        {
            // An input without an in port is attached all the same.
            if (connection.Receiver is null && diagnostics.Count == before)
                diagnostics.Error("NG1425", $"{Describe(frame.Self.Part)} connects {Describe(source.Part)} to {Describe(target.Part)}, but {(sourcePort is null ? "the first has no out port" : "the second has no in port")}.", component.Span);
            return;
        }

        var sourceName = PartNode.Join(source.Part.Path, sourcePort);
        var targetName = PartNode.Join(target.Part.Path, targetPort);
        if (source.Part.Group is null || target.Part.Group is null)
        {
            diagnostics.Error("NG1426", $"{Describe(frame.Self.Part)} connects events of {Describe(source.Part.Group is null ? source.Part : target.Part)}, which has no dynamics.", component.Span, "Connect cells, inputs or synapses.");
            return;
        }

        if (source.Part.Group == target.Part.Group && source.Index == target.Index && delay <= 0)
        {
            source.Part.Group.InternalEvents.Add(new InternalEvent(sourceName, targetName));
            return;
        }

        frame.LeavesInstance = true;
        if (!Listens(target.Part, targetPort))
            return;
        var key = new LinkKey(source.Part.Group, sourceName, target.Part.Group, targetName);
        if (!connections.TryGetValue(key, out var list2))
        {
            connections[key] = list2 = new EventConnections(key, component.Span);
            inOrder.Add(list2);
        }

        list2.Sources.Add(source.Index);
        list2.Targets.Add(target.Index);
        list2.Delays.Add(delay);
    }

    // Inputs have a port only so that they can be attached; events to it change nothing.
    private static bool Listens(PartNode part, string port) => part.Component.Type.Dynamics is { } dynamics
        && (dynamics.OnEvents.Any(handler => handler.Port == port && !handler.Reactions.IsEmpty)
            || dynamics.Regimes.Any(regime => regime.OnEvents.Any(handler => handler.Port == port && !handler.Reactions.IsEmpty)));

    private void Dig(Frame frame, Tunnel tunnel)
    {
        if (!frame.Names.TryGetValue(tunnel.EndA, out var a) || !frame.Names.TryGetValue(tunnel.EndB, out var b))
            return;
        if (Joint(frame, tunnel.ComponentA ?? "synapse") is not { } first || Joint(frame, tunnel.ComponentB ?? "synapse") is not { } second)
            return;

        frame.LeavesInstance = true;
        var endA = Attach(frame, a, first, null, $"{tunnel.Name}<{b.Part.Group!.Name}:{second.Id}", tunnel.Assigns);
        var endB = Attach(frame, b, second, null, $"{tunnel.Name}>{a.Part.Group!.Name}:{first.Id}", tunnel.Assigns);
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
    private InstanceReference? Attach(Frame frame, InstanceReference owner, LemsComponent component, string? list, string role, IEnumerable<Assign> assigns)
    {
        var lists = owner.Part.Component.Type.AttachmentLists;
        var fitting = lists.Where(candidate => list is null ? component.IsA(candidate.Type) : candidate.Name == list).ToList();
        if (owner.Part.Group is null || fitting.Count == 0 || (list is null && fitting.Count > 1 && lists.Length > 1))
        {
            diagnostics.Error(
                "NG1427",
                list is null
                    ? $"{component.Label} cannot be attached to {Describe(owner.Part)}: it has {(fitting.Count == 0 ? "no list" : "several lists")} for it."
                    : $"{Describe(owner.Part)} has no attachments called '{list}'.",
                frame.Self.Part.Component.Span,
                lists.IsEmpty ? null : $"It has: {string.Join(", ", lists.Select(candidate => candidate.Name))}.");
            return null;
        }

        var name = fitting[0].Name;
        var origin = frame.Self.Part.Parent is { Group: null } parent && parent.Parent is not null ? parent : null;
        var key = new AttachmentKey(owner.Part, name, component, origin, role);
        if (!owner.Part.Attached.TryGetValue(name, out var attached))
            owner.Part.Attached[name] = attached = [];
        if (!attachments.TryGetValue(key, out var group))
        {
            group = builder.NewGroup(NameOf(owner.Part, component, origin), component, owner.Part, DomainKind.Targets, 0);
            attachments[key] = group;
            attached.Add(group);
            RunGroup(group, group.Root);
        }

        // Lists follow each other; within a list, attachments are in the order in which they were made, whatever their groups.
        var place = lists.IndexOf(fitting[0]) << LargestList;
        foreach (var other in attached)
            place += other.Count;
        group.Places.Add(place);
        var index = group.Count++;
        group.OwnerOf.Add(owner.Index);
        foreach (var assign in assigns)
        {
            if (!component.Type.Properties.Any(property => property.Name == assign.Property))
                continue;
            if (!group.Properties.TryGetValue(assign.Property, out var values))
                group.Properties[assign.Property] = values = [.. Enumerable.Repeat(Usual(assign.Property), index)];
            values.Add(Evaluate(frame, assign.Value) ?? 0);
        }

        foreach (var (property, values) in group.Properties)
        {
            if (values.Count < group.Count)
                values.Add(Usual(property));
        }

        return new InstanceReference(group.Root, index);

        double Usual(string property) => component.TryValue(property, out var value) ? value : 0;
    }

    private string NameOf(PartNode owner, LemsComponent component, PartNode? origin)
    {
        var basis = origin?.Component.Id ?? $"{owner.Group!.Name}/{component.Id ?? component.Type.Name}";
        var name = basis;
        for (var twin = 2; builder.Groups.Exists(group => group.Name == name); twin++)
            name = $"{basis}#{twin}";
        return name;
    }

    /// <summary>The component that <paramref name="reference"/> names as what stands between the ends, or null with a diagnostic.</summary>
    private LemsComponent? Joint(Frame frame, string reference)
    {
        var part = frame.Self.Part;
        var name = reference;
        while (name.StartsWith("../", StringComparison.Ordinal) && part?.Parent is not null)
        {
            part = part.Parent;
            name = name[3..];
        }

        if (part?.Component.Reference(name) is { } found)
            return found;
        diagnostics.Error("NG1424", $"{Describe(frame.Self.Part)} does not say what its '{reference}' is, which connects its ends.", frame.Self.Part.Component.Span,
            $"Add {name}=\"…\" with the id of a component.");
        return null;
    }

    private string? PortName(PartNode part, EventDirection direction, string? wanted, LemsComponent user)
    {
        var ports = part.Component.Type.EventPorts.Where(port => port.Direction == direction).ToList();
        if (wanted is null)
            return ports.FirstOrDefault()?.Name;
        if (ports.Exists(port => port.Name == wanted))
            return wanted;
        diagnostics.Error("NG1428", $"{Describe(part)} has no {(direction == EventDirection.In ? "in" : "out")} port '{wanted}'.", user.Span, $"It has: {string.Join(", ", ports.Select(port => port.Name))}.");
        return null;
    }

    private static string Describe(PartNode part) => part.Component.Label;

    private sealed class Frame(InstanceReference self)
    {
        public InstanceReference Self { get; } = self;

        public Dictionary<string, InstanceReference> Names { get; } = new() { ["this"] = self };

        public bool LeavesInstance { get; set; }
    }

    private readonly record struct AttachmentKey(PartNode Owner, string List, LemsComponent Component, PartNode? Origin, string Role);
}

/// <summary>The ends of event connections of one kind.</summary>
internal readonly record struct LinkKey(InstanceGroup Source, string SourcePort, InstanceGroup Target, string TargetPort);

/// <summary>Event connections of one kind, in the order in which they were made.</summary>
internal sealed record EventConnections(LinkKey Ends, SourceSpan Span)
{
    public List<int> Sources { get; } = [];

    public List<int> Targets { get; } = [];

    public List<double> Delays { get; } = [];
}
