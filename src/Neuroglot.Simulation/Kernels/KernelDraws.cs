#pragma warning disable RS0030 // Stands in until the counter-based generator of Neuroglot.Numerics is there.
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>The random draws of kernels: functions of seed, stream, instance number, step and ordinal alone.</summary>
internal static class KernelDraws
{
    /// <summary>From [0, 1).</summary>
    public static double Uniform(KernelArguments arguments, int instance, int ordinal) =>
        (Bits(arguments, instance, ordinal, 0) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal.</summary>
    public static double Normal(KernelArguments arguments, int instance, int ordinal) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - Uniform(arguments, instance, ordinal)))
        * Math.Cos(2.0 * Math.PI * ((Bits(arguments, instance, ordinal, 1) >> 11) * (1.0 / (1UL << 53))));

    /// <summary>Exponential with mean 1.</summary>
    public static double Exponential(KernelArguments arguments, int instance, int ordinal) =>
        -Math.Log(1.0 - Uniform(arguments, instance, ordinal));

    /// <summary>Poisson with mean <paramref name="lambda"/>.</summary>
    public static double Poisson(KernelArguments arguments, int instance, int ordinal, double lambda)
    {
        var limit = Math.Exp(-lambda);
        var product = 1.0;
        var count = -1;
        do
        {
            count++;
            product *= (Bits(arguments, instance, ordinal, (uint)count) >> 11) * (1.0 / (1UL << 53));
        }
        while (product > limit && count < 1000);
        return count;
    }

    private static ulong Bits(KernelArguments arguments, int instance, int ordinal, uint more)
    {
        var x = arguments.Seed;
        foreach (var word in (ReadOnlySpan<ulong>)[arguments.Stream, arguments.InstanceOffset + (uint)instance, arguments.Step, (ulong)ordinal, more])
        {
            x = (x ^ word) + 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            x ^= x >> 31;
        }

        return x;
    }
}
