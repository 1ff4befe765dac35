using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Import.NeuroML;

/// <summary>Works out the shape of a cell: where each segment begins and ends, what is in each group, and which stretches have no branches.</summary>
internal sealed class MorphologyReader
{
    private const string Malformed = "NG5401";

    private readonly string cell;
    private readonly DiagnosticBag diagnostics;
    private readonly ImmutableArray<LemsComponent> declared;
    private readonly Dictionary<string, LemsComponent> byId = [];
    private readonly Dictionary<string, MorphologySegment> segments = [];
    private readonly Dictionary<string, HashSet<string>> groups = [];

    private MorphologyReader(LemsComponent morphology, string cell, DiagnosticBag diagnostics)
    {
        this.cell = cell;
        this.diagnostics = diagnostics;
        declared = [.. morphology.Children("segments")];
        foreach (var segment in declared)
            byId.TryAdd(IdOf(segment), segment);
    }

    /// <summary>The shape; null, with the reasons in <paramref name="diagnostics"/>, where it cannot be worked out.</summary>
    /// <param name="morphology">The morphology.</param>
    /// <param name="cell">What messages call its cell.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static CellMorphology? Read(LemsComponent morphology, string cell, DiagnosticBag diagnostics)
    {
        var reader = new MorphologyReader(morphology, cell, diagnostics);
        foreach (var segment in reader.declared)
        {
            if (!reader.Place(segment))
                return null;
        }

        ImmutableArray<MorphologySegment> all = [.. reader.declared.Select(segment => reader.segments[IdOf(segment)]).Distinct()];
        return new CellMorphology(all, [.. morphology.Children("segmentGroups").Select(group => reader.Group(group, morphology, all))], Sections(all));
    }

    private static string IdOf(LemsComponent segment) => segment.Id ?? string.Empty;

    private static string? ParentOf(LemsComponent segment) => segment.Child("parent")?.Text("segment")?.Trim();

    // A segment is placed after its parent; chains are long, so this goes without recursion.
    private bool Place(LemsComponent segment)
    {
        var way = new Stack<LemsComponent>();
        var onWay = new HashSet<LemsComponent>();
        for (var here = segment; !segments.ContainsKey(IdOf(here));)
        {
            if (!onWay.Add(here))
                return Wrong(here, "descends from itself");
            way.Push(here);
            if (ParentOf(here) is not { } parent)
                break;
            if (!byId.TryGetValue(parent, out var next))
                return Wrong(here, $"grows from the segment “{parent}”, which does not exist");
            here = next;
        }

        while (way.TryPop(out var next))
        {
            if (!PlaceOne(next))
                return false;
        }

        return true;
    }

    private bool PlaceOne(LemsComponent segment)
    {
        if (segment.Child("distal") is not { } distal)
            return Wrong(segment, "has no distal point");
        var fraction = 1.0;
        if (segment.Child("parent")?.Text("fractionAlong") is { } stated
            && (!double.TryParse(stated, NumberStyles.Float, CultureInfo.InvariantCulture, out fraction) || !(fraction is >= 0 and <= 1)))
        {
            return Wrong(segment, $"begins at the fraction “{stated}” of its parent, which is no number from 0 to 1");
        }

        MorphologyPoint begin;
        if (segment.Child("proximal") is { } proximal)
            begin = Point(proximal);
        else if (ParentOf(segment) is { } parent)
            begin = segments[parent].Proximal.Towards(segments[parent].Distal, fraction);
        else
            return Wrong(segment, "has neither a parent nor a proximal point");
        segments[IdOf(segment)] = new MorphologySegment(IdOf(segment), segment.Text("name"), ParentOf(segment), fraction, begin, Point(distal));
        return true;
    }

    private static MorphologyPoint Point(LemsComponent point) =>
        new(point.Value("xLength"), point.Value("yLength"), point.Value("zLength"), 2 * point.Value("radius"));

    private MorphologyGroup Group(LemsComponent group, LemsComponent morphology, ImmutableArray<MorphologySegment> all)
    {
        var members = Members(group, morphology);
        ImmutableArray<MorphologySegment> own = [.. all.Where(segment => members.Contains(segment.Id))];
        return new MorphologyGroup(group.Id ?? string.Empty, [.. own.Select(segment => segment.Id)], own.Sum(segment => segment.Length), own.Sum(segment => segment.Area));
    }

