using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Hyperbolic functions and their inverses.</content>
public static partial class Elementary
{
    /// <summary>Hyperbolic sine for every x. Error at most 3 ulp; ±∞ beyond 710.48; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Sinh(double x) =>
        HyperbolicKernels.Sinh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Sinh(Vector256<double> x) =>
        HyperbolicKernels.Sinh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Sinh(Vector512<double> x) =>
        HyperbolicKernels.Sinh<EightLanes, Vector512<double>>(x);

    /// <summary>Hyperbolic cosine for every x. Error at most 3 ulp; ∞ beyond ±710.48.</summary>
    [MethodImpl(Called)]
    public static double Cosh(double x) =>
        HyperbolicKernels.Cosh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Cosh(Vector256<double> x) =>
        HyperbolicKernels.Cosh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Cosh(Vector512<double> x) =>
        HyperbolicKernels.Cosh<EightLanes, Vector512<double>>(x);

    /// <summary>Hyperbolic tangent for every x. Error at most 1 ulp; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Tanh(double x) =>
        HyperbolicKernels.Tanh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Tanh(Vector256<double> x) =>
        HyperbolicKernels.Tanh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Tanh(Vector512<double> x) =>
        HyperbolicKernels.Tanh<EightLanes, Vector512<double>>(x);

    /// <summary>Inverse of sinh for every x. Error at most 4 ulp; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Asinh(double x) =>
        HyperbolicKernels.Asinh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Asinh(Vector256<double> x) =>
        HyperbolicKernels.Asinh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Asinh(Vector512<double> x) =>
        HyperbolicKernels.Asinh<EightLanes, Vector512<double>>(x);

    /// <summary>Inverse of cosh. Error at most 4 ulp for x ≥ 1, NaN below.</summary>
    [MethodImpl(Called)]
    public static double Acosh(double x) =>
        HyperbolicKernels.Acosh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Acosh(Vector256<double> x) =>
        HyperbolicKernels.Acosh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Acosh(Vector512<double> x) =>
        HyperbolicKernels.Acosh<EightLanes, Vector512<double>>(x);

    /// <summary>Inverse of tanh. Error at most 4 ulp on (−1, 1), ±∞ at ±1, NaN outside; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Atanh(double x) =>
        HyperbolicKernels.Atanh<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Atanh(Vector256<double> x) =>
        HyperbolicKernels.Atanh<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Atanh(Vector512<double> x) =>
        HyperbolicKernels.Atanh<EightLanes, Vector512<double>>(x);
}
