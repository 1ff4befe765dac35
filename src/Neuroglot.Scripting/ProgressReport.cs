using System.Diagnostics;
using System.Globalization;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Is told how far a run is.</summary>
/// <param name="elapsed">Time that it took so far.</param>
/// <param name="completed">Part of the run that is done, from 0 to 1.</param>
/// <param name="start">Biological time at which the run began.</param>
/// <param name="duration">Its length.</param>
public delegate void ProgressReport(TimeSpan elapsed, double completed, Quantity start, Quantity duration);

/// <summary>Tells a report at the beginning, at the end, and now and then.</summary>
internal sealed class ProgressReporting
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ProgressReport report;
    private readonly Quantity start;
    private readonly Quantity duration;
    private readonly TimeSpan period;
    private TimeSpan next;

    public ProgressReporting(ProgressReport report, Quantity start, Quantity duration, TimeSpan period)
    {
        (this.report, this.start, this.duration, this.period, next) = (report, start, duration, period, period);
        report(TimeSpan.Zero, 0, start, duration);
    }

    /// <summary>The report that Brian calls <c>text</c> or <c>stdout</c>, or <c>stderr</c>; null for none.</summary>
    public static ProgressReport? Of(string? name) => name switch
    {
        null => null,
        "text" or "stdout" => (elapsed, completed, start, duration) => Console.Out.WriteLine(Text(elapsed, completed, start, duration)),
        "stderr" => (elapsed, completed, start, duration) => Console.Error.WriteLine(Text(elapsed, completed, start, duration)),
        _ => throw new ModelException($"There is no report '{name}'; there are 'text', 'stdout' and 'stderr', or give a function."),
    };

    /// <summary>Tells how far the run is, when it is time to.</summary>
    /// <param name="done">Biological time done, in seconds.</param>
    public void Tell(double done)
    {
        if (watch.Elapsed < next)
            return;
        next += period;
        report(watch.Elapsed, duration.Value > 0 ? done / duration.Value : 1, start, duration);
    }

    /// <summary>Tells that the run has ended.</summary>
    /// <param name="done">Biological time done, in seconds.</param>
    public void End(double done) => report(watch.Elapsed, duration.Value > 0 ? Math.Min(1, done / duration.Value) : 1, start, duration);

    private static string Text(TimeSpan elapsed, double completed, Quantity start, Quantity duration)
    {
        if (elapsed == TimeSpan.Zero)
            return $"Running from {start} for {duration}";
        var done = string.Create(CultureInfo.InvariantCulture, $"{completed * duration} ({completed * 100:F0} %) simulated in {elapsed.TotalSeconds:F1} s");
        return completed is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{done}, about {elapsed.TotalSeconds * (1 - completed) / completed:F0} s to go") : done;
    }
}
