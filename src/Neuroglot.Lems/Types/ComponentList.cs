using System.Collections;
using Neuroglot.Lems.Syntax;

namespace Neuroglot.Lems.Types;

/// <summary>
/// Children of a component in the order of the document. Connections and the like (<see cref="ResolvedType.IsStatement"/>), of which networks hold millions,
/// are not kept: each look at one makes it from its element, so two looks give two objects that say the same.
/// </summary>
public sealed class ComponentList : IReadOnlyList<LemsComponent>
{
    private readonly object[] entries;
    private readonly LemsComponent? parent;
    private readonly StatementMaker? statements;

    private ComponentList() => entries = [];

    /// <summary>Creates a list of components, and of elements of which <paramref name="statements"/> makes components.</summary>
    internal ComponentList(object[] entries, LemsComponent parent, StatementMaker statements)
    {
        this.entries = entries;
        this.parent = parent;
        this.statements = statements;
    }

    /// <summary>Number of children.</summary>
    public int Count => entries.Length;

    /// <summary>Whether some of those that are made at each look refer to others.</summary>
    internal bool Refer => entries.OfType<SourceElement>().Any(element => !statements!.TypeOf(element, parent!).ComponentReferences.IsEmpty);

    internal static ComponentList Empty { get; } = new();

    /// <summary>Those that are objects of their own.</summary>
    internal IEnumerable<LemsComponent> Kept => entries.OfType<LemsComponent>();

    /// <summary>Those that are made at each look, without what they refer to.</summary>
    internal IEnumerable<LemsComponent> Unresolved => entries.OfType<SourceElement>().Select(element => statements!.Build(element, parent!));

    /// <summary>The child at <paramref name="index"/>.</summary>
    public LemsComponent this[int index] => entries[index] as LemsComponent ?? statements!.Make((SourceElement)entries[index], parent!);

    /// <summary>Id of the child at <paramref name="index"/>, or null.</summary>
    internal string? IdOf(int index) => IdOf(entries[index]);

    internal static string? IdOf(object entry) => entry is LemsComponent component ? component.Id : ((SourceElement)entry).Id;

    /// <inheritdoc/>
    public IEnumerator<LemsComponent> GetEnumerator()
    {
        for (var i = 0; i < entries.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
