using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Lems.Types;

/// <summary>
/// A component whose type is known: values in SI units, texts, references and children, each addressed by the name that its type declares.
/// Networks hold hundreds of thousands of them, so they keep what they state in arrays laid out by their type.
/// </summary>
public sealed class LemsComponent
{
    internal readonly double[] Values;
    internal readonly string?[] Texts;
    internal readonly LemsComponent?[] References;
    internal readonly ResolvedType?[] TypeReferences;
    private LemsComponent?[] slots = [];
    private ComponentList?[] lists = [];
    private Dictionary<string, int>? byId;

    internal LemsComponent(SourceElement declaration, ResolvedType type, LemsComponent? parent)
    {
        Declaration = declaration;
        Type = type;
        Parent = parent;
        Id = declaration.Id;
        var counts = type.Counts;
        Values = counts.Values == 0 ? [] : new double[counts.Values];
        // A plain loop: the vectors of Span.Fill would have to be compiled at every start, for a few values.
        for (var i = 0; i < Values.Length; i++)
            Values[i] = double.NaN;
        Texts = counts.Texts == 0 ? [] : new string?[counts.Texts];
        References = counts.References == 0 ? [] : new LemsComponent?[counts.References];
        TypeReferences = counts.Types == 0 ? [] : new ResolvedType?[counts.Types];
    }

    /// <summary>Its id, or null.</summary>
    public string? Id { get; }

    /// <summary>Its type.</summary>
    public ResolvedType Type { get; }

    /// <summary>The component that holds it; null for a top-level one.</summary>
    public LemsComponent? Parent { get; }

    /// <summary>The element that states it.</summary>
    public SourceElement Declaration { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => Declaration.Span;

    /// <summary>Name of the child slot or of the list in its parent where it is; null for a top-level one.</summary>
    public string? Place { get; internal set; }

    /// <summary>Text inside the element, for notes and the like; or null.</summary>
    public string? Content => Declaration.Text;

    /// <summary>Its children in the order of the document, those of all slots and lists.</summary>
    public ComponentList AllChildren { get; private set; } = ComponentList.Empty;

    /// <summary>Elements <c>notes</c> and <c>annotation</c>, which hold free content and are kept as they are.</summary>
    public ImmutableArray<SourceElement> Annotations { get; internal set; } = [];

    /// <summary>What to call it in a message: its id, else its element and type.</summary>
    public string Label => Id ?? (Declaration.Name == Type.Name || Declaration.Name == "Component" ? Type.Name : $"{Declaration.Name} ({Type.Name})");

    /// <summary>Ids from the outermost component to this one, separated by slashes; the place stands in for an absent id.</summary>
    public string PathOfIds => Parent is null ? Id ?? Declaration.Name : $"{Parent.PathOfIds}/{Id ?? Place}";

    /// <summary>Whether its type is <paramref name="typeName"/> or extends it.</summary>
    public bool IsA(string typeName) => Type.IsA(typeName);

    /// <summary>
    /// The value of a parameter, derived parameter, index parameter, property (its default unless stated) or constant of the type, in SI units.
    /// </summary>
    /// <returns>False when the type has no such member or it has no value; errors about that were reported when resolving.</returns>
    public bool TryValue(string name, out double value)
    {
        if (Type.TryGetSlot(name, out var slot) && slot.IsValue)
        {
            value = Values[slot.Index];
            return !double.IsNaN(value);
        }

        if (Type.ConstantValues.TryGetValue(name, out var constant))
        {
            value = constant.Value;
            return true;
        }

        value = double.NaN;
        return false;
    }

    /// <summary>The value of a parameter and so on in SI units, or NaN where <see cref="TryValue"/> finds none.</summary>
    public double Value(string name) => TryValue(name, out var value) ? value : double.NaN;

    /// <summary>The value with the dimension that its type declares; null without value. For <c>*</c> it has no dimension.</summary>
    public Quantity? Quantity(string name)
    {
        if (!TryValue(name, out var value))
            return null;
        if (Type.TryGetSlot(name, out var slot) && slot.IsValue)
            return new Quantity(value, Type.ValueDimensions[slot.Index] ?? default);
        var constant = Type.ConstantValues[name];
        return new Quantity(constant.Value, constant.Dimension);
    }

    /// <summary>The text or path that it states under <paramref name="name"/>; null when it states none.</summary>
    public string? Text(string name) => Type.TryGetSlot(name.Replace(':', '_'), out var slot) && slot.Kind == MemberKind.Text ? Texts[slot.Index] : null;

    /// <summary>The text under <paramref name="name"/> as a path; null when it states none, or none that can be read (NG1024).</summary>
    public LemsPath? Path(string name, DiagnosticBag diagnostics) => Text(name) is { } text ? LemsPath.Parse(text, SpanOf(name), diagnostics) : null;

    /// <summary>The component that the reference or link <paramref name="name"/> means; null when there is none.</summary>
    public LemsComponent? Reference(string name) =>
        Type.TryGetSlot(name, out var slot) && slot.Kind == MemberKind.Reference ? References[slot.Index] : null;

    /// <summary>The type that the type reference <paramref name="name"/> means; null when there is none.</summary>
    public ResolvedType? TypeReference(string name) =>
        Type.TryGetSlot(name, out var slot) && slot.Kind == MemberKind.TypeReference ? TypeReferences[slot.Index] : null;

    /// <summary>The child in the slot <paramref name="slot"/>; null when it is empty or there is no such slot.</summary>
    public LemsComponent? Child(string slot)
    {
        var index = slots.Length == 0 ? -1 : Type.ChildSlotIndex(slot);
        return index < 0 ? null : slots[index];
    }

    /// <summary>The children in the list <paramref name="list"/>, in the order of the document; empty when there is no such list.</summary>
    public ComponentList Children(string list)
    {
        var index = lists.Length == 0 ? -1 : Type.ChildListIndex(list);
        return index < 0 ? ComponentList.Empty : lists[index] ?? ComponentList.Empty;
    }

    /// <summary>The child with the id <paramref name="id"/>, in whatever slot or list; or null.</summary>
    public LemsComponent? ChildById(string id)
    {
        if (AllChildren.Count == 0)
            return null;
        if (byId is null)
        {
            byId = new Dictionary<string, int>(AllChildren.Count, StringComparer.Ordinal);
            for (var i = 0; i < AllChildren.Count; i++)
            {
                if (AllChildren.IdOf(i) is { } own)
                    byId.TryAdd(own, i);
            }
        }

        return byId.TryGetValue(id, out var index) ? AllChildren[index] : null;
    }

    /// <summary>Where the value of the attribute <paramref name="attribute"/> stands; where the component stands when it hasn't one of its own.</summary>
    public SourceSpan SpanOf(string attribute)
    {
        var index = Declaration.IndexOf(attribute.Replace(':', '_'));
        return index < 0 ? Span : Declaration.ValueSpanOf(Declaration.Attributes[index]);
    }

    /// <summary>How messages name it: <c>“hh” (cell)</c>, or <c>a cell</c> without id.</summary>
    internal string Described => Id is { } id ? $"“{id}” ({Type.Name})" : Wording.One(Type.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{PathOfIds} ({Type.Name})";

    internal void Adopt(ComponentList all, LemsComponent?[] inSlots, ComponentList?[] inLists)
    {
        AllChildren = all;
        slots = inSlots;
        lists = inLists;
    }
}
