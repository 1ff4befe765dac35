using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>The queue of a pathway on which each source has one connection, of its own index, and all have one delay: what travels are the sources themselves.</summary>
internal sealed class SingleQueue : PathwayQueue
{
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly int sources;
    private readonly int delay;
    private (int[] Instances, int Count)[] ring;
    private int[] arrived = [];

    /// <summary>An empty queue.</summary>
    /// <param name="plan">The pathway, which <see cref="Fits"/>.</param>
    /// <param name="kernel">What events do to connections.</param>
    /// <param name="arguments">Its arguments.</param>
    public SingleQueue(PathwayPlan plan, ICompiledKernel kernel, KernelArguments arguments)
    {
        (this.kernel, this.arguments, sources, delay) = (kernel, arguments, plan.RowStarts.Length - 1, plan.Delay);
        ring = EmptyRing(delay);
    }

    /// <inheritdoc/>
    public override int[] Arrived => arrived;

    /// <summary>Whether the connections of a pathway are such.</summary>
    public static bool Fits(PathwayPlan plan) => plan is { Order: null, Delays: null, FirstSource: 0 } && plan.RowStarts.Index().All(static row => row.Item == row.Index);

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<int> emitted, long k)
    {
        ref var slot = ref Slot(k + delay);
        if (slot.Instances.Length < slot.Count + emitted.Length)
            Array.Resize(ref slot.Instances, 2 * (slot.Count + emitted.Length));
        foreach (var instance in emitted)
        {
            // Others of the population may emit, too.
            if (instance < sources)
                slot.Instances[slot.Count++] = instance;
        }
    }

    /// <inheritdoc/>
    public override void Deliver(long k, double time)
    {
        ref var due = ref Slot(k);
        (arrived, ArrivedCount) = due;
        due.Count = 0;
        if (ArrivedCount > 0)
            kernel.RunAt(arguments, arrived, 0, ArrivedCount);
    }

    /// <inheritdoc/>
    public override List<(int Steps, int Connection)> Pending(long k)
    {
        var pending = new List<(int Steps, int Connection)>();
        for (var ahead = 1; ahead < ring.Length; ahead++)
        {
            var (instances, count) = Slot(k + ahead);
            foreach (var instance in instances.AsSpan(0, count))
                pending.Add((ahead, instance));
        }

        return pending;
    }

    /// <inheritdoc/>
    public override void Restore(IReadOnlyCollection<(int Steps, int Connection)> pending, long k)
    {
        // In the run before, delays may have been longer than they are now.
        var longest = pending.Count == 0 ? 0 : pending.Max(one => one.Steps);
        if (longest >= ring.Length)
            ring = EmptyRing(longest);
        foreach (var (steps, connection) in pending)
        {
            ref var slot = ref Slot(k - 1 + Math.Max(steps, 1));
            if (slot.Instances.Length == slot.Count)
                Array.Resize(ref slot.Instances, (2 * slot.Count) + 16);
            slot.Instances[slot.Count++] = connection;
        }
    }

    private static (int[] Instances, int Count)[] EmptyRing(int longest)
    {
        var ring = new (int[] Instances, int Count)[longest + 1];
        Array.Fill(ring, ([], 0));
        return ring;
    }

    private ref (int[] Instances, int Count) Slot(long step) => ref ring[step % ring.Length];
}
