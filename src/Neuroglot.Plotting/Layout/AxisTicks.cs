using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Layout;

/// <summary>Which ticks an axis of this length has, so that its numbers do not touch.</summary>
internal static class AxisTicks
{
    private const double Gap = 0.9;

    /// <summary>The ticks.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="range">The numbers at its ends.</param>
    /// <param name="length">Its length in points.</param>
    /// <param name="isX">Whether it is horizontal, so that widths of texts count and not heights.</param>
    /// <param name="measure">Measures texts.</param>
    public static TickSet Of(Axis axis, (double Low, double High) range, double length, bool isX, TextMeasure measure)
    {
        var (low, high) = range.Low < range.High ? range : (range.High, range.Low);
        if (axis.Ticks is { } given)
            return Given([.. given.Where(tick => tick.Value >= low && tick.Value <= high).OrderBy(static tick => tick.Value)], axis, (low, high), length, isX, measure);
        var size = measure.Theme.TickSize;
        var most = (int)Math.Clamp(length / (isX ? 3 * size : 2.6 * size), 2, 9);
        var map = new AxisMap(new Axis { Scale = axis.Scale }, (low, high), 0, length);
        bool Fits(IReadOnlyList<Tick> ticks)
        {
            for (var index = 1; index < ticks.Count; index++)
            {
                var distance = map.OfNumber(ticks[index].Value) - map.OfNumber(ticks[index - 1].Value);
                var needed = isX ? (measure.Width(ticks[index].Text, size) + measure.Width(ticks[index - 1].Text, size)) / 2 + Gap * size : 1.4 * size;
                if (distance < needed)
                    return false;
            }

            return true;
        }

        return axis.Scale == AxisScale.Logarithmic ? LogTicks.Place(low, high, most, Fits) : LinearTicks.Place(low, high, axis.HasWholeTicks, most, Fits);
    }

    // All names where they have room, else those of every second, third … tick.
    private static TickSet Given(Tick[] ticks, Axis axis, (double Low, double High) range, double length, bool isX, TextMeasure measure)
    {
        var size = measure.Theme.TickSize;
        var map = new AxisMap(new Axis { Scale = axis.Scale }, range, 0, length);
        double Half(Tick tick) => isX && !axis.HasUprightTicks ? (measure.Width(tick.Text, size) + Gap * size) / 2 : 0.6 * size;
        for (var every = 1; ; every++)
        {
            var named = ticks.Where((_, index) => index % every == 0).ToArray();
            if (Enumerable.Range(1, Math.Max(0, named.Length - 1)).All(index => map.OfNumber(named[index].Value) - map.OfNumber(named[index - 1].Value) >= Half(named[index]) + Half(named[index - 1])))
                return new TickSet(named, [.. ticks.Where((_, index) => index % every != 0).Select(static tick => tick.Value)], string.Empty);
        }
    }
}
