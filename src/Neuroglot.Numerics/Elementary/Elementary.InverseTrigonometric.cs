using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Arc functions.</content>
public static partial class Elementary
{
    /// <summary>Arc sine in [−π/2, π/2]. Error at most 2 ulp on [−1, 1], NaN outside; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Asin(double x) =>
        InverseTrigonometricKernels.Asin<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Asin(Vector256<double> x) =>
        InverseTrigonometricKernels.Asin<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Asin(Vector512<double> x) =>
        InverseTrigonometricKernels.Asin<EightLanes, Vector512<double>>(x);

    /// <summary>Arc cosine in [0, π]. Error at most 2 ulp on [−1, 1], NaN outside.</summary>
    [MethodImpl(Called)]
    public static double Acos(double x) =>
        InverseTrigonometricKernels.Acos<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Acos(Vector256<double> x) =>
        InverseTrigonometricKernels.Acos<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Acos(Vector512<double> x) =>
        InverseTrigonometricKernels.Acos<EightLanes, Vector512<double>>(x);

    /// <summary>Arc tangent in [−π/2, π/2]. Error at most 3 ulp for every x; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Atan(double x) =>
        InverseTrigonometricKernels.Atan<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Atan(Vector256<double> x) =>
        InverseTrigonometricKernels.Atan<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Atan(Vector512<double> x) =>
        InverseTrigonometricKernels.Atan<EightLanes, Vector512<double>>(x);

    /// <summary>The angle in [−π, π] of the point (x, y), that is, of y/x in the right quadrant. Error at most 4 ulp; zeros and
    /// infinities as in C99: atan2(±0, −0) = ±π, atan2(±0, +0) = ±0.</summary>
    [MethodImpl(Called)]
    public static double Atan2(double y, double x) =>
        InverseTrigonometricKernels.Atan2<OneLane, Vector128<double>>(Vector128.CreateScalar(y), Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x) =>
        InverseTrigonometricKernels.Atan2<FourLanes, Vector256<double>>(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x) =>
        InverseTrigonometricKernels.Atan2<EightLanes, Vector512<double>>(y, x);
}
