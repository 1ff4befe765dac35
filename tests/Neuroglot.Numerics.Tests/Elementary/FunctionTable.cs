using System.Reflection;
using System.Runtime.Intrinsics;

namespace Neuroglot.Numerics.Tests.Elementary;

/// <summary>The public functions of <see cref="Numerics.Elementary"/>, found by name as code generators find them.</summary>
public static class FunctionTable
{
    public static readonly string[] OneArgument =
    [
        "Exp", "Expm1", "Exprel", "Log", "Log1p", "Log10", "Log2", "Sqrt", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh",
        "Tanh", "Asinh", "Acosh", "Atanh", "Abs", "Sign", "Floor", "Ceil", "Round", "Trunc", "Heaviside", "Factorial",
    ];

    public static readonly string[] TwoArguments = ["Atan2", "Pow", "Min", "Max"];

    public static Func<T, T> One<T>(string name) => Find(name, typeof(T), 1).CreateDelegate<Func<T, T>>();

    public static Func<T, T, T> Two<T>(string name) => Find(name, typeof(T), 2).CreateDelegate<Func<T, T, T>>();

    /// <summary>Applies a function to an array in one width.</summary>
    public static double[] Map256(Func<Vector256<double>, Vector256<double>> function, double[] x)
    {
        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i += 4)
            function(Vector256.LoadUnsafe(ref x[i])).StoreUnsafe(ref result[i]);
        return result;
    }

    public static double[] Map512(Func<Vector512<double>, Vector512<double>> function, double[] x)
    {
        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i += 8)
            function(Vector512.LoadUnsafe(ref x[i])).StoreUnsafe(ref result[i]);
        return result;
    }

    public static bool SameBits(double a, double b) =>
        (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static MethodInfo Find(string name, Type type, int count) =>
        typeof(Numerics.Elementary).GetMethod(name, Enumerable.Repeat(type, count).ToArray())
        ?? throw new MissingMethodException(name);
}
