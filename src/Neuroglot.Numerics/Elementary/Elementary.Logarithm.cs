using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuroglot.Numerics.Kernels;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics;

/// <content>Logarithms.</content>
public static partial class Elementary
{
    /// <summary>Natural logarithm. Error at most 1.2 ulp on the whole domain; log 0 = −∞, NaN for negative x.</summary>
    [MethodImpl(Called)]
    public static double Log(double x) =>
        LogarithmKernels.Log<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Log(Vector256<double> x) => LogarithmKernels.Log<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Log(Vector512<double> x) => LogarithmKernels.Log<EightLanes, Vector512<double>>(x);

    /// <summary>log(1 + x), accurate also near 0. Error at most 1.5 ulp for x &gt; −1; −∞ at −1, NaN below; −0 stays −0.</summary>
    [MethodImpl(Called)]
    public static double Log1p(double x) =>
        LogarithmKernels.Log1p<OneLane, Vector128<double>>(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Log1p(Vector256<double> x) =>
        LogarithmKernels.Log1p<FourLanes, Vector256<double>>(x);

    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Log1p(Vector512<double> x) =>
        LogarithmKernels.Log1p<EightLanes, Vector512<double>>(x);

    /// <summary>Decimal logarithm. Error below 0.6 ulp; exact at powers of ten. log 0 = −∞, NaN for negative x.</summary>
    [MethodImpl(Called)]
    public static double Log10(double x) =>
        LogarithmKernels.LogToBase<OneLane, Vector128<double>>(Vector128.CreateScalar(x), 0.4342944819032518, 1.098319650216765e-17).ToScalar();

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Log10(Vector256<double> x) =>
        LogarithmKernels.LogToBase<FourLanes, Vector256<double>>(x, 0.4342944819032518, 1.098319650216765e-17);

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Log10(Vector512<double> x) =>
        LogarithmKernels.LogToBase<EightLanes, Vector512<double>>(x, 0.4342944819032518, 1.098319650216765e-17);

    /// <summary>Binary logarithm. Error below 0.6 ulp; exact at powers of two. log 0 = −∞, NaN for negative x.</summary>
    [MethodImpl(Called)]
    public static double Log2(double x) =>
        LogarithmKernels.LogToBase<OneLane, Vector128<double>>(Vector128.CreateScalar(x), 1.4426950408889634, 2.0355273740931033e-17).ToScalar();

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(Called)]
    public static Vector256<double> Log2(Vector256<double> x) =>
        LogarithmKernels.LogToBase<FourLanes, Vector256<double>>(x, 1.4426950408889634, 2.0355273740931033e-17);

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(Called)]
    public static Vector512<double> Log2(Vector512<double> x) =>
        LogarithmKernels.LogToBase<EightLanes, Vector512<double>>(x, 1.4426950408889634, 2.0355273740931033e-17);
}
