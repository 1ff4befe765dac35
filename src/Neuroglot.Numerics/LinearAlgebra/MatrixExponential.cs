namespace Neuroglot.Numerics;

/// <summary>
/// The exponential of a small dense matrix, and its product with a vector: the exact step of a linear system, such as the transition
/// scheme of an ion channel held at one voltage.
/// </summary>
/// <remarks>
/// <para>
/// In general by scaling and squaring with the Padé approximant of degree 13 (Higham, "The scaling and squaring method for the
/// matrix exponential revisited", SIAM J. Matrix Anal. Appl. 26, 2005). Its error grows with the norm of a stiff matrix: about
/// 10⁻¹⁶·norm.
/// </para>
/// <para>
/// Rate matrices (no negative element off the diagonal, every column sums to zero) take a road of their own that adds positive numbers
/// only and keeps the columns' sums, so the error stays near 10⁻¹⁴ for any norm.
/// </para>
/// </remarks>
public static class MatrixExponential
{
    /// <summary>Largest 1-norm for which the approximant of degree 13 is accurate to double precision (Higham 2005, table 2.3).</summary>
    private const double LargestNorm = 5.371920351148152;

    private const int Matrices = 6;

    /// <summary>Number of doubles that <see cref="Apply"/> needs as workspace for a matrix of this size.</summary>
    public static int WorkspaceLength(int n) => Matrices * n * n + n;

    /// <summary>exp(matrix) as a new matrix. An element that is NaN or infinite makes every element NaN.</summary>
    public static DenseMatrix Compute(DenseMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var n = matrix.Size;
        var result = new DenseMatrix(n);
        Evaluate(matrix.Elements, n, new double[WorkspaceLength(n)]).CopyTo(result.Elements);
        return result;
    }

    /// <summary>
    /// vector ← exp(matrix)·vector, in place, without allocating. Where the matrix is a rate matrix times a time step, vector holds
    /// occupancies of the states, and column j of the matrix the rates out of state j.
    /// </summary>
    /// <param name="matrix">n² elements, row by row.</param>
    /// <param name="n">Number of rows and columns.</param>
    /// <param name="vector">n elements, overwritten by the result; NaN where the matrix has an element that is NaN or infinite.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/>(n) elements, overwritten.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Apply(ReadOnlySpan<double> matrix, int n, Span<double> vector, Span<double> workspace)
    {
        if (matrix.Length != n * n)
            throw new ArgumentException($"A matrix of size {n} has {n * n} elements, not {matrix.Length}.", nameof(matrix));
        if (vector.Length != n)
            throw new ArgumentException($"A vector of {n} elements is needed, not of {vector.Length}.", nameof(vector));
        if (workspace.Length < WorkspaceLength(n))
            throw new ArgumentException($"A workspace of {WorkspaceLength(n)} elements is needed, not of {workspace.Length}.", nameof(workspace));

        if (RateMatrixExponential.IsRateMatrix(matrix, n))
        {
            var total = DenseKernels.Sum(vector);
            if (!RateMatrixExponential.TryApplySeries(matrix, n, vector, workspace))
                ApplyMatrix(RateMatrixExponential.Evaluate(matrix, n, workspace), n, vector, workspace);
            RateMatrixExponential.KeepSum(vector, total);
            return;
        }

        ApplyMatrix(Evaluate(matrix, n, workspace), n, vector, workspace);
    }

    /// <summary>exp(matrix) without allocating.</summary>
    /// <param name="matrix">n² elements, row by row; not part of the workspace.</param>
    /// <param name="n">Number of rows and columns.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/>(n) elements, overwritten.</param>
    /// <returns>The part of the workspace that holds the result, row by row; NaN where the matrix has an element that is NaN or infinite.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static ReadOnlySpan<double> Compute(ReadOnlySpan<double> matrix, int n, Span<double> workspace)
    {
        if (matrix.Length != n * n)
            throw new ArgumentException($"A matrix of size {n} has {n * n} elements, not {matrix.Length}.", nameof(matrix));
        return workspace.Length >= WorkspaceLength(n)
            ? Evaluate(matrix, n, workspace)
            : throw new ArgumentException($"A workspace of {WorkspaceLength(n)} elements is needed, not of {workspace.Length}.", nameof(workspace));
    }

