namespace Neuroglot.Simulation.Phases;

/// <summary>Counts the steps of one interval; the time of step k is k·dt, never a sum.</summary>
internal sealed class PhaseClock(double step, bool isSingle = false)
{
    // Times that differ by less than this part of a step are the same.
    private const double Tolerance = 1e-4;

    /// <summary>Interval in seconds.</summary>
    public double Step => step;

    /// <summary>The step that comes next.</summary>
    public long K { get; private set; }

    /// <summary>The step at which the run ends, not included.</summary>
    public long End { get; private set; }

    /// <summary>Time of the step that comes next, in seconds; computed in single precision where that is asked for.</summary>
    public double Time => At(K);

    /// <summary>Time of step <paramref name="k"/>.</summary>
    public double At(long k) => isSingle ? k * (float)step : k * step;

    /// <summary>The first step that does not begin before <paramref name="time"/>.</summary>
    public long FirstNotBefore(double time)
    {
        if (!(time > 0))
            return 0;
        if (time / step >= long.MaxValue / 2)
            return long.MaxValue;
        var k = Math.Max(0, (long)(time / step) - 2);
        while (At(k) < time)
            k++;
        return k;
    }

    /// <summary>The step at time <paramref name="time"/>: the nearest, where that is near, else the one after.</summary>
    public static long StepAt(double time, double step)
    {
        var nearest = Math.Round(time / step, MidpointRounding.ToEven);
        return (long)(Math.Abs((nearest * step) - time) / step <= Tolerance ? nearest : Math.Ceiling(time / step));
    }

    /// <summary>Sets the clock for a run from <paramref name="start"/> to <paramref name="end"/>, in seconds.</summary>
    public void Set(double start, double end)
    {
        K = StepAt(start, step);
        End = StepAt(end, step);
    }

    /// <summary>Whether the next step of this clock happens together with that at <paramref name="time"/>, the earliest of all.</summary>
    /// <param name="time">Time in seconds.</param>
    /// <param name="finest">The smallest interval of all clocks, in seconds.</param>
    public bool IsDue(double time, double finest) => K < End && Math.Abs(Time - time) / finest < Tolerance;

    /// <summary>Moves on to the next step.</summary>
    public void Tick() => K++;
}
