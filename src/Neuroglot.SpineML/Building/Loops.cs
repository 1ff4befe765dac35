namespace Neuroglot.SpineML.Building;

/// <summary>Finds circles in what waits for each other.</summary>
internal static class Loops
{
    /// <summary>One circle, from a node back to the same; empty when there is none.</summary>
    /// <param name="edges">Who comes before whom.</param>
    public static IReadOnlyList<string> Find(IEnumerable<(string Source, string Target)> edges)
    {
        var next = edges.ToLookup(static edge => edge.Source, static edge => edge.Target);
        var open = next.SelectMany(static one => one.Append(one.Key)).ToHashSet(StringComparer.Ordinal);

        // Whoever feeds nobody that is left is in no circle.
        while (open.RemoveWhere(name => !next[name].Any(open.Contains)) > 0)
        {
        }

        if (open.Count == 0)
            return [];
        var path = new List<string>();
        var current = open.Order(StringComparer.Ordinal).First();
        while (!path.Contains(current))
        {
            path.Add(current);
            current = next[current].First(open.Contains);
        }

        return [.. path.SkipWhile(name => name != current), current];
    }

    /// <summary>A circle as people read it.</summary>
    public static string Text(IEnumerable<string> loop) => string.Join(" → ", loop.Select(static name => $"`{name}`"));
}
