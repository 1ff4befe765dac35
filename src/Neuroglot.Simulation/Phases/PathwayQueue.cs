using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Events on their way along a pathway: in the order of the steps in which they set out, within these of their sources, within these of the connections.
/// With one delay for all connections, a source travels as a whole; else as runs of connections with equal delays.
/// </summary>
internal sealed class PathwayQueue
{
    private readonly PathwayPlan plan;
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly List<(int First, int Count)>[] ring;
    private readonly int sources;

    public PathwayQueue(PathwayPlan plan, ICompiledKernel kernel, KernelArguments arguments)
    {
        this.plan = plan;
        this.kernel = kernel;
        this.arguments = arguments;
        sources = plan.RowStarts.Length - 1;
        var longest = plan.Delays is { Length: > 0 } delays ? delays.Max() : plan.Delay;
        ring = new List<(int First, int Count)>[longest + 1];
        for (var slot = 0; slot < ring.Length; slot++)
            ring[slot] = [];
    }

    /// <summary>Lets the events of <paramref name="emitted"/> set out at step <paramref name="k"/>.</summary>
    public void Push(ReadOnlySpan<int> emitted, long k)
    {
        foreach (var instance in emitted)
        {
            var source = instance - plan.FirstSource;
            if ((uint)source >= (uint)sources)
                continue;
            var first = plan.RowStarts[source];
            var end = plan.RowStarts[source + 1];
            if (first == end)
                continue;
            if (plan.Delays is not { } delays)
            {
                Slot(k + plan.Delay).Add((first, end - first));
                continue;
            }

            while (first < end)
            {
                var next = first + 1;
                while (next < end && delays[next] == delays[first])
                    next++;
                Slot(k + delays[first]).Add((first, next - first));
                first = next;
            }
        }
    }

    /// <summary>Lets the events that are due at step <paramref name="k"/> arrive.</summary>
    public void Deliver(long k)
    {
        var due = Slot(k);
        if (due.Count == 0)
            return;
        foreach (var (first, count) in due)
        {
            if (plan.Order is { } order)
                kernel.RunAt(arguments, order, first, count);
            else
                kernel.Run(arguments, first, first + count);
        }

        due.Clear();
    }

    /// <summary>The events that are on their way after step <paramref name="k"/>: steps to go, and connections in the order of arrival.</summary>
    public List<(int Steps, int Connection)> Pending(long k)
    {
        var pending = new List<(int Steps, int Connection)>();
        for (var ahead = 1; ahead < ring.Length; ahead++)
        {
            foreach (var (first, count) in Slot(k + ahead))
            {
                for (var entry = first; entry < first + count; entry++)
                    pending.Add((ahead, plan.Order is { } order ? order[entry] : entry));
            }
        }

        return pending;
    }

    /// <summary>Puts back events that were on their way when a run ended, before step <paramref name="k"/>.</summary>
    public void Restore(IEnumerable<(int Steps, int Connection)> pending, long k)
    {
        int[]? places = null;
        if (plan.Order is { } order)
        {
            places = new int[order.Length];
            for (var entry = 0; entry < order.Length; entry++)
                places[order[entry]] = entry;
        }

        foreach (var (steps, connection) in pending)
            Slot(k - 1 + Math.Clamp(steps, 1, ring.Length)).Add((places is null ? connection : places[connection], 1));
    }

    private List<(int First, int Count)> Slot(long step) => ring[step % ring.Length];
}
