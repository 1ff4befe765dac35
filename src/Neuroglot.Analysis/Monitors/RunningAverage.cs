using Neuroglot.Model.Experiments;

namespace Neuroglot.Analysis.Monitors;

/// <summary>Means over a period, at the middle of it.</summary>
internal sealed class RunningAverage(SignalMonitor monitor, int values) : RunningMonitor(monitor, values)
{
    private readonly double[] sums = new double[values];
    private readonly double[] means = new double[values];

    private protected override double Lag => Period / 2.0;

    private protected override void Add(long number, ReadOnlySpan<double> values)
    {
        for (var place = 0; place < values.Length; place++)
            sums[place] += values[place];
    }

    private protected override ReadOnlySpan<double> Seen(long number, ReadOnlySpan<double> values)
    {
        for (var place = 0; place < means.Length; place++)
            means[place] = sums[place] / Period;
        Array.Clear(sums);
        return means;
    }
}
