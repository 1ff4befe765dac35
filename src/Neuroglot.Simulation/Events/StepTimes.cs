using Neuroglot.Model.Experiments;

namespace Neuroglot.Simulation.Events;

/// <summary>The times of the steps, from the one before the current to the longest delay ahead, as the semantics counts them.</summary>
internal sealed class StepTimes
{
    private readonly double[] ring;
    private readonly TimeAccumulation accumulation;
    private readonly double step;
    private long last;

    public StepTimes(TimeAccumulation accumulation, double step, int ahead)
    {
        this.accumulation = accumulation;
        this.step = step;
        ring = new double[ahead + 3];
        while (last < ahead)
            Extend();
    }

    /// <summary>Time in seconds of step <paramref name="k"/>, which must be near the current one.</summary>
    public double this[long k] => ring[k % ring.Length];

    /// <summary>Moves on to the next step.</summary>
    public void Extend()
    {
        var next = last + 1;
        ring[next % ring.Length] = accumulation switch
        {
            TimeAccumulation.RunningSum => ring[last % ring.Length] + step,
            TimeAccumulation.SinglePrecisionMultiple => (float)next * (float)step,
            _ => next * step,
        };
        last = next;
    }

    /// <summary>The step at which an event emitted at <paramref name="emitted"/>, during step <paramref name="k"/>, arrives.</summary>
    public long DueStep(long k, double emitted, double delay, DueRule rule)
    {
        if (rule == DueRule.Rounded)
            return k + Math.Max(1, (long)Math.Floor((delay / step) + 0.5));
        var due = k + Math.Max(1, (long)Math.Floor(delay / step) - 1);
        while (this[due] < emitted + delay)
            due++;
        return due;
    }

    /// <summary>An upper bound of the steps that an event with one of the delays takes which arrives within a run of <paramref name="steps"/>.</summary>
    public static int LongestDelay(IEnumerable<double> delays, double step, long steps)
    {
        var longest = Math.Min(delays.DefaultIfEmpty(0).Max(), LastArrival(step, steps));
        return (int)Math.Min(int.MaxValue - 16, Math.Ceiling(Math.Max(longest, 0) / step) + 3);
    }

    /// <summary>What has a longer delay in seconds than this does not arrive within a run of <paramref name="steps"/>, however times are rounded.</summary>
    public static double LastArrival(double step, long steps) => (steps + 1) * step;
}
