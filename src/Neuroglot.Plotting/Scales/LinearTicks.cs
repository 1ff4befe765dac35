using System.Globalization;

namespace Neuroglot.Plotting.Scales;

/// <summary>Ticks at round numbers: multiples of 1, 2 or 5 times a power of ten, or of 25 and 250, as many as there is room for.</summary>
internal static class LinearTicks
{
    // Digits and power of ten of the steps that are tried, within each power of ten.
    private static readonly (int Digits, int Power)[] Steps = [(1, 0), (2, 0), (25, -1), (5, 0)];

    /// <summary>The ticks from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="low">The least number, below <paramref name="high"/>.</param>
    /// <param name="high">The greatest number.</param>
    /// <param name="onlyWhole">Whether ticks are at whole numbers only.</param>
    /// <param name="most">How many there are at most, 2 or more.</param>
    /// <param name="fits">Whether there is room for these texts.</param>
    public static TickSet Place(double low, double high, bool onlyWhole, int most, Func<IReadOnlyList<Tick>, bool> fits)
    {
        var power = PowerOfTen.Below((high - low) / Math.Max(most, 2)) - (onlyWhole ? 0 : 1);
        TickSet? last = null;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var (digits, shift) = Steps[attempt % Steps.Length];
            var exponent = power + attempt / Steps.Length + shift;
            // Steps of 2.5 are for whole numbers, 25 and 250: elsewhere they need a digit more than any other.
            if ((onlyWhole || digits == 25) && exponent < 0)
                continue;
            var first = Math.Ceiling(low / PowerOfTen.Times(digits, exponent) * (low > 0 ? 1 - 1e-12 : 1 + 1e-12));
            var end = Math.Floor(high / PowerOfTen.Times(digits, exponent) * (high > 0 ? 1 + 1e-12 : 1 - 1e-12));
            if (end - first + 1 > most)
                continue;
            var set = Write(Enumerable.Range(0, Math.Max(0, (int)(end - first) + 1)).Select(index => (first + index) * digits).ToArray(), exponent, low, high);
            if (set.Major.Count < 2 && last is not null)
                return last;
            last = set;
            if (set.Major.Count < 2 || fits(set.Major))
                return set;
        }

        return last ?? new TickSet([], [], string.Empty);
    }

    private static TickSet Write(double[] multiples, int exponent, double low, double high)
    {
        var values = Array.ConvertAll(multiples, multiple => PowerOfTen.Times(multiple, exponent));
        var slack = 1e-10 * (high - low);
        values = Array.FindAll(values, value => value >= low - slack && value <= high + slack);
        var greatest = Math.Max(Math.Abs(low), Math.Abs(high));
        var size = PowerOfTen.Below(greatest);
        // Where more digits would be the same than differ, the numbers are written from a common one on.
        var shared = size - PowerOfTen.Below(high - low) >= 4 && values.Length > 0 ? values[0] : 0;
        var largest = values.Length == 0 ? greatest : values.Max(value => Math.Abs(value - shared));
        var times = largest == 0 ? 0 : PowerOfTen.Below(largest);
        times = times >= 5 || times < -3 ? times : 0;
        var decimals = Math.Clamp(times - exponent, 0, 15);
        var texts = values.Select(value => new Tick(value, Text(PowerOfTen.Times(value - shared, -times), decimals))).ToArray();
        return new TickSet(texts, [], (times == 0 ? string.Empty : $"×10{Superscript(times)}") + (shared == 0 ? string.Empty : (shared > 0 ? "+" : string.Empty) + Whole(shared)));
    }

    internal static string Superscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(static one => one == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[one - '0']));

    internal static string Text(double value, int decimals)
    {
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text[0] != '-' ? text : text.AsSpan(1).IndexOfAnyExcept("0.") < 0 ? text[1..] : $"−{text[1..]}";
    }

    private static string Whole(double value) => value.ToString("G12", CultureInfo.InvariantCulture).Replace('-', '−');
}
