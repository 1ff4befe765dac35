using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>The segments of a morphology form one tree: ids are used once (NG1303), one segment is the root (NG1304), every parent exists (NG1305), no segment descends from itself (NG1306), and the root has the id 0 (NG1307, a warning).</summary>
internal sealed class SegmentTree : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var morphology in model.Morphologies())
        {
            var segments = morphology.Children("segments");
            if (segments.Count > 0)
                Check(morphology, segments, diagnostics);
        }
    }

    private static void Check(LemsComponent morphology, IReadOnlyList<LemsComponent> segments, DiagnosticBag diagnostics)
    {
        var byId = new Dictionary<string, LemsComponent>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            if (segment.Id is { } id && !byId.TryAdd(id, segment))
                diagnostics.Error("NG1303", $"{morphology.Owner()} has a second segment with the id “{id}”; the first is at {byId[id].Span}.", segment.SpanOf("id"), "Number the segments of a cell 0, 1, 2, ….");
        }

        foreach (var segment in segments)
        {
            if (Parent(segment) is { } parent && !byId.ContainsKey(parent))
            {
                diagnostics.Error("NG1305", $"The parent of segment “{segment.Id}” of {morphology.Owner()} is to be the segment “{parent}”, which does not exist.",
                    segment.Child("parent")!.SpanOf("segment"), NearNames.Hint(parent, byId.Keys));
            }
        }

        var hasCircle = FindCircles(morphology, segments, byId, diagnostics);
        CheckRoot(morphology, [.. segments.Where(segment => segment.Child("parent") is null)], hasCircle, diagnostics);
    }

    private static void CheckRoot(LemsComponent morphology, ImmutableArray<LemsComponent> roots, bool hasCircle, DiagnosticBag diagnostics)
    {
        if (roots.IsEmpty)
        {
            if (!hasCircle)
                diagnostics.Error("NG1304", $"Every segment of {morphology.Owner()} has a parent, so the tree has no root.", morphology.Span, "Leave out the <parent> of the segment where the cell begins, usually the soma.");
            return;
        }

        foreach (var second in roots.Skip(1))
        {
            diagnostics.Error("NG1304", $"Segment “{second.Id}” of {morphology.Owner()} has no parent; the root is “{roots[0].Id}”, and only it may have none.", second.Span, $"Say where it is attached: <parent segment=\"{roots[0].Id}\"/>.");
        }

        if (roots[0].Id != "0")
            diagnostics.Warning("NG1307", $"The root segment of {morphology.Owner()} has the id “{roots[0].Id}”; other programs expect 0.", roots[0].SpanOf("id"));
    }

    private static bool FindCircles(LemsComponent morphology, IReadOnlyList<LemsComponent> segments, Dictionary<string, LemsComponent> byId, DiagnosticBag diagnostics)
    {
        var rooted = new HashSet<LemsComponent>();
        var found = false;
        foreach (var start in segments)
        {
            var way = new List<LemsComponent>();
            var onWay = new HashSet<LemsComponent>();
            var here = start;
            while (here is not null && !rooted.Contains(here) && onWay.Add(here))
            {
                way.Add(here);
                here = Parent(here) is { } parent ? byId.GetValueOrDefault(parent) : null;
            }

            if (here is not null && onWay.Contains(here))
            {
                found = true;
                var circle = way.SkipWhile(segment => segment != here).Append(here).Select(segment => $"“{segment.Id}”");
                diagnostics.Error("NG1306", $"Segments of {morphology.Owner()} are each other's parents: {string.Join(" → ", circle)}.", here.Child("parent")!.SpanOf("segment"));
            }

            rooted.UnionWith(way);
        }

        return found;
    }

    private static string? Parent(LemsComponent segment) => segment.Child("parent")?.Text("segment")?.Trim();
}
