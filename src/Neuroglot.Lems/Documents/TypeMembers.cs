using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Neuroglot.Lems.Documents;

/// <summary>The declarations inside a component type. They stay together until one kind is asked for: most types have few kinds of the thirty.</summary>
public sealed class TypeMembers
{
    private readonly List<LemsNode> all;
    private readonly Dictionary<Type, LemsNode[]> kinds = [];

    internal TypeMembers(List<LemsNode> all) => this.all = all;

    /// <summary>No declarations.</summary>
    public static TypeMembers None { get; } = new([]);

    /// <summary>Those of one kind, in their order.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    public ImmutableArray<T> Of<T>()
        where T : LemsNode
    {
        lock (kinds)
        {
            if (!kinds.TryGetValue(typeof(T), out var found))
                kinds.Add(typeof(T), found = Find<T>());
            return ImmutableCollectionsMarshal.AsImmutableArray((T[])found);
        }
    }

    private T[] Find<T>()
        where T : LemsNode
    {
        var count = 0;
        foreach (var member in all)
            count += member is T ? 1 : 0;
        if (count == 0)
            return [];
        var found = new T[count];
        foreach (var member in all)
        {
            if (member is T one)
                found[^count--] = one;
        }

        return found;
    }

    /// <summary>The one of a kind of which a type has at most one, or null.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    public T? Only<T>()
        where T : LemsNode => (T?)all.Find(static member => member is T);

    /// <summary>These, then those of <paramref name="inherited"/> that have a name and are not declared here again.</summary>
    internal TypeMembers Over(TypeMembers inherited)
    {
        var joined = new List<LemsNode>(all.Count + inherited.all.Count);
        joined.AddRange(all);
        foreach (var one in inherited.all)
        {
            if (one is TypeMember member && !all.Exists(own => own is TypeMember { Name: var name } && name == member.Name && own.GetType() == one.GetType()))
                joined.Add(one);
        }

        return new TypeMembers(joined);
    }
}
