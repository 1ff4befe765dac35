using Neuroglot.Numerics;

namespace Neuroglot.Analysis.Tests;

/// <summary>Spike trains with known statistics.</summary>
internal static class Trains
{
    /// <summary>Spikes of a Poisson process, seeded.</summary>
    public static double[] Poisson(double rate, int count, uint seed)
    {
        var times = new double[count];
        var time = 0.0;
        for (var i = 0; i < count; i++)
            times[i] = time += Philox.Exponential(seed, 0, 0, (ulong)i, 0) / rate;
        return times;
    }

    /// <summary>Spikes at equal distances, the first after one of them.</summary>
    public static double[] Regular(double interval, int count) => [.. Enumerable.Range(1, count).Select(i => i * interval)];
}
