using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>
/// The segment groups of a morphology: ids are used once (NG1309), members and ends of paths exist (NG1310), included groups exist (NG1311) and are
/// defined before (NG1312, a warning), no group includes itself (NG1313), and the number of internal divisions stands where programs look for it (NG1314, a warning).
/// </summary>
internal sealed class SegmentGroups : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var morphology in model.Morphologies())
        {
            var segments = morphology.Children("segments").Ids();
            var groups = new Dictionary<string, LemsComponent>(StringComparer.Ordinal);
            foreach (var group in morphology.Children("segmentGroups"))
            {
                if (group.Id is { } id && !groups.TryAdd(id, group))
                    diagnostics.Error("NG1309", $"{morphology.Owner()} has a second segment group “{id}”; the first is at {groups[id].Span}.", group.SpanOf("id"), "Give it another id, or join the two.");
            }

            var defined = new HashSet<string>(StringComparer.Ordinal);
            foreach (var group in morphology.Children("segmentGroups"))
            {
                CheckMembers(morphology, group, segments, diagnostics);
                CheckIncludes(morphology, group, groups, defined, diagnostics);
                CheckDivisions(group, diagnostics);
                if (group.Id is { } id)
                    defined.Add(id);
            }

            FindCircles(morphology, groups, diagnostics);
        }
    }

    private static void CheckMembers(LemsComponent morphology, LemsComponent group, HashSet<string> segments, DiagnosticBag diagnostics)
    {
        var places = group.Children("members")
            .Concat(group.Children("paths").Concat(group.Children("subTrees")).SelectMany(path => path.AllChildren.Where(end => end.IsA("from") || end.IsA("to"))));
        foreach (var place in places)
        {
            if (place.Text("segment") is { } id && !segments.Contains(id.Trim()))
            {
                diagnostics.Error("NG1310", $"The segment group “{group.Id}” names the segment “{id}”, which {morphology.Owner()} does not have.",
                    place.SpanOf("segment"), NearNames.Hint(id, segments));
            }
        }
    }

    private static void CheckIncludes(
        LemsComponent morphology, LemsComponent group, Dictionary<string, LemsComponent> groups, HashSet<string> defined, DiagnosticBag diagnostics)
    {
        foreach (var include in group.Children("includes"))
        {
            if (include.Text("segmentGroup") is not { } id || defined.Contains(id))
                continue;
            if (!groups.TryGetValue(id, out var later))
            {
                diagnostics.Error("NG1311", $"The segment group “{group.Id}” includes the group “{id}”, which {morphology.Owner()} does not have.",
                    include.SpanOf("segmentGroup"), NearNames.Hint(id, groups.Keys));
            }
            else if (later != group)
            {
                diagnostics.Warning("NG1312", $"The segment group “{group.Id}” includes the group “{id}”, which is defined after it, at {later.Span}; some programs need it before.",
                    include.SpanOf("segmentGroup"));
            }
        }
    }

    private static void CheckDivisions(LemsComponent group, DiagnosticBag diagnostics)
    {
        foreach (var property in group.Annotations.SelectMany(annotation => annotation.Children))
        {
            if (property.Name == "property" && property["tag"] == "numberInternalDivisions")
            {
                diagnostics.Warning("NG1314", $"The number of internal divisions of the segment group “{group.Id}” stands in its annotation, where it is not looked for.",
                    property.Span, "Put the <property> directly into the <segmentGroup>.");
            }
        }
    }

    private static void FindCircles(LemsComponent morphology, Dictionary<string, LemsComponent> groups, DiagnosticBag diagnostics)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var id in groups.Keys)
            Visit(id);

        void Visit(string id)
        {
            // Longer chains than any program makes; the bound keeps hostile files from exhausting the stack.
            if (way.Count > 1000 || !groups.TryGetValue(id, out var group) || done.Contains(id))
                return;
            way.Add(id);
            foreach (var include in group.Children("includes"))
            {
                if (include.Text("segmentGroup") is not { } next)
                    continue;
                if (way.Contains(next))
                {
                    var circle = way.SkipWhile(one => one != next).Append(next).Select(one => $"“{one}”");
                    diagnostics.Error("NG1313", $"Segment groups of {morphology.Owner()} include each other: {string.Join(" → ", circle)}.", include.SpanOf("segmentGroup"));
                }
                else
                {
                    Visit(next);
                }
            }

            way.RemoveAt(way.Count - 1);
            done.Add(id);
        }
    }
}
