using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuroglot.Numerics.Lanes;

/// <summary>Four doubles in a 256-bit vector.</summary>
internal readonly struct FourLanes : ILanes<Vector256<double>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 4;

    [MethodImpl(Inline)]
    public static Vector256<double> Of(double value) => Vector256.Create(value);

    [MethodImpl(Inline)]
    public static Vector256<double> OfBits(ulong bits) => Vector256.Create(bits).AsDouble();

    public static double Get(Vector256<double> a, int lane) => a.GetElement(lane);

    public static Vector256<double> With(Vector256<double> a, int lane, double value) => a.WithElement(lane, value);

    [MethodImpl(Inline)]
    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector256<double> Subtract(Vector256<double> a, Vector256<double> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector256<double> Multiply(Vector256<double> a, Vector256<double> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector256<double> Divide(Vector256<double> a, Vector256<double> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector256<double> Negate(Vector256<double> a) => -a;

    [MethodImpl(Inline)]
    public static Vector256<double> Abs(Vector256<double> a) => Vector256.Abs(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Sqrt(Vector256<double> a) => Vector256.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Floor(Vector256<double> a) => Vector256.Floor(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Ceiling(Vector256<double> a) => Vector256.Ceiling(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Round(Vector256<double> a) => Vector256.Round(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Truncate(Vector256<double> a) => Vector256.Truncate(a);

    [MethodImpl(Inline)]
    public static Vector256<double> Min(Vector256<double> a, Vector256<double> b) => Vector256.Min(a, b);

    [MethodImpl(Inline)]
    public static Vector256<double> Max(Vector256<double> a, Vector256<double> b) => Vector256.Max(a, b);

    // The native minimum and maximum hand on a NaN that stands second (x86) or anywhere (Arm).
    [MethodImpl(Inline)]
    public static Vector256<double> Clamp(Vector256<double> value, double low, double high) =>
        Vector256.MinNative(Vector256.Create(high), Vector256.MaxNative(Vector256.Create(low), value));

    [MethodImpl(Inline)]
    public static Vector256<double> Scale(Vector256<double> a, Vector256<double> n) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.Scale(a, n) : PowerOfTwo.ScaleInTwoSteps<FourLanes, Vector256<double>>(a, n);

    [MethodImpl(Inline)]
    public static Vector256<double> Less(Vector256<double> a, Vector256<double> b) => Vector256.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector256<double> LessOrEqual(Vector256<double> a, Vector256<double> b) => Vector256.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector256<double> Equal(Vector256<double> a, Vector256<double> b) => Vector256.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector256<double> Select(Vector256<double> mask, Vector256<double> whenTrue, Vector256<double> whenFalse) =>
        Vector256.ConditionalSelect(mask, whenTrue, whenFalse);

    [MethodImpl(Inline)]
    public static bool Any(Vector256<double> mask) => mask.AsUInt64() != Vector256<ulong>.Zero;

    [MethodImpl(Inline)]
    public static Vector256<double> And(Vector256<double> a, Vector256<double> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector256<double> AndNot(Vector256<double> a, Vector256<double> b) => Vector256.AndNot(a, b);

    [MethodImpl(Inline)]
    public static Vector256<double> Or(Vector256<double> a, Vector256<double> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector256<double> Xor(Vector256<double> a, Vector256<double> b) => a ^ b;

    [MethodImpl(Inline)]
    public static Vector256<double> ShiftLeft(Vector256<double> a, int count) => (a.AsUInt64() << count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector256<double> ShiftRight(Vector256<double> a, int count) => (a.AsUInt64() >>> count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector256<double> AddBits(Vector256<double> a, Vector256<double> b) => (a.AsUInt64() + b.AsUInt64()).AsDouble();

    [MethodImpl(Inline)]
    public static Vector256<double> SubtractBits(Vector256<double> a, Vector256<double> b) => (a.AsUInt64() - b.AsUInt64()).AsDouble();
}
