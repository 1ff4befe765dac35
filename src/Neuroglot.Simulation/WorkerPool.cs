using Neuroglot.Compilation.Kernels;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Simulation;

/// <summary>
/// A few threads that wait for shares of a step, beside the caller. Steps follow each other within microseconds, so who waits looks again and again for a while before
/// it goes to sleep; and who has nothing left to do takes a share that nobody has begun, so that nobody waits for a thread that other programs keep from its processor.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    // A look takes some 30 ns. After the first few the thread lets others have the processor in between, and after about a millisecond the engine is probably busy with
    // something that is not shared out.
    private const int LooksBeforeYielding = 1000;
    private const int LooksBeforeSleep = 4000;

    // Work, weighed, that takes about as long as it takes to begin and end a round: 0.1 to 0.3 µs.
    private const long SmallestShare = 1 << 12;

    private const int SharesBits = 16;

    // Numbers that different threads write lie in different pairs of lines of the cache.
    private const int Stride = 128 / sizeof(long);

    private readonly SemaphoreSlim[] wake;
    private readonly int[] asleep;

    // For each share the last round of which somebody has taken it.
    private readonly long[] taken;
    private Action<int>? work;

    // The number of the round and the number of its shares in one, so that nobody takes the shares of one round for those of another.
    private long round;
    private int running;
    private Exception? failure;
    private volatile bool stopped;

    public WorkerPool(int threads)
    {
        Threads = threads;
        asleep = new int[threads];
        taken = new long[threads * Stride];
        wake = new SemaphoreSlim[threads];
        for (var i = 1; i < threads; i++)
        {
            wake[i] = new SemaphoreSlim(0);
            new Thread(Loop) { IsBackground = true, Name = $"neuroglot-{i}" }.Start(i);
        }
    }

    public int Threads { get; }

    /// <summary>Into how many shares it pays to divide the work of <paramref name="kernel"/> for <paramref name="count"/> instances.</summary>
    public int Shares(Kernel kernel, long count) => (int)Math.Clamp(count * Weight(kernel) / SmallestShare, 1, Threads);

    /// <summary>Runs <paramref name="share"/> for 0 … <paramref name="shares"/>−1, each on any thread, and returns when all are done.</summary>
    public void Run(int shares, Action<int> share)
    {
        work = share;
        Volatile.Write(ref running, shares);
        var current = (((round >> SharesBits) + 1) << SharesBits) + shares;
        Interlocked.Exchange(ref round, current);
        for (var i = 1; i < shares; i++)
        {
            if (Volatile.Read(ref asleep[i]) != 0 && Interlocked.Exchange(ref asleep[i], 0) != 0)
                wake[i].Release();
        }

        for (var own = 0; own < shares; own++)
            Work(own, current);
        var looks = 0;
        while (Volatile.Read(ref running) != 0)
            Look(ref looks);
        if (failure is { } problem)
            throw new InvalidOperationException("A share of a step has failed.", problem);
    }

    public void Dispose()
    {
        stopped = true;
        for (var i = 1; i < Threads; i++)
            wake[i].Release();
    }

    /// <summary>How much work a kernel is for each instance: about 30 for a nanosecond, where vectors of eight are computed at once.</summary>
    public static int Weight(Kernel kernel)
    {
        const int ByMapWeight = 30;
        var weight = 0;
        foreach (var instruction in kernel.Instructions)
        {
            weight += instruction.Info.IsDraw || KernelStatistics.IsElementary(instruction.Op) ? KernelSection.ElementaryWeight
                : instruction.Op is KernelOp.Gather or KernelOp.Scatter or KernelOp.ScatterAdd or KernelOp.ScatterMultiply ? ByMapWeight
                : 1;
        }

        return weight;
    }

    private static void Look(ref int looks)
    {
        if (++looks < LooksBeforeYielding)
            Thread.SpinWait(1);
        else
            Thread.Yield();
    }

    private void Loop(object? index)
    {
        var own = (int)index!;
        var seen = 0L;
        while (Next(own, ref seen))
        {
            if (own < (seen & ((1 << SharesBits) - 1)))
                Work(own, seen);
        }
    }

    // Who takes a share keeps the round from ending, so that the work is still this round's.
    private void Work(int own, long current)
    {
        ref var last = ref taken[own * Stride];
        var before = Volatile.Read(ref last);
        if (before >= current || Interlocked.CompareExchange(ref last, current, before) != before)
            return;
        try
        {
            work!(own);
        }
#pragma warning disable CA1031 // Whatever it is, the caller must hear of it when all have ended.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            failure = problem;
        }

        Interlocked.Decrement(ref running);
    }

    // Waits for another round than the one seen last; false at the end.
    private bool Next(int own, ref long seen)
    {
        var looks = 0;
        while (Volatile.Read(ref round) == seen && !stopped)
        {
            if (looks < LooksBeforeSleep)
            {
                Look(ref looks);
                continue;
            }

            // A round that begins now is either seen here, or sees that this thread sleeps.
            Interlocked.Exchange(ref asleep[own], 1);
            if ((Volatile.Read(ref round) == seen && !stopped) || Interlocked.Exchange(ref asleep[own], 0) == 0)
                wake[own].Wait();
        }

        seen = Volatile.Read(ref round);
        return !stopped;
    }
}
