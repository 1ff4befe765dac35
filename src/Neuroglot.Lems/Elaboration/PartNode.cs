using Neuroglot.Lems.Types;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// A component in the place where it is instantiated: part of a hierarchy that is flattened into one class, or a container (a network, a
/// population) that only holds others.
/// </summary>
internal sealed class PartNode
{
    private readonly Dictionary<string, PartNode> byName = [];

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
    public List<PartNode> Children { get; } = [];

    /// <summary>Parts by the name of their Children list.</summary>
    public Dictionary<string, List<PartNode>> Lists { get; } = [];

    /// <summary>Groups that the structure of this container, or of this part, makes.</summary>
    public List<InstanceRun> Instances { get; } = [];

    /// <summary>Instances attached by the network, by the name of the Attachments list.</summary>
    public Dictionary<string, List<InstanceGroup>> Attached { get; } = [];

    /// <summary>Path from the root of the group, empty for the root itself.</summary>
    public string Path => Parent is null || Parent.Group != Group ? string.Empty : Join(Parent.Path, Name);

    /// <summary>Adds a part under its name and the name of its slot.</summary>
    public void Add(PartNode child, string slot)
    {
        Children.Add(child);
        byName.TryAdd(child.Name, child);
        byName.TryAdd(slot, child);
    }

    /// <summary>The part called <paramref name="name"/>: by slot or by id.</summary>
    public PartNode? Child(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether <paramref name="name"/> is taken by a part.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary><paramref name="path"/>/<paramref name="name"/>, or the name alone at the root.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}

/// <summary>Consecutive instances of a group that belong to one place of a hierarchy.</summary>
/// <param name="Name">Name by which paths address them: the id of their component, or the name of the reference to it.</param>
/// <param name="Group">The group.</param>
/// <param name="First">Index of the first.</param>
/// <param name="Count">How many.</param>
internal sealed record InstanceRun(string Name, InstanceGroup Group, int First, int Count);
