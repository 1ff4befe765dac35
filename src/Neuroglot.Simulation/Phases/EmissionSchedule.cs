using Neuroglot.Model.Experiments;

namespace Neuroglot.Simulation.Phases;

/// <summary>Events given beforehand, sorted into the steps in which they happen: (int)((t + dt/1000)/dt).</summary>
internal sealed class EmissionSchedule : IEmissions
{
    private const double Tolerance = 1e-3;

    private readonly long[] steps;
    private readonly int[] instances;
    private readonly long period;
    private int next;

    public EmissionSchedule(ScheduledEmission events, double step)
    {
        var times = events.Times.ToArray();
        instances = [.. events.Instances];
        var order = Enumerable.Range(0, times.Length).ToArray();
        Array.Sort(order, (a, b) => times[a] != times[b] ? times[a].CompareTo(times[b]) : instances[a].CompareTo(instances[b]));
        instances = [.. order.Select(index => events.Instances[index])];
        steps = [.. order.Select(index => (long)((times[index] + (Tolerance * step)) / step))];
        period = events.Period > 0 ? (long)((events.Period / step) + 0.5) : 0;
    }

    public void Emit(long k, EventList list)
    {
        list.Clear();
        var now = period > 0 ? k % period : k;
        if (period > 0 && now == 0)
            next = 0;
        while (next < steps.Length && steps[next] < now)
            next++;
        for (; next < steps.Length && steps[next] == now; next++)
            list.Add(instances[next]);
    }
}
