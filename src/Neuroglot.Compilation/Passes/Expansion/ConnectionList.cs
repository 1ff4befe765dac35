using System.Runtime.InteropServices;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>Connections while they are made. As long as sources ascend, the number of connections of each is all that is kept of them.</summary>
internal sealed class ConnectionList
{
    // For each source the number of its connections, while they ascend; else null, and the source of each connection.
    private List<int>? counts = [];
    private int[] sources = [];
    private int[] targets;

    public ConnectionList(ListedConnections first)
    {
        targets = new int[first.Targets.Count];
        foreach (var (source, target) in first.Sources.Zip(first.Targets))
            Add(source, target);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Makes room for about <paramref name="more"/> connections.</summary>
    public void Reserve(double more)
    {
        var needed = Count + (more * 1.01) + 64;
        if (needed > Array.MaxLength)
            throw new LoweringException("NG2020", $"A rule makes about {more:G3} connections; one set can hold {Array.MaxLength}.");
        if (needed > targets.Length)
            Grow((int)needed);
    }

    /// <summary>Appends a connection.</summary>
    public void Add(int source, int target)
    {
        if (Count == targets.Length)
            Grow((int)Math.Min(Array.MaxLength, (2L * Count) + 64));
        targets[Count] = target;
        if (counts is { } ascending && source == ascending.Count - 1)
            CollectionsMarshal.AsSpan(ascending)[source]++;
        else
            Begin(source);
        Count++;
    }

    /// <summary>The connections as a rule.</summary>
    public ListedConnections ToRule()
    {
        Array.Resize(ref targets, Count);
        var ends = counts is { } ascending ? ConnectionEnds.Ascending(CollectionsMarshal.AsSpan(ascending)) : ConnectionEnds.Of(ImmutableCollectionsMarshal.AsImmutableArray(sources[..Count]));
        return new ListedConnections(ends, ConnectionEnds.Of(ImmutableCollectionsMarshal.AsImmutableArray(targets)));
    }

    // The first connection of a source.
    private void Begin(int source)
    {
        if (counts is { } ascending && source >= ascending.Count)
        {
            while (ascending.Count < source)
                ascending.Add(0);
            ascending.Add(1);
            return;
        }

        if (counts is not null)
        {
            sources = [.. ConnectionEnds.Ascending(CollectionsMarshal.AsSpan(counts)), .. new int[targets.Length - Count]];
            counts = null;
        }

        sources[Count] = source;
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref targets, capacity);
        if (counts is null)
            Array.Resize(ref sources, capacity);
    }
}
