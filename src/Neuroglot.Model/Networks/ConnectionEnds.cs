using System.Collections;
using System.Collections.Immutable;

namespace Neuroglot.Model.Networks;

/// <summary>
/// For each connection the instance at one end. Where instances ascend, as sources of most rules do, only the first connection of each is kept, so that
/// millions of connections take no memory for this end.
/// </summary>
public sealed class ConnectionEnds : IReadOnlyList<int>
{
    // Either the end of each connection, or the first connection of each instance and the number of connections.
    private readonly int[] numbers;

    private ConnectionEnds(int[] numbers, int count, bool isAscending)
    {
        this.numbers = numbers;
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
                return numbers[index];

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
                return new ConnectionEnds(ends.ToArray(), ends.Length, isAscending: false);
        }

        if (!ends.IsEmpty && ends[0] < 0)
            return new ConnectionEnds(ends.ToArray(), ends.Length, isAscending: false);
        var starts = new int[ends.IsEmpty ? 1 : ends[^1] + 2];
        foreach (var end in ends)
            starts[end + 1]++;
        for (var instance = 1; instance < starts.Length; instance++)
            starts[instance] += starts[instance - 1];
        return new ConnectionEnds(starts, ends.Length, isAscending: true);
    }

    /// <summary>The ends of connections that ascend: as many of each instance as <paramref name="counts"/> says.</summary>
    /// <param name="counts">Number of connections of each instance.</param>
    public static ConnectionEnds Ascending(ReadOnlySpan<int> counts)
    {
        var last = counts.TrimEnd(0).Length;
        var starts = new int[last + 1];
        for (var instance = 0; instance < last; instance++)
            starts[instance + 1] = starts[instance] + counts[instance];
        return new ConnectionEnds(starts, starts[^1], isAscending: true);
    }

    /// <summary>The instance of each connection, with <paramref name="offset"/> added.</summary>
    public ImmutableArray<int> ToArray(int offset = 0)
    {
        var ends = ImmutableArray.CreateBuilder<int>(Count);
        foreach (var end in this)
            ends.Add(end + offset);
        return ends.MoveToImmutable();
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
        public readonly int Current => ends.IsAscending ? instance : ends.numbers[connection];

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
