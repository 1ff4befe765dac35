using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Kernels;

/// <summary>What the emitter calls for four instances at a time; see <see cref="ScalarLanes"/>. Arrays were checked by <see cref="ArgumentCheck"/>.</summary>
internal static class Lanes256
{
    // Optimised at once: kernels call these from their first step, and unoptimised vector code is very slow.
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    public static Vector256<double> Broadcast(bool mask) => mask ? Vector256<double>.AllBitsSet : Vector256<double>.Zero;

    /// <summary>The exponential as a call, where inlining it would make a kernel too long to compile quickly.</summary>
    [MethodImpl(Called)]
    public static Vector256<double> CalledExp(Vector256<double> x) => Elementary.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Single(Vector256<double> x) => Vector256.WidenLower(Vector256.Narrow(x, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector256<double> mask) => mask.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Mod(Vector256<double> a, Vector256<double> b) => a - (b * Vector256.Floor(a / b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double[] column, int i) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double[] column, int i, Vector256<double> value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadMask(double[] column, int i) => Load(column, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(double[] column, int i, Vector256<double> mask) => Store(column, i, mask);

    [MethodImpl(Called)]
    public static Vector256<double> Gather(double[] column, int[] map, int i)
    {
        ref var index = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(map), i);
        ref var first = ref MemoryMarshal.GetArrayDataReference(column);
        if (Vector128.GreaterThanOrEqualAny(Vector128.LoadUnsafe(ref index).AsUInt32(), Vector128.Create((uint)column.Length)))
            first = ref column[column.Length]; // Throws, as reading one by one would.
        return Vector256.Create(
            Unsafe.Add(ref first, Unsafe.Add(ref index, 0)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 1)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 2)),
            Unsafe.Add(ref first, Unsafe.Add(ref index, 3)));
    }

