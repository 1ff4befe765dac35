using Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Code that runs for a group, at a clock or after events; the group makes it, and it goes where the group goes.</summary>
public sealed class GroupCode : NetworkObject
{
    internal GroupCode(Group group, string kind, string? name, Func<string, BrianObject> data)
        : base($"{group.Name}_{kind}", name)
    {
        Data = data(Name);
        if (Home != group.Home)
            group.Home.Add(this);
        group.Parts.Add(this);
    }

    internal override BrianObject Data { get; }
}
