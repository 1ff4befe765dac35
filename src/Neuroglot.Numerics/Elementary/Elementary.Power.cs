using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Powers and roots.</content>
public static partial class Elementary
{
    /// <summary>x to the power y. Error at most 1.2 ulp wherever the result is a number; special cases as in C99 Annex F: pow(x, ±0)
    /// = pow(1, y) = 1 even of NaN, NaN for negative finite x and broken y. For small whole exponents <see cref="PowInteger(double,
    /// int)"/> costs a tenth.</summary>
    [MethodImpl(Called)]
    public static double Pow(double x, double y) =>
        PowerKernels.Pow<OneLane, Vector128<double>>(Vector128.CreateScalar(x), Vector128.CreateScalar(y)).ToScalar();

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) =>
        PowerKernels.Pow<FourLanes, Vector256<double>>(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) =>
        PowerKernels.Pow<EightLanes, Vector512<double>>(x, y);

    /// <summary>Square root, correctly rounded; NaN for negative x; −0 stays −0.</summary>
    [MethodImpl(Inlined)]
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> Sqrt(Vector256<double> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> Sqrt(Vector512<double> x) => Vector512.Sqrt(x);

    /// <summary>
    /// x to the power n by repeated squaring in a fixed order, n from the least bit up; negative n by one division at the end. n − 1
    /// products at most, each rounded, so the relative error is below |n|·2⁻⁵³: meant for gating variables such as m³ or n⁴.
    /// 1 for n = 0.
    /// </summary>
    [MethodImpl(Inlined)]
    public static double PowInteger(double x, int n) =>
        PowerKernels.PowInteger<OneLane, Vector128<double>>(Vector128.CreateScalar(x), n).ToScalar();

    /// <inheritdoc cref="PowInteger(double, int)"/>
    [MethodImpl(Inlined)]
    public static Vector256<double> PowInteger(Vector256<double> x, int n) =>
        PowerKernels.PowInteger<FourLanes, Vector256<double>>(x, n);

    /// <inheritdoc cref="PowInteger(double, int)"/>
    [MethodImpl(Inlined)]
    public static Vector512<double> PowInteger(Vector512<double> x, int n) =>
        PowerKernels.PowInteger<EightLanes, Vector512<double>>(x, n);
}
