using System.Collections.Immutable;
using Neuroglot.Analysis.Monitors;
using Neuroglot.Model.Experiments;
using Xunit;

namespace Neuroglot.Analysis.Tests.Monitors;

/// <summary>What monitors see, and when, by the rules of The Virtual Brain.</summary>
public sealed class RunningMonitorTests
{
    [Fact]
    public void A_sample_is_the_value_after_every_so_many_steps()
    {
        var rows = Rows(new SignalMonitor("m", MonitorKind.Sample, 3, Two), 10, static step => [step, -step]);
        Assert.Equal([3.0, 6, 9], rows.Select(static row => row.Step));
        Assert.Equal([[3.0, -3], [6, -6], [9, -9]], rows.Select(static row => row.Values));
    }

    [Fact]
    public void An_average_runs_over_its_period_and_has_the_time_in_its_middle()
    {
        var rows = Rows(new SignalMonitor("m", MonitorKind.Average, 4, Two), 9, static step => [step, 1]);
        Assert.Equal([2.0, 6], rows.Select(static row => row.Step));

        // Means of 1 to 4, and of 5 to 8: the state at the start is no step.
        Assert.Equal([[2.5, 1], [6.5, 1]], rows.Select(static row => row.Values));
    }

    [Fact]
    public void A_projection_puts_values_together()
    {
        var monitor = new SignalMonitor("m", MonitorKind.Average, 2, Two) { Projection = new Projection(3, 2, [1, 0, 0.5, 0.5, 2, -1]) };
        Assert.Equal([1.5, 5.75, -7], Assert.Single(Rows(monitor, 3, static step => [step, 10])).Values);
    }

    [Fact]
    public void Blood_answers_constant_activity_by_the_sum_of_its_kernel()
    {
        // Means over 4 ms in steps of 1 ms, a kernel of 20 s, a value every 2 s, as usual.
        const double Decay = 0.8;
        const double Flow = 0.4;
        var monitor = new SignalMonitor("m", MonitorKind.Bold, 2000, One) { Response = new HaemodynamicResponse(Decay, Flow, 5.6 * 0.02, 4, 0.004, 5000) };
        var rows = Rows(monitor, 30_000, static _ => [1]);
        var frequency = Math.Sqrt((1 / Flow) - (1 / (4 * Decay * Decay)));
        double Sum(int means) => Enumerable.Range(0, means).Sum(age => Math.Exp(-age * 0.004 / (2 * Decay)) * Math.Sin(frequency * age * 0.004) / (3 * frequency));
        Assert.Equal(15, rows.Count);
        Assert.Equal(2000, rows[0].Step);

        // Sums of thousands of terms in another order.
        const double Rounding = 1e-12;
        Assert.Equal(5.6 * 0.02 * (Sum(500) - 1), rows[0].Values[0], Rounding);
        Assert.Equal(5.6 * 0.02 * (Sum(5000) - 1), rows[^1].Values[0], Rounding);
    }

    [Fact]
    public void Blood_answers_activity_late()
    {
        var monitor = new SignalMonitor("m", MonitorKind.Bold, 100, One) { Response = new HaemodynamicResponse(0.8, 0.4, 1, 1, 0.01, 500) };
        var rows = Rows(monitor, 500, static step => [step == 1 ? 1 : 0]);
        double Kernel(double time) => Math.Exp(-time / 1.6) * Math.Sin(Math.Sqrt(2.109375) * time) / (3 * Math.Sqrt(2.109375));
        Assert.Equal([0.99, 1.99, 2.99, 3.99, 4.99], rows.Select(static row => (row.Step - 1) * 0.01), static (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.All(rows, row => Assert.Equal(Kernel((row.Step - 1) * 0.01) - 1, row.Values[0], 1e-14));
    }

    private static ImmutableArray<MonitorOutput> One => [new("x", 0)];

    private static ImmutableArray<MonitorOutput> Two => [new("x", 0), new("x", 1)];

    private static List<(double Step, double[] Values)> Rows(SignalMonitor monitor, int steps, Func<int, double[]> values)
    {
        var running = RunningMonitor.Start(monitor, values(0).Length);
        var rows = new List<(double, double[])>();
        for (var step = 0; step <= steps; step++)
        {
            if (running.Take(values(step)))
                rows.Add((running.Step, running.Row.ToArray()));
        }

        return rows;
    }
}
