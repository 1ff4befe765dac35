using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Coupling;

/// <summary>
/// Sums of weights times values. What arrives from far enough in the past is known for a whole block of steps beforehand and is added up for all of them at once, so that
/// a connection's weight and delay are fetched once for eight steps; the rest is added step by step. A target adds up the former first, then the latter, each in
/// the order of its connections: the order depends on delays alone.
/// </summary>
internal sealed class DelayedSums : CoupledSum
{
    /// <summary>Number of steps that are summed at once.</summary>
    public const int Block = 8;

    // The sums of a part, for all steps of a block, stay in the cache next to the processor.
    private const int LargestPart = 512;

    // Connections whose work takes about as long as waking a thread.
    private const int SmallestShare = 1 << 13;

    private readonly History history;
    private readonly double[] column;
    private readonly double[] block;
    private readonly WorkerPool? pool;
    private readonly Part[] parts;
    private readonly int blockShares;
    private readonly int stepShares;
    private readonly bool isBlocked;
    private readonly Action<int> sumBlock;
    private readonly Action<int> sumStep;
    private readonly int[] recent = new int[Block];
    private int before;
    private int stepInBlock;

    public DelayedSums(CouplingPlan coupling, History history, double[] column, WorkerPool? pool)
    {
        this.history = history;
        this.column = column;
        this.pool = pool;
        var count = coupling.Graph.Targets.IsEmpty ? 0 : coupling.Graph.Targets[^1] + 1;
        var size = Math.Clamp((count + (pool?.Threads ?? 1) - 1) / (pool?.Threads ?? 1), 1, LargestPart);
        size = (size + Block - 1) / Block * Block;
        parts = [.. Enumerable.Range(0, (count + size - 1) / size).Select(index => new Part(coupling, history, index * size, Math.Min(size, count - (index * size))))];
        isBlocked = parts.Any(static part => part.Far.Targets.Length > 0);
        blockShares = Shares(parts.Sum(static part => part.Far.Targets.Length));
        stepShares = Shares(parts.Sum(static part => part.Near.Targets.Length + part.Rows.Sum(static row => row.Weights.Length / Block)));
        block = isBlocked ? new double[count * Block] : [];
        sumBlock = share => ForParts(share, blockShares, SumBlock);
        sumStep = share => ForParts(share, stepShares, SumStep);

        int Shares(int connections) => pool is null ? 1 : Math.Clamp(connections / SmallestShare, 1, Math.Min(pool.Threads, Math.Max(1, parts.Length)));
    }

    public override void Gather(long k, double seconds)
    {
        stepInBlock = (int)((k - 1) % Block);
        if (isBlocked && stepInBlock == 0)
        {
            before = history.Before(k);
            Run(blockShares, sumBlock);
        }

        for (var delay = 0; delay < Block; delay++)
            recent[delay] = history.RecentPlace(k, delay);
        Run(stepShares, sumStep);
    }

    private void Run(int shares, Action<int> share)
    {
        if (shares > 1)
            pool!.Run(shares, share);
        else
            share(0);
    }

