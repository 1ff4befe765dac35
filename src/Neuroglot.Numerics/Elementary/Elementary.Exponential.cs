using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Exponential family.</content>
public static partial class Elementary
{
    /// <summary>eˣ for every x. Error at most 1.1 ulp, also where the result is subnormal; 0 below −745.14, ∞ above 709.79.</summary>
    [MethodImpl(Inlined)]
    public static double Exp(double x) =>
        ExponentialKernels.Exp<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Exp(Vector256<double> x) => ExponentialKernels.Exp<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Exp(Vector512<double> x) =>
        ExponentialKernels.Exp<EightLanes, Vector512<double>>(x);

    /// <summary>eˣ − 1 for every x, accurate also near 0. Error at most 1.5 ulp; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Expm1(double x) =>
        ExponentialKernels.Expm1<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Expm1(Vector256<double> x) =>
        ExponentialKernels.Expm1<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Expm1(Vector512<double> x) =>
        ExponentialKernels.Expm1<EightLanes, Vector512<double>>(x);

    /// <summary>(eˣ − 1)/x for every x, 1 for |x| &lt; 10⁻¹⁶: the smooth form of the rates x/(1 − e⁻ˣ). Error at most 2 ulp; finite
    /// up to 716.35, where eˣ alone has long overflown.</summary>
    [MethodImpl(Called)]
    public static double Exprel(double x) =>
        ExponentialKernels.Exprel<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exprel(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Exprel(Vector256<double> x) =>
        ExponentialKernels.Exprel<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Exprel(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Exprel(Vector512<double> x) =>
        ExponentialKernels.Exprel<EightLanes, Vector512<double>>(x);
}
