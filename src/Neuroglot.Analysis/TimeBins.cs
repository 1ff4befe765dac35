namespace Neuroglot.Analysis;

/// <summary>
/// Bins of equal width that follow one another, [start, start + width), [start + width, start + 2 width), …
/// Spikes of simulations stand on a grid, and edges of bins often on the same one: a time that differs from an edge by rounding only (a billionth of the width)
/// counts as on the edge, and so belongs to the bin that begins there.
/// </summary>
public sealed record TimeBins
{
    private const double Rounding = 1e-9;

    /// <summary>Bins of <paramref name="width"/> seconds from <paramref name="start"/>, as many as fit whole before <paramref name="end"/>; what remains is left out.</summary>
    /// <param name="start">Seconds.</param>
    /// <param name="end">Seconds, not before the start.</param>
    /// <param name="width">Seconds, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not finite, the end is before the start, the width is not above 0, or there are more than 2³¹ bins.</exception>
    public TimeBins(double start, double end, double width)
    {
        if (!double.IsFinite(start))
            throw new ArgumentOutOfRangeException(nameof(start), start, "The start is no finite time.");
        if (!double.IsFinite(end) || end < start)
            throw new ArgumentOutOfRangeException(nameof(end), end, "The end is no finite time after the start.");
        if (!double.IsFinite(width) || width <= 0)
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of bins is no finite time above 0.");
        var count = Math.Floor(((end - start) / width) + Rounding);
        if (count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(width), width, $"There would be {count:G3} bins.");
        (Start, Width, Count) = (start, width, (int)count);
    }

    /// <summary>Where the first bin begins, in seconds.</summary>
    public double Start { get; }

    /// <summary>How wide each bin is, in seconds.</summary>
    public double Width { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Where bin <paramref name="bin"/> begins, in seconds; for <see cref="Count"/>, where the last ends.</summary>
    public double Edge(int bin) => Start + (bin * Width);

    /// <summary>The bin of <paramref name="time"/>; -1 when it is in none.</summary>
    public int IndexOf(double time)
    {
        var bin = Math.Floor(((time - Start) / Width) + Rounding);
        return bin >= 0 && bin < Count ? (int)bin : -1;
    }
}
