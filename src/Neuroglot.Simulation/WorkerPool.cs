using Neuroglot.Compilation.Kernels;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Simulation;

/// <summary>
/// A few threads that wait for shares of a step; the caller does the first share itself. Steps follow each other within microseconds, so who waits looks
/// again and again for a while before it goes to sleep.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    // Some 50 µs; then the engine is probably busy with something that is not shared out.
    private const int LooksBeforeSleep = 100;

    // Instructions, weighed, that take about as long as it takes to wake a thread that is looking: some 2 µs.
    private const long SmallestShare = 1 << 16;

    private const int SharesBits = 16;

    private readonly SemaphoreSlim[] wake;
    private readonly int[] asleep;
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

    /// <summary>Runs <paramref name="share"/> for 0 … <paramref name="shares"/>−1 and returns when all are done.</summary>
    public void Run(int shares, Action<int> share)
    {
        work = share;
        Volatile.Write(ref running, shares - 1);
        Interlocked.Exchange(ref round, (((round >> SharesBits) + 1) << SharesBits) + shares);
        for (var i = 1; i < shares; i++)
        {
            if (Interlocked.Exchange(ref asleep[i], 0) != 0)
                wake[i].Release();
        }

        try
        {
            share(0);
        }
        finally
        {
            var wait = default(SpinWait);
            while (Volatile.Read(ref running) != 0)
                wait.SpinOnce(sleep1Threshold: -1);
        }

        if (failure is { } problem)
            throw new InvalidOperationException("A worker thread failed.", problem);
    }

    public void Dispose()
    {
        stopped = true;
        for (var i = 1; i < Threads; i++)
            wake[i].Release();
    }

    /// <summary>How much work a kernel is for each instance, in instructions, an elementary function counting as many.</summary>
    public static int Weight(Kernel kernel)
    {
        var weight = 0;
        foreach (var instruction in kernel.Instructions)
            weight += instruction.Info.IsDraw || KernelStatistics.IsElementary(instruction.Op) ? KernelSection.ElementaryWeight : 1;
        return weight;
    }

    private void Loop(object? index)
    {
        var own = (int)index!;
        var seen = 0L;
        while (Next(own, ref seen))
        {
            if (own >= (seen & ((1 << SharesBits) - 1)))
                continue;
            try
            {
                work!(own);
            }
#pragma warning disable CA1031 // Whatever it is, the thread that waits must hear of it.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                failure = problem;
            }

            Interlocked.Decrement(ref running);
        }
    }

    // Waits for another round than the one seen last; false at the end.
    private bool Next(int own, ref long seen)
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref round) == seen && !stopped)
        {
            if (wait.Count < LooksBeforeSleep)
            {
                wait.SpinOnce(sleep1Threshold: -1);
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
