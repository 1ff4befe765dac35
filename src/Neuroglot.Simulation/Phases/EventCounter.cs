using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Delivers many events at once where all that arrive at a neuron add the same: counts them, which touches two bytes of each neuron that stay in the
/// first-level cache, and then adds as often as counted. The sums are those of adding event by event.
/// </summary>
internal sealed class EventCounter
{
    private const int Lanes = 8;

    private readonly EqualAddition plan;
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly int[] map;
    private readonly ushort[] counts;
    private readonly double[][] columns;
    private readonly double[][] addends;
    private readonly int[] scalars;
    private int counted;

    /// <summary>A counter of the events that a delivery with <paramref name="delivery"/> as its kernel would deliver one by one.</summary>
    public EventCounter(EqualAddition plan, Kernel delivery, IKernelCompiler compiler, SetMemory connections)
    {
        this.plan = plan;
        scalars = [.. plan.Kernel.Scalars.Select(name => delivery.Scalars.IndexOf(name))];
        kernel = compiler.Compile(plan.Kernel);
        map = connections.Map(plan.Map);
        counts = new ushort[SetMemory.Padded(plan.Count)];
        columns = [.. plan.Columns.Select(connections.Column)];
        addends = [.. plan.Addends.Select(_ => new double[counts.Length])];
        arguments = KernelArguments.Bind(
            plan.Kernel, name => plan.Addends.IndexOf(name) is var place and >= 0 ? addends[place] : connections.Column(name));
    }

    /// <summary>Whether counting so many events takes less time than delivering one by one, which takes some four times as long, without going through all neurons.</summary>
    public bool PaysFor(long events) => 2 * events >= plan.Count;

    /// <summary>Counts events that arrive by the connections from entry <paramref name="first"/> on.</summary>
    /// <param name="order">The connection of each entry; null where entry and connection are the same.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <param name="delivery">Arguments of the delivery, with the time.</param>
    public void Count(int[]? order, int first, int count, KernelArguments delivery)
    {
        while (count > 0)
        {
            var part = Math.Min(count, ushort.MaxValue - counted);
            if (order is null)
            {
                foreach (var target in map.AsSpan(first, part))
                    counts[target]++;
            }
            else
            {
                foreach (var connection in order.AsSpan(first, part))
                    counts[map[connection]]++;
            }

            counted += part;
            first += part;
            count -= part;
            if (counted == ushort.MaxValue)
                Add(delivery);
        }
    }

    /// <summary>Adds what was counted.</summary>
    /// <param name="delivery">Arguments of the delivery, with the time.</param>
    public void Add(KernelArguments delivery)
    {
        for (var scalar = 0; scalar < scalars.Length; scalar++)
            arguments.Scalars[scalar] = delivery.Scalars[scalars[scalar]];
        kernel.Run(arguments, 0, plan.Count);
        for (var place = 0; place < columns.Length; place++)
            Add(columns[place], addends[place]);
        Array.Clear(counts);
        counted = 0;
    }

    // Two vectors at a time, since each addition has to wait for the one before.
    private void Add(double[] column, double[] addend)
    {
        ref var number = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(column);
        ref var added = ref MemoryMarshal.GetArrayDataReference(addend);
        var at = 0;
        for (; at + (2 * Lanes) <= plan.Count; at += 2 * Lanes)
        {
            var both = Vector256.LoadUnsafe(ref number, (nuint)at);
            if (both == Vector256<ushort>.Zero)
                continue;
            var (a, b) = (Wide(Vector256.WidenLower(both)), Wide(Vector256.WidenUpper(both)));
            var (x, y) = (Vector512.LoadUnsafe(ref sum, (nuint)at), Vector512.LoadUnsafe(ref sum, (nuint)(at + Lanes)));
            var (p, q) = (Vector512.LoadUnsafe(ref added, (nuint)at), Vector512.LoadUnsafe(ref added, (nuint)(at + Lanes)));
            while (Vector512.GreaterThanAny(a | b, Vector512<long>.Zero))
            {
                x = Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512<long>.Zero).AsDouble(), x + p, x);
                y = Vector512.ConditionalSelect(Vector512.GreaterThan(b, Vector512<long>.Zero).AsDouble(), y + q, y);
                a = Vector512.Max(a - Vector512<long>.One, Vector512<long>.Zero);
                b = Vector512.Max(b - Vector512<long>.One, Vector512<long>.Zero);
            }

            x.StoreUnsafe(ref sum, (nuint)at);
            y.StoreUnsafe(ref sum, (nuint)(at + Lanes));
        }

        for (; at < plan.Count; at++)
        {
            for (var left = counts[at]; left > 0; left--)
                column[at] += addend[at];
        }
    }

    private static Vector512<long> Wide(Vector256<uint> numbers) => Vector512.WidenLower(Vector512.Create(numbers, numbers)).AsInt64();
}