    [MethodImpl(Called)]
    public static Vector256<double> Load(double[] column, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 4);
        return Vector256.Create(column[at[0]], column[at[1]], column[at[2]], column[at[3]]);
    }

    [MethodImpl(Called)]
    public static Vector256<double> Gather(double[] column, int[] map, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 4);
        return Vector256.Create(
            column[map[at[0]]], column[map[at[1]]], column[map[at[2]]], column[map[at[3]]]);
    }

    [MethodImpl(Called)]
    public static void Store(double[] column, int[] indices, int i, Vector256<double> value)
    {
        var at = indices.AsSpan(i, 4);
        column[at[0]] = value.GetElement(0);
        column[at[1]] = value.GetElement(1);
        column[at[2]] = value.GetElement(2);
        column[at[3]] = value.GetElement(3);
    }

    [MethodImpl(Called)]
    public static void ScatterAdd(double[] column, int[] map, int[] indices, int i, Vector256<double> value)
    {
        var at = indices.AsSpan(i, 4);
        column[map[at[0]]] += value.GetElement(0);
        column[map[at[1]]] += value.GetElement(1);
        column[map[at[2]]] += value.GetElement(2);
        column[map[at[3]]] += value.GetElement(3);
    }

    [MethodImpl(Called)]
    public static void ScatterMultiply(double[] column, int[] map, int[] indices, int i, Vector256<double> value)
    {
        var at = indices.AsSpan(i, 4);
        column[map[at[0]]] *= value.GetElement(0);
        column[map[at[1]]] *= value.GetElement(1);
        column[map[at[2]]] *= value.GetElement(2);
        column[map[at[3]]] *= value.GetElement(3);
    }

    [MethodImpl(Called)]
    public static Vector256<double> Lookup(double[] table, Vector256<double> index)
    {
        // Not a number is not above zero.
        var place = Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(index, Vector256<double>.Zero), Vector256.Min(index, Vector256.Create(table.Length - 1.0)), Vector256<double>.Zero);
        var whole = Avx.IsSupported ? Avx.ConvertToVector128Int32WithTruncation(place)
            : Vector128.Narrow(Vector256.ConvertToInt64(place).GetLower(), Vector256.ConvertToInt64(place).GetUpper());
        ref var first = ref table[0];
        return Vector256.Create(
            Unsafe.Add(ref first, whole.GetElement(0)),
            Unsafe.Add(ref first, whole.GetElement(1)),
            Unsafe.Add(ref first, whole.GetElement(2)),
            Unsafe.Add(ref first, whole.GetElement(3)));
    }

    public static Vector256<double> Uniform(KernelArguments a, int i, int ordinal) =>
        Philox.UniformV256(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector256<double> Normal(KernelArguments a, int i, int ordinal) =>
        Philox.NormalV256(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector256<double> Exponential(KernelArguments a, int i, int ordinal) =>
        Philox.ExponentialV256(a.Seed, a.Stream, ScalarLanes.Instance(a, i), a.Step, (uint)ordinal);

    public static Vector256<double> Uniform(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.UniformV256(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    public static Vector256<double> Normal(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.NormalV256(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    public static Vector256<double> Exponential(KernelArguments a, int[] indices, int i, int ordinal) =>
        Philox.ExponentialV256(a.Seed, a.Stream, Instances(a, indices, i), a.Step, (uint)ordinal);

    private static Vector256<ulong> Instances(KernelArguments a, int[] indices, int i)
    {
        var at = indices.AsSpan(i, 4);
        return Vector256.Create((ulong)at[0], (ulong)at[1], (ulong)at[2], (ulong)at[3]) + Vector256.Create((ulong)a.InstanceOffset);
    }

    [MethodImpl(Called)]
    public static Vector256<double> Poisson(KernelArguments a, int i, int ordinal, Vector256<double> lambda)
    {
        var result = Vector256<double>.Zero;
        for (var lane = 0; lane < 4; lane++)
            result = result.WithElement(lane, ScalarLanes.Poisson(a, i + lane, ordinal, lambda.GetElement(lane)));
        return result;
    }

    [MethodImpl(Called)]
    public static void ScatterAdd(double[] column, int[] map, int i, Vector256<double> value)
    {
        column[map[i]] += value.GetElement(0);
        column[map[i + 1]] += value.GetElement(1);
        column[map[i + 2]] += value.GetElement(2);
        column[map[i + 3]] += value.GetElement(3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterAddLane(double[] column, int[] map, int i, int lane, Vector256<double> value) =>
        column[map[i + lane]] += value.GetElement(lane);

    [MethodImpl(Called)]
    public static void ScatterMultiply(double[] column, int[] map, int i, Vector256<double> value)
    {
        column[map[i]] *= value.GetElement(0);
        column[map[i + 1]] *= value.GetElement(1);
        column[map[i + 2]] *= value.GetElement(2);
        column[map[i + 3]] *= value.GetElement(3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterMultiplyLane(double[] column, int[] map, int i, int lane, Vector256<double> value) =>
        column[map[i + lane]] *= value.GetElement(lane);

    /// <summary>Writes half a byte: <paramref name="i"/> is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flag(byte[] flags, int i, Vector256<double> mask)
    {
        var shift = i & 4;

        // The just-in-time compiler of .NET 10 may leave more than four bits, where the mask is a negation in a mask register.
        var bits = (int)mask.ExtractMostSignificantBits() & 0xF;
        flags[i >> 3] = (byte)((flags[i >> 3] & ~(0xF << shift)) | (bits << shift));
    }

    /// <summary>The bits of half a byte: <paramref name="i"/> is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Flagged(byte[] flags, int i)
    {
        var bits = Vector256.Create(1L, 2, 4, 8);
        return Vector256.Equals(Vector256.Create((long)flags[i >> 3] >> (i & 4)) & bits, bits).AsDouble();
    }

    [MethodImpl(Called)]
    public static void Scheme(IKineticScheme scheme, KernelArguments arguments, int[] reads, int[] writes, int i)
    {
        for (var lane = 0; lane < 4; lane++)
            scheme.Advance(arguments, reads, writes, i + lane);
    }
}
