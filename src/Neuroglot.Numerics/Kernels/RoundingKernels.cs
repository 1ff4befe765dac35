using System.Runtime.CompilerServices;
using Neuroglot.Numerics.Lanes;

namespace Neuroglot.Numerics.Kernels;

/// <summary>Steps, signs and the factorial.</summary>
internal static class RoundingKernels
{
    private const int LargestFactorial = 170;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sign<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var zero = TL.Of(0);
        return TL.Select(TL.Less(zero, x), TL.Of(1), TL.Select(TL.Less(x, zero), TL.Of(-1), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Heaviside<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct =>
        TL.Fma(Sign<TL, TV>(x), TL.Of(0.5), TL.Of(0.5));

    public static TV Factorial<TL, TV>(TV x)
        where TL : struct, ILanes<TV>
        where TV : struct
    {
        var result = x;
        for (var lane = 0; lane < TL.Count; lane++)
            result = TL.With(result, lane, Factorial(TL.Get(x, lane)));
        return result;
    }

    private static double Factorial(double x) =>
        x >= 0 && x <= LargestFactorial && Math.Truncate(x) == x ? FactorialTable.Values[(int)x] : double.NaN;

    private static class FactorialTable
    {
        public static readonly double[] Values = Fill();

        /// <summary>The product runs in two parts (106 bits), so every entry is the factorial correctly rounded.</summary>
        private static double[] Fill()
        {
            var values = new double[LargestFactorial + 1];
            values[0] = 1;
            double high = 1, low = 0;
            for (var i = 1; i < values.Length; i++)
            {
                var product = high * i;
                low = Math.FusedMultiplyAdd(high, i, -product) + low * i;
                high = product + low;
                low -= high - product;
                values[i] = high;
            }

            return values;
        }
    }
}
