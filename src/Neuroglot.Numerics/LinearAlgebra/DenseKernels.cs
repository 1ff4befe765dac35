namespace Neuroglot.Numerics;

/// <summary>Dense algebra on spans, row by row, sums in ascending order, nothing allocated.</summary>
internal static class DenseKernels
{
    /// <summary>result = a·b; result must not overlap the factors.</summary>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = result.Slice(i * n, n);
            row.Clear();
            for (var k = 0; k < n; k++)
            {
                var factor = a[i * n + k];
                var other = b.Slice(k * n, n);
                for (var j = 0; j < row.Length; j++)
                    row[j] += factor * other[j];
            }
        }
    }

    /// <summary>result = a·vector; result must not overlap the vector.</summary>
    public static void MultiplyVector(ReadOnlySpan<double> a, ReadOnlySpan<double> vector, Span<double> result, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < n; j++)
                sum += a[i * n + j] * vector[j];
            result[i] = sum;
        }
    }

    public static double Sum(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var element in vector)
            sum += element;
        return sum;
    }

    /// <summary>Solves a·x = b for several right sides (b has n rows of the given number of columns); both are overwritten, b by x.</summary>
    public static void Solve(Span<double> a, Span<double> b, int n, int columns)
    {
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i * n + k]) > Math.Abs(a[pivot * n + k]))
                    pivot = i;
            }

            if (pivot != k)
            {
                Exchange(a.Slice(pivot * n, n), a.Slice(k * n, n));
                Exchange(b.Slice(pivot * columns, columns), b.Slice(k * columns, columns));
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i * n + k] / a[k * n + k];
                if (factor == 0)
                    continue;
                for (var j = k + 1; j < n; j++)
                    a[i * n + j] -= factor * a[k * n + j];
                for (var j = 0; j < columns; j++)
                    b[i * columns + j] -= factor * b[k * columns + j];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = b[i * columns + j];
                for (var k = i + 1; k < n; k++)
                    sum -= a[i * n + k] * b[k * columns + j];
                b[i * columns + j] = sum / a[i * n + i];
            }
        }
    }

    private static void Exchange(Span<double> first, Span<double> second)
    {
        for (var i = 0; i < first.Length; i++)
            (first[i], second[i]) = (second[i], first[i]);
    }
}
