namespace Neuroglot.Numerics;

/// <summary>A small square matrix of doubles, stored row by row. Operations run in a fixed order, so the same input gives the same bits.</summary>
public sealed class DenseMatrix
{
    /// <summary>Creates the zero matrix.</summary>
    /// <param name="size">Number of rows and columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">size is not positive.</exception>
    public DenseMatrix(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        Elements = new double[size * size];
    }

    /// <summary>Creates a matrix from its elements, row by row; they are copied.</summary>
    /// <exception cref="ArgumentException">There are not size² elements.</exception>
    public DenseMatrix(int size, ReadOnlySpan<double> elements)
        : this(size)
    {
        if (elements.Length != Elements.Length)
            throw new ArgumentException($"A matrix of size {size} has {Elements.Length} elements, not {elements.Length}.", nameof(elements));
        elements.CopyTo(Elements);
    }

    /// <summary>Number of rows, and of columns.</summary>
    public int Size { get; }

    /// <summary>The elements row by row: element (i, j) is at i·Size + j. Writing to the array writes to the matrix.</summary>
    public double[] Elements { get; }

    /// <summary>Element in row i and column j.</summary>
    public double this[int i, int j]
    {
        get => Elements[Index(i, j)];
        set => Elements[Index(i, j)] = value;
    }

    /// <summary>The matrix with ones on the diagonal.</summary>
    public static DenseMatrix Identity(int size)
    {
        var result = new DenseMatrix(size);
        for (var i = 0; i < size; i++)
            result[i, i] = 1;
        return result;
    }

    /// <summary>The product of this matrix and another.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public DenseMatrix Multiply(DenseMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Size != Size)
            throw new ArgumentException($"Sizes {Size} and {other.Size} do not match.", nameof(other));
        var result = new DenseMatrix(Size);
        DenseKernels.Multiply(Elements, other.Elements, result.Elements, Size);
        return result;
    }

    /// <summary>The product of this matrix and a column vector.</summary>
    /// <exception cref="ArgumentException">The vector does not have Size elements.</exception>
    public double[] Multiply(ReadOnlySpan<double> vector)
    {
        CheckLength(vector);
        var result = new double[Size];
        DenseKernels.MultiplyVector(Elements, vector, result, Size);
        return result;
    }

    /// <summary>
    /// The x for which this·x = rightSide, by elimination with row exchanges (LU). A singular matrix gives infinities or NaN, which
    /// the caller can test for.
    /// </summary>
    /// <exception cref="ArgumentException">rightSide does not have Size elements.</exception>
    public double[] Solve(ReadOnlySpan<double> rightSide)
    {
        CheckLength(rightSide);
        var result = rightSide.ToArray();
        DenseKernels.Solve((double[])Elements.Clone(), result, Size, 1);
        return result;
    }

    private void CheckLength(ReadOnlySpan<double> vector)
    {
        if (vector.Length != Size)
            throw new ArgumentException($"A vector of {Size} elements is needed, not of {vector.Length}.", nameof(vector));
    }

    private int Index(int i, int j)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Size, nameof(i));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)j, (uint)Size, nameof(j));
        return i * Size + j;
    }
}
