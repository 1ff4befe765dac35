using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Sine, cosine, tangent.</content>
public static partial class Elementary
{
    /// <summary>Sine of an angle in radians. Error at most 1 ulp for every finite x: up to 2²⁰ with π/2 in three parts, beyond lane
    /// by lane with Payne and Hanek's reduction. NaN for ±∞; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Sin(double x) =>
        TrigonometricKernels.Sin<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Sin(Vector256<double> x) =>
        TrigonometricKernels.Sin<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Sin(Vector512<double> x) =>
        TrigonometricKernels.Sin<EightLanes, Vector512<double>>(x);

    /// <summary>Cosine of an angle in radians. Error at most 1 ulp for every finite x (see <see cref="Sin(double)"/>); NaN for
    /// ±∞.</summary>
    [MethodImpl(Called)]
    public static double Cos(double x) =>
        TrigonometricKernels.Cos<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Cos(Vector256<double> x) =>
        TrigonometricKernels.Cos<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Cos(Vector512<double> x) =>
        TrigonometricKernels.Cos<EightLanes, Vector512<double>>(x);

    /// <summary>Tangent of an angle in radians. Error at most 2.5 ulp for every finite x (see <see cref="Sin(double)"/>); NaN for ±∞;
    /// −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Tan(double x) =>
        TrigonometricKernels.Tan<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Tan(Vector256<double> x) =>
        TrigonometricKernels.Tan<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Tan(Vector512<double> x) =>
        TrigonometricKernels.Tan<EightLanes, Vector512<double>>(x);
}
