#pragma warning disable RS0030 // Stands in until the elementary functions of Neuroglot.Numerics are there.
namespace Neuroglot.Compilation.Kernels;

internal static class ElementaryStandIn
{
    internal static double Exp(double x) => Math.Exp(x);

    internal static double Expm1(double x) => Math.Exp(x) - 1.0;

    internal static double Log(double x) => Math.Log(x);

    internal static double Log1p(double x) => Math.Log(1.0 + x);

    internal static double Log10(double x) => Math.Log10(x);

    internal static double Log2(double x) => Math.Log2(x);

    internal static double Exprel(double x) => x == 0.0 ? 1.0 : Expm1(x) / x;

    internal static double Sin(double x) => Math.Sin(x);

    internal static double Cos(double x) => Math.Cos(x);

    internal static double Tan(double x) => Math.Tan(x);

    internal static double Asin(double x) => Math.Asin(x);

    internal static double Acos(double x) => Math.Acos(x);

    internal static double Atan(double x) => Math.Atan(x);

    internal static double Sinh(double x) => Math.Sinh(x);

    internal static double Cosh(double x) => Math.Cosh(x);

    internal static double Tanh(double x) => Math.Tanh(x);

    internal static double Asinh(double x) => Math.Asinh(x);

    internal static double Acosh(double x) => Math.Acosh(x);

    internal static double Atanh(double x) => Math.Atanh(x);

    internal static double Pow(double x, double y) => Math.Pow(x, y);

    internal static double Atan2(double y, double x) => Math.Atan2(y, x);
}
