using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Delivers many events at once where all that arrive at a neuron add the same: counts them, in one byte for each neuron, which stay in the first-level
/// cache, and then adds as often as counted. The sums are those of adding event by event.
/// </summary>
internal sealed class EventCounter
{
    private const int Lanes = 8;

    private readonly EqualAddition addition;
    private readonly PathwayPlan pathway;
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly int[] scalars;
    private readonly TargetList targets;
    private readonly byte[] counts;
    private readonly double[][] columns;
    private readonly double[][] addends;
    private readonly ConnectionBits? bits;

    // Sources all of whose connections are to be counted by their bits.
    private readonly int[] whole = new int[byte.MaxValue];
    private readonly int mostSources;
    private readonly WorkerPool? pool;
    private readonly int[] cuts;
    private readonly Action<int> share;
    private int wholes;
    private int counted;

    /// <summary>A counter of the events that a delivery with <paramref name="delivery"/> as its kernel would deliver one by one.</summary>
    public EventCounter(EqualAddition addition, PathwayPlan pathway, Kernel delivery, IKernelCompiler compiler, SetMemory connections, WorkerPool? pool)
    {
        this.pool = pool;
        this.addition = addition;
        this.pathway = pathway;
        kernel = compiler.Compile(addition.Kernel);
        scalars = [.. addition.Kernel.Scalars.Select(name => delivery.Scalars.IndexOf(name))];
        targets = new TargetList(pathway, pathway.Targets is null ? connections.Map(addition.Map) : []);
        counts = new byte[(addition.Count + ConnectionBits.Word) / ConnectionBits.Word * ConnectionBits.Word];
        columns = [.. addition.Columns.Select(connections.Column)];
        addends = [.. addition.Addends.Select(_ => new double[counts.Length])];
        arguments = KernelArguments.Bind(
            addition.Kernel, name => addition.Addends.IndexOf(name) is var place and >= 0 ? addends[place] : connections.Column(name));
        mostSources = byte.MaxValue / MostCopies();
        cuts = Cuts(addition, pool);
        share = Add;
        bits = mostSources == byte.MaxValue ? ConnectionBits.Of(pathway, targets, addition.Count) : null;
    }

    /// <summary>Whether counting so many events takes less time than delivering one by one, which takes some four times as long, without going through all neurons.</summary>
    public bool PaysFor(long events) => mostSources > 0 && 2 * events >= addition.Count;

    /// <summary>Counts events that arrive by the connections from entry <paramref name="first"/> on, all of one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <param name="delivery">Arguments of the delivery, with the time.</param>
    public void Count(int source, int first, int count, KernelArguments delivery)
    {
        if (bits is not null && count == pathway.RowStarts[source + 1] - pathway.RowStarts[source])
            whole[wholes++] = source;
        else
            Count(first, count);
        if (++counted == mostSources)
            Add(delivery);
    }

    /// <summary>Adds what was counted.</summary>
    /// <param name="delivery">Arguments of the delivery, with the time.</param>
    public void Add(KernelArguments delivery)
    {
        for (var scalar = 0; scalar < scalars.Length; scalar++)
            arguments.Scalars[scalar] = delivery.Scalars[scalars[scalar]];
        if (pool is null)
            Add(0);
        else
            pool.Run(cuts.Length - 1, share);
        wholes = 0;
        counted = 0;
    }

    // Shares are whole blocks of bits.
    private static int[] Cuts(EqualAddition addition, WorkerPool? pool)
    {
        const int Rounds = 20;
        var shares = pool?.Shares(addition.Kernel, addition.Count * (long)Rounds) ?? 1;
        return [.. Enumerable.Range(0, shares).Select(own => (int)((long)addition.Count * own / shares) / ConnectionBits.Block * ConnectionBits.Block), addition.Count];
    }

    private void Add(int own)
    {
        var (start, end) = (cuts[own], cuts[own + 1]);
        bits?.Add(whole.AsSpan(0, wholes), counts, start, end);
        kernel.Run(arguments, start, end);
        for (var place = 0; place < columns.Length; place++)
            Add(columns[place], addends[place], start, end);
        Array.Clear(counts, start, end - start);
    }

