namespace Neuroglot.Model.Diagnostics;

/// <summary>What somebody who wrote a wrong name may have meant.</summary>
public static class NearNames
{
    /// <summary>
    /// <c>did you mean …?</c> with the nearest of <paramref name="known"/>, up to three that differ from <paramref name="name"/> by a letter or two, or in case;
    /// null where there is none.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    public static string? Hint(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { Count: > 0 } best ? $"did you mean {string.Join(" or ", best.Take(3).Select(one => $"`{one}`"))}?" : null;

    /// <summary>Those of <paramref name="known"/> that are nearest to <paramref name="name"/>, in ordinal order; none where all differ by more than a letter or two.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    public static IReadOnlyCollection<string> Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > 100)
            return [];
        var most = name.Length <= 2 ? 1 : 2;
        var best = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in known)
        {
            if (Math.Abs(one.Length - name.Length) > most)
                continue;
            var distance = string.Equals(one, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, one, most);
            if (distance > most || distance >= name.Length)
                continue;
            if (distance < most)
                best.Clear();
            most = distance;
            best.Add(one);
        }

        return best;
    }

    // The number of letters to add, take away, replace or swap with the next (restricted Damerau–Levenshtein distance); something greater than most where it is
    // greater than that.
    private static int Distance(string a, string b, int most)
    {
        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return least;
            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
