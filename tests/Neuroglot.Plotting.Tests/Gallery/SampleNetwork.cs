using Neuroglot.Numerics;

namespace Neuroglot.Plotting.Tests.Gallery;

/// <summary>Some activity to look at: leaky neurons with noise and a drive that comes and goes, in steps of 0.1 ms; the same numbers each time.</summary>
internal sealed class SampleNetwork
{
    public const int Neurons = 80;
    public const double Step = 1e-4;
    private static readonly Lazy<SampleNetwork> Only = new(static () => new SampleNetwork());

    private SampleNetwork()
    {
        var draw = new Draws(5);
        var (potential, free) = (new double[Neurons], new double[Neurons]);
        var (times, indices, traces, clock) = (new List<double>(), new List<int>(), new List<double>(), new List<double>());
        for (var step = 0; step < 10_000; step++)
        {
            var t = step * Step;
            var drive = 0.0205 + 0.004 * Elementary.Sin(2 * Math.PI * 4 * t);
            for (var neuron = 0; neuron < Neurons; neuron++)
            {
                var noise = 0.0016 * (draw.Next() + draw.Next() + draw.Next() - 1.5);
                if (t >= free[neuron])
                    potential[neuron] += Step / 0.02 * (drive + 0.002 * neuron / Neurons - potential[neuron]) + noise * 0.4;
                if (potential[neuron] < 0.02)
                    continue;
                (potential[neuron], free[neuron]) = (0, t + 0.003);
                times.Add(t);
                indices.Add(neuron);
            }

            if (step % 5 != 0)
                continue;
            clock.Add(t);
            traces.AddRange([potential[0] - 0.07, potential[40] - 0.07, potential[79] - 0.07]);
        }

        (SpikeTimes, SpikeIndices, Traces, Clock) = ([.. times], [.. indices], [.. traces], [.. clock]);
    }

    public static SampleNetwork Instance => Only.Value;

    /// <summary>When neurons spiked, in seconds.</summary>
    public double[] SpikeTimes { get; }

    /// <summary>Which.</summary>
    public int[] SpikeIndices { get; }

    /// <summary>Times of <see cref="Traces"/>.</summary>
    public double[] Clock { get; }

    /// <summary>Potentials of three neurons, in volts, row by row.</summary>
    public double[] Traces { get; }
}
