using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Networks;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Delivers events on several threads: each takes the connections to a range of targets, in the order in which one thread would take them, so that what is added to
/// a target is added in the same order.
/// </summary>
internal sealed class SharedDelivery
{
    private readonly PathwayPlan pathway;
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly TargetList targets;

    // One for each share, where the kernel runs for targets; else empty.
    private readonly TargetDelivery[] deliveries;
    private readonly int[] cuts;

    // For each cut the first entry of each source whose target is not below.
    private readonly int[][] starts;
    private readonly WorkerPool pool;
    private readonly Action<int> share;
    private int fetched;
    private List<Arrival> due = [];
    private ImmutableArray<DeferredEvents> awaited = [];

    private SharedDelivery(PathwayPlan pathway, ICompiledKernel kernel, KernelArguments arguments, TargetList targets, int[] cuts, WorkerPool pool)
    {
        this.pathway = pathway;
        this.kernel = kernel;
        this.arguments = arguments;
        this.targets = targets;
        this.pool = pool;
        this.cuts = cuts;
        starts = [.. cuts.Select(cut => Enumerable.Range(0, pathway.RowStarts.Length - 1).Select(source => Place(pathway.RowStarts[source], pathway.RowStarts[source + 1], cut)).ToArray())];
        deliveries = pathway.Targets is { } ends ? [.. Enumerable.Range(0, cuts.Length - 1).Select(_ => new TargetDelivery(kernel, arguments, ends).Copy())] : [];
        share = Deliver;
    }

    /// <summary>A delivery in shares; null where connections are not sorted by target, or events do more than change their connections and add to targets.</summary>
    /// <param name="pathway">The pathway.</param>
    /// <param name="kernel">What events do to connections.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="range">The targets.</param>
    /// <param name="pool">The threads.</param>
    public static SharedDelivery? Of(PathwayPlan pathway, ICompiledKernel kernel, KernelArguments arguments, InstanceRange range, WorkerPool pool)
    {
        var code = kernel.Kernel;
        var map = code.Maps.IndexOf(MapPlan.Target);
        if (map < 0 || pathway.Order is not null || code.IsSequential || !code.Schemes.IsEmpty)
            return null;
        if (code.Instructions.Any(x => x.Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply && x.Map != map))
            return null;
        var targets = new TargetList(pathway, arguments.Maps[map]);
        for (var source = 0; source + 1 < pathway.RowStarts.Length; source++)
        {
            var row = targets.Row(pathway.RowStarts[source], pathway.RowStarts[source + 1] - pathway.RowStarts[source]);
            for (var entry = 1; entry < row.Length; entry++)
            {
                if (row[entry] < row[entry - 1])
                    return null;
            }
        }

        return new SharedDelivery(pathway, kernel, arguments, targets, [.. Cuts(range.Count, pool).Select(cut => range.Start + cut)], pool);
    }

    /// <summary>For <paramref name="count"/> targets the first of each share, a whole number of vectors from the start, and their number; a share for each thread.</summary>
    public static int[] Cuts(int count, WorkerPool? pool)
    {
        const int Lanes = 8;
        var shares = Math.Clamp(count / Lanes, 1, pool?.Threads ?? 1);
        return [.. Enumerable.Range(0, shares).Select(share => (int)((long)count * share / shares) & -Lanes), count];
    }

    /// <summary>Whether it pays to share out so many events, and those that wait for them.</summary>
    public bool PaysFor(long events, long waiting) => pool.Shares(kernel.Kernel, events + waiting) >= cuts.Length - 1;

    /// <summary>Delivers.</summary>
    /// <param name="arrivals">What arrives.</param>
    /// <param name="waiting">Events that wait for it, in the same shares.</param>
    public void Deliver(List<Arrival> arrivals, ImmutableArray<DeferredEvents> waiting)
    {
        (due, awaited) = (arrivals, waiting);
        pool.Run(cuts.Length - 1, share);
    }

    private void Deliver(int own)
    {
        if (pathway.Targets is { } ends)
            Fetch(ends, own);
        foreach (var arrival in due)
        {
            foreach (var events in awaited)
                events.Deliver(arrival.Instance - pathway.FirstSource, own);
            var (start, end) = Part(arrival, own);
            if (deliveries.Length > 0)
                deliveries[own].Add(start, end);
            else
                kernel.Run(arguments, start, end);
        }

        if (deliveries.Length > 0)
            deliveries[own].Finish();
    }

    // Connections are in no near cache of this thread; asked for one after the other, without waiting for any, they come together.
    private void Fetch(PathwayTargets ends, int own)
    {
        const int Line = 32;
        var seen = 0;
        foreach (var arrival in due)
        {
            var (start, end) = Part(arrival, own);
            for (var entry = start; entry < end; entry += Line)
                seen ^= ends.Ends[entry];
        }

        fetched = seen;
    }

    private (int Start, int End) Part(Arrival arrival, int own)
    {
        var (instance, first, count) = arrival;
        var source = instance - pathway.FirstSource;
        return first == pathway.RowStarts[source] && first + count == pathway.RowStarts[source + 1]
            ? (starts[own][source], starts[own + 1][source])
            : (Place(first, first + count, cuts[own]), Place(first, first + count, cuts[own + 1]));
    }

    // The first entry of the row whose target is not below.
    private int Place(int low, int high, int target)
    {
        while (low < high)
        {
            var middle = (int)(((long)low + high) / 2);
            if (targets[middle] < target)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
