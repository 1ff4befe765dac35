using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Types;

/// <summary>
/// Makes <see cref="LemsComponent"/>s from elements: finds each one's type and place, reads its values and texts. References are resolved afterwards
/// by <see cref="ReferenceResolver"/>, when all components exist.
/// </summary>
internal sealed class ComponentBuilder(
    ResolvedTypes types, ModelSymbols symbols, IReadOnlyDictionary<string, SourceElement> topLevel, StatementMaker statements, DiagnosticBag diagnostics)
{
    private readonly List<SourceElement> none = [];
    private readonly Repetition unused = new(diagnostics);
    private readonly Dictionary<(ElementShape Shape, ResolvedType Type), MemberSlot?[]> members = [];
    private (ElementShape? Shape, ResolvedType? Parent, ResolvedType? Type) lastType;
    private (ElementShape? Shape, ResolvedType? Type, MemberSlot?[] Slots) lastMembers = (null, null, []);

    /// <summary>Most components that may come to be by <c>extends</c> and by children named by id; without a bound a small file could ask for any number.</summary>
    private const int MostBorrowed = 100_000;

    private readonly HashSet<SourceElement> lending = [];
    private int borrowed;

    /// <summary>Makes a top-level component; null, with an error, when its type isn't known.</summary>
    public LemsComponent? TopLevel(SourceElement declaration)
    {
        if (IsFree(declaration))
            return null;
        return TypeOf(declaration, null) is { } type ? Build(declaration, type, null) : null;
    }

    /// <summary>Makes a component that <paramref name="parent"/> does not keep.</summary>
    public LemsComponent Statement(SourceElement declaration, LemsComponent parent)
    {
        var type = TypeOf(declaration, parent.Type)!;
        var component = Build(declaration, type, parent);
        component.Place = parent.Type.ChildLists[parent.Type.ListFor(type)].Name;
        return component;
    }

    /// <summary>Tells how often warnings were repeated that were shown only a few times.</summary>
    public void Finish() => unused.Finish();

    private static bool IsFree(SourceElement declaration) =>
        declaration.Name is "notes" or "annotation" or "About" or "Insertion" || declaration.Name.Contains('_', StringComparison.Ordinal) && declaration.Name.StartsWith("rdf_", StringComparison.Ordinal);

    /// <summary>The <c>type</c> attribute's, else the one that the parent's slot of that name has, else the one called as the element.</summary>
    public ResolvedType? TypeOf(SourceElement declaration, ResolvedType? parent)
    {
        // Elements of one shape in one place have one type, unless they state it; connections follow each other by the hundred thousand.
        if (lastType.Shape == declaration.Shape && lastType.Parent == parent && lastType.Type is { } same)
            return same;
        var type = FindType(declaration, parent);
        if (declaration.Type is null && declaration.Extends is null)
            lastType = (declaration.Shape, parent, type);
        return type;
    }

    private ResolvedType? FindType(SourceElement declaration, ResolvedType? parent)
    {
        if (declaration.Type is { } stated)
            return types.Find(stated) ?? Missing(stated, declaration.ValueSpanOf(declaration.Attributes[declaration.IndexOf("type")]), declaration);
        var tag = declaration.Name;
        if (parent is not null)
        {
            var slot = parent.ChildSlotIndex(tag);
            if (slot >= 0)
            {
                var name = parent.ChildSlots[slot].Type.Replace(':', '_');
                return types.Find(name) ?? Missing(name, declaration.Span, declaration);
            }
        }

        if (types.Find(tag) is { } type)
            return type;
        if (tag == "Component")
        {
            var prototype = declaration;
            for (var depth = 0; depth < 100 && prototype.Extends is { } extended && topLevel.TryGetValue(extended, out var next); depth++)
            {
                prototype = next;
                if (prototype.Type is not null || prototype.Name != "Component")
                    return TypeOf(prototype, null);
            }

            diagnostics.Error("NG1100", "A <SourceElement> needs the attribute “type”.", declaration.Span);
            return null;
        }

        var list = parent?.ChildListIndex(tag) ?? -1;
        if (list >= 0 && types.Find(parent!.ChildLists[list].Type) is { } ofList)
            return ofList;
        if (types.Contains(tag))
            return null;
        var known = parent is null ? [] : parent.ChildSlots.Select(one => one.Name);
        diagnostics.Error("NG1100", parent is null
            ? $"There is no component type “{tag}”."
            : $"There is no component type “{tag}”, and {parent.Name} has no place of that name.", declaration.Span, NearNames.Hint(tag, known) ?? types.HintFor(tag));
        return null;
    }

    private ResolvedType? Missing(string name, SourceSpan span, SourceElement user) => types.TryFind(name, span, user.ToString(), out var found) ? found : null;

    private LemsComponent Build(SourceElement declaration, ResolvedType type, LemsComponent? parent)
    {
        var component = new LemsComponent(declaration, type, parent);
        var prototypes = Prototypes(declaration, type);
        List<NamedChild>? lentChildren = null;
        ReadAttributes(component, declaration, isOwn: true, ref lentChildren);
        foreach (var prototype in prototypes)
            ReadAttributes(component, prototype, isOwn: false, ref lentChildren);
        Complete(component);
        if (declaration.Children.Length > 0 || lentChildren is not null || prototypes.Count > 0)
            AddChildren(component, declaration, prototypes, lentChildren);
        return component;
    }

    /// <summary>The components that <paramref name="declaration"/> extends, nearest first.</summary>
    private List<SourceElement> Prototypes(SourceElement declaration, ResolvedType type)
    {
        if (declaration.Extends is null)
            return none;
        var found = new List<SourceElement>();
        for (var one = declaration; one.Extends is { } id;)
        {
            var span = one.ValueSpanOf(one.Attributes[one.IndexOf("extends")]);
            if (!topLevel.TryGetValue(id, out var next))
            {
                diagnostics.Error("NG1117", $"There is no component “{id}”, which {one} extends.", span, NearNames.Hint(id, topLevel.Keys));
                break;
            }

            if (next == declaration || found.Contains(next))
            {
                diagnostics.Error("NG1117", $"{declaration} extends itself, through “{id}”.", span);
                break;
            }

            var name = next.Type ?? (next.Name == "Component" ? type.Name : next.Name);
            if (name != type.Name)
            {
                diagnostics.Error("NG1117", $"{one} extends “{id}”, which is {Wording.One(name)}, not {Wording.One(type.Name)}.", span);
                break;
            }

            found.Add(next);
            one = next;
        }

        return found;
    }

    private void ReadAttributes(LemsComponent component, SourceElement source, bool isOwn, ref List<NamedChild>? lentChildren)
    {
        var type = component.Type;
        var element = source;
        var members = MembersOf(element.Shape, type);
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] is not { } slot)
            {
                var attribute = element.Attribute(i);
                var childSlot = IsKnownToAll(attribute.Name) ? -1 : type.ChildSlotIndex(attribute.Name);
                if (childSlot >= 0)
                    (lentChildren ??= []).Add(new NamedChild(childSlot, attribute.Value, element.ValueSpanOf(attribute)));
                else if (isOwn && !IsKnownToAll(attribute.Name) && MissingFor(component, attribute.Name) is null && unused.IsWorthShowing(type.Name, attribute.Name))
                {
                    diagnostics.Warning("NG1115", $"{Wording.Sentence(component.Described)} has no use for the attribute “{attribute.Name}”; it is not used.",
                        element.SpanOf(attribute), NearNames.Hint(attribute.Name, type.AttributeNames()));
                }

                continue;
            }

            switch (slot.Kind)
            {
                case MemberKind.Text:
                    component.Texts[slot.Index] ??= element.ValueAt(i);
                    break;
                case MemberKind.TypeReference:
                    if (component.TypeReferences[slot.Index] is null && types.TryFind(element.ValueAt(i), element.ValueSpanOf(element.Attribute(i)), component.Described, out var found))
                        component.TypeReferences[slot.Index] = found;
                    break;
                case MemberKind.Reference:
                    // Resolved later; the attribute is found again by name.
                    break;
                default:
                    if (!double.IsNaN(component.Values[slot.Index]))
                        break;
                    if (symbols.TryQuantity(element.ValueAt(i), type.ValueDimensions[slot.Index], out var value))
                        component.Values[slot.Index] = value.Value;
                    else
                        symbols.Refuse(element.ValueAt(i), type.ValueDimensions[slot.Index], element.ValueSpanOf(element.Attribute(i)), element.Attribute(i).Name, component.Described, diagnostics);
                    break;
            }
        }
    }

    /// <summary>What each attribute of elements of the shape is in the type; null for what is no member.</summary>
    private MemberSlot?[] MembersOf(ElementShape shape, ResolvedType type)
    {
        if (lastMembers.Shape == shape && lastMembers.Type == type)
            return lastMembers.Slots;
        if (!members.TryGetValue((shape, type), out var known))
            members.Add((shape, type), known = [.. shape.AttributeNames.Select(name => type.TryGetSlot(name, out var slot) && slot.IsAttribute ? slot : null)]);
        lastMembers = (shape, type, known);
        return known;
    }

    /// <summary>Fixed values, defaults, and a report of what is missing.</summary>
    private void Complete(LemsComponent component)
    {
        var type = component.Type;
        foreach (var one in type.Fixeds)
        {
            if (!type.TryGetSlot(one.Parameter, out var slot) || slot.Kind is not (MemberKind.Parameter or MemberKind.Property or MemberKind.IndexParameter))
                continue;
            var stated = component.Values[slot.Index];
            component.Values[slot.Index] = symbols.TryQuantity(one.Value.Text, type.ValueDimensions[slot.Index], one.Value.Span, one.Parameter, type.Name, out var value)
                ? value.Value : double.NaN;
            if (!double.IsNaN(stated) && stated != component.Values[slot.Index])
                diagnostics.Warning("NG1115", $"{type.Name} fixes “{one.Parameter}”; the value that {component.Described} states is not used.", component.SpanOf(one.Parameter));
        }

        foreach (var one in type.Properties)
        {
            if (one.DefaultValue is { } text && type.TryGetSlot(one.Name, out var slot) && double.IsNaN(component.Values[slot.Index])
                && symbols.TryQuantity(text.Text, type.ValueDimensions[slot.Index], text.Span, one.Name, type.Name, out var value))
                component.Values[slot.Index] = value.Value;
        }

        foreach (var one in type.Parameters)
            RequireValue(component, one.Name);
        foreach (var one in type.IndexParameters)
            RequireValue(component, one.Name);
    }

    /// <summary>The parameter without value that the unknown attribute <paramref name="attribute"/> is a misspelling of; <see cref="RequireValue"/> tells, once.</summary>
    private static string? MissingFor(LemsComponent component, string attribute)
    {
        var type = component.Type;
        var element = component.Declaration;
        return component.Declaration.Extends is null && NearNames.Nearest(attribute, type.AttributeNames()).FirstOrDefault() is { } nearest && element.IndexOf(nearest) < 0
            && type.Parameters.Any(one => one.Name == nearest) && !type.Fixeds.Any(one => one.Parameter == nearest) ? nearest : null;
    }

    private void RequireValue(LemsComponent component, string name)
    {
        if (!component.Type.TryGetSlot(name, out var slot) || !slot.IsValue || !double.IsNaN(component.Values[slot.Index]) || component.Declaration.IndexOf(name) >= 0)
            return;
        var dimension = component.Type.ValueDimensions[slot.Index] is { } known ? symbols.Describe(known) : "any dimension";
        var element = component.Declaration;
        foreach (var attribute in element.Attributes)
        {
            if (!component.Type.TryGetSlot(attribute.Name, out _) && !IsKnownToAll(attribute.Name) && MissingFor(component, attribute.Name) == name)
            {
                diagnostics.Error("NG1110", $"{Wording.Sentence(component.Described)} needs a value for “{name}” ({dimension}), and has no use for “{attribute.Name}”.",
                    element.SpanOf(attribute), $"did you mean `{name}`?");
                return;
            }
        }

        diagnostics.Error("NG1110", $"{Wording.Sentence(component.Described)} needs a value for “{name}” ({dimension}).", component.Span,
            $"Add {name}=\"…\". {symbols.UnitsOf(component.Type.ValueDimensions[slot.Index])}".TrimEnd());
    }

    private void AddChildren(LemsComponent component, SourceElement declaration, List<SourceElement> prototypes, List<NamedChild>? lentChildren)
    {
        var type = component.Type;
        var all = new List<object>(declaration.Children.Length);
        var slots = type.ChildSlots.Length == 0 ? [] : new LemsComponent?[type.ChildSlots.Length];
        var lists = type.ChildLists.Length == 0 ? [] : new List<object>?[type.ChildLists.Length];
        List<SourceElement>? annotations = null;
        foreach (var child in declaration.Children)
        {
            if (IsFree(child))
                (annotations ??= []).Add(child);
            else if (TypeOf(child, type) is { } childType)
                Place(component, Build(child, childType, component), all, slots, lists);
        }

        // What a prototype holds counts where the component itself holds nothing of the kind.
        foreach (var prototype in prototypes)
        {
            if (prototype.Children.Length == 0 || !MayBorrow(prototype, declaration.Span))
                continue;
            foreach (var child in prototype.Children)
            {
                if (!IsFree(child) && !(child.Id is { } id && all.Exists(one => ComponentList.IdOf(one) == id)) && TypeOf(child, type) is { } childType
                    && !(type.ChildSlotIndex(child.Name) is >= 0 and var slot && slots[slot] is not null))
                    Place(component, Build(child, childType, component), all, slots, lists);
            }

            lending.Remove(prototype);
        }

        if (lentChildren is not null)
        {
            foreach (var named in lentChildren)
                Lend(component, named, all, slots);
        }

        component.Annotations = annotations is null ? [] : [.. annotations];
        var children = new ComponentList([.. all], component, statements);
        component.Adopt(children, slots, [.. lists.Select(list => list is null ? null : list.Count == all.Count ? children : new ComponentList([.. list], component, statements))]);
    }

    /// <summary>Whether the content of <paramref name="source"/> may be made once more here; not inside itself, where it would never end.</summary>
    private bool MayBorrow(SourceElement source, SourceSpan span)
    {
        if (++borrowed > MostBorrowed)
        {
            if (borrowed == MostBorrowed + 1)
                diagnostics.Error("NG1118", $"The model copies components more than {MostBorrowed} times by “extends” or by naming children.", span);
            return false;
        }

        if (lending.Add(source))
            return true;
        diagnostics.Error("NG1116", $"{source} would hold itself.", span);
        return false;
    }

    private void Place(
        LemsComponent component, LemsComponent child, List<object> all, LemsComponent?[] slots, List<object>?[] lists)
    {
        var type = component.Type;
        var slot = type.ChildSlotIndex(child.Declaration.Name);
        if (slot < 0 && child.Id is { } id && child.Declaration.Name == "Component")
            slot = type.ChildSlotIndex(id);
        if (slot >= 0)
        {
            if (slots[slot] is { } first)
                diagnostics.Error("NG1119", $"{Wording.Sentence(component.Described)} has a second “{type.ChildSlots[slot].Name}”; the first, at {first.Span}, is kept.", child.Span);
            else
                slots[slot] = child;
            child.Place = type.ChildSlots[slot].Name;
            all.Add(child);
            return;
        }

        var list = type.ListFor(child.Type);
        if (list < 0)
        {
            var slotNames = type.ChildSlots.Select(one => one.Name).Concat(type.ChildLists.Select(one => one.Type)).Distinct().ToArray();
            diagnostics.Error("NG1114", $"{Wording.Sentence(Wording.One(type.Name))} cannot hold {child.Declaration}, {Wording.One(child.Type.Name)}.", child.Span,
                slotNames.Length == 0 ? $"{type.Name} has no children." : $"It holds {string.Join(", ", slotNames)}.");
            return;
        }

        child.Place = type.ChildLists[list].Name;
        object entry = child.Type.IsStatement && child.AllChildren.Count == 0 && child.Annotations.IsEmpty && child.Declaration.Extends is null ? child.Declaration : child;
        (lists[list] ??= []).Add(entry);
        all.Add(entry);
    }

    /// <summary>
    /// A child that is named by id instead of being written inside, as NeuroML 2 allows for the morphology and the biophysical properties of a cell:
    /// the component of that id, made once more as a child.
    /// </summary>
    private void Lend(LemsComponent component, NamedChild named, List<object> all, LemsComponent?[] slots)
    {
        var (slot, id, span) = named;
        var place = component.Type.ChildSlots[slot];
        if (slots[slot] is not null)
            return;
        if (!topLevel.TryGetValue(id, out var declaration))
        {
            diagnostics.Error("NG1116", $"There is no component “{id}”, which {component.Described} names as its {place.Name}.", span, NearNames.Hint(id, topLevel.Keys));
            return;
        }

        if (!MayBorrow(declaration, span))
            return;

        if (TypeOf(declaration, null) is { } type)
        {
            if (!type.IsA(place.Type))
                diagnostics.Error("NG1116", $"{Wording.Sentence(component.Described)} needs {Wording.One(place.Type)} as its {place.Name}, but “{id}” is {Wording.One(type.Name)}.", span);
            else
            {
                var child = Build(declaration, type, component);
                child.Place = place.Name;
                slots[slot] = child;
                all.Add(child);
            }
        }

        lending.Remove(declaration);
    }

    /// <summary>Attributes that any component may have without its type saying so: LEMS's own, and those of the NeuroML 2 schema for people and tools.</summary>
    private static bool IsKnownToAll(string name) =>
        name is "id" or "type" or "extends" or "name" or "description" or "metaid" or "neuroLexId" or "declaredType" or "xPosition" or "yPosition" or "schemaLocation";

    /// <summary>A child that is named by its id: its slot in the parent, the id, and where that stands.</summary>
    private sealed record NamedChild(int Slot, string Id, SourceSpan Span);
}
