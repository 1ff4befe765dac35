using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Tests.Kernels;

/// <summary>Columns, maps and flags for any kernel, filled from a seed with ordinary and special numbers, and their comparison.</summary>
internal sealed class KernelWorld
{
    private static readonly double[] Special =
        [0.0, -0.0, 1.0, -1.0, 0.5, double.Epsilon, -1e-310, 1e300, -745.5, 171.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private ulong _state;

    internal KernelWorld(Kernel kernel, int count, ulong seed)
    {
        _state = seed;
        var room = (count + 7) & -8;
        Arguments = KernelArguments.Bind(
            kernel,
            _ => Enumerable.Range(0, room).Select(_ => Number()).ToArray(),
            _ => Enumerable.Range(0, room).Select(_ => (int)(Next() % (ulong)count)).ToArray(),
            _ => Number(),
            _ => Enumerable.Range(0, (room / 8) + 1).Select(_ => (byte)Next()).ToArray(),
            _ => new Relaxation());
        Arguments.Seed = seed;
        Arguments.Stream = 3;
        Arguments.InstanceOffset = 17;
        Arguments.Step = 12345678901;
    }

    internal KernelArguments Arguments { get; }

    /// <summary>The first difference between two worlds, bit by bit, all NaNs being equal; null when there is none.</summary>
    internal static string? Difference(KernelWorld expected, KernelWorld actual)
    {
        for (var c = 0; c < expected.Arguments.Columns.Length; c++)
        {
            for (var i = 0; i < expected.Arguments.Columns[c].Length; i++)
            {
                var (a, b) = (expected.Arguments.Columns[c][i], actual.Arguments.Columns[c][i]);
                if (!SameBits(a, b))
                    return $"column {c}, instance {i}: {a:R} expected, {b:R} found";
            }
        }

        for (var f = 0; f < expected.Arguments.Flags.Length; f++)
        {
            if (!expected.Arguments.Flags[f].AsSpan().SequenceEqual(actual.Arguments.Flags[f]))
                return $"flags {f} differ";
        }

        return null;
    }

    internal static bool SameBits(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    private double Number()
    {
        var choice = Next() % 16;
        if (choice < 3)
            return Special[Next() % (ulong)Special.Length];
        var unit = ((Next() >> 11) * (1.0 / (1UL << 53))) - 0.5;
        return choice < 12 ? 4 * unit : unit * Math.ScaleB(1, (int)(Next() % 40) - 10);
    }

    private ulong Next()
    {
        // SplitMix64: any generator will do here, as long as equal seeds give equal worlds.
        _state += 0x9E3779B97F4A7C15;
        var x = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private sealed class Relaxation : IKineticScheme
    {
        public void Advance(KernelArguments arguments, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int instance)
        {
            foreach (var write in writes)
                arguments.Columns[write][instance] = 0.5 * (arguments.Columns[reads[0]][instance] - arguments.Columns[write][instance]);
        }
    }
}
