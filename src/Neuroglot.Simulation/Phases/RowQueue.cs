using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Simulation.Phases;

/// <summary>The queue of a pathway whose sources have any number of connections. With one delay for all, a source travels as a whole; else as runs of connections with equal delays.</summary>
internal sealed class RowQueue : PathwayQueue
{
    // Where fewer connections arrive together, on average, the kernel runs once for a list of them all, since to call it takes as long as some ten of them.
    private const int ShortRun = 32;

    private readonly PathwayPlan plan;
    private readonly ICompiledKernel kernel;
    private readonly KernelArguments arguments;
    private readonly EventCounter? counter;
    private readonly TargetDelivery? delivery;
    private readonly List<Arrival> due = [];
    private ArrivalRing ring;
    private readonly int sources;
    private int[] arrived = [];
    private int[] connections = [];
    private int fetched;

    /// <summary>An empty queue.</summary>
    /// <param name="plan">The pathway.</param>
    /// <param name="kernel">What events do to connections.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="counter">Does the same for many events at once; null where that is not possible.</param>
    public RowQueue(PathwayPlan plan, ICompiledKernel kernel, KernelArguments arguments, EventCounter? counter)
    {
        this.counter = counter;
        this.plan = plan;
        this.kernel = kernel;
        this.arguments = arguments;
        sources = plan.RowStarts.Length - 1;
        delivery = plan.Targets is { } targets ? new TargetDelivery(kernel, arguments, targets) : null;
        var longest = plan.Delays is { Length: > 0 } delays ? delays.Max() : plan.Delay;
        ring = new ArrivalRing(longest);
    }

    /// <summary>Where events wait that arrive at all connections of an instance; null where they must not.</summary>
    public DeferredEvents? Deferred { get; init; }

    /// <summary>Delivers on several threads; null where that is not possible.</summary>
    public SharedDelivery? Shared { get; init; }

    /// <summary>Events that wait for the instances whose events arrive here.</summary>
    public ImmutableArray<DeferredEvents> Awaited { get; set; } = [];

