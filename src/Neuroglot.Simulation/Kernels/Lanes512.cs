using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Kernels;

/// <summary>What the emitter calls for eight instances at a time; see <see cref="ScalarLanes"/>. Arrays were checked by <see cref="ArgumentCheck"/>.</summary>
internal static class Lanes512
{
    // Optimised at once: kernels call these from their first step, and unoptimised vector code is very slow.
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    public static Vector512<double> Broadcast(bool mask) => mask ? Vector512<double>.AllBitsSet : Vector512<double>.Zero;

    /// <summary>The exponential as a call, where inlining it would make a kernel too long to compile quickly.</summary>
    [MethodImpl(Called)]
    public static Vector512<double> CalledExp(Vector512<double> x) => Elementary.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Single(Vector512<double> x) => Vector512.WidenLower(Vector512.Narrow(x, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<double> mask) => mask.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Mod(Vector512<double> a, Vector512<double> b) => a - (b * Vector512.Floor(a / b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[] column, int i) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double[] column, int i, Vector512<double> value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadMask(double[] column, int i) => Load(column, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(double[] column, int i, Vector512<double> mask) => Store(column, i, mask);

    [MethodImpl(Called)]
    public static Vector512<double> Gather(double[] column, int[] map, int i)
    {
        ref var index = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(map), i);
        ref var first = ref MemoryMarshal.GetArrayDataReference(column);
        if (Vector256.GreaterThanOrEqualAny(Vector256.LoadUnsafe(ref index).AsUInt32(), Vector256.Create((uint)column.Length)))
            first = ref column[column.Length]; // Throws, as reading one by one would.
        return Vector512.Create(
            Unsafe.Add(ref first, Unsafe.Add(ref index, 0)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 1)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 2)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 3)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 4)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 5)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 6)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 7)));
    }

    [MethodImpl(Called)]
    public static Vector512<double> Load(double[] column, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 8);
        return Vector512.Create(column[at[0]], column[at[1]], column[at[2]], column[at[3]], column[at[4]], column[at[5]], column[at[6]], column[at[7]]);
    }

    [MethodImpl(Called)]
    public static Vector512<double> Gather(double[] column, int[] map, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 8);
        return Vector512.Create(
            column[map[at[0]]], column[map[at[1]]], column[map[at[2]]], column[map[at[3]]], column[map[at[4]]], column[map[at[5]]], column[map[at[6]]], column[map[at[7]]]);
    }

    [MethodImpl(Called)]
    public static void Store(double[] column, int[] indices, int i, Vector512<double> value)
    {
        var at = indices.AsSpan(i, 8);
        column[at[0]] = value.GetElement(0);
        column[at[1]] = value.GetElement(1);
        column[at[2]] = value.GetElement(2);
        column[at[3]] = value.GetElement(3);
        column[at[4]] = value.GetElement(4);
        column[at[5]] = value.GetElement(5);
        column[at[6]] = value.GetElement(6);
        column[at[7]] = value.GetElement(7);
    }

    [MethodImpl(Called)]
    public static void ScatterAdd(double[] column, int[] map, int[] indices, int i, Vector512<double> value)
    {
        var at = indices.AsSpan(i, 8);
        column[map[at[0]]] += value.GetElement(0);
        column[map[at[1]]] += value.GetElement(1);
        column[map[at[2]]] += value.GetElement(2);
        column[map[at[3]]] += value.GetElement(3);
        column[map[at[4]]] += value.GetElement(4);
        column[map[at[5]]] += value.GetElement(5);
        column[map[at[6]]] += value.GetElement(6);
        column[map[at[7]]] += value.GetElement(7);
    }

    [MethodImpl(Called)]
    public static void ScatterMultiply(double[] column, int[] map, int[] indices, int i, Vector512<double> value)
    {
        var at = indices.AsSpan(i, 8);
        column[map[at[0]]] *= value.GetElement(0);
        column[map[at[1]]] *= value.GetElement(1);
        column[map[at[2]]] *= value.GetElement(2);
        column[map[at[3]]] *= value.GetElement(3);
        column[map[at[4]]] *= value.GetElement(4);
        column[map[at[5]]] *= value.GetElement(5);
        column[map[at[6]]] *= value.GetElement(6);
        column[map[at[7]]] *= value.GetElement(7);
    }

    [MethodImpl(Called)]
    public static Vector512<double> Lookup(double[] table, Vector512<double> index)
    {
        // Not a number is not above zero.
        var place = Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(index, Vector512<double>.Zero), Vector512.Min(index, Vector512.Create(table.Length - 1.0)), Vector512<double>.Zero);
        if (table.Length == TwoPairs && Avx512F.IsSupported)
            return InPairs(ref table[0], Vector512.ConvertToInt64Native(place));
        var whole = Avx512F.IsSupported ? Avx512F.ConvertToVector256Int32WithTruncation(place)
            : Vector256.Narrow(Vector512.ConvertToInt64(place).GetLower(), Vector512.ConvertToInt64(place).GetUpper());
        ref var first = ref table[0];
        return Vector512.Create(
            Unsafe.Add(ref first, whole.GetElement(0)),
            Unsafe.Add(ref first, whole.GetElement(1)),
            Unsafe.Add(ref first, whole.GetElement(2)),
            Unsafe.Add(ref first, whole.GetElement(3)),
            Unsafe.Add(ref first, whole.GetElement(4)),
            Unsafe.Add(ref first, whole.GetElement(5)),
            Unsafe.Add(ref first, whole.GetElement(6)),
            Unsafe.Add(ref first, whole.GetElement(7)));
    }

    // A table of so many fits in four vectors; two are looked into by one instruction.
    private const int TwoPairs = 32;

    private static Vector512<double> InPairs(ref double table, Vector512<long> place)
    {
        var low = Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref table), place, Vector512.LoadUnsafe(ref table, 8));
        var high = Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref table, 16), place, Vector512.LoadUnsafe(ref table, 24));
        return Vector512.ConditionalSelect(Vector512.LessThan(place, Vector512.Create(16L)).AsDouble(), low, high);
    }

    public static Vector512<double> Uniform(KernelArguments a, int i, int ordinal) =>
        Philox.UniformV512(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector512<double> Normal(KernelArguments a, int i, int ordinal) =>
        Philox.NormalV512(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector512<double> Exponential(KernelArguments a, int i, int ordinal) =>
        Philox.ExponentialV512(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector512<double> Uniform(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.UniformV512(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    public static Vector512<double> Normal(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.NormalV512(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    public static Vector512<double> Exponential(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.ExponentialV512(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    private static Vector512<ulong> Instances(KernelArguments a, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 8);
        return Vector512.Create((ulong)at[0], (ulong)at[1], (ulong)at[2], (ulong)at[3], (ulong)at[4], (ulong)at[5], (ulong)at[6], (ulong)at[7]) + Vector512.Create((ulong)a.InstanceOffset);
    }

    [MethodImpl(Called)]
    public static Vector512<double> Poisson(KernelArguments a, int i, int ordinal, Vector512<double> lambda)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, ScalarLanes.Poisson(a, i + lane, ordinal, lambda.GetElement(lane)));
        return result;
    }

    [MethodImpl(Called)]
    public static void ScatterAdd(double[] column, int[] map, int i, Vector512<double> value)
    {
        column[map[i]] += value.GetElement(0);
        column[map[i + 1]] += value.GetElement(1);
        column[map[i + 2]] += value.GetElement(2);
        column[map[i + 3]] += value.GetElement(3);
        column[map[i + 4]] += value.GetElement(4);
        column[map[i + 5]] += value.GetElement(5);
        column[map[i + 6]] += value.GetElement(6);
        column[map[i + 7]] += value.GetElement(7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterAddLane(double[] column, int[] map, int i, int lane, Vector512<double> value) =>
        column[map[i + lane]] += value.GetElement(lane);

    [MethodImpl(Called)]
    public static void ScatterMultiply(double[] column, int[] map, int i, Vector512<double> value)
    {
        column[map[i]] *= value.GetElement(0);
        column[map[i + 1]] *= value.GetElement(1);
        column[map[i + 2]] *= value.GetElement(2);
        column[map[i + 3]] *= value.GetElement(3);
        column[map[i + 4]] *= value.GetElement(4);
        column[map[i + 5]] *= value.GetElement(5);
        column[map[i + 6]] *= value.GetElement(6);
        column[map[i + 7]] *= value.GetElement(7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterMultiplyLane(double[] column, int[] map, int i, int lane, Vector512<double> value) =>
        column[map[i + lane]] *= value.GetElement(lane);

    /// <summary>Writes a whole byte: <paramref name="i"/> is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flag(byte[] flags, int i, Vector512<double> mask) =>
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(flags), i >> 3) = (byte)mask.ExtractMostSignificantBits();

    /// <summary>The bits of a whole byte: <paramref name="i"/> is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Flagged(byte[] flags, int i)
    {
        var bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        return Vector512.Equals(Vector512.Create((long)Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(flags), i >> 3)) & bits, bits).AsDouble();
    }

    [MethodImpl(Called)]
    public static void Scheme(IKineticScheme scheme, KernelArguments arguments, int[] reads, int[] writes, int i)
    {
        for (var lane = 0; lane < 8; lane++)
            scheme.Advance(arguments, reads, writes, i + lane);
    }
}
