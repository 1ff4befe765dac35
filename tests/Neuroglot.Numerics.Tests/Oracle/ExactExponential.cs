using System.Numerics;

namespace Neuroglot.Numerics.Tests.Oracle;

/// <summary>exp(M) in fixed-point integers of many bits: Taylor series after halving, then squaring.</summary>
public static class ExactExponential
{
    /// <summary>exp(matrix)·vector. With closed columns the diagonal is what makes every column sum to zero exactly, which doubles cannot hold.</summary>
    public static double[] Apply(double[] matrix, int n, double[] vector, bool closedColumns = false)
    {
        var norm = matrix.Max(Math.Abs) * n;
        var squarings = norm == 0 ? 0 : Math.Max(0, Math.ILogB(norm) + 6);
        var point = 320 + 4 * squarings;
        var a = matrix.Select(x => Fixed(x, point) >> squarings).ToArray();
        for (var j = 0; closedColumns && j < n; j++)
            a[j * n + j] = -Enumerable.Range(0, n).Where(i => i != j).Aggregate(BigInteger.Zero, (sum, i) => sum + a[i * n + j]);
        var one = BigInteger.One << point;
        var result = new BigInteger[n * n];
        for (var i = 0; i < n; i++)
            result[i * n + i] = one;
        var term = (BigInteger[])result.Clone();
        for (var k = 1; term.Any(x => !x.IsZero && x != -1); k++)
        {
            term = [.. Multiply(a, term, n, point).Select(x => x / k)];
            for (var i = 0; i < term.Length; i++)
                result[i] += term[i];
        }

        for (var i = 0; i < squarings; i++)
            result = Multiply(result, result, n, point);
        var exact = new double[n];
        for (var i = 0; i < n; i++)
        {
            var sum = BigInteger.Zero;
            for (var j = 0; j < n; j++)
                sum += (result[i * n + j] * Fixed(vector[j], point)) >> point;
            exact[i] = (double)(sum >> (point - 300)) * Math.ScaleB(1, -300);
        }

        return exact;
    }

    private static BigInteger Fixed(double x, int point)
    {
        if (x == 0)
            return BigInteger.Zero;
        var exponent = Math.ILogB(x) - 52;
        var mantissa = new BigInteger(Math.ScaleB(x, -exponent));
        return exponent + point >= 0 ? mantissa << (exponent + point) : mantissa >> -(exponent + point);
    }

    private static BigInteger[] Multiply(BigInteger[] a, BigInteger[] b, int n, int point)
    {
        var result = new BigInteger[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = BigInteger.Zero;
                for (var k = 0; k < n; k++)
                    sum += a[i * n + k] * b[k * n + j];
                result[i * n + j] = sum >> point;
            }
        }

        return result;
    }
}