    /// <inheritdoc/>
    public override int[] Arrived => arrived;

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<int> emitted, long k)
    {
        if (plan.Delays is { } delays)
        {
            Push(emitted, (int)(k % ring.Length), delays);
            return;
        }

        var place = PlaceOf(k + plan.Delay);
        foreach (var instance in emitted)
        {
            var (first, end) = Row(instance);
            if (first == end)
                continue;
            ring.Add(place, new Arrival(instance, first, end - first));
            Fetch(first, end);
        }
    }

    /// <inheritdoc/>
    public override void Deliver(long k, double time)
    {
        ArrivedCount = 0;
        due.Clear();
        ring.Take(PlaceOf(k), due);
        if (due.Count == 0)
            return;
        if (arrived.Length < due.Count)
            arrived = new int[2 * due.Count];
        var arriving = 0L;
        foreach (var (instance, _, count) in due)
        {
            arrived[ArrivedCount++] = instance;
            arriving += count;
        }

        if (counter?.PaysFor(arriving) == true)
            Count();
        else if (Deferred is not null)
            Defer(time);
        else if (Shared?.PaysFor(arriving, Waiting()) == true)
            Shared.Deliver(due, Awaited);
        else
            Deliver(arriving);
    }

    /// <inheritdoc/>
    public override List<(int Steps, int Connection)> Pending(long k)
    {
        var pending = new List<(int Steps, int Connection)>();
        for (var ahead = 1; ahead < ring.Length; ahead++)
        {
            due.Clear();
            ring.CopyTo(PlaceOf(k + ahead), due);
            foreach (var (_, first, count) in due)
            {
                for (var entry = first; entry < first + count; entry++)
                    pending.Add((ahead, plan.Order is { } order ? order[entry] : entry));
            }
        }

        return pending;
    }

    /// <inheritdoc/>
    public override void Restore(IReadOnlyCollection<(int Steps, int Connection)> pending, long k)
    {
        // In the run before, delays may have been longer than they are now.
        var longest = pending.Count == 0 ? 0 : pending.Max(one => one.Steps);
        if (longest >= ring.Length)
            ring = new ArrivalRing(longest);
        int[]? places = null;
        if (plan.Order is { } order)
        {
            places = new int[order.Length];
            for (var entry = 0; entry < order.Length; entry++)
                places[order[entry]] = entry;
        }

        // What has set out together arrives together.
        foreach (var (steps, connection) in pending)
        {
            var place = places is null ? connection : places[connection];
            var row = Array.BinarySearch(plan.RowStarts, place);
            row = row < 0 ? ~row - 1 : row;
            while (plan.RowStarts[row + 1] <= place)
                row++;
            ring.Join(PlaceOf(k - 1 + Math.Max(steps, 1)), row + plan.FirstSource, place);
        }
    }

    private void Push(ReadOnlySpan<int> emitted, int now, int[] delays)
    {
        foreach (var instance in emitted)
        {
            var (first, end) = Row(instance);
            while (first < end)
            {
                var next = first + 1;
                while (next < end && delays[next] == delays[first])
                    next++;
                var place = now + delays[first];
                ring.Add(place < ring.Length ? place : place - ring.Length, new Arrival(instance, first, next - first));
                first = next;
            }
        }
    }

    // The entries of an instance; none where it is no source.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int First, int End) Row(int instance)
    {
        var source = instance - plan.FirstSource;
        return (uint)source < (uint)sources ? (plan.RowStarts[source], plan.RowStarts[source + 1]) : (0, 0);
    }

    // Connections are in no near cache when events arrive; reading one in each line brings them there meanwhile, if the events arrive soon, and here.
    private void Fetch(int first, int end)
    {
        const int Soon = 2;
        const int Line = 16;
        if (plan.Order is not null || plan.Delay > Soon || end - first < Line || Shared is not null)
            return;
        if (plan.Targets is { } targets)
        {
            for (var entry = first; entry < end; entry += 2 * Line)
                fetched ^= targets.Ends[entry];
            return;
        }

        foreach (var map in arguments.Maps)
        {
            for (var entry = first; entry < end; entry += Line)
                fetched ^= map[entry];
        }
    }

    private void Deliver(long arriving)
    {
        if (delivery is not null)
        {
            foreach (var (instance, first, count) in due)
            {
                DeliverAwaited(instance);
                delivery.Add(first, first + count);
            }

            delivery.Finish();
            return;
        }

        if (Awaited.IsEmpty && due.Count > 1 && arriving < (long)ShortRun * due.Count)
        {
            DeliverListed((int)arriving);
            return;
        }

        foreach (var (instance, first, count) in due)
        {
            DeliverAwaited(instance);
            Run(first, count);
        }
    }

    private void DeliverListed(int arriving)
    {
        if (connections.Length < arriving)
            connections = new int[2 * arriving];
        var (at, order) = (0, plan.Order);
        foreach (var (_, first, count) in due)
        {
            for (var entry = first; entry < first + count; entry++)
                connections[at++] = order is null ? entry : order[entry];
        }

        kernel.RunAt(arguments, connections, 0, arriving);
    }

    private void Count()
    {
        foreach (var (instance, first, count) in due)
        {
            DeliverAwaited(instance);
            counter!.Count(instance - plan.FirstSource, first, count, arguments);
        }

        counter!.Add(arguments);
    }

    private void Defer(double time)
    {
        foreach (var (instance, first, count) in due)
        {
            var source = instance - plan.FirstSource;
            if (count == plan.RowStarts[source + 1] - plan.RowStarts[source])
            {
                Deferred!.Add(source, time);
                continue;
            }

            Deferred!.Deliver();
            Run(first, count);
        }
    }

    private void DeliverAwaited(int instance)
    {
        foreach (var events in Awaited)
            events.Deliver(instance - plan.FirstSource);
    }

    private void Run(int first, int count)
    {
        if (plan.Order is { } order)
            kernel.RunAt(arguments, order, first, count);
        else
            kernel.Run(arguments, first, first + count);
    }

    private long Waiting()
    {
        var waiting = 0L;
        foreach (var events in Awaited)
        {
            foreach (var arrival in due)
                waiting += events.Waiting(arrival.Instance - plan.FirstSource);
        }

        return waiting;
    }

    private int PlaceOf(long step) => (int)(step % ring.Length);
}

/// <summary>Events of one instance that arrive together.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="First">First entry of its connections.</param>
/// <param name="Count">Number of entries.</param>
internal readonly record struct Arrival(int Instance, int First, int Count);
