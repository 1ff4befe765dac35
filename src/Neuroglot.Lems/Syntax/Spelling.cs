namespace Neuroglot.Lems.Syntax;

/// <summary>Finds the known name that a misspelt one probably stands for.</summary>
internal static class Spelling
{
    /// <summary>The candidate nearest to <paramref name="name"/>, or null when none is near enough to be worth a hint.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var allowed = Math.Max(1, name.Length / 3);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > allowed)
                continue;
            var distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate, allowed);
            if (distance > allowed || (distance == allowed && best is not null))
                continue;
            best = candidate;
            allowed = distance;
            if (distance == 0)
                break;
        }

        return best;
    }

    /// <summary>“Did you mean …?” with the nearest candidate, or null.</summary>
    public static string? Hint(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest ? $"Did you mean “{nearest}”?" : null;

    private static int Distance(string a, string b, int limit)
    {
        if (a.Length > 64 || b.Length > 64)
            return limit + 1;
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            var swap = previous;
            previous = current;
            current = swap;
        }

        return previous[b.Length];
    }
}
