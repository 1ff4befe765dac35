using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Finds lists of instances: the members of a population, of a list of children, of a collection that <see cref="Gather"/> fills, and what a
/// <see cref="Selection"/> leaves of them. Collections are filled when they are first asked for.
/// </summary>
internal sealed class InstanceSets(BuildValues values, DiagnosticBag diagnostics)
{
    // Made at their first use: few models have collections, and tables over types of our own take long to load.
    private Dictionary<(InstanceReference Owner, string Collection), IReadOnlyList<InstanceReference>> Gathered => field ??= [];

    private Dictionary<(string Text, SourceSpan Span), Selection?> Selections => field ??= [];

    private HashSet<(InstanceReference, SourceSpan)> Reported => field ??= [];

    /// <summary>
    /// The instances that <paramref name="path"/> means to <paramref name="user"/>: a reference or a path parameter of its component, or of the one
    /// that as many leading <c>../</c> lead to; a list of children; an instance or population nearby.
    /// </summary>
    /// <returns>Null when it means nothing, with an error at <paramref name="span"/>.</returns>
    public IReadOnlyList<InstanceReference>? At(InstanceReference user, string path, SourceSpan span)
    {
        var place = user;
        var name = path.Trim();
        while (name.StartsWith("../", StringComparison.Ordinal))
        {
            place = InstancePaths.Parent(place) ?? place;
            name = name[3..];
        }

        for (InstanceReference? here = place; here is { } owner; here = InstancePaths.Parent(owner))
        {
            var component = owner.Part.Component;
            if (component.Reference(name) is { Id: { } id } && Around(InstancePaths.Parent(owner) ?? owner, id) is { } referred)
                return referred;

            // What a component states is seen from where it stands.
            if (component.Text(name) is { } text)
                return Selected(InstancePaths.Parent(owner) ?? owner, owner, text, component.SpanOf(name));
        }

        if (Around(place, name) is { } named)
            return named;
        if (Reported.Add((user, span)))
        {
            diagnostics.Error("NG1423", $"'{path}' of {user.Part.Component.Label} leads to no instances.", span,
                "It names a population, a list of children or a collection; one that is made by the network must stand before what uses it.");
        }

        return null;
    }

