namespace Neuroglot.Simulation;

/// <summary>A few threads that wait for shares of a step; the caller does the first share itself.</summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly Action<int>?[] work;
    private readonly SemaphoreSlim[] wake;
    private readonly CountdownEvent done = new(1);
    private Exception? failure;
    private volatile bool stopped;

    public WorkerPool(int threads)
    {
        Threads = threads;
        work = new Action<int>?[threads];
        wake = new SemaphoreSlim[threads];
        for (var i = 1; i < threads; i++)
        {
            wake[i] = new SemaphoreSlim(0);
            new Thread(Loop) { IsBackground = true, Name = $"neuroglot-{i}" }.Start(i);
        }
    }

    public int Threads { get; }

    /// <summary>Runs <paramref name="share"/> for 0 … <paramref name="shares"/>−1 and returns when all are done.</summary>
    public void Run(int shares, Action<int> share)
    {
        done.Reset(shares);
        for (var i = 1; i < shares; i++)
        {
            work[i] = share;
            wake[i].Release();
        }

        share(0);
        done.Signal();
        done.Wait();
        if (failure is { } problem)
            throw new InvalidOperationException("A worker thread failed.", problem);
    }

    public void Dispose()
    {
        stopped = true;
        for (var i = 1; i < Threads; i++)
            wake[i].Release();
        done.Dispose();
    }

    private void Loop(object? index)
    {
        var own = (int)index!;
        while (true)
        {
            wake[own].Wait();
            if (stopped)
                return;
            try
            {
                work[own]!(own);
            }
#pragma warning disable CA1031 // Whatever it is, the thread that waits must hear of it.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                failure = problem;
            }

            done.Signal();
        }
    }
}
