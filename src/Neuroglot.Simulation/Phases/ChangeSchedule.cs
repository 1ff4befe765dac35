using Neuroglot.Model.Experiments;

namespace Neuroglot.Simulation.Phases;

/// <summary>Changes given beforehand, sorted into the steps from which they hold.</summary>
internal sealed class ChangeSchedule
{
    private readonly long[] steps;
    private readonly int[] instances;
    private readonly double[] values;
    private int next;

    public ChangeSchedule(ScheduledChange changes, PhaseClock clock)
    {
        steps = [.. changes.Times.Select(clock.FirstNotBefore)];
        var order = Enumerable.Range(0, steps.Length).OrderBy(index => steps[index]).ToArray();
        instances = [.. order.Select(index => changes.Instances[index])];
        values = [.. order.Select(index => changes.Values[index])];
        steps = [.. order.Select(index => steps[index])];
    }

    /// <summary>Makes the changes that hold from step <paramref name="k"/>, and those before it that have not been made; steps must not go back.</summary>
    public void Apply(long k, double[] column)
    {
        for (; next < steps.Length && steps[next] <= k; next++)
            column[instances[next]] = values[next];
    }
}
