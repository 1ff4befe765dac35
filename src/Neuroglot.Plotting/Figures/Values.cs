using System.Collections;
using System.Runtime.CompilerServices;

namespace Neuroglot.Plotting.Figures;

/// <summary>
/// A column of numbers to draw: an array of the caller's, kept and never changed, nor copied. A caller who changes it before the figure is drawn sees the changed numbers.
/// </summary>
[CollectionBuilder(typeof(Values), nameof(Of))]
public sealed class Values : IReadOnlyList<double>
{
    private readonly double[]? numbers;
    private readonly int[]? integers;
    private readonly int start;
    private readonly int step;

    private Values(double[]? numbers, int[]? integers, int start, int step, int count) =>
        (this.numbers, this.integers, this.start, this.step, Count) = (numbers, integers, start, step, count);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The number at <paramref name="index"/>.</summary>
    public double this[int index] => numbers is not null ? numbers[start + index * step] : integers![start + index * step];

    /// <summary>All of <paramref name="numbers"/>.</summary>
    public static implicit operator Values(double[] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(numbers, null, 0, 1, numbers.Length);
    }

    /// <summary>All of <paramref name="integers"/>.</summary>
    public static implicit operator Values(int[] integers)
    {
        ArgumentNullException.ThrowIfNull(integers);
        return new(null, integers, 0, 1, integers.Length);
    }

    /// <summary>A copy of <paramref name="numbers"/>; <c>[1, 2, 3]</c> in C#.</summary>
    public static Values Of(params ReadOnlySpan<double> numbers) => numbers.ToArray();

    /// <summary>One column of a table that is stored row by row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="column">Which one.</param>
    public static Values Column(double[] table, int columns, int column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNotEqual(table.Length % columns, 0, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)columns);
        return new(table, null, column, columns, table.Length / columns);
    }

    /// <summary>The least and the greatest of the numbers from −1e300 to 1e300, whose differences are finite; null where there is none.</summary>
    /// <param name="onlyPositive">Whether only those above 0 count, as on a logarithmic axis.</param>
    public (double Low, double High)? Range(bool onlyPositive = false)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var index = 0; index < Count; index++)
        {
            var value = this[index];
            if (!(Math.Abs(value) <= Axis.GreatestNumber) || (onlyPositive && value <= 0))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return low <= high ? (low, high) : null;
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
