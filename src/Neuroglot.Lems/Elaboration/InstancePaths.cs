using System.Globalization;
using Neuroglot.Lems.Documents;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Finds instances by the paths that LEMS and NeuroML files use: <c>../pop[0]</c>, <c>pop/3/cell</c>, <c>synapses:syn1:0</c>.</summary>
internal static class InstancePaths
{
    /// <summary>The instance that <paramref name="path"/> leads to from <paramref name="from"/>, or null with the step that fails.</summary>
    public static InstanceReference? Find(InstanceReference from, IEnumerable<LemsPathStep> path, out LemsPathStep? failed)
    {
        InstanceReference? here = from;
        foreach (var step in path)
        {
            failed = step;
            here = Next(here.Value, step);
            if (here is null)
                return null;
        }

        failed = null;
        return here;
    }

    private static InstanceReference? Next(InstanceReference here, LemsPathStep step)
    {
        switch (step.Kind)
        {
            case LemsPathStepKind.Self:
                return here;
            case LemsPathStepKind.Parent:
                return Parent(here);
            default:
                if (step.ComponentId is { } component)
                    return Attached(here, step.Name, component, step.Ordinal);
                if (Named(here, step.Name) is not { } found)
                    return step.Index is { } place ? InList(here, step.Name, place) : null;
                return step.Index is { } index ? Numbered(found, index) : found;
        }
    }

    /// <summary>The instance that owns <paramref name="here"/>.</summary>
    public static InstanceReference? Parent(InstanceReference here)
    {
        var part = here.Part;
        if (part.Parent is not { } parent)
            return null;
        if (parent.Group == part.Group)
            return here with { Part = parent };
        var owners = part.Group!.OwnerOf;
        return new InstanceReference(parent, owners.Count == 0 ? 0 : owners[here.Index]);
    }

    private static InstanceReference? Named(InstanceReference here, string name)
    {
        var part = here.Part;
        if (part.Child(name) is { } child)
            return here with { Part = child };
        foreach (var listed in part.Listed.Values)
        {
            if (listed.PlaceOf(name) is >= 0 and var place)
                return Listed(here, listed, place);
        }

        foreach (var run in part.Instances)
        {
            if (run.Name == name && part.Group is null)
                return new InstanceReference(run.Group.Root, run.First);
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (Numbered(here, number) is { } instance)
                return instance;
            return IsSegment(part, name) ? here : null;
        }

        // pop/3/cell: the instance has been found by its number already.
        if (part.Group is not null && part.Group.Root == part && part.Component.Id == name)
            return here;
        return Attached(here, null, name, 0);
    }

    private static InstanceReference? Numbered(InstanceReference here, int index)
    {
        foreach (var run in here.Part.Instances)
        {
            if (here.Part.Group is not null)
            {
                var each = run.Count / Math.Max(1, here.Part.Group.Count);
                return index < each ? new InstanceReference(run.Group.Root, (here.Index * each) + index) : null;
            }

            if (run.Name.Length == 0)
            {
                // A population list: by id where the ids say so.
                var place = run.Group.PlaceOf(index.ToString(CultureInfo.InvariantCulture));
                if (place >= 0)
                    return new InstanceReference(run.Group.Root, place);
            }
            else if (index < run.Count)
            {
                return new InstanceReference(run.Group.Root, run.First + index);
            }
        }

        // pop[0] of a container that holds single instances: cell[0] is the cell.
        return here.Part.Group is not null && index == 0 && here.Part.Parent?.Group is null && here.Part.Group.Count == 1 ? here : null;
    }

    private static InstanceReference Listed(InstanceReference owner, InstanceGroup listed, int place) => new(listed.Root, (owner.Index * listed.Listed.Count) + place);

    private static InstanceReference? InList(InstanceReference here, string list, int index)
    {
        if (here.Part.Listed.TryGetValue(list, out var listed))
            return index < listed.Listed.Count ? Listed(here, listed, index) : null;
        if (here.Part.Lists.TryGetValue(list, out var members))
            return index < members.Count ? here with { Part = members[index] } : null;
        return null;
    }

    private static InstanceReference? Attached(InstanceReference here, string? list, string component, int ordinal)
    {
        foreach (var (name, attached) in here.Part.Attached)
        {
            if (list is not null && list != name)
                continue;
            var rest = ordinal;
            foreach (var (place, group, index) in attached.Groups
                .Where(group => group.Component.Id == component)
                .SelectMany(group => Enumerable.Range(0, group.Count).Where(i => group.OwnerOf[i] == here.Index).Select(i => (group.Places[i], group, i)))
                .OrderBy(entry => entry.Item1))
            {
                if (rest-- == 0)
                    return new InstanceReference(group.Root, index);
            }
        }

        return null;
    }

    // pop/0/cell/0: what is recorded of a segment is what the cell exposes.
    private static bool IsSegment(PartNode part, string id) =>
        part.Component.Type.IsA("cell") && (id == "0" || MultiCompartment.Segments(part.Component).Any(segment => segment.Id == id));
}