    private static void ApplyMatrix(ReadOnlySpan<double> exponential, int n, Span<double> vector, Span<double> workspace)
    {
        var result = workspace.Slice(Matrices * n * n, n);
        DenseKernels.MultiplyVector(exponential, vector, result, n);
        result.CopyTo(vector);
    }

    /// <summary>The exponential, somewhere in the workspace.</summary>
    private static Span<double> Evaluate(ReadOnlySpan<double> matrix, int n, Span<double> workspace)
    {
        var square = n * n;
        if (RateMatrixExponential.IsRateMatrix(matrix, n))
            return RateMatrixExponential.Evaluate(matrix, n, workspace);

        var norm = Norm(matrix, n);
        var a = workspace[..square];
        if (!double.IsFinite(norm))
        {
            a.Fill(double.NaN);
            return a;
        }

        var squarings = Math.Max(0, Math.ILogB(norm / LargestNorm) + 1);
        for (var i = 0; i < square; i++)
            a[i] = Math.ScaleB(matrix[i], -squarings);

        var result = Approximate(a, n, workspace);
        var other = workspace.Slice(square, square);
        for (var i = 0; i < squarings; i++)
        {
            DenseKernels.Multiply(result, result, other, n);
            var last = result;
            result = other;
            other = last;
        }

        return result;
    }

    /// <summary>The Padé approximant [13/13] of the first matrix of the workspace; the result is the sixth, the others are lost.</summary>
    private static Span<double> Approximate(Span<double> a, int n, Span<double> workspace)
    {
        var square = n * n;
        var a2 = workspace.Slice(square, square);
        var a4 = workspace.Slice(2 * square, square);
        var a6 = workspace.Slice(3 * square, square);
        var sum = workspace.Slice(4 * square, square);
        var even = workspace.Slice(5 * square, square);
        DenseKernels.Multiply(a, a, a2, n);
        DenseKernels.Multiply(a2, a2, a4, n);
        DenseKernels.Multiply(a2, a4, a6, n);

        // Odd part: a·(a6·(b13 a6 + b11 a4 + b9 a2) + b7 a6 + b5 a4 + b3 a2 + b1).
        Combine(1, 16380, 40840800, a6, a4, a2, sum);
        DenseKernels.Multiply(a6, sum, even, n);
        AddCombination(33522128640, 10559470521600, 1187353796428800, 32382376266240000, a6, a4, a2, even, n);
        DenseKernels.Multiply(a, even, sum, n);
        var odd = a;
        sum.CopyTo(odd);

        // Even part: a6·(b12 a6 + b10 a4 + b8 a2) + b6 a6 + b4 a4 + b2 a2 + b0.
        Combine(182, 960960, 1323241920, a6, a4, a2, sum);
        DenseKernels.Multiply(a6, sum, even, n);
        AddCombination(670442572800, 129060195264000, 7771770303897600, 64764752532480000, a6, a4, a2, even, n);

        // (even − odd)·result = even + odd.
        for (var i = 0; i < square; i++)
        {
            sum[i] = even[i] - odd[i];
            even[i] += odd[i];
        }

        DenseKernels.Solve(sum, even, n, n);
        return even;
    }

    private static void Combine(
        double c6, double c4, double c2, ReadOnlySpan<double> a6, ReadOnlySpan<double> a4, ReadOnlySpan<double> a2, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = c6 * a6[i] + c4 * a4[i] + c2 * a2[i];
    }

    private static void AddCombination(
        double c6,
        double c4,
        double c2,
        double c0,
        ReadOnlySpan<double> a6,
        ReadOnlySpan<double> a4,
        ReadOnlySpan<double> a2,
        Span<double> result,
        int n)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] += c6 * a6[i] + c4 * a4[i] + c2 * a2[i];
        for (var i = 0; i < n; i++)
            result[i * n + i] += c0;
    }

    /// <summary>The largest column sum of magnitudes.</summary>
    private static double Norm(ReadOnlySpan<double> matrix, int n)
    {
        var norm = 0.0;
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += Math.Abs(matrix[i * n + j]);
            norm = Math.Max(norm, sum);
        }

        return norm;
    }
}
