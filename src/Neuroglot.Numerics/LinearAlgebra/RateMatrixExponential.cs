namespace Neuroglot.Numerics;

/// <summary>
/// The exponential of a rate matrix M: elements off the diagonal are rates times the time step, not negative, and every column sums to
/// zero. With θ the largest rate out of a state, M + θI has no negative element, and exp(M) = exp(M + θI)/exp(θ) is a sum of
/// positive terms (uniformization, Jensen 1953): nothing cancels.
/// </summary>
internal static class RateMatrixExponential
{
    /// <summary>Up to this θ the series is applied to the vector at once: about θ + 20 products of matrix and vector.</summary>
    private const double LargestForSeries = 40;

    /// <summary>How far from zero a column may sum, relative to the rate out of the state: rounding while it was assembled.</summary>
    private const double SumTolerance = 1e-12;

    /// <summary>A larger change of the sum is no rounding; it means that positive and negative elements cancelled.</summary>
    private const double RoundingOfSum = 1e-13;

    /// <summary>A term so much smaller than the sum ends a series whose terms shrink at least by half.</summary>
    private const double Negligible = 1e-18;

    public static bool IsRateMatrix(ReadOnlySpan<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var rate = 0.0;
            for (var i = 0; i < n; i++)
            {
                if (i == j)
                    continue;
                if (!(matrix[i * n + j] >= 0))
                    return false;
                rate += matrix[i * n + j];
            }

            if (!double.IsFinite(rate) || !(Math.Abs(matrix[j * n + j] + rate) <= SumTolerance * rate))
                return false;
        }

        return true;
    }

    /// <summary>vector ← exp(matrix)·vector for moderate rates; false, and nothing done, for larger ones.</summary>
    public static bool TryApplySeries(ReadOnlySpan<double> matrix, int n, Span<double> vector, Span<double> workspace)
    {
        var shifted = workspace[..(n * n)];
        var largest = Shift(matrix, n, 1, shifted);
        if (largest > LargestForSeries)
            return false;

        var term = workspace.Slice(n * n, n);
        var next = workspace.Slice(n * n + n, n);
        vector.CopyTo(term);

        // The same series of θ alone is the divisor: it is cut at the same term, so the sum of the vector does not drift.
        double scalarTerm = 1, scalarSum = 1;
        for (var k = 1; scalarTerm > Negligible * scalarSum || k < 2 * largest; k++)
        {
            DenseKernels.MultiplyVector(shifted, term, next, n);
            for (var i = 0; i < n; i++)
            {
                term[i] = next[i] / k;
                vector[i] += term[i];
            }

            scalarTerm = scalarTerm * largest / k;
            scalarSum += scalarTerm;
        }

        for (var i = 0; i < n; i++)
            vector[i] /= scalarSum;
        return true;
    }

    /// <summary>
    /// exp(matrix), in the workspace. The matrix is halved until θ ≤ ½ and the exponential squared as often. Squaring doubles an error
    /// in the sum of a column, so the diagonal is set from the other elements each time; those keep their relative accuracy
    /// because they are sums of positive products.
    /// </summary>
    public static Span<double> Evaluate(ReadOnlySpan<double> matrix, int n, Span<double> workspace)
    {
        var square = n * n;
        var shifted = workspace[..square];
        var squarings = 0;
        for (var largest = Shift(matrix, n, 1, shifted); largest > 0.5; largest *= 0.5)
            squarings++;
        var theta = Shift(matrix, n, Math.ScaleB(1, -squarings), shifted);

        var result = workspace.Slice(square, square);
        var term = workspace.Slice(2 * square, square);
        var next = workspace.Slice(3 * square, square);
        result.Clear();
        term.Clear();
        for (var i = 0; i < n; i++)
        {
            result[i * n + i] = 1;
            term[i * n + i] = 1;
        }

        var scalarTerm = 1.0;
        for (var k = 1; scalarTerm > Negligible; k++)
        {
            DenseKernels.Multiply(shifted, term, next, n);
            for (var i = 0; i < square; i++)
            {
                term[i] = next[i] / k;
                result[i] += term[i];
            }

            scalarTerm = scalarTerm * theta / k;
        }

        var divisor = Elementary.Exp(theta);
        for (var i = 0; i < square; i++)
            result[i] /= divisor;
        CloseColumns(result, n);

        for (var i = 0; i < squarings; i++)
        {
            DenseKernels.Multiply(result, result, next, n);
            CloseColumns(next, n);
            var last = result;
            result = next;
            next = last;
        }

        return result;
    }

    /// <summary>
    /// Gives the largest element what rounding took from the sum. In a steady state every step rounds alike, and a million steps
    /// would otherwise add up to 10⁻¹⁰.
    /// </summary>
    public static void KeepSum(Span<double> vector, double total)
    {
        var lost = total - DenseKernels.Sum(vector);
        if (!(Math.Abs(lost) <= RoundingOfSum * Math.Abs(total)))
            return;
        var largest = 0;
        for (var i = 1; i < vector.Length; i++)
        {
            if (vector[i] > vector[largest])
                largest = i;
        }

        vector[largest] += lost;
    }

    /// <summary>shifted = factor·matrix + θI with the diagonal taken from the other elements; returns θ.</summary>
    private static double Shift(ReadOnlySpan<double> matrix, int n, double factor, Span<double> shifted)
    {
        var theta = 0.0;
        for (var j = 0; j < n; j++)
        {
            var rate = 0.0;
            for (var i = 0; i < n; i++)
            {
                if (i == j)
                    continue;
                var element = factor * matrix[i * n + j];
                shifted[i * n + j] = element;
                rate += element;
            }

            shifted[j * n + j] = rate;
            theta = Math.Max(theta, rate);
        }

        for (var j = 0; j < n; j++)
            shifted[j * n + j] = theta - shifted[j * n + j];
        return theta;
    }

    /// <summary>Makes every column sum to one: through the diagonal where that is the larger part, else by dividing.</summary>
    private static void CloseColumns(Span<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var others = 0.0;
            for (var i = 0; i < n; i++)
            {
                if (i != j)
                    others += matrix[i * n + j];
            }

            if (others <= 0.5)
            {
                matrix[j * n + j] = 1 - others;
                continue;
            }

            var sum = others + matrix[j * n + j];
            for (var i = 0; i < n; i++)
                matrix[i * n + j] /= sum;
        }
    }
}
