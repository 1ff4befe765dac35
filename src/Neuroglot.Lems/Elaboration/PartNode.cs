using Neuroglot.Lems.Types;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// A component in the place where it is instantiated: part of a hierarchy that is flattened into one class, or a container (a network, a
/// population) that only holds others. Statements in a container, such as connections, are parts for as long as they are looked at.
/// </summary>
internal sealed class PartNode
{
    private Dictionary<string, PartNode>? byName;

    public PartNode(LemsComponent component, PartNode? parent, InstanceGroup? group, string name)
    {
        Component = component;
        Parent = parent;
        Group = group;
        Name = name;
    }

    public LemsComponent Component { get; }

    public PartNode? Parent { get; }

    /// <summary>The instances that this is a part of; null for a container.</summary>
    public InstanceGroup? Group { get; }

    /// <summary>Name within the parent: the component's id, else the name of its slot.</summary>
    public string Name { get; }

    /// <summary>Parts in the order in which the reference advances them.</summary>
    public List<PartNode> Children => field ??= [];

    /// <summary>Parts by the name of their Children list.</summary>
    public Dictionary<string, List<PartNode>> Lists => field ??= [];

    /// <summary>Groups that its lists of children are, by the name of the list.</summary>
    public Dictionary<string, InstanceGroup> Listed => field ??= [];

    /// <summary>Groups that the structure of this container, or of this part, makes.</summary>
    public List<InstanceRun> Instances => field ??= [];

    /// <summary>Instances attached by the network, by the name of the Attachments list.</summary>
    public Dictionary<string, AttachmentList> Attached => field ??= [];

    /// <summary>Path from the root of the group, empty for the root itself.</summary>
    public string Path => Parent is null || Parent.Group != Group ? string.Empty : Join(Parent.Path, Name);

    /// <summary>Adds a part under its name and the name of its slot.</summary>
    public void Add(PartNode child, string slot)
    {
        Children.Add(child);
        byName ??= [];
        byName.TryAdd(child.Name, child);
        byName.TryAdd(slot, child);
    }

    /// <summary>The part called <paramref name="name"/>: by slot or by id.</summary>
    public PartNode? Child(string name) => byName?.GetValueOrDefault(name);

    /// <summary>Whether <paramref name="name"/> is taken by a part.</summary>
    public bool Has(string name) => byName?.ContainsKey(name) == true;

    /// <summary>What the component of a container holds, in the order of the document: its parts, and statements as parts that are made for this.</summary>
    /// <param name="children">All children of the component, or those of a list.</param>
    /// <param name="kept">The parts among them.</param>
    public IEnumerable<PartNode> InOrder(ComponentList children, List<PartNode> kept)
    {
        var next = 0;
        foreach (var child in children)
        {
            if (next < kept.Count && kept[next].Component == child)
                yield return kept[next++];
            else if (Group is null && child.Type.IsStatement)
                yield return new PartNode(child, this, null, child.Label);
        }

        while (next < kept.Count)
            yield return kept[next++];
    }

    /// <summary><paramref name="path"/>/<paramref name="name"/>, or the name alone at the root.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}

/// <summary>What is attached to the instances of a part under one name.</summary>
internal sealed class AttachmentList
{
    public List<InstanceGroup> Groups { get; } = [];

    /// <summary>Number of attachments in all groups, whoever owns them.</summary>
    public int Count { get; set; }
}

/// <summary>Consecutive instances of a group that belong to one place of a hierarchy.</summary>
/// <param name="Name">Name by which paths address them: the id of their component, or the name of the reference to it.</param>
/// <param name="Group">The group.</param>
/// <param name="First">Index of the first.</param>
/// <param name="Count">How many.</param>
internal sealed record InstanceRun(string Name, InstanceGroup Group, int First, int Count);
