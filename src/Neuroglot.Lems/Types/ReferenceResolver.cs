using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;

namespace Neuroglot.Lems.Types;

/// <summary>
/// Finds the components that references and links mean. A link is looked for among the children of the component's ancestors, the nearest first; a
/// reference among the top-level components first. <c>defaultComponent</c> stands in for one that isn't stated.
/// </summary>
internal sealed class ReferenceResolver(
    IReadOnlyDictionary<string, LemsComponent> topLevel, IReadOnlyDictionary<string, SourceElement> declarations, DiagnosticBag diagnostics)
{
    // Whether some file is missing or was given up.
    private readonly Lazy<bool> unread = new(() => diagnostics.Any(one => one is { Severity: Severity.Error, Code: XmlProblems.Malformed or XmlProblems.TooLarge or "NG1003" or "NG1011" or "NG1012" or "NG1013" or "NG1014" }));

    /// <summary>Resolves the references of <paramref name="component"/> and of all below it.</summary>
    public void Resolve(LemsComponent component)
    {
        foreach (var reference in component.Type.ComponentReferences)
        {
            if (component.Type.TryGetSlot(reference.Name, out var slot) && slot.Kind == MemberKind.Reference)
                component.References[slot.Index] = Resolve(component, reference);
        }

        if (component.AllChildren.Count == 0)
            return;
        foreach (var child in component.AllChildren.Kept)
            Resolve(child);
        if (component.AllChildren.Refer)
        {
            foreach (var child in component.AllChildren.Unresolved)
                Resolve(child);
        }
    }

    private LemsComponent? Resolve(LemsComponent component, ComponentReference reference)
    {
        var stated = Stated(component, reference.Name);
        if (string.IsNullOrWhiteSpace(stated))
        {
            if (reference.DefaultComponent is { } fallback)
                return Find(component, reference, fallback) ?? Missing(component, reference, fallback, component.Span);
            if (reference.Required && !Replaces(component.Type, reference))
                diagnostics.Error("NG1122", $"{Wording.Sentence(component.Described)} needs “{reference.Name}”, the id of {Wording.One(reference.Type)}.", component.Span);
            return null;
        }

        return Find(component, reference, stated) ?? Missing(component, reference, stated, component.SpanOf(reference.Name));
    }

    // A type whose own structure makes instances of a type that it names has no use for the component that an inherited one would have made them from.
    private static bool Replaces(ResolvedType type, ComponentReference reference) =>
        type.Declaration.Structure is { } own && !type.Declaration.ComponentReferences.Contains(reference)
        && own.Body.Any(one => one is MultiInstantiate { ComponentType: not null } or ChildInstance { ComponentType: not null });

    private LemsComponent? Missing(LemsComponent component, ComponentReference reference, string id, SourceSpan span)
    {
        if (reference.Required)
        {
            diagnostics.Error("NG1116", $"There is no component “{id}”, which {component.Described} names as its {reference.Name}.", span,
                NearNames.Hint(id, topLevel.Keys) ?? (unread.Value ? "Perhaps it is in the file that could not be read." : "Is the file that holds it included?"));
        }

        return null;
    }

    private LemsComponent? Find(LemsComponent component, ComponentReference reference, string id)
    {
        id = id.Trim();
        if (id.Contains('/', StringComparison.Ordinal) || id is ".." or ".")
            return Walk(component, id);
        if (!reference.Local && topLevel.TryGetValue(id, out var global))
            return global;
        for (var ancestor = component.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.ChildById(id) is { } near)
                return near;
        }

        return component.ChildById(id) ?? topLevel.GetValueOrDefault(id) ?? (component.Parent is null ? null : SlotOfAncestor(component, id));
    }

    /// <summary>A component without id can be named by the slot of an ancestor that holds it.</summary>
    private static LemsComponent? SlotOfAncestor(LemsComponent component, string name)
    {
        for (var ancestor = component.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Child(name) is { } child)
                return child;
        }

        return null;
    }

    private static LemsComponent? Walk(LemsComponent start, string path)
    {
        var at = start;
        foreach (var step in path.Split('/', StringSplitOptions.TrimEntries))
        {
            at = step switch
            {
                "" or "." => at,
                ".." => at?.Parent,
                _ => at is null ? null : at.ChildById(step) ?? at.Child(step) ?? at.Reference(step),
            };
        }

        return at;
    }

    /// <summary>The attribute as the component, or the nearest one that it extends, states it.</summary>
    private string? Stated(LemsComponent component, string name)
    {
        var declaration = component.Declaration;
        for (var depth = 0; depth < 100; depth++)
        {
            if (declaration[name] is { } value)
                return value;
            if (declaration.Extends is not { } id || !declarations.TryGetValue(id, out var next))
                return null;
            declaration = next;
        }

        return null;
    }
}
