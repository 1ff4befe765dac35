using Neuroglot.Model.Experiments;

namespace Neuroglot.Analysis.Monitors;

/// <summary>
/// A monitor while a run goes on: takes the values after each step, and has a row when one is due. Nothing is kept but what later rows need.
/// <code>
/// if (running.Take(values))
///     sink.WriteRow(running.Step * dt, running.Row);
/// </code>
/// </summary>
public abstract class RunningMonitor
{
    private readonly Projection? projection;
    private readonly double[] row;
    private long step = -1;

    private protected RunningMonitor(SignalMonitor monitor, int values)
    {
        projection = monitor.Projection;
        Period = monitor.Steps;
        row = new double[projection?.Rows ?? values];
    }

    /// <summary>The time of the row, in steps.</summary>
    public double Step { get; private set; }

    /// <summary>The row that is due.</summary>
    public ReadOnlySpan<double> Row => row;

    /// <summary>Steps from one row to the next.</summary>
    private protected long Period { get; }

    /// <summary>How far the time of a row lies before the step that completes it, in steps.</summary>
    private protected virtual double Lag => 0;

    /// <summary>Starts a monitor.</summary>
    /// <param name="monitor">What it does.</param>
    /// <param name="values">Number of values that it takes at a time.</param>
    public static RunningMonitor Start(SignalMonitor monitor, int values)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return monitor.Kind switch
        {
            MonitorKind.Sample => new RunningSample(monitor, values),
            MonitorKind.Average => new RunningAverage(monitor, values),
            MonitorKind.Bold => new RunningBold(monitor, values),
            _ => throw new ArgumentOutOfRangeException(nameof(monitor)),
        };
    }

    /// <summary>Takes the values after the next step, at first those at the start; whether there is a row.</summary>
    public bool Take(ReadOnlySpan<double> values)
    {
        if (++step == 0)
            return false;
        Add(step, values);
        if (step % Period != 0)
            return false;
        var seen = Seen(step, values);
        if (projection is null)
            seen.CopyTo(row);
        else
            Project(seen);
        Step = step - Lag;
        return true;
    }

    /// <summary>Notes the values after step <paramref name="number"/>.</summary>
    private protected virtual void Add(long number, ReadOnlySpan<double> values)
    {
    }

    /// <summary>What is seen at step <paramref name="number"/>, before any projection.</summary>
    private protected abstract ReadOnlySpan<double> Seen(long number, ReadOnlySpan<double> values);

    private void Project(ReadOnlySpan<double> seen)
    {
        var weights = projection!.Weights.AsSpan();
        for (var to = 0; to < row.Length; to++)
        {
            var part = weights.Slice(to * seen.Length, seen.Length);
            var sum = 0.0;
            for (var from = 0; from < seen.Length; from++)
                sum += part[from] * seen[from];
            row[to] = sum;
        }
    }

    private sealed class RunningSample(SignalMonitor monitor, int values) : RunningMonitor(monitor, values)
    {
        private protected override ReadOnlySpan<double> Seen(long number, ReadOnlySpan<double> values) => values;
    }
}
