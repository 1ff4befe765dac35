using Neuroglot.Numerics.Tests.Elementary;
using Neuroglot.Numerics.Tests.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Numerics.Tests.LinearAlgebra;

public sealed class MatrixExponentialTests(ITestOutputHelper output)
{
    public static TheoryData<int, double> Sizes
    {
        get
        {
            var data = new TheoryData<int, double>();
            foreach (var n in new[] { 2, 3, 5, 9, 20 })
            {
                double[] scales = n < 20 ? [1e-6, 0.01, 1, 30, 100, 1e4, 1e8, 1e15] : [1, 1e4];
                foreach (var scale in scales)
                    data.Add(n, scale);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rate_matrices_of_any_norm_are_accurate(int n, double scale)
    {
        var sampling = new Sampling((ulong)(n * 1000) + (ulong)Math.ILogB(scale + 2));
        for (var trial = 0; trial < (n > 9 ? 1 : 3); trial++)
        {
            // Stiff: rates over six decades; some transitions do not exist.
            var matrix = RateMatrix(sampling, n, scale, trial == 0 ? 1 : 1e-6);
            var vector = Enumerable.Range(0, n).Select(_ => sampling.Unit()).ToArray();
            var total = vector.Sum();
            vector = [.. vector.Select(x => x / total)];
            var exact = ExactExponential.Apply(matrix, n, vector, closedColumns: true);
            var actual = Apply(matrix, n, vector);
            var error = exact.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
            output.WriteLine($"n {n}, scale {scale}: error {error:E1}, sum off by {Math.Abs(actual.Sum() - 1):E1}");
            Assert.True(error <= 1e-13, $"error {error:E2}");
            Assert.All(actual, x => Assert.True(x >= 0));
        }
    }

    [Theory]
    [InlineData(1, 1e-3)]
    [InlineData(2, 0.5)]
    [InlineData(3, 5)]
    [InlineData(8, 1)]
    [InlineData(20, 0.3)]
    [InlineData(6, 4)]
    public void General_matrices_are_accurate(int n, double scale)
    {
        var sampling = new Sampling((ulong)n + 99);
        var matrix = Enumerable.Range(0, n * n).Select(_ => sampling.Between(-scale, scale)).ToArray();
        var vector = Enumerable.Range(0, n).Select(_ => sampling.Between(-1, 1)).ToArray();
        var exact = ExactExponential.Apply(matrix, n, vector);
        var actual = Apply(matrix, n, vector);
        var size = exact.Max(Math.Abs);
        for (var i = 0; i < n; i++)
            Assert.Equal(exact[i] / size, actual[i] / size, 1e-13);
    }

    [Fact]
    public void A_rotation_is_a_rotation()
    {
        var exponential = MatrixExponential.Compute(new DenseMatrix(2, [0, -100, 100, 0]));
        Assert.Equal(Numerics.Elementary.Cos(100), exponential[0, 0], 1e-13);
        Assert.Equal(Numerics.Elementary.Sin(100), exponential[1, 0], 1e-13);
    }

    [Fact]
    public void Nilpotent_and_zero_matrices_are_exact()
    {
        Assert.Equal([1, 3, 0, 1], MatrixExponential.Compute(new DenseMatrix(2, [0, 3, 0, 0])).Elements.Select(x => Math.Round(x, 14)));
        Assert.Equal(DenseMatrix.Identity(3).Elements, MatrixExponential.Compute(new DenseMatrix(3)).Elements);
        Assert.Equal([0.25, 0.75], Apply([0, 0, 0, 0], 2, [0.25, 0.75]));
    }

    [Fact]
    public void Many_steps_do_not_drift()
    {
        var sampling = new Sampling(4);
        var matrix = RateMatrix(sampling, 4, 0.05, 1e-3);
        double[] occupancy = [1, 0, 0, 0];
        var workspace = new double[MatrixExponential.WorkspaceLength(4)];
        for (var step = 0; step < 200_000; step++)
            MatrixExponential.Apply(matrix, 4, occupancy, workspace);
        Assert.Equal(1, occupancy.Sum(), 1e-13);
    }

    [Fact]
    public void Two_half_steps_are_a_step()
    {
        var sampling = new Sampling(12);
        var matrix = RateMatrix(sampling, 6, 90, 1e-2);
        double[] start = [1, 0, 0, 0, 0, 0];
        var half = matrix.Select(x => x / 2).ToArray();
        var twice = Apply(half, 6, Apply(half, 6, start));
        var once = Apply(matrix, 6, start);
        for (var i = 0; i < 6; i++)
            Assert.Equal(once[i], twice[i], 1e-14);
    }

    [Fact]
    public void The_same_call_gives_the_same_bits_whatever_was_in_the_workspace()
    {
        var sampling = new Sampling(6);
        foreach (var scale in new[] { 0.1, 1000 })
        {
            var matrix = RateMatrix(sampling, 5, scale, 1);
            var vector = new[] { 0.1, 0.2, 0.3, 0.4, 0 };
            var dirty = Enumerable.Repeat(double.NaN, MatrixExponential.WorkspaceLength(5)).ToArray();
            var second = (double[])vector.Clone();
            MatrixExponential.Apply(matrix, 5, second, dirty);
            Assert.Equal(Apply(matrix, 5, vector), second);
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        var matrix = RateMatrix(new Sampling(8), 5, 1, 1);
        var vector = new[] { 1.0, 0, 0, 0, 0 };
        var workspace = new double[MatrixExponential.WorkspaceLength(5)];
        MatrixExponential.Apply(matrix, 5, vector, workspace);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            MatrixExponential.Apply(matrix, 5, vector, workspace);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Elements_that_are_no_numbers_show_in_the_result()
    {
        Assert.All(Apply([double.NaN, 1, 1, -1], 2, [1, 0]), x => Assert.True(double.IsNaN(x)));
        Assert.All(Apply([double.NegativeInfinity, 1, double.PositiveInfinity, -1], 2, [1, 0]), x => Assert.True(double.IsNaN(x)));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MatrixExponential.Apply([1, 2, 3], 2, new double[2], new double[100]));
        Assert.Throws<ArgumentException>(() => MatrixExponential.Apply([1, 2, 3, 4], 2, new double[3], new double[100]));
        Assert.Throws<ArgumentException>(() => MatrixExponential.Apply([1, 2, 3, 4], 2, new double[2], new double[3]));
    }

    private static double[] Apply(double[] matrix, int n, double[] vector)
    {
        var result = (double[])vector.Clone();
        MatrixExponential.Apply(matrix, n, result, new double[MatrixExponential.WorkspaceLength(n)]);
        return result;
    }

    /// <summary>Rates between smallest·scale and scale, spread over the decades; a third of the transitions is missing.</summary>
    private static double[] RateMatrix(Sampling sampling, int n, double scale, double smallest)
    {
        var matrix = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                if (i == j || (i != (j + 1) % n && sampling.Unit() < 0.33))
                    continue;
                var rate = scale * (smallest == 1 ? sampling.Unit() : sampling.Across(smallest, 1));
                matrix[i * n + j] = rate;
                sum += rate;
            }

            matrix[j * n + j] = -sum;
        }

        return matrix;
    }
}
