using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Rounding, signs, steps, extremes.</content>
public static partial class Elementary
{
    /// <summary>Absolute value, exact.</summary>
    [MethodImpl(Inlined)]
    public static double Abs(double x) => Math.Abs(x);

    /// <inheritdoc cref="Abs(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Abs(Vector256<double> x) => Vector256.Abs(x);

    /// <inheritdoc cref="Abs(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Abs(Vector512<double> x) => Vector512.Abs(x);

    /// <summary>−1, 1, or x itself where x is ±0 or NaN.</summary>
    [MethodImpl(Inlined)]
    public static double Sign(double x) =>
        RoundingKernels.Sign<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sign(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Sign(Vector256<double> x) => RoundingKernels.Sign<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Sign(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Sign(Vector512<double> x) => RoundingKernels.Sign<EightLanes, Vector512<double>>(x);

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(Inlined)]
    public static double Floor(double x) => Math.Floor(x);

    /// <inheritdoc cref="Floor(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Floor(Vector256<double> x) => Vector256.Floor(x);

    /// <inheritdoc cref="Floor(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Floor(Vector512<double> x) => Vector512.Floor(x);

    /// <summary>The smallest integer not below x.</summary>
    [MethodImpl(Inlined)]
    public static double Ceil(double x) => Math.Ceiling(x);

    /// <inheritdoc cref="Ceil(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Ceil(Vector256<double> x) => Vector256.Ceiling(x);

    /// <inheritdoc cref="Ceil(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Ceil(Vector512<double> x) => Vector512.Ceiling(x);

    /// <summary>The nearest integer, halves to the even one.</summary>
    [MethodImpl(Inlined)]
    public static double Round(double x) => Math.Round(x);

    /// <inheritdoc cref="Round(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Round(Vector256<double> x) => Vector256.Round(x);

    /// <inheritdoc cref="Round(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Round(Vector512<double> x) => Vector512.Round(x);

    /// <summary>The integer part of x, rounded towards zero.</summary>
    [MethodImpl(Inlined)]
    public static double Trunc(double x) => Math.Truncate(x);

    /// <inheritdoc cref="Trunc(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Trunc(Vector256<double> x) => Vector256.Truncate(x);

    /// <inheritdoc cref="Trunc(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Trunc(Vector512<double> x) => Vector512.Truncate(x);

    /// <summary>The smaller of two numbers; NaN where either is NaN; −0 counts as smaller than +0.</summary>
    [MethodImpl(Inlined)]
    public static double Min(double x, double y) => Math.Min(x, y);

    /// <inheritdoc cref="Min(double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Min(Vector256<double> x, Vector256<double> y) => Vector256.Min(x, y);

    /// <inheritdoc cref="Min(double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Min(Vector512<double> x, Vector512<double> y) => Vector512.Min(x, y);

    /// <summary>The larger of two numbers; NaN where either is NaN; +0 counts as larger than −0.</summary>
    [MethodImpl(Inlined)]
    public static double Max(double x, double y) => Math.Max(x, y);

    /// <inheritdoc cref="Max(double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Max(Vector256<double> x, Vector256<double> y) => Vector256.Max(x, y);

    /// <inheritdoc cref="Max(double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Max(Vector512<double> x, Vector512<double> y) => Vector512.Max(x, y);

    /// <summary>x held inside [low, high]: min(max(x, low), high); NaN where any argument is NaN. high wins where low exceeds
    /// it.</summary>
    [MethodImpl(Inlined)]
    public static double Clip(double x, double low, double high) => Min(Max(x, low), high);

    /// <inheritdoc cref="Clip(double, double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Clip(Vector256<double> x, Vector256<double> low, Vector256<double> high) =>
        Min(Max(x, low), high);

    /// <inheritdoc cref="Clip(double, double, double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Clip(Vector512<double> x, Vector512<double> low, Vector512<double> high) =>
        Min(Max(x, low), high);

    /// <summary>Unit step: 0 below zero, 1 above, ½ at ±0 (the convention of LEMS); NaN stays.</summary>
    [MethodImpl(Inlined)]
    public static double Heaviside(double x) =>
        RoundingKernels.Heaviside<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Heaviside(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Heaviside(Vector256<double> x) =>
        RoundingKernels.Heaviside<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Heaviside(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Heaviside(Vector512<double> x) =>
        RoundingKernels.Heaviside<EightLanes, Vector512<double>>(x);

    /// <summary>x! for whole x from 0 to 170, correctly rounded; NaN for every other x.</summary>
    [MethodImpl(Called)]
    public static double Factorial(double x) =>
        RoundingKernels.Factorial<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Factorial(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Factorial(Vector256<double> x) =>
        RoundingKernels.Factorial<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Factorial(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Factorial(Vector512<double> x) =>
        RoundingKernels.Factorial<EightLanes, Vector512<double>>(x);
}