    private void Count(int first, int count)
    {
        foreach (var target in targets.Row(first, count))
            counts[target]++;
    }

    // How often a target occurs among the connections of one source at most; a count must hold it.
    private int MostCopies()
    {
        if (AscendWithinRows())
            return 1;
        var (copies, most) = (new int[addition.Count], 1);
        for (var source = 0; source + 1 < pathway.RowStarts.Length; source++)
        {
            var row = Row(source);
            foreach (var target in row)
                most = Math.Max(most, ++copies[target]);
            foreach (var target in row)
                copies[target] = 0;
        }

        return most;
    }

    private ReadOnlySpan<int> Row(int source) => targets.Row(pathway.RowStarts[source], pathway.RowStarts[source + 1] - pathway.RowStarts[source]);

    private bool AscendWithinRows()
    {
        for (var source = 0; source + 1 < pathway.RowStarts.Length; source++)
        {
            var row = Row(source);
            for (var entry = 1; entry < row.Length; entry++)
            {
                if (row[entry] <= row[entry - 1])
                    return false;
            }
        }

        return true;
    }

    // Four vectors at a time, since each addition has to wait for the one before. Code for such vectors is made at run time only, at first without optimization, and a run may be over
    // before it is made again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(double[] column, double[] addend, int start, int end)
    {
        ref var number = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(column);
        ref var added = ref MemoryMarshal.GetArrayDataReference(addend);
        var at = start;
        for (; at + (4 * Lanes) <= end; at += 4 * Lanes)
        {
            var all = Vector256.LoadUnsafe(ref number, (nuint)at);
            if (all == Vector256<byte>.Zero)
                continue;
            var (low, high) = (all.GetLower(), all.GetUpper());
            var (a, b) = (Wide(Vector128.WidenLower(low)), Wide(Vector128.WidenUpper(low)));
            var (c, d) = (Wide(Vector128.WidenLower(high)), Wide(Vector128.WidenUpper(high)));
            var (x, y) = (Vector512.LoadUnsafe(ref sum, (nuint)at), Vector512.LoadUnsafe(ref sum, (nuint)(at + Lanes)));
            var (z, w) = (Vector512.LoadUnsafe(ref sum, (nuint)(at + (2 * Lanes))), Vector512.LoadUnsafe(ref sum, (nuint)(at + (3 * Lanes))));
            var (p, q) = (Vector512.LoadUnsafe(ref added, (nuint)at), Vector512.LoadUnsafe(ref added, (nuint)(at + Lanes)));
            var (r, s) = (Vector512.LoadUnsafe(ref added, (nuint)(at + (2 * Lanes))), Vector512.LoadUnsafe(ref added, (nuint)(at + (3 * Lanes))));
            var most = Vector512.Max(Vector512.Max(a, b), Vector512.Max(c, d));
            for (var done = Vector512<long>.Zero; Vector512.GreaterThanAny(most, done); done += Vector512<long>.One)
            {
                x = Vector512.ConditionalSelect(Vector512.GreaterThan(a, done).AsDouble(), x + p, x);
                y = Vector512.ConditionalSelect(Vector512.GreaterThan(b, done).AsDouble(), y + q, y);
                z = Vector512.ConditionalSelect(Vector512.GreaterThan(c, done).AsDouble(), z + r, z);
                w = Vector512.ConditionalSelect(Vector512.GreaterThan(d, done).AsDouble(), w + s, w);
            }

            x.StoreUnsafe(ref sum, (nuint)at);
            y.StoreUnsafe(ref sum, (nuint)(at + Lanes));
            z.StoreUnsafe(ref sum, (nuint)(at + (2 * Lanes)));
            w.StoreUnsafe(ref sum, (nuint)(at + (3 * Lanes)));
        }

        for (; at < end; at++)
        {
            for (var left = counts[at]; left > 0; left--)
                column[at] += addend[at];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Wide(Vector128<ushort> numbers)
    {
        var half = Vector256.WidenLower(Vector256.Create(numbers, numbers));
        return Vector512.WidenLower(Vector512.Create(half, half)).AsInt64();
    }
}