    private HashSet<string> Members(LemsComponent group, LemsComponent morphology)
    {
        if (groups.TryGetValue(group.Id ?? string.Empty, out var known))
            return known;
        // Noted before it is filled, so that groups that include each other come to an end; the rules of NeuroML tell of them.
        var members = groups[group.Id ?? string.Empty] = [];
        members.UnionWith(group.Children("members").Select(member => Known(member, group)).OfType<string>());
        foreach (var path in group.Children("paths"))
            members.UnionWith(Path(path, group));
        foreach (var tree in group.Children("subTrees"))
        {
            if (tree.Child("from") is { } from && Known(from, group) is { } root)
                members.UnionWith(segments.Keys.Where(id => WayToRoot(id).Contains(root)));
        }

        foreach (var include in group.Children("includes"))
        {
            if (include.Text("segmentGroup") is not { } name)
                continue;
            if (morphology.Children("segmentGroups").FirstOrDefault(other => other.Id == name) is { } included)
                members.UnionWith(Members(included, morphology));
            else
                diagnostics.Warning(Malformed, $"The group “{group.Id}” of {cell} includes the group “{name}”, which does not exist.", include.Span, "Correct its name.");
        }

        return members;
    }

    // From the outer end towards the root until the inner end; without an inner end, up to the root.
    private List<string> Path(LemsComponent path, LemsComponent group)
    {
        if (path.Child("to") is not { } to || Known(to, group) is not { } outer)
            return path.Child("from") is { } only && Known(only, group) is { } begin ? [.. segments.Keys.Where(id => WayToRoot(id).Contains(begin))] : [];
        var way = WayToRoot(outer).ToList();
        if (path.Child("from") is not { } from || Known(from, group) is not { } inner)
            return way;
        var end = way.IndexOf(inner);
        if (end >= 0)
            return way[..(end + 1)];
        diagnostics.Warning(Malformed, $"The path of the group “{group.Id}” of {cell} leads from “{inner}” to “{outer}”, which does not descend from it.", path.Span, "Name the end nearer to the root first.");
        return [];
    }

    private IEnumerable<string> WayToRoot(string id)
    {
        for (var here = segments.GetValueOrDefault(id); here is not null; here = here.Parent is null ? null : segments[here.Parent])
            yield return here.Id;
    }

    private string? Known(LemsComponent place, LemsComponent group)
    {
        var id = place.Text("segment")?.Trim() ?? string.Empty;
        if (segments.ContainsKey(id))
            return id;
        diagnostics.Warning(Malformed, $"The group “{group.Id}” of {cell} names the segment “{id}”, which does not exist.", place.Span, "Correct its id.");
        return null;
    }

    private static ImmutableArray<MorphologySection> Sections(ImmutableArray<MorphologySegment> all)
    {
        var children = all.Where(segment => segment.Parent is not null).ToLookup(segment => segment.Parent!);
        var sections = ImmutableArray.CreateBuilder<MorphologySection>();
        var waiting = new Stack<(MorphologySegment First, int Parent)>();
        foreach (var root in all.Where(segment => segment.Parent is null).Reverse())
            waiting.Push((root, -1));
        while (waiting.TryPop(out var next))
        {
            List<MorphologySegment> run = [next.First];
            while (children[run[^1].Id].ToList() is [var only] && Continues(run[^1], only))
                run.Add(only);
            foreach (var child in children[run[^1].Id].Reverse())
                waiting.Push((child, sections.Count));
            // Inner segments of a run have no other child, so its last one has all branches.
            sections.Add(new MorphologySection(next.First.Name ?? next.First.Id, next.Parent, [.. run.Select(one => one.Id)], run.Sum(one => one.Length), run.Sum(one => one.Area)));
        }

        return sections.ToImmutable();
    }

    // A sphere is a section of its own, as Brian's Soma is; so is what begins at the side of its parent, or at another point.
    private static bool Continues(MorphologySegment segment, MorphologySegment child) =>
        !segment.IsSphere && !child.IsSphere && child.FractionAlong == 1 && child.Proximal == segment.Distal;

    private bool Wrong(LemsComponent segment, string what)
    {
        diagnostics.Error(Malformed, $"The shape of {cell} cannot be worked out: its segment “{segment.Id}” {what}.", segment.Span, "`neuroglot validate` tells of everything that is wrong with it.");
        return false;
    }
}
