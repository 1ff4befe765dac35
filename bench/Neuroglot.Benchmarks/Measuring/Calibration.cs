#pragma warning disable RS0030 // The yardstick is what a person would write with the platform's own functions.
namespace Neuroglot.Benchmarks.Measuring;

/// <summary>What the machine can do at the moment, so that figures of different machines and hours can be compared as ratios.</summary>
internal static class Calibration
{
    private const int Numbers = 4096;
    private const int Doubles = 1 << 22;

    /// <summary>Nanoseconds of a scalar exponential of the platform, in a plain loop.</summary>
    internal static double Exponential()
    {
        var x = Enumerable.Range(0, Numbers).Select(i => i * 1e-3).ToArray();
        var y = new double[Numbers];
        return Best.Nanoseconds(() =>
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = Math.Exp(x[i]);
        }) / Numbers;
    }

    /// <summary>Gigabytes per second of a = b + s·c on arrays far larger than any cache.</summary>
    internal static double Triad()
    {
        var (a, b, c) = (new double[Doubles], new double[Doubles], new double[Doubles]);
        Array.Fill(b, 1.0);
        Array.Fill(c, 2.0);
        return 24.0 * Doubles / Best.Nanoseconds(() =>
        {
            for (var i = 0; i < a.Length; i++)
                a[i] = b[i] + (0.5 * c[i]);
        });
    }

    /// <summary>Prints both; every quick mode begins with it.</summary>
    internal static void Print() =>
        Console.WriteLine($"calibration: scalar exp {Exponential():F2} ns, triad {Triad():F1} GB/s{Environment.NewLine}");
}
