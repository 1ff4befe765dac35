using System.Runtime.InteropServices;

namespace Neuroglot.Compilation.Scheduling;

/// <summary>Pairs of instances of which the earlier one in the reference order touches the other, or is touched by it, within a step.</summary>
/// <remarks>Networks have millions of them, so they are kept in arrays: collected as pairs, then looked up by the earlier one.</remarks>
internal sealed class SameStepEdges
{
    private readonly List<int> earlier = [];
    private readonly List<int> later = [];
    private int[] starts = [];
    private int[] rows = [];

    /// <summary>Number of pairs.</summary>
    public int Count => earlier.Count;

    /// <summary>Adds a pair; instances are numbers through all sets.</summary>
    public void Add(int first, int second)
    {
        earlier.Add(first);
        later.Add(second);
    }

    /// <summary>Makes <see cref="After"/> ready, for <paramref name="instances"/> instances.</summary>
    public void Arrange(int instances)
    {
        starts = new int[instances + 1];
        foreach (var instance in CollectionsMarshal.AsSpan(earlier))
            starts[instance + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        var next = starts[..^1];
        rows = new int[earlier.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[next[earlier[i]]++] = later[i];
    }

    /// <summary>The later ends of the pairs whose earlier one is <paramref name="instance"/>.</summary>
    public ReadOnlySpan<int> After(int instance) => rows.AsSpan(starts[instance]..starts[instance + 1]);
}