    private void ForParts(int share, int shares, Action<Part> sum)
    {
        for (var index = parts.Length * share / shares; index < parts.Length * (share + 1) / shares; index++)
            sum(parts[index]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumBlock(Part part)
    {
        var sums = block.AsSpan(part.First * Block, part.Count * Block);
        sums.Clear();
        ref var first = ref MemoryMarshal.GetReference(sums);
        ref var past = ref MemoryMarshal.GetArrayDataReference(history.Rings);
        var far = part.Far;
        var (weights, places, targets) = (far.Weights, far.Places, far.Targets);
        if (Vector512.IsHardwareAccelerated)
        {
            for (var place = 0; place < weights.Length; place++)
            {
                ref var to = ref Unsafe.Add(ref first, targets[place] * Block);
                (Vector512.LoadUnsafe(ref to) + (Vector512.Create(weights[place]) * Vector512.LoadUnsafe(ref Unsafe.Add(ref past, places[place] + before)))).StoreUnsafe(ref to);
            }

            return;
        }

        for (var place = 0; place < weights.Length; place++)
        {
            var weight = Vector256.Create(weights[place]);
            ref var from = ref Unsafe.Add(ref past, places[place] + before);
            ref var to = ref Unsafe.Add(ref first, targets[place] * Block);
            (Vector256.LoadUnsafe(ref to) + (weight * Vector256.LoadUnsafe(ref from))).StoreUnsafe(ref to);
            (Vector256.LoadUnsafe(ref to, 4) + (weight * Vector256.LoadUnsafe(ref from, 4))).StoreUnsafe(ref to, 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumStep(Part part)
    {
        var sums = column.AsSpan(part.First, part.Count);
        if (isBlocked)
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] = block[((part.First + i) * Block) + stepInBlock];
        }
        else
        {
            sums.Clear();
        }

        var near = part.Near;
        var values = history.Recent;
        for (var place = 0; place < near.Targets.Length; place++)
            sums[near.Targets[place]] += near.Weights[place] * values[recent[near.Delays[place]] + near.Sources[place]];
        foreach (var row in part.Rows)
            row.Add(values[recent[row.Delay] + row.Source], column, part.First);
    }

    /// <summary>Connections from so many steps ago that what arrives is known for a block of steps, in the order of their sources.</summary>
    /// <param name="Targets">Where each ends, counted within the part.</param>
    /// <param name="Places">Where the value of each lies in the rings, counted from that before the block of the first node.</param>
    /// <param name="Weights">Weight of each.</param>
    private sealed record FarConnections(int[] Targets, int[] Places, double[] Weights);

    /// <summary>The other connections, in the order of their sources.</summary>
    /// <param name="Targets">Where each ends, counted within the part.</param>
    /// <param name="Sources">Number of the node at which each begins.</param>
    /// <param name="Delays">Delay of each in steps, less than a block.</param>
    /// <param name="Weights">Weight of each.</param>
    private sealed record NearConnections(int[] Targets, int[] Sources, int[] Delays, double[] Weights);

    /// <summary>Targets that follow each other, with their connections.</summary>
    private sealed class Part
    {
        public Part(CouplingPlan coupling, History history, int first, int count)
        {
            (First, Count) = (first, count);
            var graph = coupling.Graph;
            var far = new List<int>();
            var near = new List<int>();
            var at = graph.Targets.AsSpan().BinarySearch(first);
            at = at < 0 ? ~at : at;
            while (at > 0 && graph.Targets[at - 1] == first)
                at--;
            for (; at < graph.Count && graph.Targets[at] < first + count; at++)
                (Delay(at) >= Block - 1 ? far : near).Add(at);
            far = Sorted(far);
            Far = new FarConnections([.. far.Select(Target)], [.. far.Select(connection => (graph.Sources[connection] * history.Stride) - Delay(connection))], [.. far.Select(Weight)]);
            Rows = RowsOf(near);
            near = Rows.Length == 0 ? Sorted(near) : [];
            Near = new NearConnections([.. near.Select(Target)], [.. near.Select(connection => graph.Sources[connection])], [.. near.Select(Delay)], [.. near.Select(Weight)]);

            int Delay(int connection) => coupling.Delays.IsEmpty ? 0 : coupling.Delays[connection];

            int Target(int connection) => graph.Targets[connection] - first;

            double Weight(int connection) => graph.Weights[connection];

            // Stable: a target's connections keep their order, unless it adds up its sources in another one.
            List<int> Sorted(List<int> those) => IsAscending(those) ? [.. those.OrderBy(connection => graph.Sources[connection])] : those;

            bool IsAscending(List<int> those)
            {
                for (var index = 1; index < those.Count; index++)
                {
                    if (graph.Targets[those[index]] == graph.Targets[those[index - 1]] && graph.Sources[those[index]] < graph.Sources[those[index - 1]])
                        return false;
                }

                return true;
            }

            // Where most connections are there, once each and with one delay for each source, targets are added to side by side.
            Row[] RowsOf(List<int> those)
            {
                if (those.Count < (long)count * graph.NodeCount / 4 || !IsAscending(those))
                    return [];
                var rows = those.GroupBy(connection => graph.Sources[connection]).OrderBy(static group => group.Key).ToList();
                if (rows.Exists(row => row.Select(Delay).Distinct().Count() > 1 || row.Select(connection => graph.Targets[connection]).Distinct().Count() < row.Count()))
                    return [];
                return
                [
                    .. rows.Select(row =>
                    {
                        var weights = new double[(count + Block - 1) / Block * Block];
                        foreach (var connection in row)
                            weights[graph.Targets[connection] - first] = graph.Weights[connection];
                        return new Row(row.Key, Delay(row.First()), weights);
                    }),
                ];
            }
        }

        public int First { get; }

        public int Count { get; }

        /// <summary>What arrives from so many steps ago that it is known for a block of steps.</summary>
        public FarConnections Far { get; }

        /// <summary>The rest.</summary>
        public NearConnections Near { get; }

        /// <summary>The rest, where it is dense.</summary>
        public Row[] Rows { get; }
    }

    /// <summary>The connections of one source to the targets of a part.</summary>
    /// <param name="Source">Number of its node.</param>
    /// <param name="Delay">Delay in steps, less than a block.</param>
    /// <param name="Weights">For each target the weight, 0 where there is no connection.</param>
    private sealed record Row(int Source, int Delay, double[] Weights)
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(double value, double[] column, int first)
        {
            var values = Vector256.Create(value);
            ref var to = ref column[first];
            ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);

            // Columns end with room for a whole vector. What is not connected gets nothing, not 0 times an infinite value.
            for (var i = 0; i < Weights.Length; i += 4)
            {
                var weight = Vector256.LoadUnsafe(ref weights, (nuint)i);
                var sum = Vector256.LoadUnsafe(ref to, (nuint)i);
                Vector256.ConditionalSelect(Vector256.Equals(weight, Vector256<double>.Zero), sum, sum + (weight * values)).StoreUnsafe(ref to, (nuint)i);
            }
        }
    }
}
