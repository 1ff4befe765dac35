namespace Neuroglot.Plotting.Scales;

/// <summary>Ticks at powers of ten, with small ones between; on less than a decade, at round numbers.</summary>
internal static class LogTicks
{
    /// <summary>The ticks from <paramref name="low"/> to <paramref name="high"/>, both above 0.</summary>
    /// <param name="low">The least number.</param>
    /// <param name="high">The greatest number.</param>
    /// <param name="most">How many with numbers there are at most, 2 or more.</param>
    /// <param name="fits">Whether there is room for these texts.</param>
    public static TickSet Place(double low, double high, int most, Func<IReadOnlyList<Tick>, bool> fits)
    {
        var first = PowerOfTen.Below(low);
        first = PowerOfTen.Of(first) < low * (1 - 1e-12) ? first + 1 : first;
        var last = PowerOfTen.Below(high * (1 + 1e-12));
        var minor = Minor(low, high, first, last);
        if (last - first < 1)
        {
            // No two powers of ten: 2, 5 and their like have to do.
            foreach (var digits in new int[][] { [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1] })
            {
                var ticks = Within(low, high, first, last, digits);
                if (ticks.Length <= most && fits(ticks) && ticks.Length > 0)
                    return new TickSet(ticks, [.. minor.Where(value => Array.TrueForAll(ticks, tick => tick.Value != value))], string.Empty);
            }

            return LinearTicks.Place(low, high, false, most, fits);
        }

        for (var step = 1; ; step++)
        {
            Tick[] ticks = [.. Enumerable.Range(first, last - first + 1).Where(power => (power % step + step) % step == 0).Select(power => new Tick(PowerOfTen.Of(power), Power(power, IsPlain(first, last))))];
            if ((ticks.Length <= most && fits(ticks)) || ticks.Length < 2)
            {
                return new TickSet(ticks, step == 1 ? minor : [.. Enumerable.Range(first, last - first + 1).Select(PowerOfTen.Of)
                    .Where(value => Array.TrueForAll(ticks, tick => tick.Value != value))], string.Empty);
            }
        }
    }

    private static double[] Minor(double low, double high, int first, int last) => last - first > 12
        ? []
        : [.. from power in Enumerable.Range(first - 1, last - first + 2)
              from digit in Enumerable.Range(2, 8)
              let value = PowerOfTen.Times(digit, power)
              where value >= low && value <= high
              select value];

    private static Tick[] Within(double low, double high, int first, int last, int[] digits) =>
    [
        .. from power in Enumerable.Range(first - 1, last - first + 3)
           from digit in digits
           let value = PowerOfTen.Times(digit, power)
           where value >= low && value <= high
           select new Tick(value, IsPlain(PowerOfTen.Below(low), PowerOfTen.Below(high)) ? LinearTicks.Text(value, Math.Max(0, -power)) : $"{digit}×10{LinearTicks.Superscript(power)}"),
    ];

    // All numbers of an axis have one form.
    private static bool IsPlain(int least, int greatest) => least >= -3 && greatest < 5;

    private static string Power(int power, bool isPlain) => isPlain ? LinearTicks.Text(PowerOfTen.Of(power), Math.Max(0, -power)) : $"$10^{{{power}}}$";
}
