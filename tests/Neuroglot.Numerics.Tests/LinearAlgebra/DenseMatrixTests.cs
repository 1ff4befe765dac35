using Neuroglot.Numerics.Tests.Elementary;
using Xunit;

namespace Neuroglot.Numerics.Tests.LinearAlgebra;

public sealed class DenseMatrixTests
{
    [Fact]
    public void Multiplies_row_by_column()
    {
        var a = new DenseMatrix(2, [1, 2, 3, 4]);
        Assert.Equal([7, 10, 15, 22], a.Multiply(a).Elements);
        Assert.Equal([5, 11], a.Multiply([1, 2]));
        Assert.Equal(a.Elements, a.Multiply(DenseMatrix.Identity(2)).Elements);
        Assert.Equal(3, a[1, 0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(20)]
    public void Solving_undoes_multiplying(int n)
    {
        var sampling = new Sampling((ulong)n);
        var a = new DenseMatrix(n);
        for (var i = 0; i < n * n; i++)
            a.Elements[i] = sampling.Between(-1, 1);
        var x = Enumerable.Range(0, n).Select(_ => sampling.Between(-1, 1)).ToArray();
        var before = (double[])a.Elements.Clone();
        var solved = a.Solve(a.Multiply(x));
        for (var i = 0; i < n; i++)
            Assert.Equal(x[i], solved[i], 1e-11);
        Assert.Equal(before, a.Elements);
    }

    [Fact]
    public void Solving_exchanges_rows_where_a_pivot_is_zero() => Assert.Equal([3, 2], new DenseMatrix(2, [0, 1, 1, 0]).Solve([2, 3]));

    [Fact]
    public void A_singular_matrix_gives_no_finite_solution() =>
        Assert.DoesNotContain(new DenseMatrix(2, [1, 2, 2, 4]).Solve([1, 1]), double.IsFinite);

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseMatrix(0));
        Assert.Throws<ArgumentException>(() => new DenseMatrix(2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new DenseMatrix(2).Solve([1]));
        Assert.Throws<ArgumentException>(() => new DenseMatrix(2).Multiply(new DenseMatrix(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseMatrix(2)[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseMatrix(2)[-1, 0] = 1);
    }
}
