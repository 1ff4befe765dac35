using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Morphologies.Swc;

/// <summary>Which point follows which, by their places in the file.</summary>
/// <param name="Points">The points.</param>
/// <param name="Parents">Index of the point that each follows; −1 for roots.</param>
/// <param name="Roots">The roots.</param>
/// <param name="FirstChild">Index of the first that follows each; −1 for none.</param>
/// <param name="NextChild">Index of the next with the same parent; −1 for none.</param>
internal sealed record SwcTree(List<SwcPoint> Points, int[] Parents, List<int> Roots, int[] FirstChild, int[] NextChild)
{
    /// <summary>The tree; null where parents are missing or go in circles.</summary>
    public static SwcTree? Of(List<SwcPoint> points, string path, DiagnosticBag diagnostics)
    {
        var byNumber = new Dictionary<int, int>(points.Count);
        for (var index = 0; index < points.Count; index++)
            byNumber[points[index].Index] = index;
        int[] parents = new int[points.Count], first = new int[points.Count], next = new int[points.Count];
        Array.Fill(first, -1);
        Array.Fill(next, -1);
        var roots = new List<int>();
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            parents[index] = -1;
            if (point.Parent < 0)
                roots.Add(index);
            else if (!byNumber.TryGetValue(point.Parent, out parents[index]))
                diagnostics.Error("NG8153", $"Point {point.Index} follows point {point.Parent}, which does not exist.", new SourceSpan(path, point.Line, 1), "a root has the parent -1");
        }

        if (diagnostics.HasErrors)
            return null;
        // Last to first, so that children are in the order of the file.
        for (var index = points.Count - 1; index >= 0; index--)
        {
            if (parents[index] >= 0)
                (next[index], first[parents[index]]) = (first[parents[index]], index);
        }

        if (Circle(points, parents) is not { } circle)
            return new SwcTree(points, parents, roots, first, next);
        diagnostics.Error(
            "NG8154", $"Point {points[circle].Index} follows itself{(parents[circle] == circle ? string.Empty : $", over point {points[parents[circle]].Index}")}.",
            new SourceSpan(path, points[circle].Line, 1), "a root has the parent -1");
        return null;
    }

    public IEnumerable<int> Children(int point)
    {
        for (var child = FirstChild[point]; child >= 0; child = NextChild[child])
            yield return child;
    }

    public bool HasOneChild(int point) => FirstChild[point] >= 0 && NextChild[FirstChild[point]] < 0;

    // A point that is met again on the way to the root. Each point is walked over once: what has been walked over leads to a root.
    private static int? Circle(List<SwcPoint> points, int[] parents)
    {
        var walk = new int[points.Count];
        for (var start = 0; start < points.Count; start++)
        {
            for (var at = start; at >= 0 && (walk[at] == 0 || walk[at] == start + 1); at = parents[at])
            {
                if (walk[at] == start + 1)
                    return at;
                walk[at] = start + 1;
            }
        }

        return null;
    }
}