    /// <summary>The population, collection or part called <paramref name="id"/> here or further out.</summary>
    public IReadOnlyList<InstanceReference>? Around(InstanceReference from, string id)
    {
        for (InstanceReference? here = from; here is { } scope; here = InstancePaths.Parent(scope))
        {
            if (Inside(scope, id) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The instances that satisfy <paramref name="predicates"/>, which may use the names of <paramref name="user"/>.</summary>
    public IReadOnlyList<InstanceReference> Filter(IReadOnlyList<InstanceReference> all, IEnumerable<SelectionPredicate> predicates, InstanceReference user)
    {
        foreach (var predicate in predicates)
        {
            if (predicate.Index is { } index)
            {
                all = index < all.Count ? [all[index]] : [];
                continue;
            }

            var kept = new List<InstanceReference>();
            for (var i = 0; i < all.Count; i++)
            {
                var (member, place) = (all[i], i);
                var holds = values.Evaluate(predicate.Condition!, predicate.Span, user.Part.Component.Label, name =>
                    BuildValues.Of(member, Meaning(user, name)) ?? (name == "index" ? place : BuildValues.Of(user, name, around: true)));
                if (holds is null)
                    return [];
                if (holds != 0)
                    kept.Add(member);
            }

            all = kept;
        }

        return all;
    }

    /// <summary>A text of the user's component stands for the name that it says.</summary>
    public static string Meaning(InstanceReference user, string name) => user.Part.Component.Text(name) ?? name;

    /// <summary>The selection that <paramref name="text"/> states, read once.</summary>
    public Selection? Read(string text, SourceSpan span)
    {
        if (!Selections.TryGetValue((text, span), out var selection))
            Selections[(text, span)] = selection = Selection.Parse(text, span, diagnostics);
        return selection;
    }

    private IReadOnlyList<InstanceReference>? Selected(InstanceReference from, InstanceReference user, string text, SourceSpan span) =>
        Read(text, span) is { } selection ? Of(selection, from, user, span) : null;

    private IReadOnlyList<InstanceReference>? Of(Selection selection, InstanceReference from, InstanceReference user, SourceSpan span)
    {
        switch (selection)
        {
            case JoinedSelection joined:
                if (Of(joined.Left, from, user, span) is not { } left || Of(joined.Right, from, user, span) is not { } right)
                    return null;
                var others = right.ToHashSet();
                return joined.Operator switch
                {
                    SetOperator.And => [.. left.Where(others.Contains)],
                    SetOperator.Minus => [.. left.Where(one => !others.Contains(one))],
                    _ => [.. left.Union(right)],
                };
            case PathSelection path:
                return Follow(path, from, user);
            default:
                return null;
        }
    }

    private IReadOnlyList<InstanceReference>? Follow(PathSelection path, InstanceReference from, InstanceReference user)
    {
        var start = from;
        var first = 0;
        for (; first < path.Steps.Length - 1 && path.Steps[first].Name is "." or ".."; first++)
            start = path.Steps[first].Name == ".." ? InstancePaths.Parent(start) ?? start : start;
        var step = path.Steps[first];
        if (Around(start, step.Name) is not { } found)
        {
            if (Reported.Add((user, step.Span)))
                diagnostics.Error("NG1423", $"There is no “{step.Name}” for {user.Part.Component.Label} to select from.", step.Span, "What a selection names must stand before it.");
            return null;
        }

        found = Filter(found, step.Predicates, user);
        foreach (var next in path.Steps.Skip(first + 1))
            found = Filter([.. found.SelectMany(one => Inside(one, next.Name) ?? [])], next.Predicates, user);
        return found;
    }

    private IReadOnlyList<InstanceReference>? Inside(InstanceReference scope, string name)
    {
        if (scope.Part.Listed.TryGetValue(name, out var listed))
            return [.. Enumerable.Range(scope.Index * listed.Listed.Count, listed.Listed.Count).Select(index => new InstanceReference(listed.Root, index))];
        if (scope.Part.Lists.TryGetValue(name, out var members))
        {
            // In a container, children with dynamics are instances of their own.
            var own = scope.Part.Group is not null ? [] : scope.Part.Instances.Where(run => run.Group.Component.Place == name && run.Group.Component.Parent == scope.Part.Component);
            return [.. scope.Part.InOrder(scope.Part.Component.Children(name), members).Select(member => scope with { Part = member }), .. own.Select(run => new InstanceReference(run.Group.Root, run.First))];
        }

        if (Gathers(scope).FirstOrDefault(gather => gather.Collection == name) is { } collection)
            return Filled(scope, collection);
        if (scope.Part.Child(name) is { } child)
            return Of(scope with { Part = child });
        foreach (var run in scope.Part.Instances)
        {
            if (run.Name == name && scope.Part.Group is null && run.Count == 1)
                return [new InstanceReference(run.Group.Root, run.First)];
        }

        return null;
    }

    /// <summary>The instances that <paramref name="place"/> holds: of its collection, of its population, or itself.</summary>
    private IReadOnlyList<InstanceReference>? Of(InstanceReference place)
    {
        var part = place.Part;
        if (Gathers(place).ToList() is { Count: > 0 } gathers)
            return gathers.Count == 1 ? Filled(place, gathers[0]) : null;
        if (part.Instances.Count == 0 && part.Group is not null)
            return [place];
        if (part.Instances.Count == 0 && part.Component.Type is { Structure: null, ChildLists.IsEmpty: true })
            return null;
        var found = new List<InstanceReference>();
        foreach (var run in part.Instances)
        {
            var (first, count) = run.Name.Length == 0 ? (0, run.Group.Count) : (run.First, run.Count);
            for (var i = first; i < first + count; i++)
            {
                if (part.Group is null || run.Group.OwnerOf[i] == place.Index)
                    found.Add(new InstanceReference(run.Group.Root, i));
            }
        }

        return found;
    }

    /// <summary>The content of the collection of <paramref name="place"/> that <paramref name="gather"/> fills; null after an error.</summary>
    public IReadOnlyList<InstanceReference>? Filled(InstanceReference place, Gather gather)
    {
        if (Gathered.TryGetValue((place, gather.Collection), out var known))
            return known;

        // One that selects from itself finds nothing there.
        Gathered[(place, gather.Collection)] = [];
        var type = place.Part.Component.Type;
        if (!type.Collections.Any(collection => collection.Name == gather.Collection))
        {
            diagnostics.Error("NG1409", $"{type.Name} has no collection “{gather.Collection}”, which its Structure fills.", gather.Span, $"Add <Collection name=\"{gather.Collection}\"/>.");
            return null;
        }

        if (At(place, gather.PathParameter, gather.Span) is not { } found)
            return null;
        return Gathered[(place, gather.Collection)] = found;
    }

    private static IEnumerable<Gather> Gathers(InstanceReference place) => place.Part.Component.Type.Structure?.Body.OfType<Gather>() ?? [];
}
