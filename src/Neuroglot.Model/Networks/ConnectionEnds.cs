using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuroglot.Model.Networks;

/// <summary>
/// For each connection the instance at one end. Where instances ascend, as sources of most rules do, only the first connection of each is kept, so that
/// millions of connections take no memory for this end; else two bytes for each, if they are enough and until somebody wants an array.
/// </summary>
public sealed class ConnectionEnds : IReadOnlyList<int>
{
    // The end of each connection, where it fits in so little; else null.
    private volatile ushort[]? near;

    // Either the end of each connection, or the first connection of each instance and the number of connections; empty where all are near.
    private int[] numbers;

    private ConnectionEnds(int[] numbers, ushort[]? near, int count, bool isAscending)
    {
        this.numbers = numbers;
        this.near = near;
        Count = count;
        IsAscending = isAscending;
    }

    /// <summary>Number of connections.</summary>
    public int Count { get; }

    /// <summary>Whether instances ascend, so that those of one instance follow each other.</summary>
    public bool IsAscending { get; }

    /// <summary>The instance of a connection; where instances ascend it is searched for, so that going through all is quicker.</summary>
    /// <param name="index">The connection.</param>
    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            if (!IsAscending)
                return near is { } ends ? ends[index] : numbers[index];

            // The last instance whose connections do not begin behind it.
            var (low, high) = (0, numbers.Length - 1);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (numbers[middle] <= index)
                    low = middle;
                else
                    high = middle;
            }

            return low;
        }
    }

    /// <summary>The ends of connections, of which each is named.</summary>
    /// <param name="ends">The instance of each connection.</param>
    public static ConnectionEnds Of(ImmutableArray<int> ends)
    {
        for (var k = 1; k < ends.Length; k++)
        {
            if (ends[k] < ends[k - 1])
                return Each(ends);
        }

        if (!ends.IsEmpty && ends[0] < 0)
            return Each(ends);
        var starts = new int[ends.IsEmpty ? 1 : ends[^1] + 2];
        foreach (var end in ends)
            starts[end + 1]++;
        for (var instance = 1; instance < starts.Length; instance++)
            starts[instance] += starts[instance - 1];
        return new ConnectionEnds(starts, null, ends.Length, isAscending: true);
    }

    /// <summary>The ends of connections that ascend: as many of each instance as <paramref name="counts"/> says.</summary>
    /// <param name="counts">Number of connections of each instance.</param>
    public static ConnectionEnds Ascending(ReadOnlySpan<int> counts)
    {
        var last = counts.TrimEnd(0).Length;
        var starts = new int[last + 1];
        for (var instance = 0; instance < last; instance++)
            starts[instance + 1] = starts[instance] + counts[instance];
        return new ConnectionEnds(starts, null, starts[^1], isAscending: true);
    }

    /// <summary>The instance of each connection, with <paramref name="offset"/> added. Without one, and where instances do not ascend, the array is kept from then on, in place of what was.</summary>
    public ImmutableArray<int> ToArray(int offset = 0)
    {
        if (!IsAscending && offset == 0 && near is null)
            return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
        var ends = new int[Count];
        CopyTo(0, ends, offset);
        if (!IsAscending && offset == 0)
        {
            numbers = ends;
            near = null;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ends);
    }

    /// <summary>Copies the instances of connections that follow each other.</summary>
    /// <param name="first">The first connection.</param>
    /// <param name="ends">Takes as many as it has room for, which must be there.</param>
    /// <param name="offset">Is added to each.</param>
    public void CopyTo(int first, Span<int> ends, int offset = 0)
    {
        if (IsAscending)
        {
            var instance = ends.IsEmpty ? 0 : this[first];
            for (var k = 0; k < ends.Length; k++)
            {
                while (numbers[instance + 1] <= first + k)
                    instance++;
                ends[k] = instance + offset;
            }

            return;
        }

        if (near is not { } narrow)
            numbers.AsSpan(first, ends.Length).CopyTo(ends);
        else
            Widen(narrow.AsSpan(first, ends.Length), ends);
        if (offset != 0)
        {
            foreach (ref var end in ends)
                end += offset;
        }
    }

    // Most rows have some ten to some thousand ends. Code for vectors is made at run time only, at first without optimization.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<ushort> narrow, Span<int> ends)
    {
        var k = 0;
        for (; k + Vector256<ushort>.Count <= narrow.Length; k += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(narrow[k..]));
            low.AsInt32().CopyTo(ends[k..]);
            high.AsInt32().CopyTo(ends[(k + Vector256<int>.Count)..]);
        }

        for (; k < narrow.Length; k++)
            ends[k] = narrow[k];
    }

    private static ConnectionEnds Each(ImmutableArray<int> ends)
    {
        foreach (var end in ends)
        {
            if ((uint)end > ushort.MaxValue)
                return new ConnectionEnds(ImmutableCollectionsMarshal.AsArray(ends)!, null, ends.Length, isAscending: false);
        }

        var near = new ushort[ends.Length];
        for (var k = 0; k < near.Length; k++)
            near[k] = (ushort)ends[k];
        return new ConnectionEnds([], near, near.Length, isAscending: false);
    }

    /// <summary>Goes through the connections.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    IEnumerator<int> IEnumerable<int>.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the instances, connection after connection.</summary>
    public struct Enumerator : IEnumerator<int>
    {
        private readonly ConnectionEnds ends;
        private int connection;
        private int instance;

        internal Enumerator(ConnectionEnds ends)
        {
            this.ends = ends;
            connection = -1;
        }

        /// <inheritdoc/>
        public readonly int Current => ends.IsAscending ? instance : ends[connection];

        /// <inheritdoc/>
        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (++connection >= ends.Count)
                return false;
            if (ends.IsAscending)
            {
                while (ends.numbers[instance + 1] <= connection)
                    instance++;
            }

            return true;
        }

        /// <inheritdoc/>
        public void Reset() => (connection, instance) = (-1, 0);

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
