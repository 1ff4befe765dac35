namespace Neuroglot.SpineML.External;

/// <summary>How long a run waits for another program.</summary>
/// <param name="seconds">The longest time without progress, by the clock on the wall.</param>
/// <param name="interruption">Ends all waiting.</param>
public sealed class PeerPatience(double seconds, CancellationToken interruption)
{
    /// <summary>The usual time, in seconds.</summary>
    public const double Usual = 10;

    /// <summary>The longest time without progress.</summary>
    public double Seconds => seconds;

    /// <summary>Whether nobody wants to wait any longer.</summary>
    public bool IsInterrupted => interruption.IsCancellationRequested;

    /// <summary>When what begins now has to be done, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long Deadline() => Environment.TickCount64 + (long)Math.Min(seconds * 1000, int.MaxValue);

    /// <summary>Waits a little.</summary>
    public void Sleep(int milliseconds) => interruption.WaitHandle.WaitOne(milliseconds);

    /// <summary>A source that is cancelled at a deadline or by an interruption.</summary>
    public CancellationTokenSource Limited(long deadline)
    {
        var limited = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        limited.CancelAfter((int)Math.Clamp(deadline - Environment.TickCount64, 1, int.MaxValue));
        return limited;
    }
}
