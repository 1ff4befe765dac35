namespace Neuroglot.Analysis;

/// <summary>What holds for the times of a spike train.</summary>
internal static class SpikeTimes
{
    /// <summary>Refuses times that fall or are no finite numbers.</summary>
    /// <exception cref="ArgumentException">A time is before the one that it follows, or is not finite.</exception>
    public static void Check(ReadOnlySpan<double> times, string name)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]) || (i > 0 && times[i] < times[i - 1]))
                throw new ArgumentException($"Times of spikes are finite and do not fall, but spike {i} is at {times[i]} s{(i > 0 ? $" after one at {times[i - 1]} s" : string.Empty)}.", name);
        }
    }

    /// <summary>Refuses times outside of an interval, too.</summary>
    /// <exception cref="ArgumentException">A time falls, or is not between <paramref name="start"/> and <paramref name="end"/>; or these are no interval.</exception>
    public static void Check(ReadOnlySpan<double> times, double start, double end, string name)
    {
        if (!(start < end) || !double.IsFinite(end - start))
            throw new ArgumentException($"From {start} s to {end} s is no interval.", nameof(end));
        Check(times, name);
        if (times.Length > 0 && (times[0] < start || times[^1] > end))
            throw new ArgumentException($"There are spikes outside of {start} s to {end} s.", name);
    }
}
