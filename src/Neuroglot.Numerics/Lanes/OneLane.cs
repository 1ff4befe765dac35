using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuroglot.Numerics.Lanes;

/// <summary>One double: lane 0 of a 128-bit vector; lane 1 idles. Scalars take the road of the vectors, hence their bits.</summary>
internal readonly struct OneLane : ILanes<Vector128<double>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 1;

    [MethodImpl(Inline)]
    public static Vector128<double> Of(double value) => Vector128.Create(value);

    [MethodImpl(Inline)]
    public static Vector128<double> OfBits(ulong bits) => Vector128.Create(bits).AsDouble();

    public static double Get(Vector128<double> a, int lane) => a.GetElement(lane);

    public static Vector128<double> With(Vector128<double> a, int lane, double value) => a.WithElement(lane, value);

    [MethodImpl(Inline)]
    public static Vector128<double> Add(Vector128<double> a, Vector128<double> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector128<double> Subtract(Vector128<double> a, Vector128<double> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector128<double> Multiply(Vector128<double> a, Vector128<double> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector128<double> Divide(Vector128<double> a, Vector128<double> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector128<double> Fma(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector128<double> Negate(Vector128<double> a) => -a;

    [MethodImpl(Inline)]
    public static Vector128<double> Abs(Vector128<double> a) => Vector128.Abs(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Sqrt(Vector128<double> a) => Vector128.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Floor(Vector128<double> a) => Vector128.Floor(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Ceiling(Vector128<double> a) => Vector128.Ceiling(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Round(Vector128<double> a) => Vector128.Round(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Truncate(Vector128<double> a) => Vector128.Truncate(a);

    [MethodImpl(Inline)]
    public static Vector128<double> Min(Vector128<double> a, Vector128<double> b) => Vector128.Min(a, b);

    [MethodImpl(Inline)]
    public static Vector128<double> Max(Vector128<double> a, Vector128<double> b) => Vector128.Max(a, b);

    // The native minimum and maximum hand on a NaN that stands second (x86) or anywhere (Arm).
    [MethodImpl(Inline)]
    public static Vector128<double> Clamp(Vector128<double> value, double low, double high) =>
        Vector128.MinNative(Vector128.Create(high), Vector128.MaxNative(Vector128.Create(low), value));

    [MethodImpl(Inline)]
    public static Vector128<double> Scale(Vector128<double> a, Vector128<double> n) =>
        Avx512F.IsSupported ? Avx512F.ScaleScalar(a, n) : PowerOfTwo.ScaleInTwoSteps<OneLane, Vector128<double>>(a, n);

    [MethodImpl(Inline)]
    public static Vector128<double> Less(Vector128<double> a, Vector128<double> b) => Vector128.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector128<double> LessOrEqual(Vector128<double> a, Vector128<double> b) => Vector128.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector128<double> Equal(Vector128<double> a, Vector128<double> b) => Vector128.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector128<double> Select(Vector128<double> mask, Vector128<double> whenTrue, Vector128<double> whenFalse) =>
        Vector128.ConditionalSelect(mask, whenTrue, whenFalse);

    [MethodImpl(Inline)]
    public static bool Any(Vector128<double> mask) => mask.AsUInt64().ToScalar() != 0;

    [MethodImpl(Inline)]
    public static Vector128<double> And(Vector128<double> a, Vector128<double> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector128<double> AndNot(Vector128<double> a, Vector128<double> b) => Vector128.AndNot(a, b);

    [MethodImpl(Inline)]
    public static Vector128<double> Or(Vector128<double> a, Vector128<double> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector128<double> Xor(Vector128<double> a, Vector128<double> b) => a ^ b;

    [MethodImpl(Inline)]
    public static Vector128<double> ShiftLeft(Vector128<double> a, int count) => (a.AsUInt64() << count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector128<double> ShiftRight(Vector128<double> a, int count) => (a.AsUInt64() >>> count).AsDouble();

    [MethodImpl(Inline)]
    public static Vector128<double> AddBits(Vector128<double> a, Vector128<double> b) => (a.AsUInt64() + b.AsUInt64()).AsDouble();

    [MethodImpl(Inline)]
    public static Vector128<double> SubtractBits(Vector128<double> a, Vector128<double> b) => (a.AsUInt64() - b.AsUInt64()).AsDouble();
}
