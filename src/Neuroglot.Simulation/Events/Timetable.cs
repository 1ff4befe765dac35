namespace Neuroglot.Simulation.Events;

/// <summary>The instances of a set in the order of the times at which they send their events.</summary>
internal sealed class Timetable
{
    private readonly double[] times;
    private readonly int[] instances;
    private readonly List<int> due = [];
    private double now = double.NegativeInfinity;
    private int next;

    /// <summary>Creates the table from the time of each instance, in seconds.</summary>
    public Timetable(ReadOnlySpan<double> times)
    {
        this.times = times.ToArray();
        instances = new int[times.Length];
        for (var i = 0; i < instances.Length; i++)
            instances[i] = i;
        Array.Sort(this.times, instances);

        // Whoever has no time never sends; such sort before all others.
        while (next < instances.Length && double.IsNaN(this.times[next]))
            next++;
    }

    /// <summary>The instances whose time came since the last call with an earlier <paramref name="time"/>, in no particular order.</summary>
    public List<int> DueAt(double time)
    {
        if (time > now)
        {
            now = time;
            due.Clear();
            while (next < times.Length && times[next] <= time)
                due.Add(instances[next++]);
        }

        return due;
    }
}
