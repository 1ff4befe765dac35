using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>What the emitter calls for eight instances at a time; see <see cref="ScalarLanes"/>. Arrays were checked by <see cref="ArgumentCheck"/>.</summary>
internal static class Lanes512
{
    public static Vector512<double> Broadcast(bool mask) => mask ? Vector512<double>.AllBitsSet : Vector512<double>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x)
    {
        // NaN matches neither comparison, hence the last line; x − x is NaN there and +0 elsewhere but for infinities, which match.
        var rest = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(-1.0), x - x);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), Vector512.Create(1.0), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Heaviside(Vector512<double> x) => Vector512.Create(0.5) * (Sign(x) + Vector512.Create(1.0));

    public static Vector512<double> Single(Vector512<double> x) => Vector512.WidenLower(Vector512.Narrow(x, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Mod(Vector512<double> a, Vector512<double> b) => a - (b * Vector512.Floor(a / b));

    public static Vector512<double> Other(KernelOp op, Vector512<double> x)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelMath.Unary(op, x.GetElement(lane)));
        return result;
    }

    public static Vector512<double> Other(KernelOp op, Vector512<double> a, Vector512<double> b)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelMath.Binary(op, a.GetElement(lane), b.GetElement(lane)));
        return result;
    }

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

    public static Vector512<double> Gather(double[] column, int[] map, int i) => Vector512.Create(
        column[map[i]], column[map[i + 1]], column[map[i + 2]], column[map[i + 3]],
        column[map[i + 4]], column[map[i + 5]], column[map[i + 6]], column[map[i + 7]]);

    public static Vector512<double> Uniform(KernelArguments arguments, int i, int ordinal)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelDraws.Uniform(arguments, i + lane, ordinal));
        return result;
    }

    public static Vector512<double> Normal(KernelArguments arguments, int i, int ordinal)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelDraws.Normal(arguments, i + lane, ordinal));
        return result;
    }

    public static Vector512<double> Exponential(KernelArguments arguments, int i, int ordinal)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelDraws.Exponential(arguments, i + lane, ordinal));
        return result;
    }

    public static Vector512<double> Poisson(KernelArguments arguments, int i, int ordinal, Vector512<double> lambda)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
            result = result.WithElement(lane, KernelDraws.Poisson(arguments, i + lane, ordinal, lambda.GetElement(lane)));
        return result;
    }

    public static void ScatterAdd(double[] column, int[] map, int i, Vector512<double> value)
    {
        for (var lane = 0; lane < 8; lane++)
            column[map[i + lane]] += value.GetElement(lane);
    }

    public static void ScatterAddLane(double[] column, int[] map, int i, int lane, Vector512<double> value) =>
        column[map[i + lane]] += value.GetElement(lane);

    /// <summary>Writes a whole byte: <paramref name="i"/> is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flag(byte[] flags, int i, Vector512<double> mask) => flags[i >> 3] = (byte)mask.ExtractMostSignificantBits();

    public static void Scheme(IKineticScheme scheme, KernelArguments arguments, int[] reads, int[] writes, int i)
    {
        for (var lane = 0; lane < 8; lane++)
            scheme.Advance(arguments, reads, writes, i + lane);
    }
}
