using System.Diagnostics;

namespace Neuroglot.Simulation;

/// <summary>Says about ten times a second that it is time, without reading the clock at every step.</summary>
internal sealed class Ticker
{
    private static readonly long Interval = Stopwatch.Frequency / 10;

    private long next = Stopwatch.GetTimestamp() + Interval;
    private int skip = 1;
    private int count;

    public bool IsDue()
    {
        if (++count < skip)
            return false;
        count = 0;
        var now = Stopwatch.GetTimestamp();
        if (now < next)
        {
            // Far from due: look less often, but never so that a tick comes late by much.
            skip = now + (Interval / 8) < next ? Math.Min(skip * 2, 1 << 20) : skip;
            return false;
        }

        if (now > next + (Interval / 4))
            skip = Math.Max(1, skip / 4);
        next = now + Interval;
        return true;
    }
}
