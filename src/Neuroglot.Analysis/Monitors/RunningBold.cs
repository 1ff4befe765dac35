using Neuroglot.Model.Experiments;
using Neuroglot.Numerics;

namespace Neuroglot.Analysis.Monitors;

/// <summary>
/// Blood oxygenation: the last means of the activity, as many as the kernel is long, weighted with it. What lies before the run counts as 0.
/// </summary>
internal sealed class RunningBold : RunningMonitor
{
    private readonly HaemodynamicResponse response;
    private readonly double[] kernel;
    private readonly double[] sums;
    private readonly double[] stock;
    private readonly double[] signal;
    private int next;

    public RunningBold(SignalMonitor monitor, int values)
        : base(monitor, values)
    {
        response = monitor.Response ?? throw new ArgumentException("A monitor of blood oxygenation has a response.", nameof(monitor));
        kernel = Kernel(response);
        sums = new double[values];
        signal = new double[values];
        stock = new double[kernel.Length * values];
    }

    private protected override void Add(long number, ReadOnlySpan<double> values)
    {
        for (var place = 0; place < values.Length; place++)
            sums[place] += values[place];
        if (number % response.MeanSteps != 0)
            return;
        var means = stock.AsSpan(next * sums.Length, sums.Length);
        for (var place = 0; place < means.Length; place++)
            means[place] = sums[place] / response.MeanSteps;
        Array.Clear(sums);
        next = next + 1 == kernel.Length ? 0 : next + 1;
    }

    private protected override ReadOnlySpan<double> Seen(long number, ReadOnlySpan<double> values)
    {
        Array.Clear(signal);
        var at = next;
        for (var age = 0; age < kernel.Length; age++)
        {
            at = at == 0 ? kernel.Length - 1 : at - 1;
            var means = stock.AsSpan(at * signal.Length, signal.Length);
            for (var place = 0; place < signal.Length; place++)
                signal[place] += kernel[age] * means[place];
        }

        for (var place = 0; place < signal.Length; place++)
            signal[place] = response.Scale * (signal[place] - 1);
        return signal;
    }

    private static double[] Kernel(HaemodynamicResponse response)
    {
        var (decay, flow) = (response.SignalDecay, response.FlowDependence);
        var frequency = Math.Sqrt((1 / flow) - (1 / (4 * decay * decay)));
        var kernel = new double[response.Means];
        for (var age = 0; age < kernel.Length; age++)
        {
            var time = age * response.MeanSeconds;
            kernel[age] = 1.0 / 3 * Elementary.Exp(-0.5 * (time / decay)) * (Elementary.Sin(frequency * time) / frequency);
        }

        return kernel;
    }
}
