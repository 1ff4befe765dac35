using System.Collections.Frozen;

namespace Neuroglot.Model.Units;

/// <summary>The SI prefixes and their powers of ten.</summary>
internal static class MetricPrefixes
{
    private static readonly FrozenDictionary<string, int> Powers = new Dictionary<string, int>
    {
        [string.Empty] = 0,
        ["y"] = -24, ["z"] = -21, ["a"] = -18, ["f"] = -15, ["p"] = -12, ["n"] = -9, ["u"] = -6, ["m"] = -3, ["c"] = -2, ["d"] = -1,
        ["da"] = 1, ["h"] = 2, ["k"] = 3, ["M"] = 6, ["G"] = 9, ["T"] = 12, ["P"] = 15, ["E"] = 18, ["Z"] = 21, ["Y"] = 24,
    }.ToFrozenDictionary();

    /// <summary>All prefixes, the empty one among them.</summary>
    public static IEnumerable<KeyValuePair<string, int>> All => Powers;

    /// <summary>The power of ten of <paramref name="prefix"/>.</summary>
    public static int PowerOf(string prefix) => Powers[prefix];
}
