namespace Neuroglot.Brian.Language;

/// <summary>What somebody who wrote a wrong name may have meant.</summary>
internal static class NearNames
{
    /// <summary>
    /// <c>did you mean …?</c> with the nearest of <paramref name="known"/>, up to three that differ from <paramref name="name"/> by a letter or two, or in case;
    /// null where there is none.
    /// </summary>
    public static string? Hint(string name, IEnumerable<string> known)
    {
        if (name.Length > 100)
            return null;
        var most = name.Length <= 2 ? 1 : 2;
        var near = known.Distinct(StringComparer.Ordinal)
            .Where(one => Math.Abs(one.Length - name.Length) <= most)
            .Select(one => (Name: one, Distance: string.Equals(one, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, one)))
            .Where(one => one.Distance <= most && one.Distance < name.Length)
            .GroupBy(one => one.Distance).MinBy(group => group.Key)
            ?.Select(one => $"`{one.Name}`").Order(StringComparer.Ordinal).Take(3).ToList();
        return near is null ? null : $"did you mean {string.Join(" or ", near)}?";
    }

    // The number of letters to add, take away, replace or swap with the next (restricted Damerau–Levenshtein distance).
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
