using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuroglot.Numerics.Lanes;

/// <summary>Eight doubles in a 512-bit vector.</summary>
internal readonly struct EightLanes : ILanes<Vector512<double>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 8;

    [MethodImpl(Inline)]
    public static Vector512<double> Of(double value) => Vector512.Create(value);

    [MethodImpl(Inline)]
    public static Vector512<double> OfBits(ulong bits) => Vector512.Create(bits).AsDouble();

    public static double Get(Vector512<double> a, int lane) => a.GetElement(lane);

    public static Vector512<double> With(Vector512<double> a, int lane, double value) => a.WithElement(lane, value);

    [MethodImpl(Inline)]
    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector512<double> Subtract(Vector512<double> a, Vector512<double> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector512<double> Multiply(Vector512<double> a, Vector512<double> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector512<double> Divide(Vector512<double> a, Vector512<double> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector512<double> Negate(Vector512<double> a) => -a;

    [MethodImpl(Inline)]
    public static Vector512<double> Abs(Vector512<double> a) => Vector512.Abs(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Sqrt(Vector512<double> a) => Vector512.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Floor(Vector512<double> a) => Vector512.Floor(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Ceiling(Vector512<double> a) => Vector512.Ceiling(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Round(Vector512<double> a) => Vector512.Round(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Truncate(Vector512<double> a) => Vector512.Truncate(a);

    [MethodImpl(Inline)]
    public static Vector512<double> Min(Vector512<double> a, Vector512<double> b) => Vector512.Min(a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> Max(Vector512<double> a, Vector512<double> b) => Vector512.Max(a, b);

    // The native minimum and maximum hand on a NaN that stands second (x86) or anywhere (Arm).
    [MethodImpl(Inline)]
    public static Vector512<double> Clamp(Vector512<double> value, double low, double high) =>
        Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), value));

    [MethodImpl(Inline)]
    public static Vector512<double> Scale(Vector512<double> a, Vector512<double> n) =>
        Avx512F.IsSupported ? Avx512F.Scale(a, n) : PowerOfTwo.ScaleInTwoSteps<EightLanes, Vector512<double>>(a, n);

    [MethodImpl(Inline)]
    public static Vector512<double> Less(Vector512<double> a, Vector512<double> b) => Vector512.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> LessOrEqual(Vector512<double> a, Vector512<double> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> Equal(Vector512<double> a, Vector512<double> b) => Vector512.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> whenTrue, Vector512<double> whenFalse) =>
        Vector512.ConditionalSelect(mask, whenTrue, whenFalse);

    [MethodImpl(Inline)]
    public static bool Any(Vector512<double> mask) => mask.AsUInt64() != Vector512<ulong>.Zero;

    [MethodImpl(Inline)]
    public static Vector512<double> And(Vector512<double> a, Vector512<double> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector512<double> AndNot(Vector512<double> a, Vector512<double> b) => Vector512.AndNot(a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> Or(Vector512<double> a, Vector512<double> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector512<double> Xor(Vector512<double> a, Vector512<double> b) => a ^ b;

    [MethodImpl(Inline)]
    public static Vector512<double> ShiftLeft(Vector512<double> a, int count) => (a.AsUInt64() << count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector512<double> ShiftRight(Vector512<double> a, int count) => (a.AsUInt64() >>> count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector512<double> AddBits(Vector512<double> a, Vector512<double> b) => (a.AsUInt64() + b.AsUInt64()).AsDouble();

    [MethodImpl(Inline)]
    public static Vector512<double> SubtractBits(Vector512<double> a, Vector512<double> b) => (a.AsUInt64() - b.AsUInt64()).AsDouble();
}
