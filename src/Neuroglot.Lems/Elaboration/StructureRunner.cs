using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Second half of building a network: what is connected. Runs the Structure of every part in the order of the hierarchy: event connections,
/// with or without a receiver that is attached to the target, and tunnels between attached peers.
/// </summary>
internal sealed partial class StructureRunner(InstanceBuilder builder, BuildValues values, InstanceSets sets, DiagnosticBag diagnostics)
{
    private readonly Dictionary<LinkKey, EventConnections?> connections = [];
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

        foreach (var child in root.InOrder(root.Component.AllChildren, root.Children))
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
        foreach (var listed in part.Listed.Values)
            RunPart(listed.Root, 0);
        for (var index = 0; index < group.Count; index++)
        {
            if (!RunPart(part, index))
                break;
        }

        foreach (var made in part.Instances.Select(run => run.Group).Distinct())
            RunGroup(made, made.Root);
    }

    /// <summary>Carries out the structure of a part of one instance; false when it is the same for all instances.</summary>
    private bool RunPart(PartNode part, int index)
    {
        if (part.Component.Type.Structure is not { Body.IsEmpty: false } structure)
            return false;
        var frame = new Frame(new InstanceReference(part, index));
        Execute(frame, structure.Body);
        return frame.LeavesInstance || frame.Differs;
    }

    /// <summary>Carries out the structures of an attachment, which comes when the others have been made.</summary>
    private void RunAttached(PartNode part, int index)
    {
        foreach (var child in part.Children)
            RunAttached(child, index);
        if (RunPart(part, index))
            part.Group!.LeavesInstance = true;
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
            case Gather gather:
                sets.Filled(frame.Self, gather);
                break;
            case With with:
                frame.Names[with.As] = Bind(frame, with);
                Execute(frame, with.Body);
                break;
            case ForEach each:
                Repeat(frame, each);
                break;
            case If condition:
                if (Holds(frame, condition.Test))
                    Execute(frame, condition.Body);
                break;
            case Choose choose:
                Execute(frame, values.Chosen(choose, Describe(frame.Self.Part), name => Look(frame, name)));
                break;
            case Apply apply:
                Carry(frame, apply);
                break;
            case EventConnection connection:
                if (Named(frame, connection.From, connection.Span) is { } from && Named(frame, connection.To, connection.Span) is { } to)
                    Connect(frame, new Connection(from, to, connection));
                break;
            case GatherPairs formed:
                FormPairs(frame, formed);
                break;
            case IncludePair include:
                AddPair(frame, include);
                break;
            case PairsEventConnection pairs:
                ConnectPairs(frame, pairs);
                break;
            case Tunnel tunnel:
                Dig(frame, tunnel);
                break;
            default:
                Refuse(frame, element);
                break;
        }
    }

    private void Refuse(Frame frame, BuildElement element)
    {
        if (reported.Add(element.Span.ToString()))
        {
            diagnostics.Error(
                "NG1420",
                $"<{element.GetType().Name}> in the Structure of {frame.Speaker.Part.Component.Type.Name} stands where nothing can come of it.",
                element.Span,
                "When and Otherwise belong into Choose, PairFilter into GatherPairs or PairsEventConnection, which hold nothing else.");
        }
    }

    private static string Describe(PartNode part) => part.Component.Label;

    private sealed class Frame(InstanceReference self, InstanceReference? speaker = null)
    {
        public InstanceReference Self { get; } = self;

        /// <summary>The instance whose type holds the instructions: not the same as <see cref="Self"/> inside Apply.</summary>
        public InstanceReference Speaker { get; } = speaker ?? self;

        /// <summary>Instances by the names that With and ForEach give them; null for one that was not found.</summary>
        public Dictionary<string, InstanceReference?> Names { get; init; } = new() { ["this"] = self };

        /// <summary>The instances at which the loops around stand, outermost first; null as long as there was none.</summary>
        public List<InstanceReference>? Loops { get; set; }

        public bool LeavesInstance { get; set; }

        /// <summary>Whether what has been done depends on a value that instances have for themselves.</summary>
        public bool Differs { get; set; }
    }
}
