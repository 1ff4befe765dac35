using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Kernels;

/// <summary>What the emitter calls for one instance at a time, where no operator of C# says it. <see cref="Lanes256"/> and <see cref="Lanes512"/> have
/// the same methods for more instances; <c>i</c> is the first one.</summary>
internal static class ScalarLanes
{
    /// <summary>The exponential as a call, where inlining it would make a kernel too long to compile quickly.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double CalledExp(double x) => Elementary.Exp(x);

    public static double Single(double x) => (float)x;

    public static double Mod(double a, double b) => KernelMath.Mod(a, b);

    public static double Load(double[] column, int i) => column[i];

    public static void Store(double[] column, int i, double value) => column[i] = value;

    public static bool LoadMask(double[] column, int i) => BitConverter.DoubleToInt64Bits(column[i]) != 0;

    public static void StoreMask(double[] column, int i, bool mask) => column[i] = BitConverter.Int64BitsToDouble(mask ? -1L : 0L);

    public static double Gather(double[] column, int[] map, int i) => column[map[i]];

    public static double Lookup(double[] table, double index) =>
        table[index >= 0 ? (int)Math.Min(index, table.Length - 1) : 0];

    public static double Uniform(KernelArguments a, int i, int ordinal) =>
        Philox.Uniform(a.Seed, a.Stream, Instance(a, i), a.Step, (uint)ordinal);

    public static double Normal(KernelArguments a, int i, int ordinal) =>
        Philox.Normal(a.Seed, a.Stream, Instance(a, i), a.Step, (uint)ordinal);

    public static double Exponential(KernelArguments a, int i, int ordinal) =>
        Philox.Exponential(a.Seed, a.Stream, Instance(a, i), a.Step, (uint)ordinal);

    public static double Poisson(KernelArguments a, int i, int ordinal, double lambda) =>
        Philox.Poisson(lambda, a.Seed, a.Stream, Instance(a, i), a.Step, (uint)ordinal);

    public static void ScatterAdd(double[] column, int[] map, int i, double value) => column[map[i]] += value;

    /// <summary>Adds the same for the instances from <paramref name="start"/> to before <paramref name="end"/>, or for those of a list at these places.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAddAll(double[] column, int[] map, int[]? indices, int start, int end, double value)
    {
        if (indices is null)
        {
            foreach (var target in map.AsSpan(start, end - start))
                column[target] += value;
            return;
        }

        foreach (var instance in indices.AsSpan(start, end - start))
            column[map[instance]] += value;
    }

    public static void Scatter(double[] column, int[] map, int i, double value) => column[map[i]] = value;

    public static void ScatterAddLane(double[] column, int[] map, int i, int lane, double value) => column[map[i + lane]] += value;

    public static void ScatterMultiply(double[] column, int[] map, int i, double value) => column[map[i]] *= value;

    public static void ScatterMultiplyLane(double[] column, int[] map, int i, int lane, double value) => column[map[i + lane]] *= value;

    public static void Flag(byte[] flags, int i, bool mask)
    {
        var bit = 1 << (i & 7);
        flags[i >> 3] = (byte)(mask ? flags[i >> 3] | bit : flags[i >> 3] & ~bit);
    }

    public static bool Flagged(byte[] flags, int i) => (flags[i >> 3] >> (i & 7) & 1) != 0;

    public static void Scheme(IKineticScheme scheme, KernelArguments arguments, int[] reads, int[] writes, int i) =>
        scheme.Advance(arguments, reads, writes, i);

    /// <summary>The number in the model of the instance at place <paramref name="i"/>.</summary>
    internal static uint Instance(KernelArguments arguments, int i) => unchecked(arguments.InstanceOffset + (uint)i);
}
